"""What a person decides about one passage of an article: confirm, refuse, who speaks, where it stands, what it is; add one that is missing.

Each act locks the article, refuses what came too late, writes the row (its history keeps the former state) and the ledger. What a
person corrects is confirmed by it. A quotation that is public is taken back before it is changed.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict, DomainError
from tamdan.core.history import former_states
from tamdan.core.ledger import record
from tamdan.links.enums import Decision, Origin
from tamdan.press.enums import Manner
from tamdan.press.models import Article, Commitment, Figure, Quotation, Release, Voice
from tamdan.press.numbers import figure_in
from tamdan.press.screen import MODELS, Read, key_of

DECIDED = "press.passage.decided"
CORRECTED = "press.passage.corrected"
ADDED = "press.passage.added"
TAKEN_BACK = "press.passage.taken_back"
Places = Sequence[tuple[int, int]]
RESTORED = {
    "q": (
        "decision",
        "decided_by",
        "decided_at",
        "origin",
        "manner",
        "voice",
        "parts",
        "words",
        "start",
        "end",
        "line",
    ),
    "p": ("decision", "decided_by", "decided_at", "origin", "voice", "words", "start", "end", "line"),
    "f": ("decision", "decided_by", "decided_at", "origin", "words", "number", "start", "end", "line"),
}
"""What taking back gives a passage again."""


class PassageRefused(DomainError):
    """Base of what corrections refuse."""


class ChangedMeanwhile(Conflict):
    code = "passage-changed"
    message = _(
        "Somebody changed this passage after you opened the page. Open the article again, look at it, then decide."
    )


class IsPublic(PassageRefused):
    code = "passage-public"
    status = 409
    message = _("This quotation is public. Take it back first, then correct it and release it again.")


class NoSuchWords(PassageRefused):
    code = "words-not-there"
    status = 422
    message = _(
        "These words do not stand in the article as you wrote them. Copy them from the text; put … between parts."
    )


class OutsideTheArticle(PassageRefused):
    code = "outside-the-article"
    status = 422
    message = _("These places are not in the article. Mark the words again.")


class NothingBefore(PassageRefused):
    code = "nothing-before"
    status = 409
    message = _("Nobody has changed this passage since it was read: there is nothing to take back.")


class NoNumber(PassageRefused):
    code = "no-number"
    status = 422
    message = _("No number stands in these words, so they are no figure.")


def passage_of(article: Article, key: str) -> Read | None:
    """The passage of this article that a key names; None for one that is not there."""
    model = MODELS.get(key[:1])
    if model is None or not key[1:].isdecimal() or len(key) > 18:
        return None
    found: Read | None = model._default_manager.filter(article=article, pk=int(key[1:])).first()
    return found


def lock(passage: Read, version: int) -> Read:
    """The row as it is now, its article locked for this transaction. Raises ChangedMeanwhile and IsPublic."""
    Article.objects.select_for_update(of=("self",)).get(pk=passage.article_id)
    passage.refresh_from_db()
    if passage.version != version:
        raise ChangedMeanwhile
    if isinstance(passage, Quotation) and Release.objects.standing().filter(quotation=passage).exists():
        raise IsPublic
    return passage


@transaction.atomic
def decide(passage: Read, decision: str, *, version: int, by: Any) -> Read:
    """Confirm what was found, or say that it is none. Raises ChangedMeanwhile, IsPublic."""
    passage = lock(passage, version)
    _write(passage, by, decision=decision)
    record(DECIDED, passage, by=by, about=passage.article, detail={"decision": decision})
    return passage


@transaction.atomic
def set_voice(passage: Quotation | Commitment, voice: Voice | None, *, version: int, by: Any) -> Read:
    """Somebody else speaks; the passage is confirmed by it. Raises ChangedMeanwhile, IsPublic."""
    found = lock(passage, version)
    _write(found, by, voice=voice)
    record(CORRECTED, found, by=by, about=found.article, detail={"field": "voice"})
    return found


@transaction.atomic
def set_places(passage: Read, places: Places, *, version: int, by: Any) -> Read:
    """The passage stands elsewhere, or is longer or shorter. Raises OutsideTheArticle, NoNumber, ChangedMeanwhile, IsPublic."""
    passage = lock(passage, version)
    _write(passage, by, **_placed(type(passage), passage.article, places))
    record(CORRECTED, passage, by=by, about=passage.article, detail={"field": "place"})
    return passage


@transaction.atomic
def set_kind(passage: Read, kind: str, *, version: int, by: Any) -> Read:
    """Exact words, a report of them, a promise or a figure. Another table's row is made new, and the old one is refused.

    Raises NoNumber, ChangedMeanwhile, IsPublic.
    """
    passage = lock(passage, version)
    if isinstance(passage, Quotation) and kind in Manner.values:
        _write(passage, by, manner=kind)
        record(CORRECTED, passage, by=by, about=passage.article, detail={"field": "kind"})
        return passage
    places = passage.parts if isinstance(passage, Quotation) else [(passage.start, passage.end)]
    voice = None if isinstance(passage, Figure) else passage.voice
    made = _made(passage.article, kind, [(start, end) for start, end in places], voice, by)
    _write(passage, by, decision=Decision.REFUSED)
    record(CORRECTED, made, by=by, about=passage.article, detail={"field": "kind", "was": key_of(passage)})
    return made


@transaction.atomic
def add_passage(article: Article, kind: str, places: Places, *, voice: Voice | None, by: Any) -> Read:
    """What the reader missed, marked as a person's own. Raises OutsideTheArticle and NoNumber."""
    Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    made = _made(article, kind, places, voice, by)
    record(ADDED, made, by=by, about=article, detail={"kind": kind})
    return made


