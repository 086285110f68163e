"""Names that two installations compute alike, so that what they exchange meets (DESIGN.md, principle 9).

Changing a rule here renames records everywhere: never without an ADR.
"""

import re
import uuid

from tamdan.language.normalise import words_only

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "recommendation.tamdan")
_NUMBER = re.compile(r"\d+")


def text_key(text: str) -> uuid.UUID:
    """Equal for texts that say the same words: case, accents, punctuation, digits' script and invisible signs aside."""
    return uuid.uuid5(NAMESPACE, words_only(text))


def identifier(
    *,
    mechanism: str,
    state: str,
    session: int | None,
    words: uuid.UUID,
    position: str,
    symbol: str = "",
    paragraph: str = "",
) -> str:
    """``A/HRC/26/16 118.5``, or the UUIDv5 of body, State, session, words and recorded position (and of the paragraph where
    it is known without its document, so that two paragraphs of the same words have two names)."""
    if symbol and paragraph:
        return f"{symbol} {paragraph}"
    named = f"|{paragraph}" if paragraph else ""
    return str(uuid.uuid5(NAMESPACE, f"{mechanism}|{state}|{session or ''}|{words}|{position}{named}"))


def sort_key(*, state: str, session: int | None, symbol: str = "", paragraph: str = "", place: int = 0) -> str:
    """Puts paragraph 118.9 before 118.10, and rows without a paragraph in the order of their file."""
    counted = _NUMBER.sub(lambda digits: digits.group().zfill(4), paragraph)
    return f"{state} {session or 0:03} {symbol} {counted} {place:07}"[:80]


def place_of(key: str) -> int:
    """The place in its file that a ``sort_key`` ends with; 0 where it has none."""
    end = key.rpartition(" ")[2]
    return int(end) if end.isdecimal() else 0
