"""What is written to the search index for a text, and what is asked of it for a query.

Three strings for three searches: ``clusters`` finds every Khmer match (pairs of neighbouring clusters), ``latin`` finds words of
other scripts by their English stem, ``words`` ranks texts that hold a Khmer term as whole words above those where it is part
of a longer one. A row matches when ``clusters`` and ``latin`` both do; ``words`` never decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise

from tamdan.language import segment, symbols, tokens
from tamdan.language.normalise import fold
from tamdan.language.script import SENTENCE_ENDS, has_khmer
from tamdan.language.symbols import Symbol

ANALYSER_VERSION = f"1+khmercut{version('khmercut')}"
"""Stored with each indexed row; a row of another version is indexed anew."""
LONGEST_PASSAGE = 4000
"""Clusters (characters of other scripts) in one indexed text. PostgreSQL keeps 256 places of a term and 16,383 in all;
beyond, phrases are not found."""
LONGEST_QUERY = 400
"""Characters of a query that are read."""

_SENTENCE = re.compile(f"[^{SENTENCE_ENDS}\n]*(?:[{SENTENCE_ENDS}\n]+|$)")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class IndexText:
    """Index terms joined by spaces: ``words`` and ``clusters`` for configuration ``simple``, ``latin`` for ``english``."""

    words: str
    clusters: str
    latin: str


@dataclass(frozen=True)
class Term:
    """One thing asked for: neighbouring units (Khmer clusters, words of other scripts) of folded text."""

    text: str
    units: tuple[str, ...]
    quoted: bool

    @property
    def is_khmer(self) -> bool:
        return any(has_khmer(unit) for unit in self.units)


@dataclass(frozen=True)
class Query:
    """A query as read.

    ``clusters`` and ``words`` are for ``to_tsquery('simple', …)``, ``latin`` is for ``websearch_to_tsquery('english', …)``;
    each may be empty. ``clusters`` and ``latin`` must both match. A ``latin`` of stop words alone gives an empty tsquery.
    """

    text: str
    terms: tuple[Term, ...]
    symbols: tuple[Symbol, ...]
    clusters: str
    words: str
    latin: str

    @property
    def is_empty(self) -> bool:
        return not self.clusters and not self.latin


def _khmer_words(text: str) -> list[str]:
    folded = (fold(word) for word in segment.words(text) if has_khmer(word))
    return [tokens.word(word) for word in folded if word]


def index_text(text: str) -> IndexText:
    """Terms for one passage (see ``passages``)."""
    folded = fold(text)
    cited = [term for symbol, _, _ in symbols.find(text) for term in tokens.symbol(symbol)]
    latin = " ".join(segment.spaced_words(folded))
    if not has_khmer(folded):
        return IndexText("", " ".join(cited), latin)
    pairs = [tokens.pair(first, second) for first, second in segment.bigrams(folded)]
    return IndexText(" ".join(_khmer_words(text)), " ".join([*pairs, *cited]), latin)


def passages(text: str) -> Iterator[str]:
    """A long text in parts that can be indexed, cut after sentences or lines where there are any."""
    if len(text) <= LONGEST_PASSAGE:
        yield from [text] if text.strip() else []
        return
    part, size = "", 0
    for sentence in _SENTENCE.findall(text):
        found = segment.clusters(sentence)
        if part and size + len(found) > LONGEST_PASSAGE:
            yield part
            part, size = "", 0
        while len(found) > LONGEST_PASSAGE:
            yield "".join(found[:LONGEST_PASSAGE])
            found = found[LONGEST_PASSAGE:]
        part, size = part + "".join(found), size + len(found)
    if part.strip():
        yield part


def _terms(text: str, *, quoted: bool) -> list[Term]:
    return [Term(text, tuple(units), quoted) for units in segment.runs(fold(text)) if units]


def _cluster_query(term: Term) -> str:
    """A phrase of pairs; a single cluster has no pair of its own and is asked for as the beginning of one."""
    if len(term.units) == 1:
        return f"{tokens.prefix(term.units[0])}:*"
    found = [tokens.pair(*pair) for pair in pairwise(term.units) if has_khmer(pair[0]) or has_khmer(pair[1])]
    return " <-> ".join(found)


def _latin_query(term: Term) -> list[str]:
    """Words for websearch syntax, in which a bare ``or`` would be an operator."""
    spaced = [unit for unit in term.units if not has_khmer(unit)]
    if term.quoted and len(spaced) > 1:
        return [f'"{" ".join(spaced)}"']
    return [word for word in spaced if word != "or"]


def _symbol_query(symbol: Symbol) -> str:
    """A document is found with all its paragraphs and addenda, a paragraph with its sub-paragraphs."""
    if not symbol.paragraph:
        return f"{tokens.symbol(symbol)[0]}:*"
    exact = tokens.symbol(symbol)[1]
    further = (f"{exact}{tokens.encode(sign)}:*" for sign in ".(")
    return f"({' | '.join([exact, *further])})"


def _read(text: str) -> tuple[list[Term], list[Symbol]]:
    cited = symbols.find(text)
    for _, start, end in reversed(cited):
        text = f"{text[:start]} {text[end:]}"
    terms = [term for quotation in _QUOTED.findall(text) for term in _terms(quotation, quoted=True)]
    terms += [term for piece in _QUOTED.sub(" ", text).split() for term in _terms(piece, quoted=False)]
    return terms, [symbol for symbol, _, _ in cited]


def query(text: str) -> Query:
    """Reads what a person typed: words (all must be found), «phrases» in quotation marks, symbols of documents."""
    text = text[:LONGEST_QUERY]
    terms, cited = _read(text)
    khmer = [term for term in terms if term.is_khmer]
    clusters = [f"({_cluster_query(term)})" for term in khmer] + [_symbol_query(symbol) for symbol in cited]
    ranking = [" <-> ".join(_khmer_words(term.text)) for term in khmer]
    return Query(
        text=text,
        terms=tuple(terms),
        symbols=tuple(cited),
        clusters=" & ".join(clusters),
        words=" | ".join(f"({phrase})" for phrase in dict.fromkeys(ranking)),
        latin=" ".join(word for term in terms for word in _latin_query(term)),
    )
