"""What is stored for a draft and what is asked for a query, in PostgreSQL's terms. The analysis itself is tamdan.language's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tamdan.core.statements import Fragment, joined
from tamdan.language import tokens
from tamdan.language.analyse import ANALYSER_VERSION, Query, index_text, passages
from tamdan.language.normalise import fold
from tamdan.search.sources import Draft

VERSION = f"2.{ANALYSER_VERSION}"
"""Of the terms of a document, stored with each: reference rows of another version are indexed anew."""


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


def _terms(text: str) -> Terms:
    found = index_text(text)
    return Terms(f"{found.words} {found.clusters}".strip(), found.latin)


_name_terms = lru_cache(maxsize=20_000)(_terms)
"""Names come again with many records."""


def _of_names(names: tuple[str, ...]) -> Terms:
    found = [_name_terms(name) for name in names]
    return Terms(" ".join([terms.simple for terms in found]), " ".join([terms.english for terms in found]))


def pieces(draft: Draft) -> Iterator[Piece]:
    """The rows of a draft: mostly one; a long body is cut where its sentences end, because PostgreSQL numbers 16,383 places."""
    title = _name_terms(draft.title)
    names = _with_whole(_of_names(draft.names), draft.called)
    for number, body in enumerate(list(passages(draft.body)) or [""]):
        yield Piece(draft, number, body, title, names, _terms(body))


def _with_whole(found: Terms, called: tuple[str, ...]) -> Terms:
    """The terms of names, with each that leads to its bearer as one term besides (``named``)."""
    return Terms(" ".join([found.simple, *(tokens.whole(fold(name)) for name in called)]).strip(), found.english)


def named(query: Query) -> Fragment:
    """What a document holds that is called by the very words of the query: a tsquery."""
    return Fragment("to_tsquery('simple', %s)", (tokens.whole(fold(query.text)),))


def match(query: Query) -> Fragment:
    """What a document must hold: every Khmer term by its clusters, every other word by its stem. For a query that asks something."""
    return _tsquery(" && ", query.clusters, query.latin)


def ranking(query: Query) -> Fragment | None:
    """What raises a document: Khmer terms that it holds as whole words, and the other words. None where neither was asked."""
    return _tsquery(" || ", query.words, query.latin) if query.words or query.latin else None


def _tsquery(operator: str, simple: str, latin: str) -> Fragment:
    """Of terms as they stand and of words by their stems, either of which may be empty."""
    parts = [
        Fragment("to_tsquery('simple', %s)", (simple,)),
        Fragment("websearch_to_tsquery('english', %s)", (latin,)),
    ]
    return joined(operator, [part for part in parts if part.values[0]])
