"""From what the reader found to rows that are not stored yet. Lengths are cut to what the columns hold; places stay exact."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

from django.utils import timezone

from tamdan.language.normalise import fold
from tamdan.links.enums import Decision, Origin
from tamdan.press.alike import bands, signature
from tamdan.press.due import last_day
from tamdan.press.enums import Manner, MentionKind, Side, SpeakerKind
from tamdan.press.models import Article, Capture, Commitment, Figure, Mention, Quotation, Voice
from tamdan.press.reading import records
from tamdan.press.reading.mentions import mentions
from tamdan.press.reading.names import bare

FOUND: dict[str, Any] = {"origin": Origin.MACHINE, "decision": Decision.SUGGESTED}
_LARGEST = Decimal(10) ** 17
_KINDS = {
    "person": MentionKind.PERSON,
    "body": MentionKind.BODY,
    "state": MentionKind.STATE,
    "place": MentionKind.PLACE,
}


@dataclass
class Made:
    """The rows of one article; ``voices`` by the name that passages point to."""

    article: Article
    voices: dict[str, Voice] = field(default_factory=dict)
    quotations: list[Quotation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    ids: dict[str, Quotation | Figure] = field(default_factory=dict)
    """The reader's number of a statement or figure -> its row, for pairs."""


def name_key(name: str, kind: str = MentionKind.PERSON) -> str:
    """Under what a printed name is settled: folded, of a person or place without titles, of a body whole but for its acronym in brackets:
    "Ministry of Works of Xanara" without its office would be Xanara."""
    if kind in (MentionKind.PERSON, MentionKind.PLACE):
        return fold(bare(name) or name)[:200]
    return fold(name.partition("(")[0] or name).removeprefix("the ").strip()[:200]


