"""The words of a recommendation in other languages: adding, changing, reviewing, taking away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page, refusals_in
from tamdan.recommendations import texts
from tamdan.recommendations.access import EDITORS, editable_or_404
from tamdan.recommendations.actforms import TranslationForm
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation, RecommendationText

editors = role_required(*EDITORS)


@editors
@form
def translations(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every text, which of them are behind, and a form for one more; ``?language=`` fills it with the one there is."""
    found = editable_or_404(request.user, number)
    official = _official(found)
    wanted = request.GET.get("language", "")
    held = {one.language: one for one in found.texts.filter(kind=TextKind.TRANSLATION)}
    there = held.get(wanted)
    initial = {"language": wanted or ("km" if get_language() != "km" else "en")}
    if there:
        initial |= {"text": there.text, "translator": there.translator}
    sent = TranslationForm(request.POST or None, official=official.language if official else "", initial=initial)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            texts.translate(found, **sent.cleaned_data, by=request.user)
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
    texts.review(_translation_or_404(request, number, pk), by=request.user)
    messages.success(request, _("The translation is marked as reviewed."))
    return redirect("recommendations:texts", number)


@editors
@writes
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    texts.remove(_translation_or_404(request, number, pk), by=request.user)
    messages.success(request, _("The translation is taken away. It stays in the history."))
    return redirect("recommendations:texts", number)


def _translation_or_404(request: HttpRequest, number: int, pk: int) -> RecommendationText:
    found = editable_or_404(request.user, number)
    return get_object_or_404(found.texts.filter(kind=TextKind.TRANSLATION), pk=pk)
