"""Pairs that are suggested unasked: the best pair of statements of an article and the figures that disagree, both as the reader finds
them. A person decides; nothing here is a verdict. What other captures hold is paired by ``across`` and looked for by ``others``."""

from collections.abc import Iterator, Mapping

from tamdan.language.script import has_khmer
from tamdan.press.enums import PairKind
from tamdan.press.made import FOUND
from tamdan.press.models import Article, Capture, Figure, Pair, Quotation
from tamdan.press.reading import records

KINDS = {"D": PairKind.CONTRADICTS, "A": PairKind.ANSWERS, "R": PairKind.REPEATS, "T": PairKind.TENSION}
Rows = Mapping[str, Quotation | Figure]
"""The reader's number of a statement or figure -> its row."""


def pairs_of_reading(capture: Capture, found: records.Reading, rows: Rows) -> None:
    """Store what the reader pairs. Pairs that exist stay as they were decided."""
    pairs = [*_of(capture, found.pairs, rows), *_of(capture, found.figure_pairs, rows)]
    Pair.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=1000)


def _of(capture: Capture, opposed: list[records.Opposed], rows: Rows) -> Iterator[Pair]:
    for one in opposed:
        first, second = rows.get(one.first), rows.get(one.second)
        pair = pair_of(capture, one, first, second, _reason((first, second))) if first and second else None
        if pair is not None:
            yield pair


def pair_of(
    owned: Capture | Article, one: records.Opposed, first: Quotation | Figure, second: Quotation | Figure, reason: str
) -> Pair | None:
    """A pair that is not stored yet, for those who may see ``owned``; None of a passage with itself, or that is not stored."""
    of_what = type(first).__name__.lower()
    low, high = sorted((first.pk or 0, second.pk or 0))
    if not low or low == high:
        return None
    return Pair(
        owner_id=owned.owner_id, visibility=owned.visibility, shared_with=owned.shared_with, score=one.score,
        kind=KINDS.get(one.kind, PairKind.DISAGREES), reason=reason,
        **{f"first_{of_what}_id": low, f"second_{of_what}_id": high}, **FOUND,
    )  # fmt: skip


def _reason(both: tuple[Quotation | Figure | None, ...]) -> str:
    """``two-languages`` or ``shared-words`` of figures, ``opposed`` of statements."""
    sentences = [_sentence(one) for one in both if isinstance(one, Figure)]
    if len(sentences) < 2:
        return "opposed"
    return "two-languages" if has_khmer(sentences[0]) != has_khmer(sentences[1]) else "shared-words"


def _sentence(figure: Figure) -> str:
    return figure.article.text[figure.sentence_start : figure.sentence_end]
