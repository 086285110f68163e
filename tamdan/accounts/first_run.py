"""The first run: a body takes this installation over. A key that only the machine's owner can read opens the page once."""

import hmac

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.actions import add_user
from tamdan.accounts.enums import Role
from tamdan.accounts.errors import SetUpAlready
from tamdan.accounts.models import User
from tamdan.core.home import folder
from tamdan.core.ledger import record
from tamdan.core.secrets import secret
from tamdan.institutions.load import load_institutions
from tamdan.institutions.models import OWN_BODY, Body, Installation
from tamdan.taxonomy.country import Country, country

TOKEN = "first-run"  # noqa: S105 the name of a file


def first_run_token() -> str:
    """The key that the server prints; it lies in ``<home>/secrets/first-run`` until it was used."""
    return secret(TOKEN)


def is_first_run_token(given: str) -> bool:
    return hmac.compare_digest(given.encode(), first_run_token().encode())


def forget_token() -> None:
    """The key opens nothing any more once the installation is set up."""
    (folder("secrets") / TOKEN).unlink(missing_ok=True)


def home_states() -> list[Country]:
    """The States whose data is here; invented ones only where the environment asks for one."""
    codes = sorted(path.parent.name for path in settings.COUNTRY_ROOT.glob("*/country.yaml"))
    found = [country(code) for code in codes]
    return [one for one in found if not one.fictional or one.code == settings.COUNTRY]


@transaction.atomic
def set_up(installation: Installation, body: Body, *, administrator: User, password: str) -> User:
    """Everything or nothing: the body, the one row of the installation, its institutions, the first administrator.

    ``body``, ``installation`` and ``administrator`` are not stored yet, but for a body chosen from the list. Raises
    SetUpAlready and accounts.errors.WeakPassword.
    """
    body.is_confirmed = True
    nameless = Body.objects.filter(code=OWN_BODY).exclude(pk=body.pk).first()
    if nameless and body.pk is None:
        # What was imported before belongs to a row that has no name yet: naming that row moves nothing, however much there is.
        body.pk, body.uuid = nameless.pk, nameless.uuid
        body.save(force_update=True)
    else:
        body.save()
        take_over(body)
    installation.body = body
    try:
        with transaction.atomic():
            installation.save(force_insert=True)
    except IntegrityError as error:
        raise SetUpAlready from error
    record("accounts.installation.set_up", installation, detail={"body": body.code, "state": installation.state_iso3})
    load_institutions(installation.country)
    user = add_user(
        email=administrator.email, name=administrator.name, language=administrator.language, password=password,
        role=Role.ADMINISTRATOR, body=body, by=None,
    )  # fmt: skip
    transaction.on_commit(forget_token)
    return user


def take_over(body: Body) -> None:
    """Give a body of the list what was imported before the first run; the nameless body stays as its predecessor."""
    nameless = Body.objects.filter(code=OWN_BODY).exclude(pk=body.pk).first()
    if nameless is None:
        return
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        # Rows of history keep the owner that they had; triggers move the numbers that they keep.
        if "owner" in names and "pgh_id" not in names and not getattr(model, "kept_by_triggers", False):
            model._default_manager.filter(owner=nameless).update(owner=body)
    nameless.successor, nameless.end = body, timezone.localdate()
    nameless.save(update_fields=["successor", "end"])
