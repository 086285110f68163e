"""Complaint boxes: the list, one box, and who hangs them."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, reads, role_required, roles_of, writes
from tamdan.core.history import history_of
from tamdan.core.pages import form_page, refusals_in
from tamdan.grievances import boxes_shown
from tamdan.grievances.access_boxes import HANGERS, LOOKERS, OPENERS, box_or_404
from tamdan.grievances.forms_boxes import BackForm, BoxForm, NewBoxForm, RestForm
from tamdan.grievances.models import READERS
from tamdan.intake import opening_boxes

lookers, hangers = role_required(*LOOKERS), role_required(*HANGERS)


@lookers
@reads
def boxes(request: HttpRequest, only: str = "") -> HttpResponse:
    """``only``: one of the narrowings that the desk counts."""
    roles = roles_of(request.user)
    counts = [
        {
            "number": number,
            "label": label,
            "url": reverse(f"grievances:boxes_{name}"),
            "late": name == "late" and number > 0,
        }
        for name, number, label in boxes_shown.counts(request.user)
    ]
    context = {
        "rows": boxes_shown.rows(request.user, only),
        "only": only,
        "counts": counts,
        "may_hang": bool(roles & HANGERS),
        "may_read": bool(roles & READERS),
    }
    return render(request, "grievances/boxes.html", context)


@lookers
@reads
def box(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = box_or_404(request.user, pk)
    roles = roles_of(request.user)
    clock = opening_boxes.boxes_of_clocks([found.pk]).get(found.pk)
    context = {
        "box": found,
        "clock": clock,
        "openings": sorted(found.openings.all(), key=lambda one: (one.opened_at, one.pk), reverse=True),
        "may_open": bool(roles & OPENERS) and not found.resting,
        "may_hang": bool(roles & HANGERS),
        "changes": history_of(found),
        "trail": [(_("Complaint boxes"), reverse("grievances:boxes"))],
    }
    return render(request, "grievances/box.html", context)


@hangers
@form
def new(request: HttpRequest) -> HttpResponse:
    sent = NewBoxForm(request.POST or None, user=request.user)
    if request.method == "POST" and sent.is_valid():
        return redirect(opening_boxes.hang_box(sent.save(commit=False), by=request.user))
    return form_page(request, sent, title=_("Hang a box"), submit=_("Hang"), back=reverse("grievances:boxes"))


@hangers
@form
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = box_or_404(request.user, pk)
    sent = BoxForm(request.POST or None, instance=found)
    if request.method == "POST" and sent.is_valid():
        changed = sent.changed_by_me
        found = sent.save()
        if changed:
            opening_boxes.change_box(found, fields=changed, by=request.user)
        return redirect(found)
    back = found.get_absolute_url()
    return form_page(request, sent, title=_("Edit the box"), submit=_("Save"), back=back, about=found)


@hangers
@form
def rest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = box_or_404(request.user, pk)
    sent = RestForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            data = sent.cleaned_data
            opening_boxes.rest_box(found, since=data["start"], reason=data["reason"], by=request.user)
            return redirect(found)
    back = found.get_absolute_url()
    return form_page(request, sent, title=_("Take it out of use"), submit=_("Take out of use"), back=back, about=found)


@hangers
@form
def back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = box_or_404(request.user, pk)
    sent = BackForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            opening_boxes.use_again(found, **sent.cleaned_data, by=request.user)
            return redirect(found)
    page = found.get_absolute_url()
    return form_page(request, sent, title=_("Put it back in use"), submit=_("Put back"), back=page, about=found)


@lookers
@writes
def download(request: HttpRequest) -> HttpResponseBase:
    """Every opening as CSV, without a word of what the slips say."""
    response = StreamingHttpResponse(boxes_shown.table(request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = "attachment; filename=boxes.csv"
    return response
