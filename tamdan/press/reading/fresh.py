"""Titles that stand between two texts with nothing else around them: the words below are of another subject than those above.

A subheading looks the same but is shorter, and what stands below it names whom the article has named. Measured on the annotated sets:
of 47 subheadings alone between texts none is taken for a title, of 43 such titles 25. The learned weights may find the others.
"""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.layout import Page, names_within, size
from tamdan.press.reading.parts import Part, Place
from tamdan.press.reading.words import content_words

_LEAST_WORDS, _LONGEST = 5, 150
_TAKEN_UP = 0.3
"""Share of the heading's words that the text below takes up."""
_TOGETHER = 0.25
"""Share of the words below that may stand above as well."""
_KNOWN = 0.34
"""Share of the names below that may."""
_WHOLE, _WHOLE_WORDS = 0.6, 7
"""A heading of so many words that the text below takes up as far as that may stand between texts nearer to one another."""
_TOGETHER_WHOLE, _KNOWN_WHOLE = 0.4, 0.75
_NAME = re.compile(r"[A-Z][a-z]\w+")
_TURN = re.compile(r"[^:]{1,25}:\s|[“\"‘'«\[(]|.*\?\W*$")
"""What is said in turns, quoted or asked is no title here."""


def with_fresh_titles(page: Page, places: list[Place]) -> list[Place]:
    """The places, with an article begun at each heading alone between texts of two subjects."""
    found = list(places)
    begun = 0
    for at, place in enumerate(found):
        if place.begins:
            begun = at
        elif place.part in (Part.TEXT, Part.AMID) and _is_alone(page, at) and _is_fresh(page, begun, at):
            found[at], begun = Place(Part.TITLE, begins=True), at
    return found


def _is_alone(page: Page, at: int) -> bool:
    """A heading long enough for a title, with sentences right above and below."""
    text = page.texts[at]
    fits = page.headings[at] and size(text) >= _LEAST_WORDS and len(text) <= _LONGEST and not has_khmer(text)
    return fits and 0 < at < len(page.texts) - 1 and page.prose[at - 1] and page.prose[at + 1] and not _TURN.match(text)


def _is_fresh(page: Page, begun: int, at: int) -> bool:
    """Whether the text below takes up the heading and is about other things and names than the article above."""
    below = page.text_from(at + 1)
    above = " ".join(page.texts[begun:at])
    heading, new, old = content_words(page.texts[at]), content_words(below), content_words(above)
    if not heading or len(heading & new) < _TAKEN_UP * len(heading) or len(heading & new) < len(heading & old):
        return False
    whole = size(page.texts[at]) >= _WHOLE_WORDS and len(heading & new) >= _WHOLE * len(heading)
    together, known = (_TOGETHER_WHOLE, _KNOWN_WHOLE) if whole else (_TOGETHER, _KNOWN)
    names = names_within(below)
    return len(new & old) <= together * len(new) and len(names & set(_NAME.findall(above))) <= known * len(names)
