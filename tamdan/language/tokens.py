"""Index terms as plain ASCII letters, so that PostgreSQL's text-search parser takes each as one word whatever the locale.

The parser ends a word at a combining sign, which would tear Khmer syllables apart. Two letters from ``a`` to ``y`` stand for
a code point or for a subscript; ``z`` parts the units of a pair and begins every term that is not a pair.
"""

import re
from functools import lru_cache

from tamdan.language.script import COENG
from tamdan.language.symbols import Symbol

_LETTERS = "abcdefghijklmnopqrstuvwxy"
_BASE = len(_LETTERS)
_KHMER, _SUBSCRIPT, _ASCII = 0x1780, 128, 256
_TWO_LETTERS = 24 * _BASE
_SIGN = re.compile(f"{COENG}[\u1780-\u17b3]|.", re.DOTALL)
LONGEST_UNIT = 40
"""Code points of a unit that count; PostgreSQL refuses a lexeme of 2,047 bytes."""
LONGEST_WORD = 120


def _number(sign: str) -> int:
    code = ord(sign[-1])
    if 0x1780 <= code <= 0x17FF:
        return code - _KHMER + (_SUBSCRIPT if len(sign) == 2 else 0)
    return code + _ASCII if code < 128 else code + _TWO_LETTERS


def _letters(number: int) -> str:
    if number < _TWO_LETTERS:
        return _LETTERS[number // _BASE] + _LETTERS[number % _BASE]
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, _BASE)
        digits = _LETTERS[digit] + digits
    return f"y{digits}"


@lru_cache(maxsize=50_000)
def encode(unit: str) -> str:
    """Any text as letters from ``a`` to ``y``; different texts differ. Cut at ``LONGEST_WORD`` code points."""
    return "".join(_letters(_number(sign)) for sign in _SIGN.findall(unit[:LONGEST_WORD]))


def pair(first: str, second: str) -> str:
    """Two neighbouring units; the term begins with ``prefix(first)``."""
    return f"{encode(first[:LONGEST_UNIT])}z{encode(second[:LONGEST_UNIT])}"


def prefix(unit: str) -> str:
    """What every pair begins with whose first unit this is, and no other."""
    return f"{encode(unit[:LONGEST_UNIT])}z"


def word(folded: str) -> str:
    return f"zw{encode(folded)}"


def whole(folded: str) -> str:
    """A whole title or name: who types all of it means its bearer."""
    return f"zt{encode(folded)}"


def symbol(cited: Symbol) -> list[str]:
    """Terms for a citation: the document, and the document with its paragraph. Ends of parts are kept, for prefixes."""
    document = encode(f"{cited.document.lower()}/")
    return [f"zd{document}", *([f"zp{document}z{encode(cited.paragraph)}"] if cited.paragraph else [])]
