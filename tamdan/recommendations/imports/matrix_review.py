"""Which State was reviewed in which session: said by a person, by the document, by its symbols or by the name of the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tamdan.language.normalise import words_only
from tamdan.recommendations.imports.matrix_asking import state_named
from tamdan.recommendations.imports.matrix_errors import ReviewUnknown, SaidUnknown, SeveralStates
from tamdan.recommendations.imports.matrix_words import SYMBOL
from tamdan.taxonomy.match import state_by_name
from tamdan.taxonomy.models import Review as KnownReview
from tamdan.taxonomy.models import UprSession

COUNCIL = {
    8: (1, 2), 10: (3,), 11: (4,), 12: (5,), 13: (6,), 14: (7,), 15: (8,), 16: (9,), 17: (10,), 18: (11,), 19: (12,), 21: (13,),
    22: (14,), 23: (15,), 24: (16,), 25: (17,), 26: (18,), 27: (19,), 28: (20,), 29: (21,), 30: (22,), 31: (23,), 32: (24,),
    33: (25,), 34: (26,), 36: (27,), 37: (28,), 38: (29,), 39: (30,), 40: (31,), 41: (32,), 42: (33,), 43: (34,), 44: (35,),
    46: (36,), 47: (37,), 48: (38,), 49: (39,), 50: (40,), 52: (41,), 53: (42,), 54: (43,), 55: (44,), 56: (45,), 57: (46,),
    58: (47,), 59: (48,), 60: (49,), 61: (50,), 62: (51,), 63: (52,), 64: (53,), 65: (54,),
}  # fmt: skip
"""Session of the Human Rights Council, as in the symbols of its documents -> the sessions of the working group whose reports
it had before it (A/HRC/28/16 is the report on Egypt of the 20th). The Council's 8th had two. No reference table of ours holds this; the
years of the sessions and the calendar of the last three in ``taxonomy`` are held against it by a test."""

_REVIEW = re.compile(r"\b(upr|universal periodic review|epu|examen periodique universel|examen periodico universal)\b")
_COUNCIL_SESSION = re.compile(r"\b(human rights council|conseil des droits de l homme|consejo de derechos humanos)\b")
_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}
_ORDINAL = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:ieth|y (?P<after>{'|'.join(_UNITS[:9])}))|(?P<unit>{'|'.join(_UNITS)})) (?P<of>session|cycle)\b"
)
_SESSION = (
    re.compile(
        r"\b(?P<n>\d{1,2}) ?(?:st|nd|rd|th|e|eme|er|ere|a|o)? (?:upr )?(?:session|sesion|periodo de sesiones)\b"
    ),
    re.compile(r"\b(?:session|sesion|periodo de sesiones) (?:no |n )?(?P<n>\d{1,2})\b"),
    re.compile(r"\b(?:upr|epu) ?(?P<n>\d{1,2})\b"),
)
_CYCLE = (
    re.compile(r"\b(?P<n>[1-6]) ?(?:st|nd|rd|th|e|eme|er|o)? (?:cycle|ciclo)\b"),
    re.compile(r"\b(?:cycle|ciclo) (?P<n>[1-6])\b"),
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W\d_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|[_+\-–.]+")
LONGEST_NAME = 7
"""Words that are tried as the name of a State."""


@dataclass(frozen=True)
class Reviewed:
    """ISO alpha-3 code, session, and the report that a title names, as far as known."""

    state: str = ""
    session: int = 0
    cycle: int = 0
    symbol: str = ""


def said_in(lines: Iterable[str], *, known: str = "") -> Reviewed:
    """What the lines around a table say; ``known`` is the State where a person said it. Raises SeveralStates."""
    kept = list(lines)
    folded = [words_only(line) for line in kept]
    of_reviews = [line for line, words in zip(kept, folded, strict=True) if _REVIEW.search(words)]
    states = [known] if known else list(dict.fromkeys(code for line in of_reviews for code in named_states(line)))
    states = states or list(dict.fromkeys(code for line in kept for code in named_states(line)))[:1]
    if len(states) > 1:
        raise SeveralStates(states=", ".join(states))
    spoken = [words for words in folded if not _COUNCIL_SESSION.search(words)]
    symbol = next((symbol for line in kept for symbol, _is_addendum in symbols_in(line)), "")
    return Reviewed(
        next(iter(states), ""), _number(spoken, _SESSION, "session"), _number(spoken, _CYCLE, "cycle"), symbol
    )


def said_by_name(name: str) -> Reviewed:
    """What the name of the file says: "UPR20__Slovenia_ThematicList.docx", "upr48-slovenia-….docx"."""
    words = " ".join(_CAMEL.sub(" ", name.rsplit(".", 1)[0]).split())
    states = named_states(words)
    codes = [code for word in words.split() if len(word) == 3 and word.isupper() and (code := state_by_name(word))]
    folded = [words_only(words)]
    state = next(iter((*states, *codes)), "")
    return Reviewed(state, _number(folded, _SESSION, "session"), _number(folded, _CYCLE, "cycle"))


def given(values: Mapping[str, int | str]) -> Reviewed:
    """What a person said. Raises SaidUnknown."""
    state, session = (str(values.get(name, "")).strip() for name in ("state", "session"))
    code = state_by_name(state)
    number = int(session) if session.isdecimal() and len(session) < 4 else 0
    if state and not code:
        raise SaidUnknown(said=state[:100])
    if session and number not in cycles():
        raise SaidUnknown(said=session[:100])
    return Reviewed(code or "", number)


def completed(found: Reviewed, symbol: str, name: str) -> Reviewed:
    """With the State from the file's name; with the session from the document's symbol, from the cycle and what is known of the
    State's reviews, or from the file's name. Raises ReviewUnknown.
    """
    named = said_by_name(name)
    found = replace(found, state=found.state or named.state, cycle=found.cycle or named.cycle)
    if not found.session:
        found = replace(found, session=_session_by(found, symbol) or named.session)
    known = cycles()
    if not found.state or found.session not in known:
        raise ReviewUnknown(state=found.state or "–", session=found.session or "–")
    return replace(found, cycle=known[found.session])


def _session_by(found: Reviewed, symbol: str) -> int:
    match = SYMBOL.match(symbol)
    sessions = COUNCIL.get(int(match["council"]), ()) if match else ()
    known = KnownReview.objects.filter(state_id=found.state).values_list("session__number", "session__cycle")
    if len(sessions) > 1:
        sessions = tuple(number for number, _cycle in known if number in sessions)
    if not sessions and found.cycle:
        sessions = tuple(number for number, cycle in known if cycle == found.cycle)
    return sessions[0] if len(sessions) == 1 else 0


def named_states(line: str) -> list[str]:
    """Codes of the States that a line names, the longest name first at each place, so that "Guinea-Bissau" is not Guinea."""
    words = [match.span() for match in _WORD.finditer(line)]
    found: list[str] = []
    at = 0
    while at < len(words):
        used, code = _name_at(line, words[at : at + LONGEST_NAME])
        found += [code] if code else []
        at += used
    return list(dict.fromkeys(found))


def _name_at(line: str, words: list[tuple[int, int]]) -> tuple[int, str | None]:
    for used in range(len(words), 0, -1):
        name = line[words[0][0] : words[used - 1][1]]
        if len(name) > 3 and name[:1].isupper() | line.islower() and (code := state_named(name)):
            return used, code
    return 1, None


def _number(lines: Iterable[str], patterns: Iterable["re.Pattern[str]"], of: str) -> int:
    for line in lines:
        for pattern in patterns:
            if match := pattern.search(line):
                return int(match["n"])
        for match in _ORDINAL.finditer(line):
            if match["of"] == of:
                return _counted(match)
    return 0


def _counted(match: "re.Match[str]") -> int:
    if match["unit"]:
        return _UNITS.index(match["unit"]) + 1
    return _TENS[match["tens"]] + (_UNITS.index(match["after"]) + 1 if match["after"] else 0)


def cycles() -> dict[int, int]:
    """Session -> cycle."""
    return dict(UprSession.objects.values_list("number", "cycle"))


def symbols_in(text: str) -> Iterator[tuple[str, bool]]:
    """Symbols of reports of the working group, and whether an addendum to them was named. The Council's own report (…/2) is none."""
    for match in SYMBOL.finditer(text):
        if int(match["document"]) > 2:
            yield f"A/HRC/{match['council']}/{match['document']}", bool(match["addendum"])