def line_starts(text: str) -> list[int]:
    """The place of each line's first character, and behind the last one where a further line would begin."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def made_of(capture: Capture, found: records.Article, starts: Sequence[int]) -> Made:
    """``found`` as rows of ``capture``, whose text it was read from; ``starts`` are its ``line_starts``."""
    text = capture.text
    made = Made(_article(capture, found, starts))
    said = {quote.id: _direct(made, text, quote) for quote in found.quotes}
    said |= {claim.id: _indirect(made, text, claim) for claim in found.claims}
    counted = {one.id: row for one in found.figures if (row := _figure(made.article, text, one))}
    made.ids = {**said, **counted}
    made.quotations, made.figures = list(said.values()), list(counted.values())
    made.commitments = [_commitment(made, text, one) for one in found.commitments]
    made.mentions = _mentions(made.article, text, found)
    _count_from(made, made.article.start)
    return made


def _count_from(made: Made, start: int) -> None:
    """Places in the capture become places in the article."""
    rows = (*made.quotations, *made.figures, *made.commitments, *made.mentions)
    for row in rows:
        row.start, row.end = row.start - start, row.end - start
        if isinstance(row, Quotation | Mention):
            row.parts = [[first - start, last - start] for first, last in row.parts]
        if isinstance(row, Quotation) and row.named_start is not None and row.named_end is not None:
            row.named_start, row.named_end = row.named_start - start, row.named_end - start
        if isinstance(row, Figure):
            row.sentence_start, row.sentence_end = row.sentence_start - start, row.sentence_end - start


def _article(capture: Capture, found: records.Article, starts: Sequence[int]) -> Article:
    start, end = starts[found.start_line - 1], starts[found.end_line] - 1
    published = datetime.date.fromisoformat(found.published) if found.published else None
    text = capture.text[start:end]
    signed = signature(_body(text, found))
    return Article(
        capture=capture, owner_id=capture.owner_id, visibility=capture.visibility, shared_with=capture.shared_with,
        start_line=found.start_line, end_line=found.end_line, start=start, text=text, boilerplate=found.boilerplate,
        title=(found.title or "")[:500], outlet_name=(found.outlet or "")[:200], author=(found.author or "")[:300],
        address=capture.address, published_on=published, day=published or timezone.localdate(capture.captured_at), language=found.language,
        kind=found.kind, is_relevant=found.relevant, marks=sorted(set(found.marks)),
        skipped=[[one.span.start - start, one.span.end - start, one.reason] for one in found.skipped],
        signature=signed, bands=bands(signed), **FOUND,
    )  # fmt: skip


def _body(text: str, found: records.Article) -> str:
    left_out = {number - found.start_line for number in found.boilerplate}
    return "\n".join(line for number, line in enumerate(text.split("\n")) if number not in left_out)


def _voice(made: Made, person: records.Person | None) -> Voice | None:
    if person is None:
        return None
    name = person.name[:200]
    if name not in made.voices:
        made.voices[name] = Voice(
            article=made.article, name=name, folded=name_key(name, person.kind), role=(person.role or "")[:300],
            kind=person.kind if person.kind in SpeakerKind.values else SpeakerKind.GROUP,
            side=person.side if person.side in Side.values else Side.OTHER, **FOUND,
        )  # fmt: skip
    return made.voices[name]


def _words(text: str, span: records.Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _direct(made: Made, text: str, quote: records.Quote) -> Quotation:
    named = quote.mention
    return Quotation(
        article=made.article, manner=Manner.DIRECT, voice=_voice(made, quote.speaker), line=quote.line,
        start=quote.parts[0].start, end=quote.parts[-1].end, parts=[[part.start, part.end] for part in quote.parts],
        words=[_words(text, part) for part in quote.parts], named_start=named.start if named else None,
        named_end=named.end if named else None, **FOUND,
    )  # fmt: skip


def _indirect(made: Made, text: str, claim: records.Claim) -> Quotation:
    span = claim.span
    return Quotation(
        article=made.article, manner=Manner.INDIRECT, voice=_voice(made, claim.speaker), line=claim.line, start=span.start,
        end=span.end, parts=[[span.start, span.end]], words=[_words(text, span)], **FOUND,
    )  # fmt: skip


def _figure(article: Article, text: str, one: records.Figure) -> Figure | None:
    """None for a number beyond every count of people, land or money."""
    if abs(one.number) >= _LARGEST:
        return None
    return Figure(
        article=article, line=one.line, start=one.span.start, end=one.span.end, words=_words(text, one.span)[:200],
        number=one.number, unit=one.unit[:80], what=one.what[:300], as_of=(one.as_of or "")[:30],
        sentence_start=one.sentence.start, sentence_end=one.sentence.end, **FOUND,
    )  # fmt: skip


def _commitment(made: Made, text: str, one: records.Commitment) -> Commitment:
    due, within = one.due or "", one.within or ""
    return Commitment(
        article=made.article, voice=_voice(made, one.who), line=one.line, start=one.span.start, end=one.span.end,
        words=_words(text, one.span), due_text=(one.due_text or "")[:200], due=due[:30], within=within[:12],
        due_on=last_day(due, within, made.article.day), **FOUND,
    )  # fmt: skip


def _mentions(article: Article, text: str, found: records.Article) -> list[Mention]:
    """Names and days of an article, each once with all its places."""
    named: dict[tuple[str, str], list[tuple[int, int, str, str]]] = defaultdict(list)
    left_out = set(found.boilerplate)
    for number, start, end in _lines(text, article):
        if number in left_out or start == end:
            continue
        for one in mentions(text, start, end):
            if one.kind in _KINDS and (one.kind != "person" or " " in one.name):
                named[_KINDS[one.kind], name_key(one.name, one.kind)].append((one.start, one.end, one.name, ""))
    for day in found.dates:
        words = _words(text, day.span)
        named[MentionKind.DATE, day.date].append((day.span.start, day.span.end, words, day.date))
    return [_mention(article, text, kind, key, places) for (kind, key), places in named.items() if key]


def _mention(article: Article, text: str, kind: str, key: str, places: Sequence[tuple[int, int, str, str]]) -> Mention:
    start, end, name, date = places[0]
    return Mention(
        article=article, kind=kind, name=name[:200], folded=key[:200], line=article.line_of(start - article.start), start=start, end=end,
        parts=[[one[0], one[1]] for one in places], date=date[:30], **FOUND,
    )  # fmt: skip


def _lines(text: str, article: Article) -> Iterable[tuple[int, int, int]]:
    """Number, first and last place of each line of an article."""
    start = article.start
    for number, line in enumerate(article.text.split("\n"), article.start_line):
        yield number, start, start + len(line)
        start += len(line) + 1
