"""tus 1.0.0 (https://tus.io/protocols/resumable-upload) for segments of letters: core, creation, creation-with-upload, checksum,
expiration, termination. What an upload is, and what a crash leaves of it, is in ``uploading.py``.
"""

import base64
import binascii
import contextlib
import hashlib
import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.urls import reverse
from django.utils.http import http_date

from tamdan.core.errors import DomainError
from tamdan.core.machine import refusal
from tamdan.vault import uploading
from tamdan.vault.blobs import LARGEST
from tamdan.vault.errors import (
    ChecksumDiffers,
    SegmentTooLarge,
    TicketRefused,
    UploadMalformed,
    WrongContentType,
    WrongOffset,
    WrongVersion,
)
from tamdan.vault.models import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
BODY_TYPE = "application/offset+octet-stream"
PIECE = 1 << 14
DURABLE_SECONDS = 2.0
"""On a slow line what arrived is made durable this often, so that a line that dies without a word loses no more."""
DRAINED = 2 * LARGEST
"""Bytes of a refused body that are read and thrown away, so that the sender hears the refusal; a longer one is cut off."""
LETTER = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"[0-9a-f]{64}")
CHECKSUM = re.compile(r"sha256 (?P<digest>[A-Za-z0-9+/]{43}=)")

View = Callable[..., HttpResponseBase]


def tus(*methods: str) -> Callable[[View], View]:
    """Asks for the version, answers ``OPTIONS``, heeds ``X-HTTP-Method-Override`` (proxies that refuse PATCH), and refuses with JSON
    after the body was read, because a sender that is cut off hears nothing. The view gets ``request.method`` in its final form."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            method = (request.headers.get("X-HTTP-Method-Override") or request.method or "").upper()
            if method == "OPTIONS":
                response: HttpResponseBase = HttpResponse(status=204, headers=_capabilities())
            elif method not in methods:
                response = HttpResponse(status=405, headers={"Allow": ", ".join((*methods, "OPTIONS"))})
            else:
                response = _answer(view, request, method, *args, **kwargs)
            response["Tus-Resumable"] = VERSION
            return response

        return inner

    return decorate


def _capabilities() -> dict[str, str]:
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(LARGEST),
        "Tus-Checksum-Algorithm": "sha256",
    }


def _answer(view: View, request: HttpRequest, method: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        if request.headers.get("Tus-Resumable") != VERSION:
            raise WrongVersion
        return view(request, method, *args, **kwargs)
    except DomainError as refused:
        _drain(request)
        response = refusal(refused)
        if isinstance(refused, WrongVersion):
            response["Tus-Version"] = VERSION
        return response


def create(request: HttpRequest) -> HttpResponse:
    """POST: begin the upload of one segment, with as much of it as the request carries."""
    length, named = _number(request, "Upload-Length"), _metadata(request)
    letter, digest, token = named.get("letter", ""), named.get("sha256", ""), named.get("ticket", "")
    if not token:
        raise TicketRefused
    if not LETTER.fullmatch(letter) or not DIGEST.fullmatch(digest):
        raise UploadMalformed
    upload = uploading.begin(token, letter, digest, length)
    if _announced(request):
        _refuse_other_types(request)
        if upload.offset:
            _drain(request)  # begun before, or here whole: the answer says from where to go on
        else:
            upload = _take(request, upload)
    return HttpResponse(
        status=201, headers={**_of(upload), "Location": reverse("upload", kwargs={"identity": upload.uuid})}
    )


def head(upload: Upload) -> HttpResponse:
    return HttpResponse(headers={**_of(upload), "Upload-Length": str(upload.length)})


def patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    """PATCH: go on from where the upload is."""
    _refuse_other_types(request)
    if _number(request, "Upload-Offset") != upload.offset:
        raise WrongOffset(offset=upload.offset)
    return HttpResponse(status=204, headers=_of(_take(request, upload)))


def terminate(identity: UUID) -> HttpResponse:
    uploading.end(identity)
    return HttpResponse(status=204)


def _of(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Expires": http_date(upload.expires.timestamp())}


def _take(request: HttpRequest, upload: Upload) -> Upload:
    """The body from ``upload.offset`` on, as much of it as arrives. With a checksum all of it or nothing."""
    announced, promised = _announced(request), _checksum(request)
    if upload.offset + announced > upload.length:
        raise SegmentTooLarge(limit=upload.length - upload.offset)
    pending, since, at = bytearray(), time.monotonic(), upload.offset
    while piece := _read(request):
        pending += piece
        if promised is None and time.monotonic() - since > DURABLE_SECONDS:
            upload, since = uploading.append(upload.uuid, at, bytes(pending)), time.monotonic()
            at = upload.offset
            pending.clear()
    if promised is not None:
        _refuse_altered(pending, announced, promised)
    return uploading.append(upload.uuid, at, bytes(pending)) if pending else upload


def _refuse_altered(body: bytearray, announced: int, promised: bytes) -> None:
    if len(body) != announced or hashlib.sha256(body).digest() != promised:
        raise ChecksumDiffers


def _read(request: HttpRequest) -> bytes:
    """The next piece; nothing at the end, and where the line broke: what came before is kept."""
    with contextlib.suppress(UnreadablePostError):
        return request.read(PIECE)
    return b""


def _drain(request: HttpRequest) -> None:
    left = DRAINED if _announced(request) <= DRAINED else 0
    while left > 0 and (piece := _read(request)):
        left -= len(piece)


def _announced(request: HttpRequest) -> int:
    """Bytes of the body; one whose length nobody says is refused before it comes here (core.plain)."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _refuse_other_types(request: HttpRequest) -> None:
    if request.content_type != BODY_TYPE:
        raise WrongContentType


def _number(request: HttpRequest, name: str) -> int:
    told = request.headers.get(name, "")
    if not re.fullmatch(r"[0-9]{1,15}", told):
        raise UploadMalformed
    return int(told)


def _metadata(request: HttpRequest) -> dict[str, str]:
    """``name base64, name base64``."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise UploadMalformed from error
    return found


def _checksum(request: HttpRequest) -> bytes | None:
    told = request.headers.get("Upload-Checksum")
    if told is None:
        return None
    fits = CHECKSUM.fullmatch(told)
    if fits is None:
        raise UploadMalformed
    return base64.b64decode(fits["digest"])
