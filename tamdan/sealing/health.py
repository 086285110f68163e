"""What ``tamdan doctor`` says about keys."""

import datetime
from collections.abc import Iterator
from typing import Literal

from django.utils import timezone

from tamdan.core.health import Finding
from tamdan.sealing import access, published
from tamdan.sealing.enums import FEWEST, Purpose
from tamdan.sealing.listing import stewards
from tamdan.sealing.models import Kit, Office, current_kit
from tamdan.sealing.recovery import missing_offices

SOON = 30
"""Days before its last day at which a list is called short."""
DRILL_DAYS = 365


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
            "No list of keys is published: no letter can be received.",
            "Draft, sign and publish it: Stewards.",
        )
    elif not published.is_signed(found):
        yield Finding(
            "key list",
            "bad",
            "The published list lacks true signatures: it was changed in the database, or the host name in TAMDAN_ORIGIN was.",
            "Tell the stewards. Draft, sign and publish a new list.",
        )
    else:
        days = (found.expires - today).days
        do = "Draft, sign and publish the next one." if days < SOON else ""
        status: Literal["ok", "warn", "bad"] = "bad" if days < 0 else "warn" if days < SOON else "ok"
        yield Finding("key list", status, f"version {found.number}, good for {days} days", do)
    if access.draft():
        yield Finding(
            "key list draft", "warn", "A draft of the list waits for signatures.", "Sign and publish it, or drop it."
        )


def _stewards() -> Iterator[Finding]:
    count = len(stewards())
    if count >= 3:
        yield Finding("stewards", "ok", "three people sign the list, two are enough")
    elif count == 1:
        yield Finding("stewards", "warn", "One person alone signs the list of keys (1 of 1).", "Name three stewards.")
    else:
        yield Finding("stewards", "warn", f"{count} of three stewards have a key.", "Name three stewards.")


def _offices() -> Iterator[Finding]:
    for office in Office.objects.open().select_related("body").prefetch_related("epochs"):
        name = f"office {office.name_en}"
        officers = access.officers_of(office) if office.epoch else []
        fewest = FEWEST[Purpose(office.purpose)]
        if not officers:
            yield Finding(
                name,
                "bad",
                "Nobody who may sign in holds its key.",
                "Its first officer makes the key, or two sheets of the kit restore it.",
            )
        elif len(officers) < fewest:
            yield Finding(
                name,
                "warn",
                f"It needs {fewest} people before it is listed; it has {len(officers)}.",
                "Let another person ask to join.",
            )
        elif len(officers) == 1:
            yield Finding(name, "warn", "One person alone holds its key.", "Let another person ask to join.")
        if office.epoch and office.epoch.must_change_since:
            yield Finding(
                name,
                "warn",
                "Somebody left: its key must change.",
                "An officer of it makes a new key; then draft the list.",
            )


def _kit() -> Iterator[Finding]:
    kit = current_kit()
    if kit is None:
        yield Finding("recovery kit", "warn", "There is no recovery kit: a lost key is lost.", "Make it: Recovery kit.")
        return
    for epoch in missing_offices(kit):
        yield Finding(
            "recovery kit",
            "warn",
            f"It does not hold the key of {epoch.office.name_en}.",
            "An officer of it stores it on the office's page.",
        )
    yield _drill(kit)


def _drill(kit: Kit) -> Finding:
    days = (timezone.now() - (kit.drilled_at or kit.made_at)) // datetime.timedelta(days=1)
    said = f"last tried {days} days ago" if kit.drilled_at else f"made {days} days ago, never tried"
    late = days > DRILL_DAYS or (kit.drilled_at is None and days > SOON)
    return Finding("recovery drill", "warn" if late else "ok", said, "Try two sheets: Recovery kit." if late else "")
