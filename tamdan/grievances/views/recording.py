"""The page on which an officer writes down a complaint, and where its script posts what was sealed there."""

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.core.access import form, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.machine import refusal
from tamdan.grievances.access import READERS, cases_of
from tamdan.grievances.access_boxes import opening_or_404, session_or_404
from tamdan.intake.binding import MOST_MARKS, Origin, known_since, marks_of
from tamdan.intake.calls import call_or_404
from tamdan.intake.posted import body_of
from tamdan.intake.recording import page_at, record_letter
from tamdan.intake.scans import reading, tesseract
from tamdan.language.templatetags.language import localnum
from tamdan.sealing.policy import sealed_page

readers = role_required(*READERS)
LONGEST_QUESTION = 80 * MOST_MARKS


@readers
@sealed_page
@form
def new(request: HttpRequest) -> HttpResponse:
    """GET: the page; ``channel`` chooses one, ``opening`` or ``forum`` say what its complaints are taken from. POST: a submission sealed
    to the intake key, as for ``/letters``, with the session's token in the place of a proof of work; ``X-Illegible`` and ``X-Message``
    as ``intake.binding.Origin``. 201 or 200 ``{"ref", "acceptance", "number", "file", "next", "label"}``."""
    if request.method == "POST":
        return _take(request)
    origin = _origin(request)
    context = page_at(_here(origin), request.GET.get("channel", ""), origin)
    context["settings"]["urls"]["seen"] = reverse("grievances:new_seen")
    context["settings"]["urls"]["scan"] = reverse("grievances:new_scan")
    shown = {**context, "origin": origin, "scan_languages": tesseract.languages()}
    return render(request, "grievances/new.html", shown)


@readers
@writes
def seen(request: HttpRequest) -> JsonResponse:
    """POST a JSON list of marks of e-mails: those that were taken in before, each with its day."""
    try:
        marks = marks_of(json.loads(body_of(request, LONGEST_QUESTION)))
    except (json.JSONDecodeError, DomainError):
        return JsonResponse({}, status=422)
    return JsonResponse({mark.hex(): day for mark, day in known_since(marks).items()})


@readers
@never_cache
@require_POST
def scan(request: HttpRequest) -> JsonResponse:
    """POST the bytes of a scan: its text as JSON of ``scans.reading.Scan``. In memory alone: no row, no file, no log, and no event, because
    nothing is known of the letter before it is sealed. In no transaction, so that no connection waits for it."""
    try:
        found = reading.read(request.read(reading.LARGEST + 1))
    except DomainError as refused:
        return refusal(refused)
    return JsonResponse(found.plain())


def _origin(request: HttpRequest) -> Origin:
    """What the address says that complaints are taken from; out of reach, or no such thing, is 404."""
    try:
        asked = {name: uuid.UUID(request.GET[name]) for name in ("opening", "forum") if request.GET.get(name)}
    except ValueError as error:
        raise Http404 from error
    if "opening" in asked:
        found = opening_or_404(request.user, asked["opening"])
        return Origin(opening=found, is_illegible=request.headers.get("X-Illegible") == "1")
    if "forum" in asked:
        return Origin(session=session_or_404(request.user, asked["forum"]))
    if request.GET.get("call", "").isdigit():
        return Origin(call=call_or_404(request.user, int(request.GET["call"])))
    mark = marks_of([request.headers["X-Message"]])[0] if "X-Message" in request.headers else b""
    return Origin(mark=mark)


def _here(origin: Origin) -> str:
    """The address of this page with what its complaints are taken from."""
    if origin.opening is not None:
        return f"{reverse('grievances:new')}?opening={origin.opening.uuid}"
    if origin.session is not None:
        return f"{reverse('grievances:new')}?forum={origin.session.uuid}"
    return f"{reverse('grievances:new')}?call={origin.call.pk}" if origin.call else reverse("grievances:new")


def _take(request: HttpRequest) -> JsonResponse:
    """``file`` is empty where the officer is of none of the offices that got the letter."""
    try:
        origin = _origin(request)
        received = record_letter(request, by=own(request.user), origin=origin)
    except DomainError as refused:
        return refusal(refused)
    case = cases_of(request.user).filter(letter=received.letter).first()
    told = {**received.plain(), "file": case.get_absolute_url() if case else "", **_onward(origin)}
    return JsonResponse(told, status=201 if received.is_new else 200)


def _onward(origin: Origin) -> dict[str, str]:
    """Where the next slip or line is written down, or the page of what they came from when there is none; empty otherwise."""
    of = origin.opening or origin.session
    if origin.call is not None:
        return {"next": reverse("calls:calls"), "label": _("Back to the calls")}
    if of is None:
        return {"next": "", "label": ""}
    counted, written = of.counts()
    if written >= counted:
        return {"next": of.get_absolute_url(), "label": _("All are written down: back to the record")}
    values = {"number": localnum(written + 1), "all": localnum(counted)}
    return {"next": _here(origin), "label": _("Write down the next one (%(number)s of %(all)s)") % values}
