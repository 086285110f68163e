"""What a page with keys tells its script: files that the person's own words open, recipients, numbers. Nothing secret."""

import base64
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from tamdan.accounts.models import User
from tamdan.sealing import access
from tamdan.sealing.models import Kit, KitCopy, OfficeCopy, current_kit


def encoded(content: bytes | memoryview | None) -> str:
    return base64.b64encode(bytes(content or b"")).decode()


def of_person(user: User, copies: Iterable[OfficeCopy] = ()) -> dict[str, Any]:
    """The person's own file, how dear a new one shall be, and the offices' keys that this page is about."""
    key = access.key_of(user)
    return {
        "file": encoded(key.file) if key else "",
        "recipient": key.recipient if key else "",
        "workFactor": settings.SEALING_WORK_FACTOR,
        "touch": {"file": encoded(key.touch_file), "credential": key.touch_credential}
        if key and key.touch_file
        else None,
        "copies": [
            {"office": str(copy.epoch.office.uuid), "epoch": copy.epoch.number, "data": encoded(copy.data)}
            for copy in copies
        ],
    }


def sheets() -> dict[str, str]:
    """The recipients of the kit in force; empty without one."""
    kit = current_kit()
    return kit.recipients() if kit else {}


def of_kit(kit: Kit, subject: str) -> dict[str, str]:
    """The files of one secret by pair of sheets."""
    return {copy.pair: encoded(copy.data) for copy in KitCopy.objects.filter(kit=kit, subject=subject)}
