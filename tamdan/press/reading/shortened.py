"""People whom an article calls by the letters of their office ("the CS", "the MP") or, in Khmer, by their given name alone."""

import re
from collections.abc import Iterable

from tamdan.language.script import LETTERS
from tamdan.press.reading.khmer_saying import KHMER_CALLED, KHMER_NAMED, KHMER_SPEAKER
from tamdan.press.reading.records import Person
from tamdan.press.reading.words import initials

LETTERS_OF_OFFICE = re.compile(r"[Tt]he (?P<short>[A-Z]{2,4})(?![\w’])")
_LONGEST_CALL = 12
_GIVEN = re.compile(rf"(?:លោកស្រី|លោកជំទាវ|អ្នកស្រី|អ្នកនាង|ឯកឧត្តម|លោក|កញ្ញា)[ \u200b](?P<given>[{LETTERS}]{{2,14}})")


def holder_of(words: str, people: Iterable[Person], place: int) -> Person | None:
    """ "The CS" is the Cabinet Secretary, "the MP" the MP named last before it: whose office holds the letters."""
    match = LETTERS_OF_OFFICE.fullmatch(words.strip()) if len(words) <= _LONGEST_CALL else None
    if not match:
        return None
    able = (
        one for one in people if one.kind == "person" and one.first < place and _holds(one.role or "", match["short"])
    )
    return max(able, key=lambda one: one.first, default=None)


def _holds(role: str, short: str) -> bool:
    return short in role.split() or short in initials(role.replace("-", " "))


def whole_khmer_name(noun: str, text: str) -> str | None:
    """Of a courtesy title with a given name: both names, where the text prints them at a line's beginning or behind what somebody is."""
    match = _GIVEN.fullmatch(noun)
    if not match:
        return None
    found = re.search(
        rf"(?:^|{KHMER_CALLED}[ \u200b])(?P<name>[{LETTERS}]{{1,14}}[ \u200b]{re.escape(match['given'])})(?=[ \u200b])",
        text,
        re.MULTILINE,
    )
    return found["name"].replace("\u200b", " ") if found else None


def is_khmer_person(words: str) -> bool:
    """Whether two names stand behind what somebody is, and no body's name."""
    match = KHMER_NAMED.fullmatch(words.strip(" \u200b"))
    return match is not None and match["name"] is not None and not KHMER_SPEAKER.match(match["name"])
