"""The answers of a State to one recommendation: adding, correcting and taking away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.seen import refuse_late
from tamdan.recommendations import answering
from tamdan.recommendations.access import EDITORS, editable_or_404, form_target_or_404, locked_or_404
from tamdan.recommendations.actforms import AnswerForm
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.former import was_there
from tamdan.recommendations.labels import table
from tamdan.recommendations.meanwhile import CorrectionForm
from tamdan.recommendations.models import PositionTaken, Recommendation

editors = role_required(*EDITORS)


@editors
@form
def positions(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every answer so far, and a form for one more."""
    found = editable_or_404(request.user, number)
    sent = AnswerForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            answering.add(found, sent.answer, by=request.user)
            messages.success(request, _("The position is added. The present one is that of the newest date."))
            return redirect("recommendations:positions", number)
    return _page(request, found, sent, 422 if sent.is_bound else 200)


def _page(request: HttpRequest, found: Recommendation, sent: AnswerForm, status: int, **more: Any) -> HttpResponse:
    context = {
        "recommendation": found,
        "title": title_of(found, table()),
        "taken": [(one, answering.mark(one)) for one in answering.in_order(found.positions.all())],
        "form": sent,
        "gone": False,
        **more,
    }
    return render(request, "recommendations/positions.html", context, status=status)


@editors
@form
def position(request: HttpRequest, number: int, pk: int) -> HttpResponseBase:
    """Correct an answer. Where somebody took it away meanwhile, what was written stands in the form for a new one."""
    found = form_target_or_404(request, number)
    taken = found.positions.filter(pk=pk).first()
    if taken is None and request.method == "POST" and was_there(PositionTaken(pk=pk), found):
        return _page(request, found, AnswerForm(request.POST), 409, gone=True)
    if taken is None:
        raise Http404
    sent = CorrectionForm(request.POST or None, taken=taken, there=answering.plain(taken))
    if request.method == "POST" and sent.is_valid():
        sent.refuse_late()
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
    found = locked_or_404(request.user, number)
    taken = found.positions.filter(pk=pk).first()
    if taken is None and was_there(PositionTaken(pk=pk), found):
        messages.info(request, _("Somebody took it away before you."))
        return redirect("recommendations:positions", number)
    if taken is None:
        raise Http404
    refuse_late(request.POST.get("seen"), answering.mark(taken))
    answering.remove(taken, by=request.user)
    messages.success(request, _("The position is taken away. It stays in the history."))
    return redirect("recommendations:positions", number)
