"""Pairs that are suggested unasked: the best pair of statements of an article as the reader scores it, and figures that disagree.

Figures are compared only with those of one unit that share rare words or stand in the other language of the same text, so the cost
grows with their number. A person decides; nothing here is a verdict.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from tamdan.language.script import has_khmer
from tamdan.press.enums import PairKind
from tamdan.press.made import FOUND
from tamdan.press.models import Capture, Figure, Pair, Quotation
from tamdan.press.reading import records
from tamdan.press.reading.words import content_words

KINDS = {"D": PairKind.CONTRADICTS, "T": PairKind.TENSION}
_ALIKE = {
    word: group
    for group, words in {
        "organisations": "organisations organizations ngos csos associations groups",
        "people": "people persons individuals citizens men women villagers workers members students",
        "percent": "percent %",
        "dollars": "dollars usd $",
        "cases": "cases complaints lawsuits",
    }.items()
    for word in words.split()
}
"""Units that count the same kind of thing."""
_MOST = 60
"""Figures of one unit that share a word with more others than this are too common to say anything."""
_NEAR = Decimal("0.05")


def pairs_of_reading(capture: Capture, found: records.Reading, ids: Mapping[str, Quotation]) -> None:
    """Store what the reader pairs, and the figures of the capture that disagree. Pairs that exist stay as they were decided."""
    pairs = [
        _pair(
            capture,
            first_quotation_id=low,
            second_quotation_id=high,
            kind=KINDS[one.kind],
            score=one.score,
            reason="opposed",
        )
        for one in found.pairs
        if one.first in ids and one.second in ids
        for low, high in [sorted((ids[one.first].pk, ids[one.second].pk))]
        if low and low != high
    ]
    figures = Figure.objects.filter(article__capture=capture).standing().select_related("article").order_by("pk")
    Pair.objects.bulk_create([*pairs, *figure_pairs(capture, list(figures))], ignore_conflicts=True, batch_size=1000)


def _pair(capture: Capture, **fields: object) -> Pair:
    return Pair(
        owner_id=capture.owner_id, visibility=capture.visibility, shared_with=capture.shared_with, **FOUND, **fields
    )


def figure_pairs(capture: Capture, figures: Sequence[Figure]) -> Iterator[Pair]:
    """Figures of one unit and about the same thing whose numbers differ."""
    by_article: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_article[figure.article_id].append(figure)
    for group in by_article.values():
        yield from (_of(capture, *both, "two-languages", 3.0) for both in _two_languages(group))
    for first, second, shared in _same_matter(figures):
        yield _of(capture, first, second, "shared-words", float(shared))


def _of(capture: Capture, first: Figure, second: Figure, reason: str, score: float) -> Pair:
    return _pair(capture, first_figure=first, second_figure=second, kind=PairKind.DISAGREES, reason=reason, score=score)


def _sentence(figure: Figure) -> str:
    return figure.article.text[figure.sentence_start : figure.sentence_end]


def unit_of(figure: Figure) -> str:
    return _ALIKE.get(figure.unit.lower(), figure.unit.lower())


def _two_languages(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """In a text that stands there in both languages: numbers that nearly agree, each without an equal one in the other language."""
    khmer = [one for one in figures if has_khmer(_sentence(one))]
    latin = [one for one in figures if not has_khmer(_sentence(one))]
    equal = {one.number for one in khmer} & {one.number for one in latin}
    for first in khmer:
        for second in latin:
            apart = abs(first.number - second.number)
            if (
                first.number not in equal and second.number not in equal and unit_of(first) == unit_of(second)
                and 0 < apart <= _NEAR * max(abs(first.number), abs(second.number))
            ):  # fmt: skip
                yield (first, second) if first.pk < second.pk else (second, first)


def _same_matter(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure, int]]:
    """Figures of one unit that share words of what they count, those that share most first; one pair an article at most."""
    held: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        for word in content_words(figure.what) - content_words(figure.unit):
            held[unit_of(figure), word].append(figure)
    shared: dict[tuple[Figure, Figure], int] = defaultdict(int)
    for (unit, _word), group in held.items():
        if unit and 1 < len(group) <= _MOST:
            for first, second in combinations(group, 2):
                shared[first, second] += 1
    pairs = [
        (count, first.article_id == second.article_id, first, second)
        for (first, second), count in shared.items()
        if count >= _fewest(first, second) and first.number != second.number and _sentence(first) != _sentence(second)
    ]
    taken: set[int] = set()
    for count, _is_near, first, second in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2].pk, pair[3].pk)):
        if not taken & {first.article_id, second.article_id}:
            taken |= {first.article_id, second.article_id}
            yield first, second, count


def _fewest(first: Figure, second: Figure) -> int:
    """Shares are given of everything, and articles of everything speak of people, so there more words have to agree."""
    return 1 + unit_of(first).startswith("percent") + (first.article_id != second.article_id)
