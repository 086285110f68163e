"""What an article is: news, opinion, profile or teaser, in which language."""

import re

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.records import Block

_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KHMER_LETTER = re.compile(f"[{LETTERS}]")
_LONGEST_QUESTION = 160
"""Characters of a paragraph that is a question of an interview."""
_FIRST_PERSON = re.compile(r"\b(?:I|my|we should|we must|in my view|let us|my opinion)\b")
_PROFILED = re.compile(
    r"^(?:[A-Z][\w’]+ ){1,3}(?:[A-Z][\w’]+,? )?(?:,|has (?:been|devoted|worked)|joined|"
    r"was born|is an?|works|worked|, before|, an?)\b"
)


def language_of(text: str) -> str:
    """``en``, ``km`` or ``en+km`` where a fifth of the letters or more are of the other script."""
    if not has_khmer(text):
        return "en"
    latin, khmer = len(_LETTER.findall(text)), len(_KHMER_LETTER.findall(text))
    share = khmer / (khmer + latin)
    return "km" if share > 0.8 else "en+km" if share > 0.1 else "en"


def kind_of(block: Block, body: str, spoken: int) -> str:
    """News, op-ed, profile or teaser."""
    if block.is_teaser:
        return "teaser"
    entries = sum(_PROFILED.match(line.text.lstrip(" •●-*")) is not None for line in block.body)
    if entries >= 3:
        return "profile"
    if block.is_opinion or "op-ed" in (block.title_text or "").lower():
        return "op-ed"
    asked = sum(line.text.rstrip().endswith("?") and len(line.text) <= _LONGEST_QUESTION for line in block.body)
    if spoken >= 3 or asked >= 3:
        return "news"
    asks = (block.title_text or "").rstrip().endswith("?")
    return (
        "op-ed"
        if (asks or len(_FIRST_PERSON.findall(body)) >= 3 or re.search(r"^\W*Comment:|\bthe author\b", body[:300]))
        else "news"
    )
