"""A reading as the JSON that ``tamdan read --json`` prints (docs/domain/press.md has every key)."""

from decimal import Decimal
from typing import Any

from tamdan.press.reading.records import (
    Article,
    Claim,
    Commitment,
    Figure,
    Mentioned,
    Person,
    Quote,
    Reading,
    Skipped,
    Span,
)


def as_json(reading: Reading) -> dict[str, Any]:
    """Keys and order of the gold annotation of a dump; after them what a gold file does not hold: notes, suggestions, pairs."""
    text = reading.text
    return {
        "file": f"{reading.name}.txt" if reading.name else "",
        "articles": [_article(article, text) for article in reading.articles],
        "boilerplate_lines": reading.boilerplate,
        "skipped_quotes": [_skipped(one, text) for article in reading.articles for one in article.skipped],
        "notes": reading.notes,
        "suggested": reading.suggested,
        "pairs": [
            {"type": pair.kind, "a": pair.first, "b": pair.second, "score": pair.score} for pair in reading.pairs
        ],
        "figure_pairs": [
            {"type": pair.kind, "a": pair.first, "b": pair.second, "score": pair.score} for pair in reading.figure_pairs
        ],
    }


def words(span: Span, text: str) -> str:
    """The words as printed, with white space made plain."""
    return " ".join(text[span.start : span.end].split())


def _article(article: Article, text: str) -> dict[str, Any]:
    return {
        "id": article.id,
        "start_line": article.start_line,
        "end_line": article.end_line,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "outlet": article.outlet,
        "author": article.author,
        "kind": article.kind,
        "relevant": article.relevant,
        "quotes": [_quote(quote, text) for quote in article.quotes],
        "claims": [_claim(claim, text) for claim in article.claims],
        "figures": [_figure(figure, text) for figure in article.figures],
        "boilerplate_lines": article.boilerplate,
        "commitments": [_commitment(one, text) for one in article.commitments],
        "dates": [_date(one, text) for one in article.dates],
        "marks": article.marks,
    }


def _name(person: Person | None) -> str | None:
    return person.name if person else None


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "id": quote.id,
        "line": quote.line,
        "parts": [words(part, text) for part in quote.parts],
        "speaker": _name(speaker),
        "speaker_role": speaker.role if speaker else None,
        "side": speaker.side if speaker else "other",
    }


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "id": claim.id,
        "line": claim.line,
        "text": words(claim.span, text),
        "speaker": _name(claim.speaker),
        "side": claim.speaker.side if claim.speaker else "other",
    }


def _figure(figure: Figure, text: str) -> dict[str, Any]:
    return {
        "id": figure.id,
        "line": figure.line,
        "value": words(figure.span, text),
        "number": _number(figure.number),
        "unit": figure.unit,
        "what": figure.what,
        "text": words(figure.sentence, text),
        "as_of": figure.as_of,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _commitment(one: Commitment, text: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "line": one.line,
        "who": _name(one.who),
        "text": words(one.span, text),
        "due_text": one.due_text,
        "due": one.due,
        "within": one.within,
    }


def _date(one: Mentioned, text: str) -> dict[str, Any]:
    return {"line": one.line, "text": words(one.span, text), "date": one.date}


def _skipped(one: Skipped, text: str) -> dict[str, Any]:
    return {"line": one.line, "text": words(one.span, text), "reason": one.reason}
