"""Khmer pages that part every word by a zero-width space: read without them, with the way back to the places of the text."""

from functools import lru_cache

ZERO_WIDTH = "\u200b"
_FEWEST = 2
"""Zero-width spaces in a paragraph from which they may part every word."""


@lru_cache(maxsize=16)
def parts_words(text: str) -> bool:
    """Whether zero-width spaces part words here: there are more of them than of spaces, which part names and clauses."""
    count = text.count(ZERO_WIDTH)
    return count >= _FEWEST and count > text.count(" ")


def joined(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """``text[start:end]`` without zero-width spaces, and for each character, and the end, its place in ``text``."""
    places = [at for at in range(start, end) if text[at] != ZERO_WIDTH]
    return "".join(text[at] for at in places), [*places, end]
