"""The page on which an officer writes down a complaint, and where its script posts what was sealed there."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from tamdan.accounts.access import own
from tamdan.core.access import form, role_required
from tamdan.core.errors import DomainError
from tamdan.core.machine import refusal
from tamdan.grievances.access import READERS, cases_of
from tamdan.intake.recording import page_at, record_letter
from tamdan.sealing.policy import sealed_page

readers = role_required(*READERS)


@readers
@sealed_page
@form
def new(request: HttpRequest) -> HttpResponse:
    """GET: the page; ``channel`` chooses one. POST: a submission sealed to the intake key, as for ``/letters``, with the session's token
    in the place of a proof of work; 201 or 200 ``{"ref", "acceptance", "number", "file"}``."""
    if request.method == "POST":
        return _take(request)
    context = page_at(reverse("grievances:new"), request.GET.get("channel", ""))
    return render(request, "grievances/new.html", context)


def _take(request: HttpRequest) -> JsonResponse:
    """``file`` is empty where the officer is of none of the offices that got the letter."""
    try:
        received = record_letter(request, by=own(request.user))
    except DomainError as refused:
        return refusal(refused)
    case = cases_of(request.user).filter(letter=received.letter).first()
    told = {**received.plain(), "file": case.get_absolute_url() if case else ""}
    return JsonResponse(told, status=201 if received.is_new else 200)
