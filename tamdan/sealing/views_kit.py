"""The recovery kit: made and printed in the browser, tried each year, its files for the stock ``age`` program."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tamdan.accounts.access import reauthenticated
from tamdan.core.access import reads, role_required, writes
from tamdan.core.pages import refusals_in
from tamdan.sealing import access, facts, recovery
from tamdan.sealing.forms import DrillForm, KitForm
from tamdan.sealing.health import DRILL_DAYS
from tamdan.sealing.kit import SHEETS
from tamdan.sealing.models import Epoch, Kit, KitCopy, current_kit
from tamdan.sealing.policy import render_sealed, sealed_page

administrators = role_required(*access.ADMINISTRATORS)


@administrators
@sealed_page
@reads
def kit(request: HttpRequest) -> HttpResponse:
    return _page(request, KitForm(), DrillForm())


def _page(request: HttpRequest, making: KitForm, drilling: DrillForm) -> HttpResponse:
    found = current_kit()
    context = {
        "kit": found,
        "letters": list(SHEETS),
        "today": timezone.localdate(),
        "making": making,
        "drilling": drilling,
        "drill_days": DRILL_DAYS,
        "missing": recovery.missing_offices(found) if found else [],
        "files": _files(found) if found else [],
        "facts": {
            "sheets": facts.sheets(),
            "canary": facts.of_kit(found, recovery.CANARY) if found else {},
        },
    }
    return render_sealed(
        request, "sealing/kit.html", "kit", context, status=422 if making.errors or drilling.errors else 200
    )


def _files(kit: Kit) -> list[dict[str, Any]]:
    """What is stored, each with its three files: the trial file, offices' keys by name, the server's own keys."""
    epochs = {epoch.subject: epoch for epoch in Epoch.objects.select_related("office")}
    copies = KitCopy.objects.filter(kit=kit)
    return [
        {"subject": subject, "epoch": epochs.get(subject), "copies": list(three)}
        for subject, three in groupby(copies, key=attrgetter("subject"))
    ]


@administrators
@reauthenticated
@writes
def make_kit(request: HttpRequest) -> HttpResponse:
    asked = KitForm(request.POST)
    if not asked.is_valid():
        return _page(request, asked, DrillForm())
    recovery.make_kit(asked.recipients(), asked.holders(), by=request.user)
    messages.success(
        request,
        _(
            "The kit is in force. Give each sheet away today. The stewards now sign a list that names the sheets; then an officer of "
            "each office stores its key."
        ),
    )
    return redirect("sealing:kit")


@administrators
@writes
def drill(request: HttpRequest) -> HttpResponse:
    asked = DrillForm(request.POST)
    if asked.is_valid():
        with refusals_in(asked):
            recovery.record_drill(asked.cleaned_data["number"], by=request.user)
            messages.success(request, _("Two sheets opened the trial file: recovery works. The day is recorded."))
            return redirect("sealing:kit")
    return _page(request, KitForm(), asked)


@administrators
@reads
def kit_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One file of a pair of sheets, for the ``age`` program on another machine."""
    found = access.kit_copy_or_404(request.user, pk)
    name = f"{found.subject.replace('/', '-')}-{found.pair}.age"
    return HttpResponse(
        bytes(found.data),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
