"""What ``tamdan doctor`` says of the files: whether the store answers, and whether it holds every file that a row names."""

import datetime
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from tamdan.core.health import Finding
from tamdan.vault.errors import VaultError
from tamdan.vault.models import Blob, File
from tamdan.vault.store import store

SHOWN = 3


def _digests(model: type[Model]) -> Iterator[str]:
    return model._default_manager.order_by().values_list("digest", flat=True).iterator()


def findings() -> Iterator[Finding]:
    """Names are compared, not bytes: one listing of the store and one query for each kind of row."""
    place = f"the bucket {settings.VAULT_S3['bucket']}" if settings.VAULT_S3 else str(settings.VAULT_ROOT)
    try:
        held = set(store().digests(timezone.now() + datetime.timedelta(days=1)))
    except VaultError as error:
        yield Finding("files", "bad", f"{place} does not answer: {error.__cause__}", "Check its address and keys.")
        return
    missing = sorted({digest for digest in chain(*map(_digests, (File, Blob))) if digest not in held})
    if missing:
        said = f"{len(missing)} files are not in {place}, such as {', '.join(missing[:SHOWN])}."
        yield Finding("files", "bad", said, "Bring them back from a backup (docs/operations.md).")
    else:
        yield Finding("files", "ok", f"{len(held)} in {place}")
