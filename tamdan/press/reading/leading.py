"""What leads up to words in marks: whose comment they are, who speaks before a colon."""

import re

from tamdan.press.reading.cast import Cast
from tamdan.press.reading.focus import Said
from tamdan.press.reading.marks import Quoted
from tamdan.press.reading.phrases import MOST_LEADS
from tamdan.press.reading.records import Person, Span, only_one

_COMMENTED_WITHIN = 60
"""Characters before the words in which it stands whose comment they are."""
_COMMENT = re.compile(r"[’']s? (?:\w+ )?(?:comment|remark|post|tweet|message|statement|words)(?: that)?,? $")


def before_colon(cast: Cast, here: Said, quote: Quoted) -> tuple[Person, Span] | None:
    """A name and a colon before the quotation, as in interviews and digests."""
    before = cast.text[here.span.start : quote.outer.start].rstrip()
    if not before.endswith(":"):
        return None
    for mention, person in cast.within(Span(here.span.start, quote.outer.start)):
        if mention.end == here.span.start + len(before) - 1 and not re.search(
            r"\b(?:on|in|at|to|told|for)\s+$", cast.text[here.span.start : mention.start]
        ):
            return person, Span(mention.start, mention.end)
    return None if here.events else _subject(cast, here)


def announcing(cast: Cast, before: list[Said]) -> Person | None:
    """ "Party chair Ana Bell comments:" ahead of the words: the one person named there, where no saying is found in it."""
    last = before[-1] if before else None
    if not last or last.events or not cast.text[last.span.start : last.span.end].rstrip().endswith(":"):
        return None
    return only_one(person for _mention, person in cast.unquoted(last.span) if person.kind == "person")


def _subject(cast: Cast, here: Said) -> tuple[Person, Span] | None:
    """ "Judge Dara Vy put it more bluntly: “…”": whose sentence ends in a colon before the words."""
    mention, person = next(iter(cast.unquoted(here.span)), (None, None))
    if not mention or not person or person.kind not in ("person", "body"):
        return None
    leads = cast.text[here.span.start : mention.start].split()
    return (person, Span(mention.start, mention.end)) if len(leads) <= MOST_LEADS else None


def commented(cast: Cast, here: Said, quote: Quoted) -> tuple[Person, Span] | None:
    """ "reading out Bell’s comment “…”": whose comment stands before the words."""
    made = _COMMENT.search(cast.text, max(here.span.start, quote.outer.start - _COMMENTED_WITHIN), quote.outer.start)
    named = made and next(
        (
            (one, person)
            for one, person in cast.within(here.span)
            if one.end == made.start() and person.kind == "person"
        ),
        None,
    )
    return (named[1], Span(named[0].start, named[0].end)) if named else None
