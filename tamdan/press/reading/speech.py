"""Whether words in marks are speech or a name, as far as they and what stands before them tell."""

import re

from tamdan.press.reading.sentences import COVER, Paragraph
from tamdan.press.reading.words import PLAIN

_CLAUSE = re.compile(
    r"\b(?:I|we|he|she|it|they|you|there|is|are|was|were|will|would|has|have|had|can|cannot|"
    r"do|does|did|should|must|may|might|don|isn|’s|’re|’ve|’m|let)\b|[’'](?:s|re|ve|m|"
    r"t|ll|d)\b"
)
_TITLED = re.compile(r"\b(?:titled|entitled|headlined|subtitled|captioned|a song called|hashtag)\W*$", re.IGNORECASE)
_PROVERB = re.compile(
    r"\b(?:it is (?:often |sometimes )?said that|as the (?:saying|proverb) goes|the saying|a proverb)\W*$",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\bso-called\W*$|អ្វីដែលហៅថា\s*$", re.IGNORECASE)
_CHARGE = re.compile(
    r"\b(?:sentenced|convicted|jailed|imprisoned|charged|guilty|prosecuted|indicted|arrested|accused|"
    r"detained)\b[^.;“”\"]{0,110}\b(?:for|of|with|on)\s*$",
    re.IGNORECASE,
)
"""Before words in marks that name a crime."""
FRAGMENT_WORDS = 4
LONG_WORDS = 9
_LONG_KHMER = 60
"""Characters from which Khmer words in marks are speech without a verb of saying."""


def reason_before(inner: str, before: str, length: int) -> str | None:
    """The name of a crime, a title, a proverb: what the words before the marks say is in them."""
    if length <= FRAGMENT_WORDS + 2 and inner[-1] not in ".?!" and _CHARGE.search(before):
        return "charge"
    if length <= LONG_WORDS and _SO_CALLED.search(before):
        return "term"
    named = length <= LONG_WORDS and (_TITLED.search(before) or _PROVERB.search(before))
    return "name or title" if named else None


def is_khmer_speech(inner: str, before: str, paragraph: Paragraph, *, speaks: bool) -> bool:
    """Words alone in their paragraph, long ones, shorter ones where somebody speaks, and those behind "that" or a colon."""
    alone = not before.strip() and not paragraph.covered.strip(f"{COVER} ។,.\u200b")
    long_enough = len(inner) > (_LONG_KHMER // 3 if speaks else _LONG_KHMER)
    return alone or long_enough or before.rstrip().endswith(("ថា", "៖", ":"))


def is_utterance(inner: str) -> bool:
    """Whether words are a sentence of their own: they end like one or hold a subject and a verb."""
    words = inner.split()
    return (
        inner.rstrip()[-1:] in "?!"
        or (len(words) >= 3 and inner.rstrip()[-1:] == ".")
        or (len(words) >= FRAGMENT_WORDS and _CLAUSE.search(inner) is not None)
    )


def is_title_case(words: list[str]) -> bool:
    weighty = [word for word in words if word.lower() not in PLAIN and word[:1].isalpha()]
    return bool(weighty) and sum(word[0].isupper() for word in weighty) >= 0.8 * len(weighty)
