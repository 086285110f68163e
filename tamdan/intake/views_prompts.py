"""Pages on which officers record what the complainant's pages say, listen, and publish it."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.history import history_of
from tamdan.core.integrity import integrity
from tamdan.intake import recordings
from tamdan.intake.forms_prompts import RecordingForm
from tamdan.intake.prompts import BACK, FORM, LANGUAGES, PROMPTS, Prompt, Recording, recording_or_404
from tamdan.intake.prompts import recordings_of as found_of

recorders = role_required(*recordings.RECORDERS)
plays_sounds = csp_update({"media-src": [SELF, "blob:"]})


@recorders
@reads
def prompts(request: HttpRequest) -> HttpResponse:
    """Every prompt with what is on the page in each language."""
    standing = recordings.standing(Recording.objects.all())
    parts = [(_("The form of a complaint"), FORM), (_("The page of somebody who came back"), BACK)]
    context = {
        "parts": [(title, [_row(prompt, standing) for prompt in found]) for title, found in parts],
        "languages": [_named(code) for code in LANGUAGES],
    }
    return render(request, "intake/prompts.html", context)


def _row(prompt: Prompt, standing: dict[tuple[str, str], recordings.Standing]) -> dict[str, Any]:
    cells = [(_named(code), standing[prompt.code, code]) for code in LANGUAGES]
    return {"code": prompt.code, "title": prompt.title, "cells": cells}


def _named(code: str) -> dict[str, Any]:
    return {"code": code, "name": dict(settings.LANGUAGES)[code]}


@recorders
@plays_sounds
@form
def prompt(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """GET: the words to read aloud, the recordings there are. POST: one more of them, which waits until somebody publishes it."""
    if code not in PROMPTS or language not in LANGUAGES:
        raise Http404
    wanted, sent = PROMPTS[code], RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and sent.is_valid():
        recordings.take(wanted, language, sent.brought, by=own(request.user))
        messages.success(request, _("The recording is kept. Listen to it, then publish it."))
        return redirect("prompts:prompt", code, language)
    context = {
        "prompt": wanted,
        "language": _named(language),
        "lines": wanted.words(language).split("\n"),
        "recordings": [(one, history_of(one)) for one in found_of(wanted, language)],
        "form": sent,
        "settings": {"language": get_language()},
        "words": _words(),
        "script": {"address": static("recording.js"), "integrity": integrity("recording.js")},
    }
    return render(request, "intake/prompt.html", context, status=422 if sent.errors else 200)


def _words() -> dict[str, str]:
    """What the page's script says (static/src/office/recording.ts)."""
    return {
        "record": _("Record it now"),
        "recordStop": _("Stop recording"),
        "recording": _("Recording: %(seconds)s seconds."),
        "recordRefused": _("The microphone may not be used here. Allow it for this address, or choose a file."),
        "recorded": _("Recorded: %(seconds)s seconds. Listen to it, then keep it or record it again."),
    }


@recorders
@writes
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, recordings.publish, _("It is on the page now."))


@recorders
@writes
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, recordings.take_off, _("The page no longer plays it. It can be published again."))


@recorders
@writes
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """It still says what the page says, though a word there changed."""
    return _done(request, pk, recordings.confirm, _("It is played again."))


def _done(request: HttpRequest, pk: int, act: Callable[..., object], said: str) -> HttpResponse:
    recording = recording_or_404(pk)
    act(recording, by=own(request.user))
    messages.success(request, said)
    return redirect(recording)
