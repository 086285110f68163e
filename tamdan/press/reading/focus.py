"""Whom a sentence is about, so that a later "he" has a bearer."""

import re
from dataclasses import dataclass, field

from tamdan.press.reading.attribution import Event
from tamdan.press.reading.cast import Cast
from tamdan.press.reading.lexicon import TAGS
from tamdan.press.reading.mentions import Mention
from tamdan.press.reading.phrases import ends_in_office
from tamdan.press.reading.records import Person, Span, only_one
from tamdan.press.reading.sentences import COVER

_HEADED = re.compile(r"(?:[’']s)? (?:[a-z-]+ ){1,5}$")
"""What stands between a body and the name of who speaks for it: "Haki Watch executive director Ruth Wasike"."""
_ENDS = re.compile(rf"(?:(?! that |{COVER})[^,;:\n]){{0,80}}")
"""What may follow a saying that ends its sentence: to whom, when, where."""
_WHILE = re.compile(r", (?:while|whereas) $")
_LONGEST_TITLE = 8
_VERB = re.compile(r"\b(?:said|told|was|were|is|are|has|had|have|by|when|as|that|after|before|[a-z]+ed)\b")
_ANOTHER_SAYS = re.compile(r"\W*(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
"""Before a name that is not whom the sentence is about: "She said Ana Bell …"."""


@dataclass(slots=True)
class Said:
    """A sentence with its sayings and who is behind each, as they were resolved in reading order."""

    span: Span
    events: list[Event] = field(default_factory=list)
    people: list[Person | None] = field(default_factory=list)


def tag_of(said: Said, text: str) -> int | None:
    """The saying that ends a sentence behind a comma, whatever others it holds: "The plan was promised to the court, Ana Bell said."."""
    at = len(said.events) - 1
    event = said.events[at] if said.events else None
    if not event or not event.source or event.passive or event.according or event.verb not in TAGS:
        return None
    begin = min(event.source.start, event.cue.start)
    behind = text[max(event.source.end, event.cue.end) : said.span.end]
    ends = text[said.span.start : begin].rstrip(' ”"»').endswith(",") and _ENDS.fullmatch(behind)
    return at if ends and text[event.cue.start - 1] == " " and begin > said.span.start else None


def other_clause(said: Said, text: str) -> int | None:
    """The saying of the second of two clauses, when each has a source of its own: "Bell called it wrong, while Keo Dara called on all"."""
    for at in range(len(said.events) - 1, 0, -1):
        event, before = said.events[at], said.events[at - 1]
        if (
            event.source
            and not event.passive
            and not event.right
            and _WHILE.search(text, before.cue.end, event.source.start)
        ):
            return at
    return None


def focus_on_subject(said: Said, cast: Cast) -> None:
    """A sentence that begins with a name is about its bearer, also when nothing is said in it."""
    if holder := cast.called_by_letters(said.span):
        cast.look_at(said.span.start, holder)
        return
    within = cast.unquoted(Span(said.span.start, min(said.span.end, said.span.start + 120)))
    for at, (mention, person) in enumerate(within):
        before = cast.text[said.span.start : mention.start]
        after = cast.text[mention.end : mention.end + 2]
        if _ANOTHER_SAYS.match(before):
            return
        opens = not before.strip() or before.rstrip().endswith(",") or len(before.split()) <= 3 or _is_title(before)
        if (
            opens
            and person.kind != "state"
            and not after.startswith(("’", "'"))
            and COVER not in before
            and not re.search(r"\b(?:of|for|with|to|by|in|at|from|about|against)\s*$", before)
        ):
            cast.look_at(mention.start, _who_heads(within[at:], cast) or person)
            return


def _is_title(before: str) -> bool:
    """ "Kampot provincial prison director Jo Dara": an office alone before the name that the sentence begins with."""
    return len(before.split()) <= _LONGEST_TITLE and ends_in_office(before) and not _VERB.search(before)


def _who_heads(named: list[tuple[Mention, Person]], cast: Cast) -> Person | None:
    """The person whose office stands between a body's name and theirs."""
    if len(named) < 2 or named[0][1].kind != "body" or named[1][1].kind != "person":
        return None
    between = cast.text[named[0][0].end : named[1][0].start]
    return named[1][1] if _HEADED.fullmatch(between) and ends_in_office(between) else None


def focus_on_only_person(said: Said, cast: Cast) -> None:
    """A sentence about one person alone makes a following "he" this person, whatever his part in it."""
    only = only_one(
        person for _mention, person in cast.unquoted(said.span) if person.kind == "person" and person.evidence
    )
    recent = cast.focus[-1] if cast.focus else None
    if only and not (recent and recent[0] >= said.span.start):
        cast.look_at(said.span.start, only)
