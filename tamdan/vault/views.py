"""What a sender's device asks of the vault. Nobody signs in: a proof of work gets a ticket, a ticket begins uploads."""

import json
import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from tamdan.core import effort
from tamdan.core.access import public, writes
from tamdan.core.machine import machine
from tamdan.vault import tus
from tamdan.vault.errors import UploadMalformed
from tamdan.vault.tickets import issue
from tamdan.vault.uploading import find

LONGEST = 2048
"""Bytes of a request for a ticket."""


@public
@machine
@writes
def tickets(request: HttpRequest) -> JsonResponse:
    """POST ``{"letter": 32 hexadecimal digits, "bytes": of all segments}`` with a proof of work in ``X-Effort``; gives
    ``{"token", "expires"}``. Refusals: 400, 403 (proof), 413 (over 1 GB), 507 (no room)."""
    letter, size = _asked(request)
    effort.spend("ticket", request.headers.get("X-Effort", ""))
    token, ticket = issue(letter, size)
    return JsonResponse({"token": token, "expires": ticket.expires.isoformat(timespec="seconds")}, status=201)


def _asked(request: HttpRequest) -> tuple[str, int]:
    try:
        asked = json.loads(request.read(LONGEST))
    except (ValueError, RecursionError) as error:
        raise UploadMalformed from error
    letter, size = (asked.get("letter"), asked.get("bytes")) if isinstance(asked, dict) else (None, None)
    if not isinstance(letter, str) or not re.fullmatch(tus.LETTER, letter) or type(size) is not int or size < 1:
        raise UploadMalformed
    return letter, size


@public
@machine
@tus.tus("POST")
def uploads(request: HttpRequest, _method: str) -> HttpResponse:
    """Begin the upload of a segment."""
    return tus.create(request)


@public
@machine
@tus.tus("HEAD", "PATCH", "DELETE")
def upload(request: HttpRequest, method: str, identity: UUID) -> HttpResponse:
    """How far an upload is, more of it, or the end of it."""
    if method == "DELETE":
        return tus.terminate(identity)
    found = find(identity)
    return tus.head(found) if method == "HEAD" else tus.patch(request, found)
