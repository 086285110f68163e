"""Statements and figures of other mouths that may bear on the same question, looked for on request: in the article itself, and in
those articles of the body, whichever capture they came in, that share its words. The reader weighs them; a person decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from tamdan.core.ledger import record
from tamdan.core.statements import Fragment, filled, joined, value
from tamdan.language.analyse import index_text
from tamdan.links.enums import Decision, Origin
from tamdan.press.documents import KIND as INDEXED
from tamdan.press.enums import Manner, PairKind
from tamdan.press.models import Article, Figure, Pair, Quotation, Voice
from tamdan.press.reading import records
from tamdan.press.reading.disagreeing import disagreeing
from tamdan.press.reading.opposed import suggest
from tamdan.press.reading.words import is_plain_word

PAIRED = "press.pair.made"
MOST_ARTICLES, MOST_WORDS = 40, 12
_WORD = re.compile(r"[A-Za-z]{4,}")
_NEAR = """
SELECT object_id FROM search_document
WHERE kind = {kind} AND owner_id = {owner} AND object_id <> {own} AND terms @@ ({asked})
GROUP BY object_id ORDER BY max(ts_rank_cd(terms, {asked})) DESC, object_id LIMIT {most}
"""
Passage = Quotation | Figure


@dataclass(frozen=True)
class Other:
    """``pair`` is what a person decided about the two, or a suggestion that stands there already."""

    passage: Passage
    pair: Pair | None


def others_of(passage: Passage) -> list[Other]:
    """Up to five, best first. Seven queries, whatever the number of articles."""
    articles = _articles(passage)
    read = [_as_read(article) for article in articles]
    texts = [article.text for article in articles]
    key = _id(passage)
    if isinstance(passage, Figure):
        pairs = [
            (one.first, one.second, one.score) for one in disagreeing(read, texts) if key in (one.first, one.second)
        ]
        ids = [second if first == key else first for first, second, _s in sorted(pairs, key=lambda one: -one[2])]
    else:
        ids = suggest(read, texts)[0].get(key, [])
    by_id = {_id(row): row for article in articles for row in _passages(article)}
    found = [by_id[one] for one in ids][:5]
    held = _pairs(passage, found)
    return [Other(one, held.get(one.pk)) for one in found]


@transaction.atomic
def set_pair(first: Passage, second: Passage, kind: str, *, by: Any) -> Pair:
    """A person sets two statements, or two figures, side by side: it stands at once."""
    low, high = sorted((first, second), key=lambda one: one.pk)
    name = type(first).__name__.lower()
    own = {"kind": kind, "decision": Decision.ACCEPTED, "decided_by": by, "decided_at": timezone.now()}
    article = first.article
    made, _new = Pair.objects.update_or_create(
        **{f"first_{name}": low, f"second_{name}": high}, defaults=own,
        create_defaults={
            **own, "origin": Origin.PERSON, "owner": article.owner, "visibility": article.visibility,
            "shared_with": article.shared_with,
        },
    )  # fmt: skip
    record(PAIRED, made, by=by, about=article, detail={"kind": kind})
    return made


def kinds_for(passage: Passage) -> list[tuple[str, str]]:
    """What two of them may be to each other."""
    wanted = (
        [PairKind.DISAGREES] if isinstance(passage, Figure) else [one for one in PairKind if one != PairKind.DISAGREES]
    )
    return [(str(one.value), str(one.label)) for one in wanted]


def _articles(passage: Passage) -> list[Article]:
    """The passage's own article, then those that share its words, with what stands in them."""
    own = passage.article
    ids = [own.pk, *_near(own, passage)]
    said = (
        Quotation.objects.standing()
        .filter(voice__isnull=False)
        .select_related("voice", "article")
        .order_by("start", "pk")
    )
    counted = Figure.objects.standing().select_related("article").order_by("start", "pk")
    rows = Article.objects.standing().filter(pk__in=ids, owner=own.owner_id, capture__removed_at__isnull=True)
    rows = rows.prefetch_related(
        Prefetch("quotations", said, to_attr="statements"), Prefetch("figures", counted, to_attr="numbers")
    )
    found = {article.pk: article for article in rows}
    return [found[pk] for pk in ids if pk in found]


def _passages(article: Any) -> list[Passage]:
    return [*article.statements, *article.numbers]


def _near(own: Article, passage: Passage) -> list[int]:
    asked = _any_of(f"{passage.what} {passage.sentence}" if isinstance(passage, Figure) else passage.exact)
    if asked is None:
        return []
    near = filled(
        _NEAR, kind=value(INDEXED), owner=value(own.owner_id), own=value(own.pk), asked=asked, most=value(MOST_ARTICLES)
    )
    return [int(pk) for (pk,) in near.fetch()]


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


def _id(passage: Passage) -> str:
    return f"{'f' if isinstance(passage, Figure) else 'q'}{passage.pk}"


def _as_read(article: Any) -> records.Article:
    """The stored article as the reader's record, as far as it weighs statements and figures."""
    people: dict[int, records.Person] = {}
    direct = [_quote(one, people) for one in article.statements if one.manner == Manner.DIRECT]
    claims = [
        records.Claim(one.line, records.Span(one.start, one.end), _person(one.voice, people), _id(one))
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
    return records.Quote(one.line, parts, _person(one.voice, people), None, _id(one))


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
        _id(one),
    )


def _pairs(passage: Passage, others: Sequence[Passage]) -> dict[int, Pair]:
    """By the other one's number."""
    name = type(passage).__name__.lower()
    ids = [one.pk for one in others]
    rows: Iterable[Pair] = Pair.objects.filter(
        **{f"first_{name}": passage.pk, f"second_{name}__in": ids}
    ) | Pair.objects.filter(**{f"second_{name}": passage.pk, f"first_{name}__in": ids})
    found = {}
    for pair in rows:
        first, second = getattr(pair, f"first_{name}_id"), getattr(pair, f"second_{name}_id")
        found[second if first == passage.pk else first] = pair
    return found
