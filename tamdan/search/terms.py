"""What is stored for a draft and what is asked for a query, in PostgreSQL's terms. The analysis itself is tamdan.language's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Expression

from tamdan.language import tokens
from tamdan.language.analyse import ANALYSER_VERSION, IndexText, Query, index_text, passages
from tamdan.language.normalise import fold
from tamdan.search.sources import Draft

VERSION = f"2.{ANALYSER_VERSION}"
"""Of the terms of a document, stored with each: reference rows of another version are indexed anew."""
Match = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True)
class Terms:
    """Terms of one section of a document: ``simple`` as they stand, ``english`` for stemming."""

    simple: str
    english: str


@dataclass(frozen=True)
class Piece:
    """A row of the index: a draft, or a part of a long one."""

    draft: Draft
    number: int
    body: str
    title_terms: Terms
    names_terms: Terms
    body_terms: Terms


def _joined(*found: IndexText) -> Terms:
    return Terms(
        " ".join(f"{text.words} {text.clusters}" for text in found).strip(), " ".join(text.latin for text in found)
    )


@lru_cache(maxsize=20_000)
def _name_terms(name: str) -> IndexText:
    return index_text(name)


def pieces(draft: Draft) -> Iterator[Piece]:
    """The rows of a draft: mostly one; a long body is cut where its sentences end, because PostgreSQL numbers 16,383 places."""
    title = _joined(_name_terms(draft.title))
    names = _with_whole(_joined(*(_name_terms(name) for name in draft.names)), draft.called)
    for number, body in enumerate(list(passages(draft.body)) or [""]):
        yield Piece(draft, number, body, title, names, _joined(index_text(body)))


def _with_whole(found: Terms, called: tuple[str, ...]) -> Terms:
    """The terms of names, with each that leads to its bearer as one term besides (``named``)."""
    return Terms(" ".join([found.simple, *(tokens.whole(fold(name)) for name in called)]).strip(), found.english)


def named(query: Query) -> SearchQuery:
    """What a document holds that is called by the very words of the query."""
    return SearchQuery(tokens.whole(fold(query.text)), config="simple", search_type="raw")


def match(query: Query) -> Match | None:
    """What a document must hold: every Khmer term by its clusters, every other word by its stem. None where nothing is asked."""
    clusters = SearchQuery(query.clusters, config="simple", search_type="raw") if query.clusters else None
    latin = SearchQuery(query.latin, config="english", search_type="websearch") if query.latin else None
    if clusters and latin:
        return clusters & latin
    return clusters or latin


def ranking(query: Query) -> Expression | None:
    """What raises a document: Khmer terms that it holds as whole words, and the other words. None where neither was asked."""
    words = SearchQuery(query.words, config="simple", search_type="raw") if query.words else None
    latin = SearchQuery(query.latin, config="english", search_type="websearch") if query.latin else None
    if words and latin:
        return words | latin
    return words or latin
