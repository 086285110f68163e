"""What ``tamdan doctor`` says of the files: whether the store answers, and whether it holds every file that a row names."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tamdan.core.health import Finding
from tamdan.vault.errors import VaultError
from tamdan.vault.models import Blob, File
from tamdan.vault.store import store

SHOWN = 3


def _digests(model: type[Model]) -> Iterator[str]:
    return model._default_manager.order_by().values_list("digest", flat=True).iterator()


def findings() -> Iterator[Finding]:
    """Names are compared, not bytes: one listing of the store and one query for each kind of row."""
    place = settings.VAULT_S3["bucket"] if settings.VAULT_S3 else settings.VAULT_ROOT
    try:
        held = set(store().digests(timezone.now() + datetime.timedelta(days=1)))
    except VaultError as error:
        said = _("Files: %(place)s does not answer: %(words)s")
        yield Finding(
            "files", "bad", said, _("Check its address and keys."), {"place": place, "words": error.__cause__}
        )
        return
    missing = sorted({digest for digest in chain(*map(_digests, (File, Blob))) if digest not in held})
    if missing:
        said = ngettext_lazy(
            "Files: %(number)s file is not in %(place)s: %(names)s.",
            "Files: %(number)s files are not in %(place)s, such as %(names)s.",
            len(missing),
        )
        values = {"number": len(missing), "place": place, "names": ", ".join(missing[:SHOWN])}
        yield Finding("files", "bad", said, _("Bring them back from a backup (`docs/operations.md`)."), values)
    else:
        yield Finding("files", "ok", _("Files: %(number)s in %(place)s."), values={"number": len(held), "place": place})
