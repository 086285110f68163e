"""The office's pages of clocks: lists by how they stand, one clock, and what may be done with it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.clocks import access, actions
from tamdan.clocks.enums import Outcome
from tamdan.clocks.forms import ExtendForm, PauseForm, StopForm
from tamdan.clocks.models import Clock, ClockQuerySet
from tamdan.clocks.panels import SOON
from tamdan.core.access import form, may_follow, reads, role_required, writes
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.pagination import paginate

readers = role_required(*access.READERS)
keepers = role_required(*access.KEEPERS)


@readers
@reads
def every(request: HttpRequest) -> HttpResponse:
    return _list(request, access.clocks_of(request.user).running(), "list")


@readers
@reads
def overdue(request: HttpRequest) -> HttpResponse:
    return _list(request, access.clocks_of(request.user).overdue(), "overdue")


@readers
@reads
def soon(request: HttpRequest) -> HttpResponse:
    return _list(request, access.clocks_of(request.user).due_within(SOON), "soon")


def _list(request: HttpRequest, clocks: ClockQuerySet, chosen: str) -> HttpResponse:
    tabs = [("list", _("All that run")), ("overdue", _("Past their date")), ("soon", _("Due within a week"))]
    page = paginate(
        clocks.select_related("rule").prefetch_related("pauses"), ("due_on", "id"), request.GET.get("page", "")
    )
    context = {"page": page, "tabs": [(reverse(f"clocks:{name}"), label, name == chosen) for name, label in tabs]}
    return render(request, "clocks/list.html", context)


@reads
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    clock = access.clock_or_404(request.user, uuid)
    may = access.acts_by_hand(request.user, clock)
    subject = clock.subject()
    page_of = getattr(subject, "get_absolute_url", None)
    address = page_of() if page_of else ""
    context = {
        "clock": clock,
        "subject": subject,
        "address": address if address and may_follow(request.user, address) else "",
        "trail": [(_("Deadlines"), reverse("clocks:list"))],
        "given": clock.given_and_taken[0],
        "taken": clock.given_and_taken[1],
        "acts": [act for act in ("pause", "resume", "extend", "stop") if act in may and clock.allows(act)],
    }
    return render(request, "clocks/detail.html", context)


def _kept(request: HttpRequest, uuid: UUID, act: str) -> Clock:
    clock = access.clock_or_404(request.user, uuid)
    if act not in access.acts_by_hand(request.user, clock):
        raise PermissionDenied
    return clock


@keepers
@form
def pause(request: HttpRequest, uuid: UUID) -> HttpResponse:
    clock = _kept(request, uuid, "pause")
    asked = PauseForm(request.POST or None, clock=clock)
    if request.method == "POST" and asked.is_valid():
        with refusals_in(asked):
            actions.pause_clock(clock, reason=asked.cleaned_data["reason"], by=request.user)
            return _done(request, clock, _("The clock stands still."))
    return form_page(
        request, asked, title=_("Pause this clock"), submit=_("Pause"), back=clock.get_absolute_url(), about=clock.title
    )


@keepers
@writes
def resume(request: HttpRequest, uuid: UUID) -> HttpResponse:
    clock = _kept(request, uuid, "resume")
    actions.resume_clock(clock, by=request.user)
    return _done(request, clock, _("The clock runs again."))


@keepers
@form
def extend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    clock = _kept(request, uuid, "extend")
    asked = ExtendForm(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        with refusals_in(asked):
            actions.extend_clock(clock, by=request.user, **asked.cleaned_data)
            return _done(request, clock, _("The last day was moved."))
    return form_page(
        request, asked, title=_("Give more time"), submit=_("Extend"), back=clock.get_absolute_url(), about=clock.title
    )


@keepers
@form
def stop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    clock = _kept(request, uuid, "stop")
    asked = StopForm(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        with refusals_in(asked):
            actions.stop_clock(clock, outcome=Outcome(asked.cleaned_data["outcome"]), by=request.user)
            return _done(request, clock, _("The clock was stopped."))
    return form_page(
        request, asked, title=_("Stop this clock"), submit=_("Stop"), back=clock.get_absolute_url(), about=clock.title
    )


def _done(request: HttpRequest, clock: Clock, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(clock)
