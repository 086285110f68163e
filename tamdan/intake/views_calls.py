"""The queue of calls, the page on which one is noted, and the call that an officer has taken. Pages are exchanged by their script
(static/src/office/calls.ts), so that a key that was opened stays open from one call to the next."""

import base64
import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.integrity import integrity
from tamdan.core.machine import for_script, refusal
from tamdan.core.pages import refusals_in
from tamdan.intake import calling
from tamdan.intake.access import asking_for_a_call
from tamdan.intake.calls import READERS, Answer, Call, call_or_404, calls_of
from tamdan.intake.chain import number_of
from tamdan.intake.errors import NotTaken
from tamdan.intake.forms_calls import AnswerForm, EndForm, NoteForm
from tamdan.intake.releasing import release_number
from tamdan.intake.scripts import scripts
from tamdan.intake.words import key_words
from tamdan.sealing import facts, published, server
from tamdan.sealing.access import copies_for, key_of
from tamdan.sealing.policy import sealed_page

readers = role_required(*READERS)
CLOSED_SHOWN = 50
BUNDLE = "calls.js"


def _shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of calls with what its script knows: the person's key and copies, where lists of keys are, what it says."""
    person = own(request.user)
    site = {
        "host": server.host(), "language": get_language(), "today": timezone.localdate().isoformat(),
        "release": server.release_recipient(),
        "urls": {"keyring": "/keyring.json", "keyringNote": "/keyring", "keyrings": "/keyring/"},
    }  # fmt: skip
    known = {
        "settings": site,
        "words": {
            **key_words(),
            "numberMissing": _("Write the number to call."),
            "aboutTooLong": _("At most 1,000 characters: shorten this."),
        },
        "scripts": scripts(BUNDLE) or [{"address": static(BUNDLE), "integrity": integrity(BUNDLE)}],
        "facts": facts.of_person(person, copies_for(person)),
        "own_key": key_of(person),
    }
    return render(request, template, {**context, **known}, status=status)


@readers
@sealed_page
@reads
def calls(request: HttpRequest) -> HttpResponse:
    """Who waits to be called, danger first, then by clock; ``?closed`` the last calls that ended."""
    found = calls_of(request.user).select_related("office", "taken_by")
    is_closed = "closed" in request.GET
    rows = found.closed().order_by("-closed_at", "-pk")[:CLOSED_SHOWN] if is_closed else found.open().in_order()
    mine = calls_of(request.user).filter(taken_by=own(request.user).pk).first()
    numbers = [] if is_closed else [number_of(letter) for letter in asking_for_a_call(own(request.user))]
    return _shown(
        request, "intake/calls.html", {"rows": rows, "is_closed": is_closed, "mine": mine, "numbers": numbers}
    )


@readers
@sealed_page
@form
def note(request: HttpRequest) -> HttpResponse:
    """GET: the page. POST: what its script sealed, with what stays open."""
    sent = NoteForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        try:
            calling.note(sent.noted, by=own(request.user))
        except DomainError as refused:
            sent.add_error(None, str(refused))
        else:
            messages.success(request, _("The call is in the queue."))
            return redirect("calls:calls")
    context = {"form": sent, "refusal": published.refusal()}
    return _shown(request, "intake/call_note.html", context, status=422 if sent.errors else 200)


@readers
@sealed_page
@reads
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call; whoever has taken it opens the number here."""
    return _call(request, call_or_404(request.user, pk))


def _call(request: HttpRequest, found: Call, sent: AnswerForm | EndForm | None = None) -> HttpResponse:
    person = own(request.user)
    is_mine = found.is_taken_by(person)
    context = {
        "call": found,
        "attempts": found.attempts.select_related("by"),
        "is_mine": is_mine,
        "holds": copies_for(person).filter(epoch=found.epoch_id).exists(),
        "answer_form": sent if isinstance(sent, AnswerForm) else AnswerForm(),
        "end_form": sent if isinstance(sent, EndForm) else EndForm(),
        "was_answered": is_mine and found.attempts.filter(by=person, answer=Answer.ANSWERED).exists(),
        "errors": sent,
    }
    return _shown(request, "intake/call.html", context, status=422 if sent else 200)


@readers
@writes
def take(request: HttpRequest, pk: int) -> HttpResponse:
    found = calling.take(call_or_404(request.user, pk), by=own(request.user))
    return redirect(found)


@readers
@writes
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    calling.give_back(call_or_404(request.user, pk), by=own(request.user))
    return redirect("calls:calls")


@readers
@for_script
@never_cache
@require_POST
def number(request: HttpRequest, pk: int) -> JsonResponse:
    """The note about the call without its outer lock, and its sealed words: ``{"item", "inner", "sealed", "digest"}``, bytes in base64.

    In no transaction of ours: the event is committed before the lock goes."""
    found, officer = call_or_404(request.user, pk), own(request.user)
    if not found.is_taken_by(officer):
        return refusal(NotTaken())
    try:
        released = release_number(found, officer)
    except DomainError as refused:
        return refusal(refused)
    sealed = bytes(found.sealed)
    told = {"inner": base64.b64encode(released.inner).decode(), "sealed": base64.b64encode(sealed).decode()}
    return JsonResponse({"item": found.ref, "digest": hashlib.sha256(sealed).hexdigest(), **told})


@readers
@sealed_page
@writes
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of ringing: after an answer the page stays, otherwise the queue."""
    found, sent = call_or_404(request.user, pk), AnswerForm(request.POST)
    if not sent.is_valid():
        return _call(request, found, sent)
    done = calling.attempt(found, Answer(sent.cleaned_data["answer"]), by=own(request.user))
    return redirect(done) if done.is_taken_by(own(request.user)) else redirect("calls:calls")


@readers
@sealed_page
@writes
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found, sent = call_or_404(request.user, pk), EndForm(request.POST)
    if sent.is_valid():
        with refusals_in(sent):
            calling.end(found, sent.chosen, by=own(request.user))
    if sent.errors:
        return _call(request, found, sent)
    messages.success(request, _("The call is over; its number was deleted."))
    return redirect("calls:calls")
