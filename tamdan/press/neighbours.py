"""Articles that may speak of the same question, rebuilt from their rows as the reader's records, so that the reader can weigh statements
and figures of several captures."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch

from tamdan.core.statements import Fragment, filled, joined, value
from tamdan.language.analyse import index_text
from tamdan.links.enums import Decision
from tamdan.press.documents import KIND as INDEXED
from tamdan.press.enums import Manner
from tamdan.press.models import Article, Figure, Quotation, Voice
from tamdan.press.reading import records
from tamdan.press.reading.words import is_plain_word

MOST_WORDS, MOST_LOOKED_AT = 12, 400
"""Words that are asked for, and articles that hold one of them and are ranked: a common word costs no more than a rare one."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_NEAR = """
SELECT object_id FROM (
    SELECT object_id, terms FROM search_document
    WHERE kind = {kind} AND owner_id = {owner} AND object_id <> {own} AND terms @@ ({asked})
    LIMIT {looked_at}
) AS found
GROUP BY object_id ORDER BY max(ts_rank_cd(terms, {asked})) DESC, object_id LIMIT {most}
"""
Passage = Quotation | Figure
_AROUND = """
SELECT object_id FROM search_document
WHERE kind = {kind} AND terms @@ ({asked}) AND object_id = ANY (ARRAY(
    SELECT id FROM press_article
    WHERE owner_id = {owner} AND id <> {own} AND removed_at IS NULL AND is_relevant AND day BETWEEN {first} AND {last}
    ORDER BY abs(day - {day}), id DESC LIMIT {looked_at}))
GROUP BY object_id ORDER BY max(ts_rank_cd(terms, {asked})) DESC, object_id LIMIT {most}
"""


def near(own: Article, words: str, *, most: int) -> list[int]:
    """Articles of the same body that share the longest words of ``words``, best first. One query."""
    return _asked(_NEAR, own, words, most=value(most))


def near_in_time(own: Article, words: str, *, most: int, days: int) -> list[int]:
    """The same among the articles about human rights that stand nearest in time, at most ``days`` before or after it: what one costs
    does not grow with how many there are. One query."""
    first, last = (own.day + datetime.timedelta(days=apart) for apart in (-days, days))
    return _asked(_AROUND, own, words, most=value(most), day=value(own.day), first=value(first), last=value(last))


def _asked(statement: str, own: Article, words: str, **further: Fragment) -> list[int]:
    asked = _any_of(words)
    if asked is None:
        return []
    filling = {
        "kind": value(INDEXED),
        "owner": value(own.owner_id),
        "own": value(own.pk),
        "looked_at": value(MOST_LOOKED_AT),
    }
    return [int(pk) for (pk,) in filled(statement, asked=asked, **filling, **further).fetch()]


def with_passages(own: Article, further: Sequence[int]) -> list[Any]:
    """The article and the further ones, in this order, each with its ``statements`` and ``numbers``. Four queries."""
    said = (
        Quotation.objects.standing()
        .filter(voice__isnull=False)
        .select_related("voice", "article")
        .order_by("start", "pk")
    )
    counted = Figure.objects.standing().select_related("article").order_by("start", "pk")
    ids = [own.pk, *further]
    rows = Article.objects.standing().filter(pk__in=ids, owner=own.owner_id, capture__removed_at__isnull=True)
    rows = rows.prefetch_related(
        Prefetch("quotations", said, to_attr="statements"), Prefetch("figures", counted, to_attr="numbers")
    )
    found = {article.pk: article for article in rows}
    return [found[pk] for pk in ids if pk in found]


def passages_of(article: Any) -> list[Passage]:
    """Of an article that ``with_passages`` gave."""
    return [*article.statements, *article.numbers]


def _any_of(text: str) -> Fragment | None:
    """A tsquery of the longest words that carry a topic, any of them; None where there is none."""
    latin = sorted(
        {word.lower() for word in _WORD.findall(text) if not is_plain_word(word)}, key=lambda word: (-len(word), word)
    )
    khmer = sorted(set(index_text(text).words.split()), key=lambda word: (-len(word), word))
    parts = []
    if latin:
        parts.append(Fragment("to_tsquery('english', %s)", (" | ".join(latin[:MOST_WORDS]),)))
    if khmer:
        parts.append(Fragment("to_tsquery('simple', %s)", (" | ".join(khmer[:MOST_WORDS]),)))
    return joined(" || ", parts) if parts else None


def id_of(passage: Passage) -> str:
    """By which the reader's records name it."""
    return f"{'f' if isinstance(passage, Figure) else 'q'}{passage.pk}"


def as_read(article: Any) -> records.Article:
    """The stored article as the reader's record, as far as it weighs statements and figures."""
    people: dict[int, records.Person] = {}
    direct = [_quote(one, people) for one in article.statements if one.manner == Manner.DIRECT]
    claims = [
        records.Claim(one.line, records.Span(one.start, one.end), _person(one.voice, people), id_of(one))
        for one in article.statements if one.manner == Manner.INDIRECT
    ]  # fmt: skip
    return records.Article(
        id=str(article.pk), start_line=article.start_line, end_line=article.end_line, title=article.title, language=article.language,
        published=article.published_on.isoformat() if article.published_on else None, outlet=article.outlet_name,
        author=article.author, kind=article.kind, relevant=article.is_relevant, boilerplate=article.boilerplate, quotes=direct,
        claims=claims, figures=[_figure(one) for one in article.numbers],
    )  # fmt: skip


def _quote(one: Quotation, people: dict[int, records.Person]) -> records.Quote:
    parts = [records.Span(start, end) for start, end in one.parts]
    return records.Quote(one.line, parts, _person(one.voice, people), None, id_of(one))


def _person(voice: Voice | None, people: dict[int, records.Person]) -> records.Person | None:
    """By whom of the register the name stands for, so that one person is one mouth in whatever spelling."""
    if voice is None:
        return None
    meant = voice.meant if voice.decision != Decision.REFUSED else None
    name = (getattr(meant, "name_en", "") or voice.name) if meant else voice.name
    return people.setdefault(voice.pk, records.Person(name, voice.kind, voice.role or None, voice.side))


def _figure(one: Figure) -> records.Figure:
    sentence = records.Span(one.sentence_start, one.sentence_end)
    return records.Figure(
        one.line,
        records.Span(one.start, one.end),
        one.number,
        one.unit,
        one.what,
        sentence,
        one.as_of or None,
        id_of(one),
    )
