"""Addresses for the devices of those who complain and of the officers who read: JSON, no cookie of ours, nothing kept in a cache."""

import base64
import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_POST

from tamdan.core import effort
from tamdan.core.access import public, reads, writes
from tamdan.core.machine import machine
from tamdan.intake import access
from tamdan.intake.deciding import decide, hash_of
from tamdan.intake.errors import LetterRefused, ReceiptUnknown
from tamdan.intake.misses import misses
from tamdan.intake.models import Receipt
from tamdan.intake.posted import LONGEST_LETTER, body_of
from tamdan.intake.shown import page_of
from tamdan.intake.submitting import receive
from tamdan.intake.visits import FLOOR, change_digits, open_receipt, receipt_of
from tamdan.vault.blobs import open_blob

LONGEST_JSON = 16 << 10
View = Callable[..., HttpResponseBase]


def not_before(seconds: float) -> Callable[[View], View]:
    """Answers no sooner than that after the request came, and holds no connection to the database while it waits."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            due = time.monotonic() + seconds
            response = view(request, *args, **kwargs)
            if not connection.in_atomic_block:
                connection.close()
            time.sleep(max(0.0, due - time.monotonic()))
            return response

        return inner

    return decorate


@public
@machine
@require_POST
def letters(request: HttpRequest) -> JsonResponse:
    """POST a submission sealed to the intake key, with ``Idempotency-Key`` and ``X-Effort``; with ``X-Receipt`` for more of a
    complaint. 201, or 200 for one that is here already: ``{"ref", "acceptance", "number"}``."""
    sealed = body_of(request, LONGEST_LETTER)
    token = request.headers.get("X-Receipt", "")
    found = receive(
        sealed,
        key=request.headers.get("Idempotency-Key", ""),
        solution=request.headers.get("X-Effort", ""),
        thread=receipt_of(token).thread if token else None,
    )
    return JsonResponse(found.plain(), status=201 if found.is_new else 200)


@public
@not_before(FLOOR)
@machine
@require_POST
def receipts(request: HttpRequest) -> JsonResponse:
    """POST ``{"handle"}`` with ``X-Effort``: a visit of half an hour with all that its complainant may see, or 404."""
    handle = _bytes(_json(request), "handle")
    with transaction.atomic():
        effort.spend("receipts", request.headers.get("X-Effort", ""), at_least=misses.hardness(request))
    try:
        with transaction.atomic():
            return JsonResponse(page_of(open_receipt(handle)))
    except ReceiptUnknown:
        misses.add(request)
        raise


@public
@machine
@writes
def decisions(request: HttpRequest) -> JsonResponse:
    """POST ``{"note"}``, signed with the complaint's key, with ``X-Receipt``; gives what the next decision has to name."""
    receipt = _visitor(request)
    note = _json(request).get("note")
    made = decide(receipt.thread, note if isinstance(note, str) else "")
    return JsonResponse({"code": made.code, "value": made.value, "hash": hash_of(made)}, status=201)


@public
@machine
@writes
def change(request: HttpRequest) -> JsonResponse:
    """POST ``{"handle", "u", "wrapped"}`` of new digits, with ``X-Receipt``; the old ones are unknown from then on."""
    receipt, sent = _visitor(request), _json(request)
    change_digits(receipt, **{name: _bytes(sent, name) for name in ("handle", "u", "wrapped")})
    return JsonResponse({"changed": True})


@public
@machine
@reads
def blob(request: HttpRequest, digest: str) -> FileResponse:
    """A piece of ciphertext: for the complainant of an answer (``X-Receipt``), or an officer to whom its item was released."""
    token = request.headers.get("X-Receipt", "")
    allowed = access.is_for_complainant(receipt_of(token), digest) if token else access.may_fetch(request.user, digest)
    if not allowed:
        raise Http404
    return FileResponse(open_blob(digest), content_type="application/octet-stream")


def _visitor(request: HttpRequest) -> Receipt:
    return receipt_of(request.headers.get("X-Receipt", ""))


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(body_of(request, LONGEST_JSON))
    except (ValueError, RecursionError) as error:
        raise LetterRefused from error
    if not isinstance(found, dict):
        raise LetterRefused
    return found


def _bytes(sent: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(sent[name], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise LetterRefused from error
