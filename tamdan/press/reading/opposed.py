"""Suggests for each statement others that bear on the same question from another mouth. A person decides; nothing here is a verdict."""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tamdan.press.reading.lexicon import BODY_WORDS, NEGATIVE, OFFICES
from tamdan.press.reading.records import Article, Claim, Opposed, Quote
from tamdan.press.reading.words import content_words

MOST_SUGGESTED = 5
SHOWN = 1.4
"""Score from which the best pair of an article is shown unasked."""
SHOWN_ACROSS, _FEWEST_ACROSS = 1.0, 3
"""The same for statements of two articles, which are never near each other, and the words that they share at least."""
_REPEATED, _FEWEST_REPEATED = 0.6, 4
_REPLIES = re.compile(
    r"\b(?:in (?:response|reply|answer) to|respond(?:s|ed|ing)? to|repl(?:y|ies|ied|ying) to|react(?:s|ed|ing)? to|"
    r"answer(?:s|ed|ing)? (?:the|to)|asked about|shot back|hit back)\b|ឆ្លើយតប|តបវិញ|តបនឹង"
)
_COMMON = 60
"""A word that more statements hold than this joins none of them: cost stays linear over many articles."""
_NEAR = 10
_LEAST_SHARED = 0.12
W = {"shared": 2.5, "near": 1.2, "sentence": 0.5, "side": 0.2, "denies": 0.1, "names": 0.45, "both": 0.15}


@dataclass(slots=True)
class _Statement:
    id: str
    article: int
    line: int
    place: int
    speaker: str
    side: str
    words: frozenset[str]
    named: frozenset[str]
    negative: bool
    names: frozenset[str]
    """Words of the speaker's name."""
    replies: bool
    """Whether its sentence says that it is a reply."""
    size: float = 0.0
    """Length of the vector of its words, set when their weights are known."""


def suggest(articles: list[Article], texts: list[str]) -> tuple[dict[str, list[str]], list[Opposed]]:
    """Up to five opposed statements for each statement, best first; and the best pair of each article where it is good enough.

    ``texts`` holds for each article the text of the dump that it stands in.
    """
    statements = [
        one
        for number, (article, text) in enumerate(zip(articles, texts, strict=True))
        for one in _statements(number, article, text)
    ]
    weights = _weights(statements)
    for one in statements:
        one.size = math.sqrt(sum(weights[word] for word in one.words)) or 1.0
    scored: dict[int, list[tuple[float, int]]] = defaultdict(list)
    best: dict[int, tuple[float, int, int]] = {}
    for first, second in _candidates(statements):
        score = _score(statements[first], statements[second], weights)
        if score <= 0:
            continue
        scored[first].append((score, second))
        scored[second].append((score, first))
        article = statements[first].article
        if (
            article == statements[second].article
            and _is_clear(statements[first], statements[second])
            and score > best.get(article, (SHOWN, 0, 0))[0]
        ):
            best[article] = (score, first, second)
    suggested = {
        statements[at].id: [statements[other].id for _score, other in _top(rows, statements[at], statements)]
        for at, rows in sorted(scored.items())
    }
    pairs = [_pair(statements[first], statements[second], score) for score, first, second in best.values()]
    return suggested, pairs


def across(articles: list[Article], texts: list[str]) -> list[Opposed]:
    """Pairs of a statement of the first article with one of another article, best first: as clear as what is shown unasked within
    one article, where nearness counts besides."""
    statements = [
        one
        for number, (article, text) in enumerate(zip(articles, texts, strict=True))
        for one in _statements(number, article, text)
    ]
    weights = _weights(statements)
    for one in statements:
        one.size = math.sqrt(sum(weights[word] for word in one.words)) or 1.0
    found = []
    for first, second in _candidates(statements):
        one, other = statements[first], statements[second]
        is_across = one.article == 0 and other.article > 0
        if is_across and len(one.words & other.words) >= _FEWEST_ACROSS and _is_clear(one, other):
            score = _score(one, other, weights)
            if score >= SHOWN_ACROSS:
                found.append(Opposed(_kind(one, other), one.id, other.id, round(score, 3)))
    return sorted(found, key=lambda pair: -pair.score)


def _top(rows: list[tuple[float, int]], own: _Statement, statements: list[_Statement]) -> list[tuple[float, int]]:
    """The best five, at most two of one speaker, so that one long speech does not fill the list."""
    kept: list[tuple[float, int]] = []
    spoken: Counter[str] = Counter()
    for score, other in sorted(rows, key=lambda row: (-row[0], row[1])):
        speaker = statements[other].speaker
        if spoken[speaker] < 3 or len({statements[at].speaker for _s, at in rows}) < 3:
            kept.append((score, other))
            spoken[speaker] += 1
        if len(kept) == MOST_SUGGESTED:
            break
    return kept


