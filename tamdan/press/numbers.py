"""The number in words that a person marks as a figure, read as the reader reads it."""

from typing import Any

from tamdan.press.models import Article
from tamdan.press.reading.figures import figures
from tamdan.press.reading.lines import lines_of
from tamdan.press.reading.sentences import paragraphs


def figure_in(article: Article, start: int, end: int) -> dict[str, Any] | None:
    """Columns of the first figure between two places of the article: number, unit, what it counts, as of when, its sentence."""
    found = figures(article.text, paragraphs(article.text, lines_of(article.text)))
    one = next((figure for figure in found if figure.span.start < end and figure.span.end > start), None)
    if one is None:
        return None
    return {
        "number": one.number, "unit": one.unit, "what": one.what[:300], "as_of": one.as_of or "",
        "sentence_start": one.sentence.start, "sentence_end": one.sentence.end,
    }  # fmt: skip
