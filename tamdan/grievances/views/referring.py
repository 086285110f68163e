"""The office passes a complaint to another body: chooses one, asks the complainant, picks parts, writes, takes it back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.machine import refusal
from tamdan.grievances import shown
from tamdan.grievances.access import READERS, case_or_404
from tamdan.grievances.answers import words_for
from tamdan.grievances.forms import ActForm, SealedForm
from tamdan.grievances.models import Case
from tamdan.grievances.opening import open_item
from tamdan.grievances.referral import actions
from tamdan.grievances.referral.access import referral_with_or_404, sendable_item_or_404, target_or_404
from tamdan.grievances.referral.forms import DONE, GIVEN, ConsentForm, FileForm, OutcomeForm, PassForm
from tamdan.grievances.referral.models import ReferralReason
from tamdan.grievances.referral.rules import check_consent, check_target, listed_recipient
from tamdan.grievances.referral.shown import bodies as bodies_for
from tamdan.grievances.referral.shown import question, sendable, why_not
from tamdan.grievances.views.acts import acted, page
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.releasing import left_this_hour
from tamdan.sealing.access import key_of
from tamdan.sealing.models import Office
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)


@readers
@sealed_page
@reads
def bodies(request: HttpRequest, number: str) -> HttpResponse:
    """To whom it may go, and what stands before it."""
    case = case_or_404(request.user, number)
    context = {
        "case": case,
        "targets": bodies_for(case),
        "why_not": why_not(case),
        "facts": shown.for_script(case, own(request.user)),
        "anchor": anchor_script(),
    }
    return render_sealed(request, "grievances/referral_bodies.html", shown.SCRIPT, context)


@readers
@sealed_page
@form
def ask(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    """A sealed question whether this body may have it."""
    case, body = case_or_404(request.user, number), target_or_404(office)
    sent = SealedForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.ask(case, body, data["sealed"], version=data["version"], by=own(request.user))

    done = acted(request, sent, act, _("The complainant is asked. The answer is signed with their receipt."))
    words = question(case, body, has_key=listed_recipient(body) is not None)
    more = {"body": body, "words": words, "to_complainant": True, "has_words": case.can_be_answered}
    return done or _page(request, sent, "grievances/referral_write.html", case, title=_("Ask the complainant"), **more)


@readers
@sealed_page
@form
def consent(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    """What they said on the telephone about this body."""
    case, body = case_or_404(request.user, number), target_or_404(office)
    sent = ConsentForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        is_given = data["said"] == GIVEN
        return actions.record_consent(case, body, is_given=is_given, version=data["version"], by=own(request.user))

    done = acted(request, sent, act, _("The decision was recorded as told to you."))
    title = _("Record what they said about %(body)s") % {"body": body}
    return done or page(request, sent, title=title, submit=_("Record"))


@readers
@sealed_page
@form
def pass_on(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    """Parts of the letter go to the body: by envelopes, or as a file where it has no key on the list."""
    case, body = case_or_404(request.user, number), target_or_404(office)
    has_key = listed_recipient(body) is not None
    sent = (PassForm if has_key else FileForm)(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        who = own(request.user)
        if has_key:
            return actions.pass_on(case, body, data["sealed"], version=data["version"], by=who)
        return actions.file_for(case, body, data["sealed"], digits=data["digits"], version=data["version"], by=who)

    done = acted(request, sent, act, _("It was passed on. The complainant sees to whom, and what."))
    return done or _page(
        request, sent, "grievances/referral_pass.html", case, **_choosing(request, case, body, has_key)
    )


def _choosing(request: HttpRequest, case: Case, body: Office, has_key: bool) -> dict[str, Any]:
    return {
        "title": _("Pass it to %(body)s") % {"body": body},
        "body": body,
        "has_key": has_key,
        "parts": sendable(case),
        "left": left_this_hour(own(request.user)),
        "facts": {**shown.for_script(case, own(request.user)), "called": words_for(case)},
    }


@readers
@never_cache
@require_POST
def open_to_pass(request: HttpRequest, number: str, office: uuid.UUID, ref: str) -> HttpResponse:
    """JSON of opening.ForBrowser, for somebody who passes this part on: the consent is looked at before the lock goes.

    In no transaction of ours: the event is committed before the lock goes.
    """
    case, body = case_or_404(request.user, number), target_or_404(office)
    item = sendable_item_or_404(case, ref)
    try:
        check_target(case, body)
        check_consent(case, body)
        made = open_item(item, purpose=ReleasePurpose.REFER, by=own(request.user))
    except DomainError as error:
        return refusal(error)
    return JsonResponse(made.plain())


@readers
@sealed_page
@form
def write_to(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    """Words to the other body, sealed to both sides."""
    case = case_or_404(request.user, number)
    found = referral_with_or_404(case, office)
    sent = SealedForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.write_to(found, data["sealed"], from_body=False, by=own(request.user))

    done = acted(request, sent, act, _("Sealed and stored."))
    more = {"body": found.office, "to_complainant": False, "has_words": True}
    title = _("Write to %(body)s") % {"body": found.office}
    return done or _page(request, sent, "grievances/referral_write.html", case, title=title, **more)


@readers
@writes
def take_back(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    case = case_or_404(request.user, number)
    sent = ActForm(request.POST, case=case)
    version = sent.cleaned_data["version"] if sent.is_valid() else 0
    actions.take_back(referral_with_or_404(case, office), version=version, by=own(request.user))
    return redirect(case)


@readers
@sealed_page
@form
def outcome(request: HttpRequest, number: str, office: uuid.UUID) -> HttpResponse:
    """What a body without an account did with its file."""
    case = case_or_404(request.user, number)
    found = referral_with_or_404(case, office)
    sent = OutcomeForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        reason = None if data["outcome"] == DONE else ReferralReason.objects.filter(code=data["outcome"]).first()
        return actions.record_outcome(found, reason, version=data["version"], by=own(request.user))

    done = acted(request, sent, act, _("Recorded. The complainant sees it with their receipt."))
    title = _("Record what %(body)s did") % {"body": found.office}
    return done or page(request, sent, title=title, submit=_("Record"))


def _page(request: HttpRequest, sent: Any, template: str, case: Case, **context: Any) -> HttpResponse:
    """A page whose script seals to the list in force, which it verifies under the pinned keys."""
    user = own(request.user)
    known = {
        "own_key": key_of(user),
        "can_sign": bool(shown.for_script(case, user)["signer"]),
        "back": reverse("grievances:bodies", args=[case.number]),
        "words": "",
    }
    return page(request, sent, template, **{**known, **context})
