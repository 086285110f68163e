"""What programs and browsers fetch: the signed list of keys, the script that pins its stewards, the server's own locks."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from tamdan.core.access import public, reads
from tamdan.sealing import published, server
from tamdan.sealing.models import KeyListVersion, ReleasedCode

LISTINGS = 50
"""Listings of scripts that are told, the newest first."""


def _served(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """With a strong tag, to be asked for each time: an old list must not outlive its successor in a cache."""
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True)
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(answer, HttpResponse)
    return answer


@public
@reads
def keyring(request: HttpRequest) -> HttpResponse:
    """The signed note of the list in force."""
    found = published.version()
    if found is None:
        raise Http404
    return _served(request, found.note.encode(), "text/plain; charset=utf-8")


@public
@reads
def keyring_json(request: HttpRequest) -> HttpResponse:
    """The list itself: the bytes whose SHA-256 stands in the note."""
    found = published.version()
    if found is None:
        raise Http404
    return _served(request, bytes(found.canonical), "application/json")


@public
@reads
def earlier_note(request: HttpRequest, number: int) -> HttpResponse:
    """The signed note of a list that was published once, in force or not."""
    return _for_ever(request, _published(number).note.encode(), "text/plain; charset=utf-8")


@public
@reads
def earlier_json(request: HttpRequest, number: int) -> HttpResponse:
    """The bytes of that list. A reader believes them when the list after it names their hash."""
    return _for_ever(request, bytes(_published(number).canonical), "application/json")


def _published(number: int) -> KeyListVersion:
    found = published.earlier(number)
    if found is None:
        raise Http404
    return found


def _for_ever(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """A published version never changes (triggers), so caches may keep it for a year without asking."""
    response = _served(request, content, kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@public
@reads
def anchor(request: HttpRequest) -> HttpResponse:
    """The script that pins the stewards and the oldest version."""
    found = published.version()
    if found is None:
        raise Http404
    return _served(request, bytes(found.anchor or b""), "text/javascript; charset=utf-8")


@public
@reads
def locks(_request: HttpRequest) -> HttpResponse:
    """The recipients of the server's own locks and the names of their keys; monthly others, so nobody keeps them."""
    found = {purpose: server.newest(purpose) for purpose in (server.RELEASE, server.INTAKE)}
    response = JsonResponse(
        {"v": 1, **{purpose: {"name": name, "recipient": recipient} for purpose, (name, recipient) in found.items()}}
    )
    patch_cache_control(response, no_store=True)
    return response


@public
@reads
def code(request: HttpRequest) -> HttpResponse:
    """Which scripts are served here, their SHA-256, since when; earlier ones below (see docs/domain/sealing.md)."""
    parts = [
        f"# {released.since:%Y-%m-%d} {released.sha256}\n{released.listing}"
        for released in ReleasedCode.objects.all()[:LISTINGS]
    ]
    return _served(request, "\n".join(parts).encode(), "text/plain; charset=utf-8")
