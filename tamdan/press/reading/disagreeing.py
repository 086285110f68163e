"""Suggests pairs of figures that count the same thing and differ: in two languages of one post, or in two sentences. A person decides."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tamdan.language.script import has_khmer
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Article, Figure, Opposed
from tamdan.press.reading.words import content_words, stem

MOST_OF_AN_ARTICLE = 3
_COMMON = 40
"""Figures of one unit among which pairs over articles are looked for: keeps many articles linear."""
_NEAR = Decimal("0.1")
"""How far two languages of one post may differ about one thing, as a share of the larger."""
_ALIKE = {
    unit: units[0]
    for units in (
        listed("organisations organizations ngos csos associations groups ngo អង្គការ សមាគម"),
        listed("people persons villagers residents citizens នាក់ រូប"),
        listed("families households គ្រួសារ"),
        listed("students pupils candidates"),
        listed("prisoners inmates detainees"),
        listed("unions សហជីព"),
        listed("media outlets"),
        listed("cases ករណី សំណុំរឿង"),
    )
    for unit in units
}
_WEAK_UNITS = frozenset(listed("people percent total years months days hours weeks usd khr eur gbp share times"))
"""Units that count too many things for one shared word to be enough."""
_LIKE = 5
"""How many times the other a bare number may be."""
_MANY = 4
_MOSTLY = 0.4
"""Shared words, and their share of the shorter sentence's, that make two sentences count one thing."""
_LEAST_OVER = 20
"""Smaller numbers are near each other by chance."""
_SPANS = frozenset(listed("years months days hours weeks minutes"))


@dataclass(frozen=True)
class _Counted:
    id: str
    article: int
    unit: str
    number: Decimal
    said: str
    """The words around the figure."""
    khmer: bool
    place: int
    sentence: int
    published: str | None

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems around the figure without its unit; read only where another figure has that unit."""
        return frozenset(word for word in content_words(self.said) - {stem(self.unit)} if not word[0].isdigit())


def disagreeing(articles: list[Article], texts: list[str]) -> list[Opposed]:
    """Pairs of figure ids (``kind`` is ``F``), best first within an article, at most three of one article and one of two articles."""
    by_article: dict[int, list[_Counted]] = defaultdict(list)
    by_unit: dict[str, list[_Counted]] = defaultdict(list)
    for number, (article, text) in enumerate(zip(articles, texts, strict=True)):
        for figure in article.figures:
            counted = _counted(number, figure, text, article.published)
            by_article[number].append(counted)
            by_unit[counted.unit].append(counted)
    found: list[Opposed] = []
    for counted_here in by_article.values():
        found += _best(_translated(counted_here) + _alike(counted_here), MOST_OF_AN_ARTICLE)
    for unit, group in by_unit.items():
        if unit not in _SPANS and len(group) <= _COMMON:
            found += _over_articles(group)
    return found


def _counted(article: int, figure: Figure, text: str, published: str | None) -> _Counted:
    sentence = text[figure.sentence.start : figure.sentence.end]
    unit = figure.unit.lower()
    return _Counted(
        figure.id,
        article,
        _ALIKE.get(unit, unit),
        figure.number,
        f"{figure.what} {sentence}",
        has_khmer(sentence),
        figure.span.start,
        figure.sentence.start,
        published,
    )


def _translated(here: list[_Counted]) -> list[tuple[float, _Counted, _Counted]]:
    """A post in two languages: a figure of one that the other lacks, and its like in the other that the first lacks."""
    khmer, latin = ([one for one in here if one.khmer == side] for side in (True, False))
    said = {side: {(one.unit, one.number) for one in group} for side, group in ((True, khmer), (False, latin))}
    found = []
    for one in khmer:
        for other in latin:
            if one.unit != other.unit or one.unit in _SPANS or one.number == other.number:
                continue
            if (one.unit, one.number) in said[False] or (other.unit, other.number) in said[True]:
                continue
            apart = abs(one.number - other.number) / max(one.number, other.number)
            if apart <= _NEAR:
                found.append((2.0 - float(apart), one, other))
    return found


def _alike(here: list[_Counted]) -> list[tuple[float, _Counted, _Counted]]:
    """Two sentences of one language that count one thing, going by unit and words."""
    found = []
    for at, one in enumerate(here):
        for other in here[at + 1 : at + _COMMON]:
            if (
                one.khmer != other.khmer
                or one.number == other.number
                or one.unit in _SPANS
                or one.sentence == other.sentence
            ):
                continue
            if not _one_unit(one, other):
                continue
            shared = len(one.words & other.words)
            score = shared / (1 + min(len(one.words), len(other.words)))
            weak = one.unit in _WEAK_UNITS and other.unit in _WEAK_UNITS
            if shared >= (_MANY if weak else 1) and score >= (_MOSTLY if weak else 0.0):
                found.append((score, one, other))
    return found


def _one_unit(one: _Counted, other: _Counted) -> bool:
    """One unit, or a bare number ("to 4,812") in a sentence that names the other's unit."""
    if "total" in (one.unit, other.unit) and one.unit != other.unit:
        bare, named = (one, other) if one.unit == "total" else (other, one)
        like = max(one.number, other.number) <= _LIKE * min(one.number, other.number)
        return like and named.unit not in _WEAK_UNITS and stem(named.unit) in bare.words
    return one.unit == other.unit


def _over_articles(group: list[_Counted]) -> Iterable[Opposed]:
    """The best pair of each two articles whose sentences share most of the shorter one's words."""
    best: dict[tuple[int, int], tuple[float, _Counted, _Counted]] = {}
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            if one.article == other.article or one.number == other.number:
                continue
            score = _score_over(one, other)
            key = (one.article, other.article)
            if score > best.get(key, (0.0,))[0]:
                best[key] = (score, one, other)
    return [_pair(row) for row in best.values()]


def _score_over(one: _Counted, other: _Counted) -> float:
    """Shared words in one language; over two languages a number near the other on the same day, of a unit that counts one thing."""
    if one.khmer != other.khmer:
        apart = abs(one.number - other.number) / max(one.number, other.number)
        fits = (
            one.published == other.published
            and one.unit not in _WEAK_UNITS
            and min(one.number, other.number) >= _LEAST_OVER
        )
        return 2.0 - float(apart) if fits and apart <= _NEAR else 0.0
    shared = len(one.words & other.words)
    score = shared / max(1, min(len(one.words), len(other.words)))
    return score if shared >= _MANY and score >= _MOSTLY else 0.0


def _best(rows: list[tuple[float, _Counted, _Counted]], most: int) -> list[Opposed]:
    kept: list[Opposed] = []
    used: set[str] = set()
    for row in sorted(rows, key=lambda row: (-row[0], row[1].place)):
        if not {row[1].id, row[2].id} & used and len(kept) < most:
            used |= {row[1].id, row[2].id}
            kept.append(_pair(row))
    return kept


def _pair(row: tuple[float, _Counted, _Counted]) -> Opposed:
    score, one, other = row
    first, second = (one, other) if one.place <= other.place else (other, one)
    return Opposed("F", first.id, second.id, round(score, 3))
