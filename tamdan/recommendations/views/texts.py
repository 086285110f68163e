"""The words of a recommendation in other languages: adding, changing, reviewing, taking away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.seen import refuse_late
from tamdan.recommendations import texts
from tamdan.recommendations.access import EDITORS, form_target_or_404, locked_or_404
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.former import was_there
from tamdan.recommendations.labels import table
from tamdan.recommendations.meanwhile import TextForm
from tamdan.recommendations.models import Recommendation, RecommendationText

editors = role_required(*EDITORS)


@editors
@form
def translations(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every text, which of them are behind, and a form for one more; ``?language=`` fills it with the one there is."""
    found = form_target_or_404(request, number)
    official = _official(found)
    wanted = request.GET.get("language", "")
    held = {one.language: one for one in found.texts.filter(kind=TextKind.TRANSLATION)}
    there = held.get(wanted)
    initial = {"language": wanted or ("km" if get_language() != "km" else "en")}
    if there:
        initial |= {"text": there.text, "translator": there.translator}
    sent = TextForm(
        request.POST or None, official=official.language if official else "", initial=initial,
        there={one.language: {"text": one.text, "translator": one.translator} for one in held.values()},
    )  # fmt: skip
    if request.method == "POST" and sent.is_valid():
        sent.refuse_late()
        with refusals_in(sent):
            words = {name: sent.cleaned_data[name] for name in ("language", "text", "translator")}
            texts.translate(found, **words, by=request.user)
            messages.success(request, _("The translation is saved. It waits for somebody to review it."))
            return redirect("recommendations:texts", number)
    return form_page(
        request, sent, template="recommendations/texts.html", recommendation=found, title=title_of(found, table()),
        official=official, rows=[(one, bool(official and one.is_behind(official))) for one in held.values()],
        back=reverse("recommendations:detail", args=[number]),
    )  # fmt: skip


def _official(found: Recommendation) -> RecommendationText | None:
    return found.texts.filter(kind=TextKind.OFFICIAL).order_by("pk").first()


@editors
@writes
def review(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    if text := _seen(request, number, pk):
        texts.review(text, by=request.user)
        messages.success(request, _("The translation is marked as reviewed."))
    return redirect("recommendations:texts", number)


@editors
@writes
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    if text := _seen(request, number, pk):
        texts.remove(text, by=request.user)
        messages.success(request, _("The translation is taken away. It stays in the history."))
    return redirect("recommendations:texts", number)


def _seen(request: HttpRequest, number: int, pk: int) -> RecommendationText | None:
    """The translation that the button stood beside; None, said to the person, where somebody took it away meanwhile.

    Raises PressedLate where it says something else by now.
    """
    record = locked_or_404(request.user, number)
    found = record.texts.filter(kind=TextKind.TRANSLATION, pk=pk).first()
    if found:
        refuse_late(request.POST.get("seen"), found.digest)
    elif record.texts.filter(pk=pk).exists() or not was_there(RecommendationText(pk=pk), record):
        raise Http404
    else:
        messages.info(request, _("Somebody took it away before you."))
    return found