def _kind(first: _Statement, second: _Statement) -> str:
    """``D`` where one denies and the other does not, ``A`` where one says that it replies to the other's mouth, ``R`` where one says most
    of what the other says, else ``T``: "contradicts" is said of nobody who may agree."""
    if first.negative != second.negative:
        return "D"
    if any(one.replies and _speaks_of(one, other) for one, other in ((first, second), (second, first))):
        return "A"
    one_sentence = first.article == second.article and first.place == second.place
    fewest = 0 if one_sentence else min(len(first.words), len(second.words))
    repeats = fewest >= _FEWEST_REPEATED and len(first.words & second.words) >= _REPEATED * fewest
    return "R" if repeats else "T"


def _pair(first: _Statement, second: _Statement, score: float) -> Opposed:
    return Opposed(_kind(first, second), first.id, second.id, round(score, 3))


def _statements(number: int, article: Article, text: str) -> Iterable[_Statement]:
    found: list[Quote | Claim] = [*article.quotes, *article.claims]
    starts = [claim.span.start for claim in article.claims]
    for one in found:
        if one.speaker is None:
            continue
        spans = one.parts if isinstance(one, Quote) else [one.span]
        words = " ".join(text[span.start : span.end] for span in spans)
        at = bisect_right(starts, spans[0].start) - 1
        around = article.claims[at].span if at >= 0 else None
        sentence = text[around.start : around.end] if around and spans[0].start < around.end else ""
        context = f"{words} {sentence}" if len(words.split()) < 8 else words
        lowered = context.lower()
        own = {part.lower() for part in one.speaker.name.split()}
        yield _Statement(
            one.id,
            number,
            one.line,
            spans[0].start,
            one.speaker.name,
            one.speaker.side,
            frozenset(content_words(context) - {word for name in own for word in content_words(name)}),
            frozenset(re.findall(r"[A-Z][a-z]{2,}|[A-Z]{3,}", context)),
            NEGATIVE.search(lowered) is not None,
            frozenset(part.strip("()") for part in one.speaker.name.split() if _names_it(part)),
            _REPLIES.search(f"{words} {sentence}") is not None,
        )


def _names_it(word: str) -> bool:
    """Whether a word of a speaker's name is his own: "Ministry" names many."""
    return len(word) > 2 and word.lower() not in BODY_WORDS and word.lower() not in OFFICES


def _weights(statements: list[_Statement]) -> dict[str, float]:
    counts = Counter(word for one in statements for word in one.words)
    total = len(statements) + 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _candidates(statements: list[_Statement]) -> Iterable[tuple[int, int]]:
    """Statements of one article, and those of others that share a word which few hold."""
    by_article: dict[int, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(statements):
        by_article[one.article].append(at)
        for word in one.words:
            by_word[word].append(at)
    seen: set[tuple[int, int]] = set()
    for group in by_article.values():
        for position, first in enumerate(group):
            seen.update(
                (first, second)
                for second in group[position + 1 : position + _COMMON]
                if _may_bear(statements[first], statements[second])
            )
    shared: Counter[tuple[int, int]] = Counter()
    for group in by_word.values():
        if len(group) <= _COMMON:
            shared.update(
                (first, second)
                for position, first in enumerate(group)
                for second in group[position + 1 :]
                if statements[first].article != statements[second].article
            )
    seen.update(pair for pair, count in shared.items() if count >= 2)
    return sorted(seen)


def _may_bear(first: _Statement, second: _Statement) -> bool:
    """Whether two statements of one article are worth weighing: different mouths, near each other or about common words or persons."""
    if first.speaker == second.speaker:
        return False
    return (
        second.line - first.line <= _NEAR
        or not first.words.isdisjoint(second.words)
        or not second.names.isdisjoint(first.named)
    )


def _score(first: _Statement, second: _Statement, weights: dict[str, float]) -> float:
    """Shared words, different sides, one denying, one speaking of the other, nearness; nothing for one mouth."""
    if first.speaker == second.speaker:
        return 0.0
    one_sentence = first.article == second.article and first.place == second.place
    shared = (
        0.0
        if one_sentence
        else sum([weights[word] for word in first.words & second.words]) / (first.size * second.size)
    )
    if first.article == second.article:
        near = 1 / (1 + abs(first.line - second.line) / _NEAR)
    elif shared < _LEAST_SHARED:
        return 0.0
    else:
        near = 0.0
    return (
        W["shared"] * shared
        + W["near"] * near
        + W["sentence"] * (first.place == second.place)
        + W["side"] * (first.side != second.side)
        + W["denies"] * (first.negative != second.negative)
        + W["names"] * (_speaks_of(first, second) + _speaks_of(second, first))
        + W["both"] * (first.side != "other" and second.side != "other")
    )


def _is_clear(first: _Statement, second: _Statement) -> bool:
    """Whether a pair may be shown unasked: two known sides, or one speaker speaks of the other and one of them denies."""
    if "other" not in (first.side, second.side) and first.side != second.side:
        return True
    return first.negative != second.negative and (_speaks_of(first, second) or _speaks_of(second, first))


def _speaks_of(first: _Statement, second: _Statement) -> bool:
    return not second.names.isdisjoint(first.named)
