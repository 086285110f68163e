"""Who asked: States in brackets at the end of a recommendation or of each of its clauses, before it, or in a cell of their own.

A group of States ("African Group", "Union européenne") is no State and makes no pair; where it is named alone, it is who asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tamdan.taxonomy.match import asking_group, state_by_name

_SURE_SEPARATOR = re.compile(r"[;|\n]")
_SEPARATOR = re.compile(r"\s*(?:[,/&+]|\band\b|\bet\b|\by\b|\be\b|និង)\s*")
_FOR_OTHERS = re.compile(r"[\s,(]*\b(?:also )?(?:on behalf of|au nom de|en nombre de)\b(?P<others>.*)", re.IGNORECASE)
MOST_PARTS = 4
"""Parts that commas and "and" make of one name."""
_AFTER_CLAUSE = re.compile(r"\s*(?:[*†‡\d]{0,3})\s*(?:[;.(\[]|$)")
_ROUND = str.maketrans("[]（）", "()()")
_BY = re.compile(
    r"^\s*(?:(?:as )?(?:recommended|made|proposed|formulated|asked|put forward|recommand\w+|formul\w+|propos\w+|hecha|recomendad[ao])\s+)?"
    r"(?:by|par|por)\s+(?:the delegations? of\s+)?",
    re.IGNORECASE,
)
"""What may stand before the names in brackets: "(recommended by Japan)"."""
_BEFORE_TEXT = re.compile(r"(?P<names>[^\W\d_][^:;]{2,200}?)\s*:\s+(?=\S)")
_AFTER_DASH = re.compile(r"\s[–—-]\s(?P<names>[^;:–—]{3,200})$")
_TRAILING = " \t\n;,*†‡"
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*(?:[-–/ ][A-Z0-9]+)*s?")
LONGEST_NAME = 8
"""Words of a State's name: "United Kingdom of Great Britain and Northern Ireland"."""


@dataclass(frozen=True)
class Asked:
    """A recommendation without the States that close it, the States (ISO alpha-3, in their order), groups of States as printed,
    and names that are neither."""

    text: str
    states: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def asker_name(self) -> str:
        """Who asked where it was no State: the groups, as they are printed."""
        return "" if self.states else "; ".join(self.groups)


@dataclass(frozen=True)
class _Bracket:
    start: int
    end: int
    states: tuple[str, ...]
    unknown: tuple[str, ...]
    is_name_like: bool
    groups: tuple[str, ...] = ()