@transaction.atomic
def take_back(passage: Read, *, version: int, by: Any) -> Read:
    """The passage is again what it was before its last change. Raises NothingBefore, ChangedMeanwhile, IsPublic."""
    passage = lock(passage, version)
    before = former_states(passage).order_by("-pgh_id").first()
    if before is None:
        raise NothingBefore
    wanted = RESTORED[key_of(passage)[0]]
    names = [column.attname for column in passage._meta.concrete_fields if column.name in wanted]
    values = {name: getattr(before, name) for name in names}
    _update(passage, values)
    record(TAKEN_BACK, passage, by=by, about=passage.article)
    return passage


def find_words(article: Article, written: str) -> list[tuple[int, int]]:
    """Where words stand in the article, as somebody without a script writes them: parts by "…" or "...", white space as it may.

    Raises NoSuchWords.
    """
    parts = [part.split() for part in written.replace("[…]", "…").replace("...", "…").split("…")]
    found, at = [], 0
    for words in (one for one in parts if one):
        place = _find(article.text, words, at)
        if place is None:
            raise NoSuchWords
        found.append(place)
        at = place[1]
    if not found:
        raise NoSuchWords
    return found


def _find(text: str, words: list[str], at: int) -> tuple[int, int] | None:
    """The first place from ``at`` on where these words follow one another, whatever white space parts them."""
    start = text.find(words[0], at)
    while start >= 0:
        end = start
        for word in words:
            while end < len(text) and text[end].isspace():
                end += 1
            if not text.startswith(word, end):
                break
            end += len(word)
        else:
            return start, end
        start = text.find(words[0], start + 1)
    return None


def _placed(model: type[Any], article: Article, places: Places) -> dict[str, Any]:
    """The columns of a place. Raises OutsideTheArticle, and NoNumber for a figure without one."""
    ordered = sorted((start, end) for start, end in places)
    inside = all(0 <= start < end <= len(article.text) for start, end in ordered)
    apart = all(one[1] <= two[0] for one, two in pairwise(ordered))
    if not ordered or not inside or not apart or not all(article.said(*one) for one in ordered):
        raise OutsideTheArticle
    start, end = ordered[0][0], ordered[-1][1]
    values: dict[str, Any] = {"start": start, "end": end, "line": article.line_of(start)}
    if model is Quotation:
        return {**values, "parts": [list(one) for one in ordered], "words": [article.said(*one) for one in ordered]}
    if model is Figure:
        number = figure_in(article, start, end)
        if number is None:
            raise NoNumber
        values |= number
    return {**values, "words": article.said(start, end)}


def _made(article: Article, kind: str, places: Places, voice: Voice | None, by: Any) -> Read:
    """A person's own passage. Raises OutsideTheArticle, NoNumber."""
    own = {
        "article": article, "origin": Origin.PERSON, "decision": Decision.ACCEPTED, "decided_by": by, "decided_at": timezone.now(),
    }  # fmt: skip
    if kind == "figure":
        return Figure.objects.create(**own, **_placed(Figure, article, places))
    model: type[Any] = Commitment if kind == "commitment" else Quotation
    more = {"manner": kind} if model is Quotation else {}
    made: Read = model._default_manager.create(**own, **more, voice=voice, **_placed(model, article, places))
    return made


def _write(passage: Read, by: Any, **values: Any) -> None:
    _update(passage, {"decision": Decision.ACCEPTED, "decided_by": by, "decided_at": timezone.now(), **values})


def _update(passage: Read, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(passage, name, value)
    passage.version += 1
    names = {*values, "version"}
    passage.save(update_fields=[one.name for one in passage._meta.concrete_fields if {one.name, one.attname} & names])
