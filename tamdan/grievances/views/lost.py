"""Somebody lost the receipt: where that stands and how a custodian is asked; then the page on which the new one is issued."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import form, role_required
from tamdan.core.errors import DomainError
from tamdan.core.machine import refusal
from tamdan.grievances import custody, reissuing, shown
from tamdan.grievances.access import READERS, case_or_404, confirmation_or_404
from tamdan.grievances.custodians import recipients_of_note
from tamdan.grievances.errors import NobodyKeeps
from tamdan.grievances.forms_names import LostForm
from tamdan.grievances.identity import IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.views.acts import acted
from tamdan.intake.pages import around
from tamdan.intake.posted import body_of
from tamdan.intake.reissuing import messages_of, read_new
from tamdan.sealing.access import key_of
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)
LONGEST = 1 << 20
BUNDLE = "reissue.js"


@readers
@sealed_page
@form
def lost(request: HttpRequest, number: str) -> HttpResponse:
    """GET: what can be done. POST: asks those who keep the name; signed and sealed in the page."""
    case, user = case_or_404(request.user, number), own(request.user)
    where = reissuing.standing(case, user)
    sent = LostForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        if where.item is None:
            raise NobodyKeeps
        asking = custody.Asking(data["reason"], data["signed"], data["sealed"])
        return custody.ask(case, where.item, asking, by=user)

    done = acted(request, sent, act, _("Asked. Those who keep names compare, and confirm or refuse."))
    if done:
        return redirect("grievances:lost", number)
    facts = shown.for_script(case, user)
    keeping = recipients_of_note(where.item) if where.item else []
    asks = {"item": where.item.ref if where.item else "", "reason": "", "recipient": facts["recipient"], "signed": ""}
    context = {
        "title": _("They lost their receipt"), "form": sent, "case": case, "own_key": key_of(user), "where": where,
        "can_sign": bool(facts["signer"]) and where.can_ask, "issued": reissuing.issued(case), "anchor": anchor_script(),
        "facts": {**facts, "offices": [*facts["offices"], *keeping], "asks": asks},
    }  # fmt: skip
    status = 409 if getattr(sent, "is_conflict", False) else 422 if request.method == "POST" else 200
    return render_sealed(request, "grievances/lost.html", shown.SCRIPT, context, status=status)


@readers
@sealed_page
@form
def reissue(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """GET: the page whose script makes the new receipt, once a custodian confirmed. POST: what it made, as
    ``intake.reissuing.NewReceipt``; 201 ``{"number"}``."""
    case = case_or_404(request.user, number)
    asked = confirmation_or_404(case, pk)
    if request.method == "POST":
        return _issue(request, case, asked)
    if not reissuing.standing(case, own(request.user)).can_issue or not asked.is_in_force:
        return redirect("grievances:lost", number)
    return render(request, "grievances/reissue.html", _page(request, case))


def _issue(request: HttpRequest, case: Case, asked: IdentityRequest) -> HttpResponse:
    try:
        made = read_new(body_of(request, LONGEST))
        reissuing.issue(case, asked, made, by=own(request.user))
    except DomainError as refused:
        return refusal(refused)
    return JsonResponse({"number": case.number}, status=201)


def _page(request: HttpRequest, case: Case) -> dict[str, Any]:
    user, context = own(request.user), around("", BUNDLE)
    held = [
        {"item": item.ref, "open": reverse("grievances:open", args=[case.number, item.ref])}
        for item in messages_of(case.letter)
    ]
    context["settings"]["urls"] |= {"letters": request.path, "keys": static("office-worker.js")}
    context["words"] |= {
        "reissuedTitle": _("This is the new receipt"),
        "reissuedProof": _(
            "The old number has ended. What the office wrote before opens with the new one, where it was locked anew."
        ),
        "lockedAnew": _("%(number)s of %(all)s messages of the office open with the new receipt."),
        "signedOut": _(
            "You are signed out. Sign in again in another tab, then press the button again. Nothing is lost."
        ),
    }
    return {
        **context, "case": case, "own_key": key_of(user), "held": len(held),
        "facts": {**shown.for_script(case, user), "held": held, "lost": reverse("grievances:lost", args=[case.number])},
    }  # fmt: skip
