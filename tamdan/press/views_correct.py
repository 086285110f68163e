"""What a person decides about one passage, each an address of its own; the answer is the article again, at that passage."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tamdan.core.access import reads, writes
from tamdan.core.history import Change, history_of
from tamdan.links.enums import Decision
from tamdan.press import correcting, settling, speaking
from tamdan.press.access_people import voice_or_404
from tamdan.press.enums import Side
from tamdan.press.forms_people import KINDS, AddForm, WordsForm
from tamdan.press.models import Article, Commitment, Figure, Quotation, Voice
from tamdan.press.screen import Read, key_of
from tamdan.press.views_queue import editable_article_or_404, editors, reading, version_of

UNNAMED = {
    "decided by",
    "decided at",
    "start",
    "end",
    "parts",
    "named start",
    "named end",
    "sentence start",
    "sentence end",
    "cautions",
}


def passage_or_404(article: Article, key: str) -> Read:
    found = correcting.passage_of(article, key)
    if found is None:
        raise Http404
    return found


def spoken_or_404(article: Article, key: str) -> Quotation | Commitment:
    found = passage_or_404(article, key)
    if isinstance(found, Figure):
        raise Http404
    return found


@editors
@writes
def decide(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """Confirm or refuse."""
    article = editable_article_or_404(request, uuid)
    decision = request.POST.get("decision", "")
    if decision not in (Decision.ACCEPTED, Decision.REFUSED):
        raise BadRequest
    correcting.decide(passage_or_404(article, key), decision, version=version_of(request), by=request.user)
    return redirect(reading(article, key))


@editors
@writes
def voice(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """Who speaks: a voice of the article, somebody of the register, or nobody that is known.

    A name of the register without a choice says whom the present voice stands for.
    """
    article = editable_article_or_404(request, uuid)
    passage, chosen = spoken_or_404(article, key), request.POST.get("voice", "")
    code, typed = request.POST.get("who", "")[:40], request.POST.get("name", "")[:200].strip()
    present = passage.voice
    if code or typed:
        meant = speaking.meant_by(code, typed)
        if chosen != "new" and present is not None and chosen == str(present.pk):
            correcting.lock(passage, version_of(request))
            speaking.settle(present, meant, by=request.user)
            messages.success(request, _("The name stands for this entry in the whole article now."))
            return redirect(reading(article, key))
        found: Voice | None = speaking.voice_for(article, meant, by=request.user)
    else:
        found = voice_or_404(article, chosen)
    correcting.set_voice(passage, found, version=version_of(request), by=request.user)
    return redirect(reading(article, key))


@editors
@writes
def side(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """From where the speaker speaks, which holds for the name in the other articles too."""
    article = editable_article_or_404(request, uuid)
    speaker, chosen = spoken_or_404(article, key).voice, request.POST.get("side", "")
    if speaker is None:
        raise Http404
    if chosen not in Side.values:
        raise BadRequest
    settling.settle_side(speaker, chosen, seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, _("The name speaks from this side in every article now where nobody said otherwise."))
    return redirect(reading(article, key))


@editors
@writes
def place(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """A boundary moved: by places that a script sends, or by the words themselves."""
    article = editable_article_or_404(request, uuid)
    passage, sent = passage_or_404(article, key), WordsForm(request.POST)
    if not sent.is_valid():
        raise correcting.NoSuchWords
    correcting.set_places(passage, _places(article, sent), version=version_of(request), by=request.user)
    return redirect(reading(article, key))


@editors
@writes
def kind(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    article = editable_article_or_404(request, uuid)
    chosen = request.POST.get("kind", "")
    if chosen not in dict(KINDS):
        raise BadRequest
    made = correcting.set_kind(passage_or_404(article, key), chosen, version=version_of(request), by=request.user)
    return redirect(reading(article, key_of(made)))


@editors
@writes
def back(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """Take back the last change of a passage."""
    article = editable_article_or_404(request, uuid)
    correcting.take_back(passage_or_404(article, key), version=version_of(request), by=request.user)
    return redirect(reading(article, key))


@editors
@writes
def add(request: HttpRequest, uuid: object) -> HttpResponseBase:
    """A passage that the reader missed."""
    article, sent = editable_article_or_404(request, uuid), AddForm(request.POST)
    if not sent.is_valid():
        raise correcting.NoSuchWords
    data = sent.cleaned_data
    found = Voice.objects.filter(article=article, pk=data["voice"]).first() if data["voice"] else None
    made = correcting.add_passage(article, data["kind"], _places(article, sent), voice=found, by=request.user)
    return redirect(reading(article, key_of(made)))


@editors
@reads
def history(request: HttpRequest, uuid: object, key: str) -> HttpResponse:
    """Every former state of a passage, with who changed it."""
    article = editable_article_or_404(request, uuid)
    passage: Any = passage_or_404(article, key)
    context = {
        "article": article, "passage": passage, "key": key, "changes": [_named(change) for change in history_of(passage)],
        "back": reading(article, key),
    }  # fmt: skip
    return render(request, "press/passage_history.html", context)


def _named(change: Change) -> Change:
    """Without the columns that have no name for people: places are seen in the words, and who decided stands above."""
    return replace(change, fields=[field for field in change.fields if field.label not in UNNAMED])


def _places(article: Article, sent: WordsForm) -> list[tuple[int, int]]:
    data = sent.cleaned_data
    return data["places"] or correcting.find_words(article, data["words"])
