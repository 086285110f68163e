"""Statements without quotation marks that somebody is said to have made: the sentence, and who stands behind it."""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.cast import Cast
from tamdan.press.reading.focus import Said
from tamdan.press.reading.lexicon import SPEECH
from tamdan.press.reading.records import Claim, Person, Span
from tamdan.press.reading.sentences import COVER, Paragraph

_FRAMES = re.compile(r"^(?:elaborat|explain|outlin|list|rais|continu|argu|made)")
_REMARKS = re.compile(r"\bmade (?:the|these|those) (?:comments?|remarks?|statements?|call|appeal|announcement)\b")
_TURN = re.compile(r"(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){1,4}): (?=[A-Z\d])")
_ASKS = re.compile(r"(?:Q|Question|សំណួរ|សួរ)\s?[:៖.] ?\S")
_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 160
_LEAST_WORDS = 6
_LEAST_BESIDE = 4
"""Words that are enough beside a fragment: "X called the report “a farce”" says what X calls so."""
_SHORT_QUOTATION = 60
_MOSTLY_QUOTED = 0.6
"""Share of a sentence in marks behind which one saying, with whoever says it, tells nothing more."""
_LEAST_KHMER = 45
"""Characters outside marks: about five words, a name and a verb."""


def claims(paragraphs: list[Paragraph], said: list[list[Said]], cast: Cast) -> list[Claim]:
    """Claims of an article in reading order; a sentence with two sources is a claim of each."""
    found: list[Claim] = []
    framer: Person | None = None
    answering = _answering(paragraphs, cast)
    for number, (paragraph, sentences) in enumerate(zip(paragraphs, said, strict=True)):
        for at, here in enumerate(sentences):
            people = _people(here)
            if people and _says_something(paragraph, here):
                found += [Claim(paragraph.line_at(here.span.start), here.span, person) for person in people]
            if people and _REMARKS.search(cast.text, here.span.start, here.span.end):
                found += _before(paragraphs, said, number, at, people[0])
            framer = _framer(here, people) or framer
        if speaker := _turn(paragraph, cast) or answering.get(number):
            taken = {claim.span.start for claim in found}
            found += [
                Claim(paragraph.line_at(here.span.start), here.span, speaker)
                for here in sentences
                if here.span.start not in taken and _is_statement(here, cast)
            ]
        if framer and not any(claim.line == paragraph.lines[0].number for claim in found) and _is_entry(paragraph):
            found += [
                Claim(paragraph.line_at(here.span.start), here.span, framer)
                for here in sentences
                if _is_statement(here, cast)
            ]
    return sorted(found, key=lambda claim: claim.span.start)


def _answering(paragraphs: list[Paragraph], cast: Cast) -> dict[int, Person]:
    """Who answers in each paragraph of an interview: the person named most before its first question."""
    asked = [number for number, one in enumerate(paragraphs) if _is_question(cast.text[one.start : one.end])]
    if len(asked) < _LEAST_QUESTIONS:
        return {}
    found = [person for _mention, person in cast.within(Span(0, paragraphs[asked[0]].start)) if person.kind == "person"]
    first = max(found, key=found.count, default=None)
    numbers = range(asked[0] + 1, min(asked[-1] + 2, len(paragraphs)))
    return {number: first for number in numbers if number not in asked} if first else {}


def _is_question(text: str) -> bool:
    """A paragraph that an interviewer says: marked as one, or short and ending in a question mark."""
    shown = text.strip()
    return _ASKS.match(shown) is not None or (
        shown.endswith("?") and len(shown) <= _LONGEST_QUESTION and COVER not in shown
    )


def _turn(paragraph: Paragraph, cast: Cast) -> Person | None:
    """Whose turn a paragraph of an interview is: a person of the article, by name with a colon before the words."""
    match = _TURN.match(paragraph.covered)
    person = cast.by_alias.get(match["name"].lower()) if match else None
    return person if person and person.kind == "person" else None


def _people(here: Said) -> list[Person]:
    found: list[Person] = []
    for person in here.people:
        if person and person not in found:
            found.append(person)
    return found[:3]


def _says_something(paragraph: Paragraph, here: Said) -> bool:
    """Whether words enough stand outside quotation marks: "…," he said is a quotation alone."""
    covered = paragraph.covered[here.span.start - paragraph.start : here.span.end - paragraph.start]
    words = covered.replace(COVER, " ").split()
    quoted = covered.count(COVER)
    if has_khmer(covered):
        return len(covered) - quoted >= _LEAST_KHMER
    if quoted and any(event.verb not in SPEECH for event in here.events):
        return len(words) >= _LEAST_WORDS or (quoted < _SHORT_QUOTATION and len(words) >= _LEAST_BESIDE)
    if len(here.events) == 1 and covered.startswith(COVER) and quoted > _MOSTLY_QUOTED * len(covered):
        return False
    return len(words) >= _LEAST_WORDS and (quoted < 0.55 * len(covered) or len(words) >= 14)


def _before(paragraphs: list[Paragraph], said: list[list[Said]], number: int, at: int, person: Person) -> list[Claim]:
    """ "X made the comments at …": what stands before is what X said, where nobody else says it."""
    if at or not number or any(people for here in said[number - 1] for people in here.people):
        return []
    paragraph = paragraphs[number - 1]
    return [Claim(paragraph.line_at(here.span.start), here.span, person) for here in said[number - 1]]


def _framer(here: Said, people: list[Person]) -> Person | None:
    """Who "continued to elaborate": the entries of the list that follows are his."""
    if people and any(_FRAMES.match(event.verb) and event.verb.startswith("elaborat") for event in here.events):
        return people[0]
    return None


def _is_entry(paragraph: Paragraph) -> bool:
    return paragraph.start > paragraph.lines[0].start + 1


def _is_statement(here: Said, cast: Cast) -> bool:
    return len(cast.text[here.span.start : here.span.end].split()) >= 8
