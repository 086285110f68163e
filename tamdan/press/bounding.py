"""Where one article ends and the next begins: splitting by line, joining with the next one. Each is the way back of the other.

Passages keep their words: their places are counted anew. What lies across a new boundary is refused and stays in the history.
"""

from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.links.enums import Decision, Origin
from tamdan.press import documents
from tamdan.press.confirming import lock_article, refuse_public
from tamdan.press.models import Article, Mention, Voice
from tamdan.press.screen import MODELS
from tamdan.search.actions import index_records

SPLIT = "press.article.split"
JOINED = "press.article.joined"
JOINED_WITH = "joined"
"""Reason of an article that was joined with the one before it."""


class NotInside(DomainError):
    code = "line-not-inside"
    status = 422
    message = _("Give a line of this article, but not its first one: the new article begins with it.")


class NothingBelow(DomainError):
    code = "no-article-below"
    status = 409
    message = _("No article follows this one in what was captured.")


@transaction.atomic
def split(article: Article, line: int, *, version: int, by: Any) -> Article:
    """The article ends before ``line`` (of the capture), where another one begins; gives that one.

    Raises NotInside, HoldsPublicWords, ArticleChanged.
    """
    article = lock_article(article, version)
    if not article.start_line < line <= article.end_line:
        raise NotInside
    refuse_public(article)
    cut = _offset(article.text, line - article.start_line)
    below = _second(article, line, cut)
    for model in MODELS.values():
        rows = model._default_manager.filter(article=article)
        _refuse(rows.filter(start__lt=cut, end__gt=cut), by)
        for row in rows.filter(start__gte=cut):
            _move(row, below, -cut)
    _split_mentions(article, below, cut)
    article.text, article.end_line = article.text[: max(cut - 1, 0)], line - 1
    article.boilerplate = [number for number in article.boilerplate if number < line]
    _save(article, by, "text", "end_line", "boilerplate")
    index_records(documents.KIND, [article.pk, below.pk])
    record(SPLIT, article, by=by, detail={"line": line, "second": str(below.uuid)})
    return below


@transaction.atomic
def join(article: Article, *, version: int, by: Any) -> Article:
    """The article goes on to the end of the next one of the capture, which is no article of its own any more.

    Raises NothingBelow, HoldsPublicWords, ArticleChanged.
    """
    article = lock_article(article, version)
    below = next_below(article)
    if below is None:
        raise NothingBelow
    below = Article.objects.select_for_update(of=("self",)).get(pk=below.pk)
    refuse_public(article, below)
    shift = below.start - article.start
    for model in MODELS.values():
        for row in model._default_manager.filter(article=below):
            _move(row, article, shift)
    _join_mentions(below, article, shift)
    lines = article.capture.lines
    between = [number for number in range(article.end_line + 1, below.start_line) if lines[number - 1].strip()]
    article.text = article.capture.text[article.start : below.start + len(below.text)]
    article.end_line = below.end_line
    article.boilerplate = sorted({*article.boilerplate, *between, *below.boilerplate})
    _save(article, by, "text", "end_line", "boilerplate")
    below.decision, below.reason = Decision.REFUSED, JOINED_WITH
    _save(below, by, "decision", "reason")
    index_records(documents.KIND, [article.pk, below.pk])
    record(JOINED, article, by=by, detail={"line": below.start_line, "second": str(below.uuid)})
    return article


def next_below(article: Article) -> Article | None:
    """The article after this one in the same capture."""
    rows = Article.objects.standing().filter(capture=article.capture_id, start_line__gt=article.end_line)
    return rows.order_by("start_line", "pk").first()


def _offset(text: str, lines: int) -> int:
    """Where the line after ``lines`` others begins."""
    at = 0
    for _line in range(lines):
        at = text.index("\n", at) + 1
    return at


def _second(article: Article, line: int, cut: int) -> Article:
    """The article below the cut: one that was joined there before, or a new one."""
    text, start = article.text[cut:], article.start + cut
    boilerplate = [number for number in article.boilerplate if number >= line]
    found = Article.objects.filter(
        capture=article.capture_id,
        start_line=line,
        end_line=article.end_line,
        decision=Decision.REFUSED,
        reason=JOINED_WITH,
    ).first()
    if found is not None:
        found.decision, found.reason, found.decided_by, found.decided_at = Decision.SUGGESTED, "", None, None
        found.start, found.text, found.boilerplate, found.version = start, text, boilerplate, found.version + 1
        found.save()
        return found
    title = next((one.strip() for one in text.split("\n") if one.strip()), "")
    return Article.objects.create(
        capture=article.capture, owner=article.owner, visibility=article.visibility, shared_with=article.shared_with,
        start_line=line, end_line=article.end_line, start=start, text=text, boilerplate=boilerplate, title=title[:500],
        outlet=article.outlet, outlet_name=article.outlet_name, address=article.address, published_on=article.published_on,
        day=article.day, language=article.language, kind=article.kind, is_relevant=article.is_relevant,
        origin=Origin.PERSON, decision=Decision.SUGGESTED,
    )  # fmt: skip


def _refuse(rows: models.QuerySet[Any], by: Any) -> None:
    rows.update(decision=Decision.REFUSED, decided_by=by, decided_at=timezone.now(), version=F("version") + 1)


def _move(row: Any, article: Article, shift: int) -> None:
    """To the same words of another article; its voice goes along, or is the one of the same name there."""
    row.article = article
    for name in ("start", "end", "named_start", "named_end", "sentence_start", "sentence_end"):
        if getattr(row, name, None) is not None:
            setattr(row, name, max(getattr(row, name) + shift, 0))
    if hasattr(row, "parts"):
        row.parts = [[start + shift, end + shift] for start, end in row.parts]
    if getattr(row, "voice_id", None):
        row.voice = _voice_in(article, row.voice)
    row.version += 1
    row.save()


def _voice_in(article: Article, voice: Voice) -> Voice:
    found = Voice.objects.filter(article=article, name=voice.name).first()
    if found is not None:
        return found
    voice.pk, voice.article, voice._state.adding = None, article, True
    voice.save()
    return voice


def _split_mentions(article: Article, below: Article, cut: int) -> None:
    """Places of a name go to the article in which they stand."""
    for row in Mention.objects.filter(article=article):
        stay, go = ([part for part in row.parts if (part[0] >= cut) is later] for later in (False, True))
        if not go:
            continue
        if stay:
            row.parts = stay
            row.save(update_fields=["parts"])
            row.pk, row._state.adding = None, True
        row.article, row.parts = below, [[start - cut, end - cut] for start, end in go]
        row.start, row.end = row.parts[0]
        row.save()


def _join_mentions(below: Article, article: Article, shift: int) -> None:
    for row in Mention.objects.filter(article=below):
        parts = [[start + shift, end + shift] for start, end in row.parts]
        same = Mention.objects.filter(article=article, kind=row.kind, folded=row.folded).first()
        if same is not None:
            same.parts = sorted([*same.parts, *parts])
            same.save(update_fields=["parts"])
            row.delete()
            continue
        row.article, row.parts = article, parts
        row.start, row.end = parts[0]
        row.save()


def _save(article: Article, by: Any, *names: str) -> None:
    article.version += 1
    article.decided_by, article.decided_at = by, timezone.now()
    if article.decision == Decision.SUGGESTED:
        article.decided_by, article.decided_at = None, None
    article.save(update_fields=[*names, "decided_by", "decided_at", "version"])
