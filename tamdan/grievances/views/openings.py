"""Openings of complaint boxes: the custody record that two people make, its correction, confirmation and paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import form, reads, role_required, roles_of
from tamdan.core.ledger import record
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.printing import render_pdf
from tamdan.grievances import boxes_shown
from tamdan.grievances.access_boxes import LOOKERS, OPENERS, box_or_404, opening_or_404
from tamdan.grievances.forms_boxes import ConfirmForm, CorrectionForm, OpeningForm, PaperForm
from tamdan.grievances.models import READERS
from tamdan.intake import opening_boxes
from tamdan.intake.boxes import Opening

lookers, openers = role_required(*LOOKERS), role_required(*OPENERS)


@openers
@form
def open_box(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The record of a new opening; the person who fills it in is the first of the two."""
    box, first = box_or_404(request.user, pk), own(request.user)
    sent = OpeningForm(request.POST or None, box=box, first=first, initial={"hour": timezone.localtime().time()})
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            return redirect(opening_boxes.open_box(box, sent.told(), by=first))
    words = {"title": _("Record an opening"), "submit": _("Record"), "back": box.get_absolute_url()}
    return _record_page(request, sent, box, expected=box.seal, **words)


@openers
@form
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opening, by = opening_or_404(request.user, pk), own(request.user)
    initial = CorrectionForm.of(opening.record)
    sent = CorrectionForm(request.POST or None, box=opening.box, first=opening.record.first, initial=initial)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            data = sent.cleaned_data
            opening_boxes.correct(opening, sent.told(), reason=data["reason"], after=data["after"], by=by)
            messages.success(request, _("The record was corrected. What it said before stays below it."))
            return redirect(opening)
    words = {"title": _("Correct the record"), "submit": _("Correct"), "back": opening.get_absolute_url()}
    return _record_page(request, sent, opening.box, expected=opening.record.seal_expected, **words)


def _record_page(request: HttpRequest, sent: OpeningForm, box: Any, **words: str) -> HttpResponse:
    return form_page(request, sent, "grievances/record_opening.html", box=box, first=sent.first, **words)


@lookers
@reads
def opening(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = opening_or_404(request.user, pk)
    return render(request, "grievances/opening.html", _shown(request, found))


def _shown(request: HttpRequest, found: Opening) -> dict[str, Any]:
    roles, said = roles_of(request.user), found.record
    waits = said.second_id == request.user.pk and said.confirmed_at is None
    return {
        "opening": found,
        "record": said,
        "earlier": [one for one in reversed(found.records.all()) if one.number != said.number],
        "lines": boxes_shown.lines(list(found.slips.all()), request.user),
        "confirming": ConfirmForm() if waits else None,
        "may_write": bool(roles & READERS) and found.left > 0,
        "may_correct": bool(roles & OPENERS) and (said.first_id == request.user.pk or not said.first.is_active),
        "trail": [(str(found.box), found.box.get_absolute_url())],
    }


@lookers
@form
def confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Only the second person has something to say here; anybody else is told so (403)."""
    found = opening_or_404(request.user, pk)
    sent = ConfirmForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            said = opening_boxes.confirm(found.record, **sent.cleaned_data, by=own(request.user))
            messages.success(
                request, _("The secretariat was told.") if said.is_disputed else _("You confirmed the record.")
            )
            return redirect(found)
    back = found.get_absolute_url()
    return form_page(request, sent, title=_("Confirm the opening"), submit=_("Confirm"), back=back, about=found.box)


@lookers
@form
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose the language, get the PDF. It leaves the house, so the ledger says who took it."""
    found = opening_or_404(request.user, pk)
    sent = PaperForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method != "POST" or not sent.is_valid():
        back = found.get_absolute_url()
        return form_page(
            request, sent, title=_("Print the custody record"), submit=_("Make the PDF"), back=back, about=found.box
        )
    made = render_pdf("grievances/opening_print.html", _shown(request, found), sent.cleaned_data["language"])
    record(boxes_shown.PRINTED, found, by=request.user)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f"attachment; filename=opening-{timezone.localdate(found.opened_at)}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response
