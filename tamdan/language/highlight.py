"""A snippet of a text with what a query found in it, in the characters of the original."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from tamdan.language import segment, symbols
from tamdan.language.analyse import Query, Term
from tamdan.language.normalise import fold_tracked
from tamdan.language.script import COENG, JOINERS, MARKS, OTHER_MARKS, REPETITION, has_khmer
from tamdan.language.stems import english_stem

_STILL_THE_SAME_CLUSTER = re.compile(f"[{MARKS}{COENG}{JOINERS}{OTHER_MARKS}]+{REPETITION}?|{REPETITION}")
_PLACES_TO_CUT = re.compile(r"[\s\u200b]+|(?<=[។៕៖,;])[\s\u200b]*")
LEAD = 12
"""Clusters shown before the first match of a snippet, about."""


@dataclass(frozen=True)
class Snippet:
    """``pieces`` join to a substring of the text; the second value says that a piece is a match."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    asked: int


def _places(units: list[str], wanted: str, *, stemmed: bool) -> set[int]:
    """Where a unit stands; a word of another script than Khmer also where another form of it does."""
    if not stemmed or has_khmer(wanted):
        return {at for at, unit in enumerate(units) if unit == wanted}
    beginning, stem = wanted[:2], english_stem(wanted)
    return {at for at, unit in enumerate(units) if unit[:2] == beginning and english_stem(unit) == stem}


def _found(units: list[str], term: Term) -> list[int]:
    """Where the units of a term stand one after the other."""
    places = _places(units, term.units[0], stemmed=not term.is_khmer)
    for further, wanted in enumerate(term.units[1:], 1):
        if not places:
            break
        places &= {at - further for at in _places(units, wanted, stemmed=not term.is_khmer)}
    return sorted(places)


def _matches(text: str, query: Query) -> list[_Match]:
    tracked = fold_tracked(text)
    units, spans = segment.unit_spans(tracked.text)
    found: list[_Match] = []
    for asked, term in enumerate(query.terms):
        for at in _found(units, term):
            start, end = spans[at][0], spans[at + len(term.units) - 1][1]
            found.append(_Match(tracked.starts[start], tracked.ends[end - 1], asked))
    for asked, wanted in enumerate(query.symbols, len(query.terms)):
        found += [_Match(start, end, asked) for cited, start, end in symbols.find(text) if wanted.covers(cited)]
    return sorted(found, key=lambda match: (match.start, match.end))


def _marked(text: str, matches: list[_Match]) -> list[tuple[int, int]]:
    """Spans to mark: to the end of their last cluster, those that touch or overlap made one."""
    spans: list[tuple[int, int]] = []
    for match in matches:
        rest = _STILL_THE_SAME_CLUSTER.match(text, match.end)
        end = rest.end() if rest else match.end
        if spans and match.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((match.start, end))
    return spans


def _best_start(matches: list[_Match], ends: list[int], size: int) -> int:
    """Index of the cluster to begin at: the window with most different terms, then most matches, then the earliest."""
    at = [bisect_right(ends, match.start) for match in matches]
    best, score = 0, (0, 0)
    last = 0
    for first, begin in enumerate(at):
        last = max(last, first)
        while last < len(at) and bisect_left(ends, matches[last].end) < begin + size - LEAD:
            last += 1
        inside = matches[first:last]
        if (found := (len({match.asked for match in inside}), len(inside))) > score:
            best, score = begin, found
    return best


def _window(text: str, matches: list[_Match], size: int) -> tuple[int, int]:
    """Span of the original to show, on cluster boundaries, and between words where there is a place to cut."""
    if len(text) <= size:  # no cluster is shorter than a character
        return 0, len(text)
    ends = list(accumulate(map(len, segment.clusters(text))))
    if len(ends) <= size:
        return 0, len(text)
    found = _best_start(matches, ends, size) if matches else 0
    first = min(max(0, found - LEAD), len(ends) - size)
    start, end = ends[first - 1] if first else 0, ends[first + size - 1]
    if start:
        before = _PLACES_TO_CUT.search(text, start, ends[found - 1])
        start = before.end() if before else start
    return start, _end_between_words(text, matches, start, end)


def _end_between_words(text: str, matches: list[_Match], start: int, end: int) -> int:
    """The last place in the last quarter where neither a word nor a match is cut, if there is one."""
    if end >= len(text):
        return end
    cuts = [cut.start() for cut in _PLACES_TO_CUT.finditer(text, start + (end - start) * 3 // 4, end)]
    whole = [cut for cut in cuts if not any(match.start < cut < match.end for match in matches)]
    return whole[-1] if whole else end


def highlight(text: str, query: Query, max_clusters: int = 60) -> Snippet:
    """The best ``max_clusters`` clusters of a text for a query. A match is marked as far as it is inside; no cluster is cut."""
    matches = _matches(text, query)
    start, end = _window(text, matches, max_clusters)
    pieces: list[tuple[str, bool]] = []
    place = start
    for from_, to in _marked(text, matches):
        left, right = max(from_, place), min(to, end)
        if left >= right:
            continue
        pieces += [(text[place:left], False), (text[left:right], True)]
        place = right
    pieces.append((text[place:end], False))
    return Snippet(tuple(piece for piece in pieces if piece[0]), start > 0, end < len(text))
