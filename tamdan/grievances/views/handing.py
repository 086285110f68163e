"""A leaver's files go to a colleague, and back within 30 days."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, reach_of, role_required, writes
from tamdan.core.pages import refusals_in
from tamdan.grievances import handing
from tamdan.grievances.access import READERS, handover_or_404, owning_body
from tamdan.grievances.forms import HandoverForm
from tamdan.language.templatetags.language import localnum

readers = role_required(*READERS)


@readers
@form
def hand_over(request: HttpRequest) -> HttpResponse:
    sent = HandoverForm(request.POST or None, user=request.user)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            data = sent.cleaned_data
            given = handing.hand_over(
                data["leaver"], data["successor"], owner=owning_body(request.user), by=request.user
            )
            messages.success(request, _said(given))
            return redirect("grievances:hand_over")
    context = {
        "form": sent,
        "handovers": handing.reversible(set(reach_of(request.user).bodies), request.user),
        "trail": [(_("Letters"), reverse("grievances:queue"))],
    }
    return render(request, "grievances/hand_over.html", context, status=422 if sent.is_bound else 200)


def _said(given: handing.Given) -> str:
    words = ngettext("%(shown)s file was handed over.", "%(shown)s files were handed over.", given.given)
    said = words % {"shown": localnum(given.given)}
    if given.kept:
        words = ngettext(
            "%(shown)s file stays, because the successor may not see it: give it to somebody else.",
            "%(shown)s files stay, because the successor may not see them: give them to somebody else.",
            given.kept,
        )
        said = f"{said} {words % {'shown': localnum(given.kept)}}"
    return said


@readers
@writes
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    undone = handing.take_back(handover_or_404(request.user, pk), by=request.user)
    words = ngettext("%(shown)s file is back.", "%(shown)s files are back.", undone.restored)
    messages.success(request, words % {"shown": localnum(undone.restored)})
    return redirect("grievances:hand_over")
