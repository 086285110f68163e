"""Lines that close an article: where it is taken from, who worked on it, where it goes on, whose it is."""

import re
from collections.abc import Iterator

from tamdan.press.reading.captions import OWNED

SOURCE = re.compile(
    r"[(\[]?(?:source|sources|publisher|via|from(?=:[^@<]*\b(?:times|news|post|daily|herald|ledger|press|tribune|journal|gazette)\b)|"
    r"originally published (?:in|by|on|at)|first published "
    r"(?:in|by|on|at)|ប្រភព|ដកស្រង់(?:ពី)?)\s*[:៖]\s*(?P<outlet>\S.{0,90})",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|translated|edited|compiled) by .{3,}", re.IGNORECASE
)
PUBLISHED_BY = re.compile(
    r"(?:this (?:article|story|piece|report) )?(?:was )?(?:originally|first) (?:published|"
    r"appeared) (?:in|by|on|at) (?:the )?(?P<outlet>[A-Z][^.,]{2,60})",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:read|see|show|view|learn) (?:more|the (?:full|rest)|full)\b.{0,40}|continue reading.{0,60}|"
    r"more\s*[.…»>]+|\(?(?:continued|turn|see|more) (?:on|from|to)? ?page [a-z]?\d+.{0,20}|\(?to be continued\)?|"
    r"អាន(?:បន្ត|បន្ថែម|ពិស្តារ).{0,40}|\[?(?:\.\.\.|"
    r"…)\]?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"©|\bcopyright\b|\(c\)\s*(?:19|20)\d\d|all rights reserved|re(?:printed|published|"
    r"produced) with (?:the )?permission|used with (?:the )?permission|រក្សាសិទ្ធិ",
    re.IGNORECASE,
)
_COPYRIGHT_WORDS = ("©", "copyright", "(c)", "reserved", "permission", "រក្សាសិទ្ធិ")
_OWNER = re.compile(
    r"^\s*(?P<before>(?!copyright|រក្សាសិទ្ធិ)[^©(]{3,60}?)\s*[–—|-]?\s*(?:copyright|©|\(c\))", re.IGNORECASE
)
_AFTER_SIGN = re.compile(
    r"(?:copyright|©|\(c\))[\s©()c]*(?:\d{4}(?:\s*[–-]\s*\d{4})?)?[\s,.]*(?:all rights reserved,? )?(?:by |រក្សាសិទ្ធិ(?:ដោយ)?[៖ ]*)?"
    r"(?P<after>[A-Z\u1780-\u17a2][^.,|–]{2,50})",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(r"[ ,]+\d{4}\W*$")


def is_closing(shown: str) -> bool:
    """Whether the whole line says where an article is from, who worked on it, that there is more, or that rights are reserved."""
    if len(shown) <= 200 and _CREDITS.fullmatch(shown):
        return True
    if len(shown) <= 120 and (SOURCE.fullmatch(shown) or (_MORE.fullmatch(shown) and shown[-1] != ":")):
        return True
    lowered = shown.lower()
    if not any(word in lowered for word in _COPYRIGHT_WORDS) or OWNED.fullmatch(shown):
        return False
    match = _COPYRIGHT.search(shown)
    return match is not None and (match.start() < 60 or len(shown) < 160)


def copyright_owners(shown: str) -> Iterator[str]:
    """Whom a line of copyright may name: what stands before the sign, then what stands behind it."""
    if not _COPYRIGHT.search(shown):
        return
    if owner := _OWNER.match(shown):
        yield owner["before"]
    if after := _AFTER_SIGN.search(shown):
        yield _YEAR_BEHIND.sub("", after["after"])
