"""The answers of a State to one recommendation: adding, correcting and taking away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page
from tamdan.recommendations import answering
from tamdan.recommendations.access import EDITORS, editable_or_404
from tamdan.recommendations.actforms import AnswerForm
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table

editors = role_required(*EDITORS)


@editors
@form
def positions(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every answer so far, and a form for one more."""
    found = editable_or_404(request.user, number)
    sent = AnswerForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        answering.add(found, sent.answer, by=request.user)
        messages.success(request, _("The position is added. The present one is that of the newest date."))
        return redirect("recommendations:positions", number)
    context = {
        "recommendation": found,
        "title": title_of(found, table()),
        "taken": answering.in_order(found.positions.all()),
        "form": sent,
    }
    return render(request, "recommendations/positions.html", context, status=422 if sent.is_bound else 200)


@editors
@form
def position(request: HttpRequest, number: int, pk: int) -> HttpResponseBase:
    found = editable_or_404(request.user, number)
    taken = get_object_or_404(found.positions, pk=pk)
    sent = AnswerForm(request.POST or None, taken=taken)
    if request.method == "POST" and sent.is_valid():
        answering.correct(taken, sent.answer, by=request.user)
        messages.success(request, _("The position is corrected. What stood before is in the history."))
        return redirect("recommendations:positions", number)
    return form_page(
        request, sent, title=_("Correct a position"), about=title_of(found, table()), submit=_("Save"),
        back=reverse("recommendations:positions", args=[number]),
    )  # fmt: skip


@editors
@writes
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    found = editable_or_404(request.user, number)
    answering.remove(get_object_or_404(found.positions, pk=pk), by=request.user)
    messages.success(request, _("The position is taken away. It stays in the history."))
    return redirect("recommendations:positions", number)
