"""Text that an importer receives: bytes to characters, damage by a wrong encoding repaired, old Khmer fonts told apart.

What is right is never changed: each repair needs a sign that right text does not show. The original stays in the vault.
"""

import codecs
import html
import re
from collections.abc import Callable

from tamdan.language.errors import CharactersLost, EncodingUnknown, LegacyKhmer
from tamdan.language.script import has_khmer

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PLAUSIBLE = re.compile(
    "(?<=[a-z])[à-öø-ÿœ](?=[a-z\\s,.;]|$)|(?<=\\s)[àéèêâ](?=[a-z\\s])|(?<=[a-z])’(?=[a-z])|“(?=\\w)|(?<=[\\w.,])”"
)

# Mac Roman read as Windows-1252 shows these between or beside small letters, where right text has none of them.
_MAC_ROMAN = str.maketrans(
    {"Ž": "é", "\x8f": "è", "ˆ": "à", "‰": "â", "\x90": "ê", "‡": "á", "Õ": "’", "\x8d": "ç", "™": "ô"}
)
_MAC_BETWEEN = re.compile("(?<=[a-z])[Žˆ‰‡Õ\x8d\x8f\x90™](?=[a-z])|(?<=[a-z])Ž(?=[\\s,.;]|$)|(?<=[-\\s])ˆ(?=[-\\s])")
_MAC_QUOTES = re.compile(r"(?<!\w)Ò(?=\w)([^ÒÓ]{1,400}[a-z.,?!])Ó(?!\w)")
_CONTROL = re.compile("[\x80-\x9f]")
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil));"
)

# Frequent Khmer words as Limon stores them (ក្នុង, ប្រទេស, របស់, ត្រូវ, អ្នក …), and what few words of a language hold: small letters
# before capitals, signs between letters.
_LIMON = re.compile(
    r"kñ[úu]g|RbeTs|rbs;|Rt[Uúu]v|Gñk|enaH|\benH|eTA|\benA|mYy|eday|sRm|RbC|rdæ|c,ab;|PñM|R[sS]úk|extþ|c[MN]nYn|qñaM|RBH|TaMg|ehIy|\)an\b|"
    r"CamYy|eGay|yutþi|siT[§i]|mnus[sS]|km<úCa|elak|GgÁ|karBar"
)
_WORD = re.compile(r"[^\s,;|\"()]{2,}")
_ODD_WORD = re.compile(r"[a-zþñúæðûéü][A-Z]|[^\W\d_][<>{}\[\]\\^=¡-¬®-´¶-¹»-¿×÷†‡•][^\W\d_]|[þæðµ][a-zA-Z]+[A-Z]")
_ODD_SHARE = 0.5
_FEWEST_ODD = 6
_LOST = re.compile(r"\?{3,}")
_LOST_SHARE = 0.2


def unicode_encoding(head: bytes) -> str | None:
    """Which Unicode encoding a file's first bytes show by their mark or, of UTF-16, by their zeros; None where neither tells."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    return _looks_like_utf16(head[:_SAMPLE])


def _looks_like_utf16(sample: bytes) -> str | None:
    """The byte order when most of every second byte is zero, as in UTF-16 of Latin text without a mark, or Khmer's block."""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        expected = high.count(0) + high.count(0x17)
        if high and b"\x00" in high and expected > 0.7 * len(high):
            return encoding
    return None


def _plausible(text: str) -> int:
    return len(_PLAUSIBLE.findall(text))


def _one_byte(data: bytes) -> tuple[str, str]:
    """Windows-1252 or Mac Roman, whichever puts more accented letters and quotation marks where text has them."""
    mac = data.decode("mac_roman")
    try:
        windows = data.decode("cp1252")
    except UnicodeDecodeError:
        return mac, "mac_roman"
    return (mac, "mac_roman") if _plausible(mac) > _plausible(windows) else (windows, "cp1252")


def _decoded(data: bytes) -> tuple[str, str]:
    shown = unicode_encoding(data)
    if shown:
        return data.decode(shown), shown
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _one_byte(data)


def decode(data: bytes) -> tuple[str, str]:
    """Text and the Python name of its encoding.

    Raises ``EncodingUnknown`` for bytes that are no text, ``LegacyKhmer`` for text of an old Khmer font, ``CharactersLost`` for
    a file in which a program has put question marks for Khmer letters.
    """
    try:
        text, encoding = _decoded(data)
    except UnicodeDecodeError as error:
        raise EncodingUnknown from error
    if len(_UNPRINTABLE.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise EncodingUnknown
    refuse_unreadable(text)
    return text, encoding


def refuse_unreadable(text: str) -> None:
    """Raises ``LegacyKhmer`` or ``CharactersLost`` for a text that no repair can make readable."""
    sample = text[:_SAMPLE]
    if is_legacy_khmer(sample):
        raise LegacyKhmer
    lost = sum(map(len, _LOST.findall(sample)))
    if lost > _LOST_SHARE * len("".join(sample.split())) and lost >= 10:
        raise CharactersLost


def is_legacy_khmer(text: str) -> bool:
    """Whether a text was typed for a font such as Limon or ABC, which draws Khmer for Latin letters and signs."""
    if has_khmer(text):
        return False
    known = len(set(_LIMON.findall(text)))
    words = _WORD.findall(text)
    odd = sum(_ODD_WORD.search(word) is not None for word in words)
    mostly_odd = odd > 0 and odd >= _ODD_SHARE * len(words)
    return known >= 3 or (mostly_odd and (known >= 1 or odd >= _FEWEST_ODD))


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _with_controls_read(text: str) -> str:
    """C1 control characters are Windows-1252 letters read as Latin-1 (``\\x92`` for ’); the five that are not stay."""

    def read(match: re.Match[str]) -> str:
        return match.group().encode("latin-1").decode("cp1252", errors="ignore") or match.group()

    return _CONTROL.sub(read, text)


def _khmer_from_mac_roman(text: str) -> str:
    try:
        read = text.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return text
    return read if has_khmer(read) else text


def _from_mac_roman(text: str) -> str:
    quoted = _MAC_QUOTES.sub("“\\1”", text)
    return _MAC_BETWEEN.sub(lambda match: match.group().translate(_MAC_ROMAN), quoted)


def _utf8_read_otherwise(text: str) -> str:
    import ftfy  # noqa: PLC0415 0.15 s that no start need wait for

    repaired: str = ftfy.fix_encoding(text)
    return repaired if repaired != text else _khmer_from_mac_roman(text)


_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("entities", _without_entities),
    ("utf8_read_as_another_encoding", _utf8_read_otherwise),
    ("mac_roman_read_as_windows", _from_mac_roman),
    ("control_characters_read", _with_controls_read),
)


def repair(text: str) -> tuple[str, list[str]]:
    """The text with damage undone, and the codes of what was undone, in order. Right text comes back as it is, with ``[]``."""
    done: list[str] = []
    if text.isascii() and "&" not in text:
        return text, done
    for code, undo in _REPAIRS:
        repaired = undo(text)
        if repaired != text:
            text = repaired
            done.append(code)
    return text, done
