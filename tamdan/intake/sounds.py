"""The bytes of recorded prompts: what they are, told from their content, and how they are served in parts, as players of sound ask."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tamdan.core.access import public, roles_of
from tamdan.intake.prompts import Recording
from tamdan.intake.recordings import RECORDERS
from tamdan.vault.actions import open_for_work

LARGEST = 1 << 20
"""Bytes of one recording: 90 seconds have 300 KB in Opus and 700 KB in a careless MP3."""
YEAR = 31_536_000
MPEG_AUDIO = re.compile(rb"\xff[\xe2-\xff]")
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def sound_type(content: bytes) -> str:
    """The type of a recording that browsers play, from its bytes; empty for everything else, moving pictures among it.

    A name is never believed. WebM and MP4 may hold pictures or sound: their headers say which.
    """
    if content.startswith(b"OggS"):
        return "audio/ogg" if b"OpusHead" in content[:200] or b"\x01vorbis" in content[:200] else ""
    if content.startswith(b"\x1aE\xdf\xa3"):
        head = content[:4096]
        return "audio/webm" if re.search(rb"A_(OPUS|VORBIS)", head) and b"V_" not in head else ""
    if content[4:8] == b"ftyp":
        return "audio/mp4" if b"soun" in content and b"vide" not in content else ""
    if content.startswith(b"ID3") or MPEG_AUDIO.match(content):
        return "audio/mpeg"
    return ""


@public
@require_safe
def prompt_sound(request: HttpRequest, digest: str) -> HttpResponse:
    """GET the bytes of a recording that is published, or for officers who record, of any. Takes ``Range``."""
    found = Recording.objects.filter(file__digest=digest).select_related("file").order_by("pk")
    if not roles_of(request.user) & RECORDERS:
        found = found.published()
    recording = get_object_or_404(found[:1])
    assert recording.file is not None, "it was found by its file"
    with open_for_work(recording.file) as stream:
        content = stream.read(LARGEST)
    response = part_of(content, request.headers.get("Range", ""))
    response["Content-Type"] = recording.media_type
    response["Accept-Ranges"] = "bytes"
    patch_cache_control(response, private=True, max_age=YEAR, immutable=True)
    return response


def part_of(content: bytes, asked: str) -> HttpResponse:
    """200 with everything, 206 with the one range that is asked for, 416 where it lies outside (RFC 9110, 14)."""
    wanted = RANGE.fullmatch(asked.strip())
    if not wanted or wanted.groups() == ("", ""):
        return HttpResponse(content)
    first, last = wanted.groups()
    size = len(content)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size or start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Range": f"bytes {start}-{end}/{size}"}
    return HttpResponse(content[start : end + 1], status=206, headers=headers)
