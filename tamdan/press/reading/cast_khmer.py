"""Who is meant by the words of a Khmer source: a name, a courtesy title alone, a body, or a noun that no list holds."""

import re
from typing import TYPE_CHECKING

from tamdan.press.reading.khmer_saying import (
    KHMER_COUNT,
    KHMER_NAMED,
    KHMER_OF_WE,
    KHMER_OFFICE,
    KHMER_SPEAKER,
    KHMER_WE,
)
from tamdan.press.reading.mentions import Mention
from tamdan.press.reading.offices import LONGEST_ROLE
from tamdan.press.reading.phrases import KHMER_PRONOUNS, LONGEST_NOUN, key_of, pronoun_for
from tamdan.press.reading.records import Person, Span
from tamdan.press.reading.shortened import is_khmer_person, whole_khmer_name

if TYPE_CHECKING:
    from tamdan.press.reading.cast import Cast


def in_khmer(cast: "Cast", words: str, span: Span, inside: list[tuple[Mention, Person]]) -> Person | None:
    """Khmer names its source before the verb: a name with or without an office behind it, a courtesy title alone, a body."""
    if inside:
        mention, person = inside[0]
        office = cast.text[mention.end : span.end].strip(" \u200b,") or cast.text[span.start : mention.start].strip()
        person.role = person.role or office[:LONGEST_ROLE] or None
        person.evidence += 1
        return person
    last = words.rsplit(maxsplit=1)[-1]
    if last in KHMER_PRONOUNS:
        return cast.pronoun(pronoun_for(last), span)
    if issuers := KHMER_OF_WE.search(words):
        return cast.group(issuers["name"].strip(), span.start)
    if words.strip().startswith(KHMER_WE):
        return cast.pronoun("they", span)
    body = None if is_khmer_person(words) else KHMER_SPEAKER.search(words)
    return _body(cast, body, span.start) if body else _noun(cast, words.strip(" \u200b"), span.start)


def _noun(cast: "Cast", noun: str, place: int) -> Person | None:
    """A name or a noun that no list of speakers holds."""
    noun = whole_khmer_name(noun, cast.text) or noun
    if named := KHMER_NAMED.fullmatch(noun):
        return _person(cast, named, place)
    return cast.group(noun, place) if len(noun) <= LONGEST_NOUN and not re.search(r"\d", noun) else None


def _body(cast: "Cast", body: re.Match[str], place: int) -> Person:
    name = KHMER_COUNT.sub("", body.group()) or body.group()
    office = KHMER_OFFICE.fullmatch(name)
    held = (one for one in cast.people if (office and name in (one.role or "")) or one.name.startswith(name))
    return next(held, None) or cast.group(name, place)


def _person(cast: "Cast", named: re.Match[str], place: int) -> Person:
    """A name that stands at once behind a courtesy title, or behind what somebody does."""
    person = cast.by_alias.get(key_of(named["glued"] or named["name"])) or cast.group(
        named["glued"] or named["name"], place
    )
    person.kind = "person"
    person.role = person.role or (named["role"] or "")[:LONGEST_ROLE] or None
    person.evidence += 1
    cast.look_at(place, person)
    return person
