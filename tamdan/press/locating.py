"""Places of the home State in an article's words: a name beside the word for its level ("Kandal province", "ខេត្តកណ្តាល"), or a
province's name alone. Names come from the register of places; a name that several places bear is told by the place around it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from tamdan.language.script import LETTERS, has_khmer
from tamdan.places.models import Place
from tamdan.places.spelling import squeezed
from tamdan.press.enums import MentionKind
from tamdan.press.made import FOUND, Made, name_key
from tamdan.press.models import Mention
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import stamped
from tamdan.taxonomy.country import country

_RUN = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
_SURE = {"only-one": 0.9, "within": 0.8, "higher": 0.6}
_SHORTEST = 3
"""Letters of a Khmer province's name that is looked for without the word for its level."""


@dataclass(frozen=True)
class Entry:
    """A place: its code, the codes of those around it, its level's depth (0 is a province)."""

    code: str
    above: tuple[str, ...]
    depth: int


@dataclass(frozen=True)
class Found:
    """``text[start:end]`` names one of ``entries``."""

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]


@dataclass
class Gazetteer:
    """Names of places by level, as they are looked up; and the patterns that find where a name may stand."""

    names: dict[str, dict[str, list[Entry]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    levels: dict[str, str] = field(default_factory=dict)
    """Word for a level, in small letters -> the level's code."""
    latin: re.Pattern[str] = re.compile(r"(?!)")
    khmer: re.Pattern[str] = re.compile(r"(?!)")
    highest: str = ""

    def within(self, text: str) -> Iterator[Found]:
        """Every place where a name of a place stands, perhaps one inside another."""
        for match in self.latin.finditer(text):
            if name := match["name"]:
                yield Found(match.start(), match.end(), name, tuple(self.names[self.highest][squeezed(name)]))
                continue
            part = "run" if match["after"] else "of"
            level = self.levels[(match["after"] or match["before"]).lower()]
            if found := self._latin(match[part], level, match.start(part), from_end=part == "run"):
                yield found
        if has_khmer(text):
            yield from self._khmer(text)

    def _latin(self, run: str, level: str, at: int, *, from_end: bool) -> Found | None:
        """The longest part of a run of capitalised words that stands beside the word for the level."""
        words = [(one.start(), one.end()) for one in re.finditer(r"\S+", run)]
        spans = [(start, len(run)) for start, _e in words] if from_end else [(0, end) for _s, end in reversed(words)]
        for start, end in spans:
            entries = self.names[level].get(squeezed(run[start:end]))
            if entries:
                return Found(at + start, at + end, run[start:end], tuple(entries))
        return None

    def _khmer(self, text: str) -> Iterator[Found]:
        for match in self.khmer.finditer(text):
            if match["name"]:
                yield Found(match.start(), match.end(), match["name"], tuple(self.names[self.highest][match["name"]]))
                continue
            known, rest = self.names[self.levels[match["level"]]], match["rest"]
            longest = next((end for end in range(len(rest), 1, -1) if rest[:end] in known), 0)
            if longest:
                start = match.start("rest")
                yield Found(start, start + longest, rest[:longest], tuple(known[rest[:longest]]))


def gazetteer() -> Gazetteer:
    """Of the home State. One query; read anew when reference rows changed."""
    return _of_country(settings.COUNTRY, stamped(REFERENCE).number)


@lru_cache(maxsize=2)
def _of_country(code: str, _changes: int) -> Gazetteer:
    home, made = country(code), Gazetteer()
    made.highest = home.place_levels[0].code if home.place_levels else ""
    made.levels = {word.lower(): level.code for level in home.place_levels for word in level.words}
    rows = Place.objects.current().filter(country=home.iso2).order_by("depth", "code")
    above: dict[str, tuple[str, ...]] = {}
    for place, parent, depth, level, english, khmer, aliases in rows.values_list(
        "code", "parent", "depth", "level", "name_en", "name_km", "aliases"
    ):
        above[place] = (parent, *above.get(parent, ())) if parent else ()
        for key in {squeezed(name) for name in (english, khmer, *aliases) if name}:
            made.names[level][key].append(Entry(place, above[place], depth))
    made.latin, made.khmer = _patterns(
        made, [name for row in rows.filter(level=made.highest) for name in (row.name_en, *row.aliases)]
    )
    return made


def _patterns(made: Gazetteer, provinces: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    def any_of(words: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"

    latin = any_of(word for word in made.levels if not has_khmer(word))
    khmer = any_of(word for word in made.levels if has_khmer(word))
    alone = any_of(name for name in provinces if name and not has_khmer(name))
    names = any_of(name for name in made.names[made.highest] if has_khmer(name) and len(name) > _SHORTEST)
    return (
        re.compile(
            rf"\b(?:(?P<before>(?i:{latin})) of (?P<of>{_RUN})|(?P<run>{_RUN})[ -](?P<after>(?i:{latin}))\b|(?P<name>{alone})\b)"
        ),
        re.compile(rf"(?P<level>{khmer})[ \u200b]?(?P<rest>[{LETTERS}]{{2,30}})|(?P<name>{names})"),
    )


def locate(found: Sequence[Made]) -> None:
    """Add to each article the places that it names, with the reason; what the reader took for a person there is none."""
    known: Gazetteer | None = None
    for made in found:
        known = known or gazetteer()
        rows = list(_mentions(made, known))
        spans = [(start, end) for row in rows for start, end in row.parts]
        made.mentions = [one for one in made.mentions if not _inside(one, spans)] + rows


def _inside(one: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    if one.kind not in (MentionKind.PERSON, MentionKind.PLACE):
        return False
    return any(start <= one.start and one.end <= end for start, end in spans)


def _mentions(made: Made, known: Gazetteer) -> Iterator[Mention]:
    text = made.article.text
    places: dict[str, tuple[Entry, str, list[Found]]] = {}
    around: set[str] = set()
    for one in sorted(known.within(text), key=lambda one: (min((e.depth for e in one.entries), default=9), one.start)):
        entry, why = _told(one.entries, around)
        if entry is None:
            continue
        around |= {entry.code, *entry.above}
        places.setdefault(entry.code, (entry, why, []))[2].append(one)
    taken: set[str] = set()
    for code, (_entry, why, rows) in places.items():
        rows.sort(key=lambda one: one.start)
        first, key = rows[0], name_key(rows[0].name)
        if not key or key in taken:
            continue
        taken.add(key)
        yield Mention(
            article=made.article, kind=MentionKind.PLACE, name=first.name[:200], folded=key, start=first.start, end=first.end,
            line=made.article.line_of(first.start), parts=[[one.start, one.end] for one in rows], place_id=code, reason=why,
            confidence=_SURE[why], **FOUND,
        )  # fmt: skip


def _told(entries: Sequence[Entry], around: set[str]) -> tuple[Entry | None, str]:
    """Which of several places of one name is meant, and why."""
    if len(entries) == 1:
        return entries[0], "only-one"
    inside = [one for one in entries if around.intersection(one.above)]
    if len(inside) == 1:
        return inside[0], "within"
    highest = [one for one in entries if one.depth == min(other.depth for other in entries)]
    return (highest[0], "higher") if len(highest) == 1 and len(entries) > 1 else (None, "")
