"""What a State answered, by the words that sources print for it in English, French, Spanish and Khmer.

Patterns are for folded text (``words_only``: small letters, no accents, no punctuation).
"""

import re

from tamdan.language.normalise import words_only
from tamdan.recommendations.enums import Position, Stated

Answer = tuple[str, str]
"""What the UN records, and how the State put it where the word is the State's own."""
POSITIONS: dict[str, Answer] = {
    "supported": (Position.SUPPORTED, ""),
    "accepted": (Position.SUPPORTED, Stated.ACCEPTED),
    "noted": (Position.NOTED, ""),
    "not supported": (Position.NOTED, ""),
    "rejected": (Position.NOTED, Stated.REJECTED),
    "supported/noted": (Position.PARTIALLY_SUPPORTED, ""),
    "partially supported": (Position.PARTIALLY_SUPPORTED, ""),
    "partly supported": (Position.PARTIALLY_SUPPORTED, ""),
    "no response": (Position.NOTED, ""),
    "general response": (Position.NOTED, ""),
    "pending": (Position.UNDER_CONSIDERATION, ""),
    "under consideration": (Position.UNDER_CONSIDERATION, ""),
    "គាំទ្រ": (Position.SUPPORTED, ""),
    "បានគាំទ្រ": (Position.SUPPORTED, ""),
    "ទទួលយក": (Position.SUPPORTED, ""),
    "បានទទួលយក": (Position.SUPPORTED, ""),
    "ទទួលយកមួយផ្នែក": (Position.PARTIALLY_SUPPORTED, ""),
    "គាំទ្រមួយផ្នែក": (Position.PARTIALLY_SUPPORTED, ""),
    "កត់សម្គាល់": (Position.NOTED, ""),
    "បានកត់សម្គាល់": (Position.NOTED, ""),
    "មិនគាំទ្រ": (Position.NOTED, ""),
    "បដិសេធ": (Position.NOTED, Stated.REJECTED),
    "បានបដិសេធ": (Position.NOTED, Stated.REJECTED),
    "": ("", ""),
}
ANSWERS: dict[Answer, str] = {said: word for word, said in reversed(POSITIONS.items())}
"""The first word of POSITIONS for each answer."""
LONGEST = 120
"""Characters of a cell that can be a position."""
_INITIALS = {
    "s": "supported", "n": "noted", "a": "accepted", "s n": "supported/noted", "sn": "supported/noted", "ps": "partially supported",
    "supported noted": "supported/noted", "accepted noted": "supported/noted",
    **dict.fromkeys(("y", "yes", "oui", "si"), "supported"), **dict.fromkeys(("no", "non", "note"), "noted"),
}  # fmt: skip
_BETWEEN = re.compile(r"[/;|+&,\n]|\s(?:and|et|y)\s")
_PARTLY = re.compile(
    r"^(?=.*\b(support|accept|noted|appuy|sout|apoy|acept|anot)).*\b(part(ial\w*|ly)?|parcial(es|mente)?|partie\w*)\b"
    r"|^(partially|partly|partial|in part|en partie|partiellement|parcialmente)$"
)
_PENDING = re.compile(
    r"\b(under consideration|pending|deferred|to be (examined|considered)|will (be )?(examined?|consider(ed)?)|in due course|examen"
    r"|en attente|pendiente)\b"
)
_SAYS_YES = (
    r"(accept\w*|agree[sd]?|acept\w*|support\w*|adhesion|appuye\w*|appui|soutenue?s?|soutien|beneficie\w*|apoy\w*|cuenta\w*|goza\w*"
    r"|enjoys?)"
)
_REFUSED = re.compile(
    r"\b(reject\w*|declined|disagree\w*|refus\w*|rejetee?s?|rechazad[ao]s?)\b"
    r"|\b(not|non|no|ne|pas) (be |been |ete |sido )?(accept\w*|acept\w*)\b"
)
_NOTED = re.compile(
    r"\b(noted|takes? note|took note|not (enjoy|support)\w*|do(es)? not|cannot|unsupported|prend note|pris note|pris\w* en note|notees?"
    rf"|tom[oa]d?a? nota|anotad[ao]s?|n a pas)\b|\b(not|non|no|ne|sans|sin)( \w+){{0,4}} {_SAYS_YES}\b"
)
_ACCEPTED = re.compile(r"\baccept\w*\b")
_SUPPORTED = re.compile(rf"\b{_SAYS_YES}\b")
_SAYINGS: tuple[tuple["re.Pattern[str]", Answer], ...] = (
    (_PARTLY, (Position.PARTIALLY_SUPPORTED, "")),
    (_PENDING, (Position.UNDER_CONSIDERATION, "")),
    (_REFUSED, (Position.NOTED, Stated.REJECTED)),
    (_NOTED, (Position.NOTED, "")),
    (_ACCEPTED, (Position.SUPPORTED, Stated.ACCEPTED)),
    (_SUPPORTED, (Position.SUPPORTED, "")),
)
"""Asked in this order, because "does not enjoy the support" holds "support"."""


def position_of(printed: str) -> Answer | None:
    """What the UN records and how the State put it; None for what is no position."""
    if len(printed) > LONGEST:
        return None
    whole = printed.strip(" .;:").casefold()
    if whole in POSITIONS:
        return POSITIONS[whole]
    return _of_both([_one(part) for part in _BETWEEN.split(whole)]) or _one(whole)


def _of_both(parts: list[Answer | None]) -> Answer | None:
    """ "Accepted/Noted" is in part; "Noted, not accepted" is noted. None where a part says no position, or there is one alone."""
    said = [part for part in parts if part and part[0]]
    if len(said) < 2 or len(said) < len(parts):
        return None
    if len({recorded for recorded, _stated in said}) > 1:
        return Position.PARTIALLY_SUPPORTED, ""
    return next((part for part in said if part[1]), said[0])


def _one(printed: str) -> Answer | None:
    folded = words_only(printed.replace("’", " ").replace("'", " "))
    word = _INITIALS.get(folded, printed.strip(" .;:"))
    if word in POSITIONS:
        return POSITIONS[word]
    return next((said for pattern, said in _SAYINGS if pattern.search(folded)), None) if folded else ("", "")
