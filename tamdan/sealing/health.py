"""What ``tamdan doctor`` says about keys."""

import datetime
from collections.abc import Iterator
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.health import Finding
from tamdan.sealing import access, code, published
from tamdan.sealing.enums import FEWEST, Purpose
from tamdan.sealing.listing import stewards
from tamdan.sealing.models import Kit, Office, current_kit
from tamdan.sealing.recovery import missing_offices

DRILL_DAYS = 365
UNTRIED_DAYS = 30
"""How long a kit may be that nobody has tried."""


def findings() -> Iterator[Finding]:
    """Nothing to say while no office was set up: then this installation receives no letters."""
    if Office.objects.exists():
        yield from _list()
        yield from _stewards()
        yield from _offices()
        yield from _kit()


def _list() -> Iterator[Finding]:
    found, today = published.version(), timezone.localdate()
    if found is None:
        yield Finding(
            "key list",
            "bad",
            _("Letters: no list of keys is published, so none can be received."),
            _("Draft, sign and publish it on the page of the stewards."),
        )
    elif not published.is_signed(found):
        yield Finding(
            "key list",
            "bad",
            _(
                "Letters: the published list of keys lacks true signatures. It was changed in the database, or the host name was."
            ),
            _("Tell the stewards. Draft, sign and publish a new list."),
        )
    else:
        days = (found.expires - today).days
        do = _("Draft, sign and publish the next one.") if days < published.SOON else ""
        status: Literal["ok", "warn", "bad"] = "bad" if days < 0 else "warn" if days < published.SOON else "ok"
        said = _("Letters: version %(number)s of the list of keys is good for %(days)s days.")
        if days < 0:
            said = _(
                "Letters: version %(number)s of the list of keys ended %(days)s days ago, so none can be received."
            )
        yield Finding("key list", status, said, do, {"number": found.number, "days": abs(days)})
        if published.parse(bytes(found.canonical)).code != code.hash_now():
            yield Finding(
                "scripts", "warn", _("Letters: the scripts that are served are others than those that the stewards signed."),
                _("Compare them with a build of this version, then draft, sign and publish the list."),
            )  # fmt: skip
    if access.draft():
        said = _("Letters: a draft of the list of keys waits for signatures.")
        yield Finding("key list draft", "warn", said, _("Sign and publish it, or drop it."))


def _stewards() -> Iterator[Finding]:
    count = len(stewards())
    if count >= 3:
        yield Finding("stewards", "ok", _("Stewards: three people sign the list of keys, two are enough."))
    elif count == 1:
        said = _("Stewards: one person alone signs the list of keys (1 of 1).")
        yield Finding("stewards", "warn", said, _("Name three stewards."))
    else:
        said = _("Stewards: %(number)s of three have a key.")
        yield Finding("stewards", "warn", said, _("Name three stewards."), {"number": count})


def _offices() -> Iterator[Finding]:
    for office in Office.objects.open().select_related("body").prefetch_related("epochs"):
        name = f"office {office.name_en}"
        officers = access.officers_of(office) if office.epoch else []
        fewest = FEWEST[Purpose(office.purpose)]
        if not officers:
            yield Finding(
                name, "bad", _("%(office)s: nobody who may sign in holds its key."),
                _("Its first officer makes the key, or two sheets of the kit restore it."), {"office": office},
            )  # fmt: skip
        elif len(officers) < fewest:
            said = _("%(office)s: it needs %(fewest)s people before it is listed; it has %(number)s.")
            values = {"office": office, "fewest": fewest, "number": len(officers)}
            yield Finding(name, "warn", said, _("Let another person ask to join."), values)
        elif len(officers) == 1:
            said = _("%(office)s: one person alone holds its key.")
            yield Finding(name, "warn", said, _("Let another person ask to join."), {"office": office})
        if office.epoch and office.epoch.must_change_since:
            said = _("%(office)s: somebody left, so its key must change.")
            yield Finding(
                name, "warn", said, _("An officer of it makes a new key; then draft the list."), {"office": office}
            )


def _kit() -> Iterator[Finding]:
    kit = current_kit()
    if kit is None:
        said = _("Recovery kit: there is none, so a lost key is lost.")
        yield Finding("recovery kit", "warn", said, _("Make it on the page of the recovery kit."))
        return
    for epoch in missing_offices(kit):
        said = _("Recovery kit: it does not hold the key of %(office)s.")
        do = _("An officer of it stores it on the office's page.")
        yield Finding("recovery kit", "warn", said, do, {"office": epoch.office})
    yield _drill(kit)


def _drill(kit: Kit) -> Finding:
    days = (timezone.now() - (kit.drilled_at or kit.made_at)) // datetime.timedelta(days=1)
    tried, never = (
        _("Recovery kit: last tried %(days)s days ago."),
        _("Recovery kit: made %(days)s days ago, never tried."),
    )
    late = days > DRILL_DAYS or (kit.drilled_at is None and days > UNTRIED_DAYS)
    do = _("Try two sheets on the page of the recovery kit.") if late else ""
    return Finding("recovery drill", "warn" if late else "ok", tried if kit.drilled_at else never, do, {"days": days})
