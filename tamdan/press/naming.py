"""Whom of the register a printed name may stand for: candidates by letters and by sound, and what people settled about them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tamdan.institutions.models import Body, Holding, Person
from tamdan.language.names import name_keys
from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer
from tamdan.links.enums import Decision, Origin
from tamdan.press.enums import MentionKind, SpeakerKind
from tamdan.press.models import Mention, Naming, Voice
from tamdan.press.reading.names import compare
from tamdan.taxonomy.match import state_by_name

_SURE = {"same-letters": 0.9, "same-sound": 0.7, "acronym": 0.8, "beginning": 0.6, "part-of-name": 0.4, "listed": 0.9}
_FEWEST_BEGINNING = 3
"""Words of a body's name that its beginning has at least: "Ministry of Labour"."""
_MOST = 5


@dataclass(frozen=True)
class Candidate:
    """One entry of the register that a name may stand for, and why (``enums.Why``)."""

    kind: str
    id: int
    why: str

    @property
    def confidence(self) -> float:
        return _SURE[self.why]


@dataclass
class Register:
    """Names of people and bodies as they can be looked up, read once for many articles (two queries)."""

    people: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    looked_up: dict[tuple[str, str], list[Candidate]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Register":
        made = cls()
        for pk, english, khmer in Person.objects.values_list("pk", "name_en", "name_km"):
            for name in filter(None, (english, khmer)):
                keys = name_keys(name)
                for key in keys.whole.union(*keys.parts):
                    made.people[key].append((pk, name))
        for pk, english, khmer, acronym in Body.objects.values_list("pk", "name_en", "name_km", "acronym"):
            made._add_body(pk, english, khmer, acronym)
        return made

    def _add_body(self, pk: int, english: str, khmer: str, acronym: str) -> None:
        for name in filter(None, (english, khmer)):
            self.bodies[_body_key(name)].add((pk, "same-letters"))
        if len(acronym) > 1:
            self.bodies[acronym].add((pk, "acronym"))
        words = _body_key(english).split()
        for end in range(_FEWEST_BEGINNING, len(words)):
            self.bodies[" ".join(words[:end])].add((pk, "beginning"))

    def candidates(self, name: str, kind: str) -> list[Candidate]:
        """The likeliest first, at most five; none where a name alone tells too little."""
        found = self.looked_up.get((name, kind))
        if found is None:
            found = self._people(name) if kind == SpeakerKind.PERSON else self._bodies(name)
            found = sorted(found, key=lambda one: (-one.confidence, one.id))[:_MOST]
            self.looked_up[name, kind] = found
        return found

    def _people(self, name: str) -> list[Candidate]:
        keys = name_keys(name)
        near = {entry for key in keys.whole.union(*keys.parts) for entry in self.people.get(key, ())}
        best: dict[int, Candidate] = {}
        for pk, other in sorted(near):
            verdict = compare(name, other)
            if verdict == "different":
                continue
            why = "part-of-name" if verdict == "maybe" else _how_same(name, other)
            made = Candidate("person", pk, why)
            if pk not in best or made.confidence > best[pk].confidence:
                best[pk] = made
        whole = [one for one in best.values() if one.why != "part-of-name"]
        # a surname that several people bear says nothing
        return whole or (list(best.values()) if len(best) == 1 else [])

    def _bodies(self, name: str) -> list[Candidate]:
        shown, _bracket, short = name.partition("(")
        keys = [_body_key(shown), shown.strip(), short.rstrip(") ").strip()]
        found: dict[int, str] = {}
        for key in filter(None, keys):
            entries = self.bodies.get(key, set())
            if key == keys[0] and len(entries) > 1:
                entries = {entry for entry in entries if entry[1] == "same-letters"}
            for pk, why in entries:
                if pk not in found or _SURE[why] > _SURE[found[pk]]:
                    found[pk] = why
        return [Candidate("body", pk, why) for pk, why in found.items()]


def _body_key(name: str) -> str:
    return fold(name).removeprefix("the ").strip()


def _how_same(name: str, other: str) -> str:
    alike = has_khmer(name) == has_khmer(other) and sorted(fold(name).split()) == sorted(fold(other).split())
    return "same-letters" if alike else "same-sound"


def link_names(owner_id: int, named: Sequence[Voice | Mention], register: Register) -> None:
    """Say of each voice and mention whom it stands for: what a person settled for its name, else the best candidate as a suggestion.

    New candidates are stored once a name. What was decided in the article itself is left alone. Rows are not saved here. Three queries.
    """
    wanted = {one.folded: one for one in named if one.kind in (SpeakerKind.PERSON, SpeakerKind.BODY)}
    known: dict[str, list[Naming]] = defaultdict(list)
    for naming in Naming.objects.filter(owner_id=owner_id).extra(where=["folded = ANY (%s)"], params=[list(wanted)]):
        known[naming.folded].append(naming)
    fresh = [
        Naming(
            owner_id=owner_id, visibility="staff", name=one.name, folded=key, origin=Origin.MACHINE,
            decision=Decision.SUGGESTED, reason=candidate.why, confidence=candidate.confidence,
            **{f"{candidate.kind}_id": candidate.id},
        )
        for key, one in wanted.items()
        for candidate in register.candidates(one.name, one.kind)
        if not any(getattr(old, f"{candidate.kind}_id") == candidate.id for old in known[key])
    ]  # fmt: skip
    for naming in Naming.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000):
        known[naming.folded].append(naming)
    for one in named:
        if one.decision == Decision.SUGGESTED and one.kind != MentionKind.PLACE:
            _link(one, known.get(one.folded, []))
    _take_sides(owner_id, [one for one in named if isinstance(one, Voice)])