def parted(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that are no State's: groups of States, and others."""
    told = [(name, asking_group(name)) for name in names]
    return tuple(name for name, group in told if group), tuple(name for name, group in told if not group)


def states_in(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the States that a list names, and the names in it that are no State's (``parted``). Commas inside names are met."""
    named = [one for line in _SURE_SEPARATOR.split(cell) for one in _names(_without_groups(line))]
    states = dict.fromkeys(code for code, _name in named if code)
    return tuple(states), tuple(name for code, name in named if name and not code)


def _without_groups(line: str) -> str:
    """ "Chile, on behalf of a group of States": who speaks asks, and who of the others is named as a State."""
    if not (found := _FOR_OTHERS.search(line)):
        return line
    others = [name for code, name in _names(found["others"]) if code]
    return ", ".join([line[: found.start()], *others])


def _names(line: str) -> Iterator[tuple[str | None, str]]:
    """Code (None for no State) and name of each part of a list, as many parts together as name a State."""
    parts = _parts(line)
    at = 0
    while at < len(parts):
        code, used = _longest(line, parts[at : at + MOST_PARTS])
        yield code, line[parts[at][0] : parts[at + used - 1][1]].strip(" ().;*-•")
        at += used


def _parts(line: str) -> list[tuple[int, int]]:
    """Where the parts of a list begin and end; commas and "and" may stand inside a name too."""
    edges = [match.span() for match in _SEPARATOR.finditer(line)]
    starts = [0, *(end for _start, end in edges)]
    ends = [*(start for start, _end in edges), len(line)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if line[start:end].strip()]


def _longest(cell: str, parts: list[tuple[int, int]]) -> tuple[str | None, int]:
    """The State (or the group: None) named by as many of the parts as possible ("Trinidad" "Tobago"), and how many they are."""
    for used in range(len(parts), 0, -1):
        name = cell[parts[0][0] : parts[used - 1][1]]
        code = state_named(name)
        if code or (used > 1 and asking_group(name)):
            return code, used
    return None, 1


def state_named(name: str) -> str | None:
    """A State by a name, never by a code: "(IT)" at the end of a recommendation is no asker."""
    plain = name.strip(" .;:*†‡-•–\n")
    for tried in (plain, plain.strip("()"), plain.replace("(", " ").replace(")", " ")):
        if tried and (code := state_by_name(tried.lower())):
            return code
    return None


def asked(text: str) -> Asked:
    """Takes the States off the end of a recommendation; those that close its clauses before stay in the text, and count. Where
    none stands there, those before the words: "(Japan) Open …", "Japan: Open …"."""
    found = _asked_behind(text)
    return found if found.states or found.groups else _asked_otherwise(text) or found


def _asked_otherwise(text: str) -> Asked | None:
    """Names that stand before the words, or behind a dash; only where every one of them is a State's."""
    first = next(_brackets(text), None)
    if first and first.start == 0 and first.states and not first.unknown:
        return Asked(text[first.end :].strip(" :–—-" + _TRAILING), first.states)
    before, behind = _BEFORE_TEXT.match(text), _AFTER_DASH.search(text.rstrip(_TRAILING + "."))
    for names, words in (
        (before["names"] if before else "", text[before.end() :] if before else ""),
        (behind["names"] if behind else "", text[: behind.start()] if behind else ""),
    ):
        states, others = states_in(names) if names else ((), ())
        if states and not others:
            return Asked(words.strip(_TRAILING), states)
    return None


def _asked_behind(text: str) -> Asked:
    brackets = list(_brackets(text))
    closing = _closing(text, brackets)
    end = closing[0].start if any(one.states or one.groups for one in closing) else len(text)
    before = [one for one in brackets if one.end <= end and one.states and _AFTER_CLAUSE.match(text, one.end)]
    counted = [*before, *closing]
    states = tuple(dict.fromkeys(code for one in counted for code in one.states))
    unknown = tuple(dict.fromkeys(name for one in counted for name in one.unknown))
    groups = tuple(dict.fromkeys(name for one in counted for name in one.groups))
    return Asked(text[:end].strip(_TRAILING), states, unknown, groups)


def _closing(text: str, brackets: list[_Bracket]) -> list[_Bracket]:
    """The brackets that nothing follows. One without a State ("(Ombudsman) (Peru)") belongs to the text, unless ";" parts them."""
    end = len(text)
    found: list[_Bracket] = []
    for one in reversed(brackets):
        between = text[one.end : end]
        may_close = one.states or (one.is_name_like and (not found or ";" in between))
        if between.strip(_TRAILING + ".") or not may_close:
            break
        end = one.start
        found.insert(0, one)
    return found


def _brackets(text: str) -> Iterator[_Bracket]:
    """The outermost brackets that name States, or could."""
    depth = start = 0
    for place, sign in enumerate(text.translate(_ROUND)):
        if sign == "(":
            depth += 1
            start = place if depth == 1 else start
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                yield _bracket(text, start, place + 1)


def _bracket(text: str, start: int, end: int) -> _Bracket:
    inside = text[start + 1 : end - 1]
    if len(inside) == 1 or inside.isdecimal() or _ACRONYM.fullmatch(inside):
        known = state_named(inside)
        return _Bracket(start, end, (known,) if known else (), (), is_name_like=False)
    states, others = states_in(_BY.sub("", inside))
    groups, unknown = parted(others)
    is_name_like = bool(inside) and all(_is_name(name) for name in unknown)
    if not is_name_like:
        return _Bracket(start, end, (), (), is_name_like)
    return _Bracket(start, end, states, unknown, is_name_like, groups)


def _is_name(name: str) -> bool:
    words = name.split()
    return name[:1].isupper() and len(words) <= LONGEST_NAME and not any(sign.isdecimal() for sign in name)
