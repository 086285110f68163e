"""Who is meant by a description: "the ministry", "the former president", "rights groups", a name of one word that nothing explains."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from tamdan.press.reading.country import states
from tamdan.press.reading.lexicon import BODY_WORDS, DOCUMENTS, GROUP_HEADS, MONTHS_AND_DAYS, OFFICES, SAME_OFFICE
from tamdan.press.reading.phrases import (
    ALONE,
    APPOINTED,
    CALLED_OUTLET,
    LOOK_BACK,
    MOST_DESCRIBED,
    OF_AGE,
    RELATED,
    RELATIVES,
    SHORT_NAME,
    bare_of,
    holds_itself,
    initials_hold,
    is_group,
    is_someone,
    key_of,
)
from tamdan.press.reading.records import Person, Span, only_one
from tamdan.press.reading.shapes import OUTLET_WORD
from tamdan.press.reading.sources import right_of
from tamdan.press.reading.words import PLAIN

if TYPE_CHECKING:
    from tamdan.press.reading.cast import Cast


_ANY_OFFICE = frozenset({"leader", "official", "boss", "politician", "diplomat", "executive"})
"""What a holder of many an office is called later."""
_RELEASED = re.compile(r",? (?:released|issued|published|posted) by ")
_RELEASED_BY = 90
"""Characters behind "a statement, released by" in which it is told whose it is."""
_DOCUMENT_AHEAD = 1500
"""Characters before "the statement" in which it is told whose it is."""
_NO_NAME_ALONE = PLAIN | OFFICES | MONTHS_AND_DAYS | BODY_WORDS


def described(cast: "Cast", words: str, span: Span) -> Person | None:
    """ "the ministry", "the former president", "rights groups": whoever fits the words, otherwise a group of that name."""
    if called := _called(cast, words.strip(" ,"), span.start):
        return called
    bare = bare_of(words)
    tokens = [word.lower().strip(".,’'") for word in bare.split()]
    if tokens and OF_AGE.fullmatch(tokens[-1]):
        return cast.pronoun("who", span)
    heads = APPOINTED.split(bare)[0].split() if bare else []
    if not heads or len(tokens) > 14:
        return None
    head = heads[-1].lower().strip(",.’'")
    if head in DOCUMENTS or (head == "source" and "same" in tokens):
        return _issuer(cast, bare, head, span)
    if head == "government" and len(tokens) == 1 and cast.country.government and cast.at_home:
        return cast.group(cast.country.government, span.start)
    known = _fitting(cast, bare, tokens, head, span.start) if len(tokens) <= 6 else None
    if not known and head in _ANY_OFFICE and len(heads) == 1 and words.lstrip().lower().startswith("the "):
        known = next(
            (person for _place, person in reversed(cast.focus) if person.kind == "person" and person.role), None
        )
    if (
        not known
        and len(heads) == 1
        and words.lstrip().lower().startswith("the ")
        and (head in RELATIVES or head in OFFICES)
    ):
        known = _just_named(cast, span.start)
    someone = is_someone(words, tokens, head)
    group = someone or is_group(bare, head) or (len(heads) > 1 and all(word[0].isupper() for word in heads))
    return known or (cast.group(bare, span.start) if group else None)


def _called(cast: "Cast", words: str, place: int) -> Person | None:
    """Those around somebody, or the outlet that was named last."""
    group = RELATED.match(words)
    if group:
        return cast.group(group.group().strip(), place)
    return _last_outlet(cast, place) if CALLED_OUTLET.fullmatch(words) else None


def _last_outlet(cast: "Cast", place: int) -> Person | None:
    """ "The paper" is the outlet that was named last."""
    named = cast.named[: bisect_left(cast.places, place)][-LOOK_BACK:]
    return next(
        (person for _mention, person in reversed(named) if person.kind == "body" and OUTLET_WORD.search(person.name)),
        None,
    )


def _issuer(cast: "Cast", bare: str, head: str, span: Span) -> Person | None:
    """A statement speaks for whoever is said to have issued it, otherwise for the last body in view, otherwise for the last speaker."""
    if ahead := _RELEASED.match(cast.text, span.end):
        who = right_of(cast.text, ahead.end(), ahead.end() + _RELEASED_BY)
        if who and (person := _described_body(cast, who)):
            return person
    bodies = [(place, person) for place, person in cast.focus if person.kind in ("body", "group")]
    begin = max(cast.begin, span.start - _DOCUMENT_AHEAD, bodies[-1][0] if bodies else 0)
    issued = re.compile(rf"\b{re.escape(head)}\b(?:,? \w+){{0,2}}? (?:by|from) (?P<who>(?:the )?[\w’ .-]{{3,90}})")
    made = next(reversed([*issued.finditer(cast.text, begin, span.start)]), None)
    if made and (who := right_of(cast.text, made.start("who"), made.end("who"))):
        named = next((person for mention, person in cast.within(who) if person.kind == "person"), None)
        if (person := named or _described_body(cast, who)) is not None:
            return person
    if bodies:
        return bodies[-1][1]
    if cast.focus:
        return cast.focus[-1][1]
    return next((person for person in cast.people if person.kind == "body"), None) if bare else None


def _described_body(cast: "Cast", who: Span) -> Person | None:
    """Whom the words behind "a statement by" mean, where they are no document themselves."""
    last = cast.text[who.start : who.end].rsplit(maxsplit=1)[-1].lower()
    return None if last in DOCUMENTS else cast.source(who, who.start)


def _fitting(cast: "Cast", bare: str, tokens: list[str], head: str, place: int) -> Person | None:
    """Whose name or office holds all the words of a description; the latest named of several."""
    wanted = {word for word in tokens if word not in PLAIN or word == head}
    if head in OFFICES and len(wanted) > 1:
        wanted -= cast.country.home
    short = next((word for word in bare.split() if SHORT_NAME.fullmatch(word)), "")
    if head == "premier":
        wanted, head = wanted - {"premier"} | {"prime", "minister"}, "minister"
    best = None
    for person in cast.people[:MOST_DESCRIBED]:
        if person.first > place + 400:
            continue
        if person.kind == "person" and head not in OFFICES and (head in BODY_WORDS or head in GROUP_HEADS):
            continue
        role = {word.strip(".,") for word in (person.role or "").lower().split()} if person.kind == "person" else set()
        if short and initials_hold(person.role or "", short):
            role.add(short.lower())
        held = {*key_of(person.name).split(), *role, *(SAME_OFFICE[word] for word in role & SAME_OFFICE.keys())}
        if head in ("nations", "states", "countries") and person.kind == "body":
            continue
        if person.kind == "person" and head in OFFICES and not holds_itself(person.role or "", head):
            continue
        if wanted and wanted <= held and (person.kind != "body" or head in key_of(person.name)):
            best = person if best is None or _last_named(cast, person, place) > _last_named(cast, best, place) else best
    return best


def _just_named(cast: "Cast", place: int) -> Person | None:
    """The only person that the paragraph has named so far, where no office is known of them: "the father said"."""
    named = cast.unquoted(Span(cast.paragraph[1], place))
    only = only_one(person for _mention, person in named if person.kind == "person")
    return only if only and not only.role else None


def _last_named(cast: "Cast", person: Person, place: int) -> int:
    at = bisect_left(cast.places, place)
    return next(
        (cast.places[back] for back in range(at - 1, max(-1, at - LOOK_BACK), -1) if cast.named[back][1] is person),
        -1,
    )


def named_alone(cast: "Cast", words: str, span: Span) -> Person | None:
    """A name of one word that nothing else in the text explains: "Bellwether said"."""
    name = words.strip(" ,")
    key = key_of(name)
    if not ALONE.fullmatch(name) or key in _NO_NAME_ALONE or key in states():
        return None
    person = Person(name, "body" if key in cast.country.parties else "person", first=span.start, evidence=1)
    cast.people.append(person)
    cast.by_alias[key] = person
    return person