def _take_sides(owner_id: int, voices: Sequence[Voice]) -> None:
    """From where somebody speaks, as a person said it last of the same name. One query."""
    said = Voice.objects.filter(article__owner=owner_id, is_side_settled=True).extra(
        where=["press_voice.folded = ANY (%s)"], params=[[voice.folded for voice in voices if voice.folded]]
    )
    sides = {(one.folded, one.kind): one.side for one in said.order_by("pk")}
    for voice in voices:
        if not voice.is_side_settled:
            voice.side = sides.get((voice.folded, voice.kind), voice.side)


def _link(one: Voice | Mention, known: Iterable[Naming]) -> None:
    if one.kind in (SpeakerKind.STATE, MentionKind.STATE):
        one.state_id = state_by_name(one.name)
        if one.state_id:
            one.reason, one.confidence = "listed", _SURE["listed"]
        return
    standing = [naming for naming in known if naming.decision != Decision.REFUSED]
    settled = [naming for naming in standing if naming.decision == Decision.ACCEPTED]
    if len(settled) > 1 or not standing:
        return
    best = settled[0] if settled else max(standing, key=lambda naming: (naming.confidence or 0, -(naming.pk or 0)))
    one.person_id, one.body_id, one.state_id = best.person_id, best.body_id, best.state_id
    one.reason, one.confidence = best.reason, best.confidence
    if settled:
        one.decision, one.decided_by_id, one.decided_at = Decision.ACCEPTED, best.decided_by_id, best.decided_at


def set_holdings(voices: Iterable[Voice], day: datetime.date | None = None) -> None:
    """The post that each person held on the day of the article (or ``day``), where the register knows one. One query."""
    voices = [voice for voice in voices if voice.person_id]
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.filter(person__in={voice.person_id for voice in voices}).select_related(
        "post__body"
    ):
        held[holding.person_id].append(holding)
    for voice in voices:
        on = day or voice.article.day
        then = [
            one
            for one in held[voice.person_id or 0]
            if (not one.start or one.start <= on) and (not one.end or on <= one.end)
        ]
        voice.holding = max(then, key=lambda one: (one.start or datetime.date.min, one.pk), default=None)
