"""A record of the register while a batch is placed: as it stands in the database, with what the batch adds."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tamdan.links.enums import Origin
from tamdan.recommendations import identity
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.demand import SCHEMES, Demand, TagRead
from tamdan.recommendations.models import Recommendation

KIND = Recommendation._meta.label_lower
Place = tuple[str, int | None, uuid.UUID]
TagKey = tuple[str, str]
Meanings = Mapping[str, tuple[TagRead, ...]]
SOURCED = (Origin.OFFICIAL, Origin.MAPPED)
"""Origins of tags that follow from sources; those of persons and suggestions are left alone."""
LEADING = {"ohchr-matrix": 0, "uhri": 1}
"""Of sources that name the paragraph the one that leads: the UN's list of the review, then its index, then the first to come."""


@dataclass(eq=False)
class Printed:
    """A standing source of a record: what it was understood to say (``SourceRecord.read``). ``is_newer``: it took the place
    of what an earlier file of the same format printed."""

    id: int
    run_id: int | None
    format: str
    read: dict[str, Any]
    is_newer: bool = False
    others: list[int] = field(default_factory=list)
    """Further rows of the same file that say the very same, so that a record of 100,000 rows is as quick as one of ten."""

    @property
    def ids(self) -> list[int]:
        return [self.id, *self.others]

    @property
    def by(self) -> tuple[str, ...]:
        return tuple(self.read.get("by", ()))

    @property
    def is_named(self) -> bool:
        return bool(self.read.get("paragraph"))

    @property
    def rank(self) -> tuple[bool, int]:
        """The lowest leads: its answer and its words are the record's until a person decides otherwise."""
        return (not self.is_named, LEADING.get(self.format, 2) if self.is_named else 0)


@dataclass(frozen=True)
class Derived:
    """What the standing sources of a record say together."""

    position: str
    stated: str
    by: tuple[str, ...]
    tags: dict[TagKey, TagRead]


def is_named(demand: Demand) -> bool:
    """Whether document and paragraph say which demand it is."""
    return bool(demand.paragraph) and not demand.shares_paragraph


def read_of(demand: Demand) -> dict[str, Any]:
    """What is kept with the source; words only where something else than words says which record it is of."""
    named = demand.paragraph or demand.source_id
    return demand.read | ({"words": str(demand.words)} if named else {})


def tags_of(read: Mapping[str, Any], known: Meanings) -> dict[TagKey, TagRead]:
    """The tags that a source gives: its own codes, and what reviewed tables make of its labels and issues."""
    found = {(scheme, code): TagRead(scheme, code) for scheme in SCHEMES for code in read.get(scheme, ())}
    for scheme, code, reason in read.get("mapped", ()):
        found.setdefault((scheme, code), TagRead(scheme, code, Origin.MAPPED, reason))
    for issue in read.get("upr_issue", ()):
        for tag in known.get(issue, ()):
            found.setdefault((tag.scheme, tag.code), tag)
    return found


def ordered(sources: Sequence[Printed]) -> list[Printed]:
    """The one that leads first: sources with a paragraph, then the format that came first, and of one format what is newest."""
    came: dict[str, int] = {}
    for one in sources:
        came[one.format] = min(came.get(one.format, one.id), one.id)
    return sorted(
        sources,
        key=lambda one: (*one.rank, came[one.format], not one.is_newer, -one.id if one.is_newer else one.id),
    )


def derive(sources: Sequence[Printed], known: Meanings) -> Derived:
    """The answer of the source that leads and says one; States and tags of all of them, a source's own code before a mapped one."""
    in_order = ordered(sources)
    tags: dict[TagKey, TagRead] = {}
    for one in in_order:
        for key, tag in tags_of(one.read, known).items():
            if key not in tags or (tags[key].origin == Origin.MAPPED and tag.origin == Origin.OFFICIAL):
                tags[key] = tag
    return Derived(
        position=next((value for one in in_order if (value := one.read.get("position"))), ""),
        stated=next((value for one in in_order if (value := one.read.get("stated"))), ""),
        by=tuple(dict.fromkeys(code for one in in_order for code in one.by)),
        tags=tags,
    )


@dataclass(eq=False)
class Entry:
    """``is_ours``: this import made it. ``is_stored``: it has a row already. ``is_changed``: its row has to be written again."""

    id: int
    mechanism: str
    place: Place
    identifier: str
    position: str = ""
    stated: str = ""
    symbol: str = ""
    paragraph: str = ""
    sort_key: str = ""
    facets: set[str] = field(default_factory=set)
    by: list[str] = field(default_factory=list)
    tags: dict[TagKey, TagRead] = field(default_factory=dict)
    sources: list[Printed] = field(default_factory=list)
    text: tuple[str, str] | None = None
    """Language and words of the official text, where the batch may have to change it."""
    is_ours: bool = False
    is_stored: bool = True
    is_changed: bool = False
    shares: bool = False
    """Whether its paragraph holds other demands too, so that document and paragraph are not its name."""
    lead: Printed | None = None
    earlier: list[Printed] = field(default_factory=list)
    """Those of the sources that an earlier import brought."""
    held: dict[str, Any] = field(default_factory=dict)
    """``snapshot`` as it stood before the batch."""
    version: int = 1
    twins: dict[str, Printed] = field(default_factory=dict)
    """What rows say -> the source that stands for all of them."""

    @property
    def where(self) -> tuple[str, Place]:
        return self.mechanism, self.place

    @property
    def paragraph_order(self) -> tuple[str, int]:
        return identity.sort_key(state="", session=None, symbol=self.symbol, paragraph=self.paragraph), self.id

    def remember(self, run_id: int) -> None:
        """Begin a batch: what stands now is what changes are told from."""
        self.is_changed = False
        self.sources.sort(key=lambda one: one.id)
        self.lead = next(iter(ordered(self.sources)), None)
        self.earlier = [one for one in self.sources if one.run_id != run_id]
        self.held = self.snapshot()

    def add_source(self, new: Printed) -> Printed:
        """A row that says what another row of the same import said stands behind that one, which is given back."""
        said = f"{new.run_id} {new.format} {new.is_newer} {sorted(new.read.items())}"
        twin = self.twins.setdefault(said, new)
        if twin is new:
            self.sources.append(new)
            self.lead = self.lead or new
        else:
            twin.others += new.ids
        return twin

    def remove_source(self, gone: Printed) -> None:
        self.sources.remove(gone)
        self.twins = {said: one for said, one in self.twins.items() if one is not gone}

    def remove_row(self, gone: Printed) -> None:
        """Take away one row; another one that says the same stands for the rest."""
        if gone.others:
            gone.id = gone.others.pop(0)
            return
        self.remove_source(gone)
        self.earlier.remove(gone)

    def printed_before(self, new: Printed) -> Printed | None:
        """What an earlier import of the same format printed of the same thing: the source's own number says so, otherwise the
        same States that ask, otherwise the same paragraph where one source alone has it."""
        same = [one for one in self.earlier if one.format == new.format]
        if new.read.get("source_id"):
            return next((one for one in same if one.read.get("source_id") == new.read["source_id"]), None)
        found = next((one for one in same if one.by == new.by), None)
        if found or not new.is_named:
            return found
        alike = [one for one in same if one.read.get("paragraph") == new.read["paragraph"]]
        return alike[0] if len(alike) == 1 else None

    def snapshot(self) -> dict[str, Any]:
        """What an import may change of a record, as JSON: the two sides of a diff, and what undoing puts back."""
        return {
            "identifier": self.identifier,
            "position": self.position,
            "stated": self.stated,
            "symbol": self.symbol,
            "paragraph": self.paragraph,
            "by": sorted(self.by),
            "tags": sorted([tag.scheme, tag.code, tag.origin, tag.reason] for tag in self.tags.values()),
            "text": list(self.text) if self.text else None,
        }

    def source_ids(self, format_: str) -> list[tuple[str, str]]:
        """The numbers that one format has for it."""
        own = [one.read for one in self.sources if one.format == format_ and one.read.get("source_id")]
        return [(read["source_id"], read["state"]) for read in own]

    def is_another_paragraph(self, demand: Demand) -> bool:
        """Whether both name a document, or a paragraph, and not the same."""
        return _differ(self.symbol, demand.symbol) or _differ(self.paragraph, demand.paragraph)

    def learn_paragraph(self, demand: Demand) -> None:
        """Take the document and paragraph that a source names, as far as none is known."""
        known = self.symbol or demand.symbol, self.paragraph or demand.paragraph
        if demand.shares_paragraph or known == (self.symbol, self.paragraph):
            return
        self.symbol, self.paragraph = known
        self.rename()

    def rename(self) -> None:
        state, session, words = self.place
        self.identifier = identity.identifier(
            mechanism=self.mechanism, state=state, session=session, words=words, position=self.position,
            symbol=self.symbol, paragraph="" if self.shares else self.paragraph,
        )  # fmt: skip
        self.sort_key = identity.sort_key(
            state=state, session=session, symbol=self.symbol, paragraph=self.paragraph, place=identity.place_of(self.sort_key)
        )  # fmt: skip
        self.is_changed = True

    def say(self, demand: Demand) -> None:
        """Take the words of a source; the record is found by them from now on."""
        self.text = demand.language, demand.text
        if self.place[2] != demand.words:
            self.place = demand.place
            if self.shares or not (self.symbol and self.paragraph):
                self.rename()
        self.is_changed = True

    def add_askers(self, states: Iterable[str]) -> None:
        added = [code for code in states if code not in self.by]
        self.by += added
        self._find_by(f"{Facet.BY}:{code}" for code in added)

    def add_tags(self, tags: Iterable[TagRead]) -> None:
        """What the source says itself goes before what a table makes of it; what a person set stays."""
        for tag in tags:
            key = tag.scheme, tag.code
            held = self.tags.get(key)
            if held is None or (held.origin == Origin.MAPPED and tag.origin == Origin.OFFICIAL):
                self.tags[key] = tag
                self._find_by([tag.facet])

    def take_position(self, position: str, stated: str) -> bool:
        """Whether it differs from the one that stood."""
        if (position, stated) == (self.position, self.stated):
            return False
        self._lose([f"{Facet.POSITION}:{self.position or 'none'}"])
        self.position, self.stated, self.is_changed = position, stated, True
        self._find_by([f"{Facet.POSITION}:{position or 'none'}"])
        return True

    def follow(self, before: Derived, after: Derived) -> bool:
        """Hold what the sources say now where it held what they said before; a person's hand stays. Gives whether the answer
        changed."""
        gone = [code for code in before.by if code not in after.by]
        self.by = [code for code in self.by if code not in gone]
        self._lose(f"{Facet.BY}:{code}" for code in gone)
        self.add_askers(after.by)
        for key, tag in before.tags.items():
            held = self.tags.get(key)
            if held and held.origin in SOURCED and after.tags.get(key) != held:
                del self.tags[key]
                self._lose([tag.facet])
        self.add_tags(after.tags.values())
        if (self.position, self.stated) != (before.position, before.stated):
            return False
        return self.take_position(after.position, after.stated)

    def _lose(self, facets: Iterable[str]) -> None:
        gone = set(facets) & self.facets
        if gone:
            self.facets -= gone
            self.is_changed = True

    def _find_by(self, facets: Iterable[str]) -> None:
        added = set(facets) - self.facets
        if added:
            self.facets |= added
            self.is_changed = True


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def new_entry(id_: int, demand: Demand) -> Entry:
    return Entry(
        id=id_, mechanism=demand.mechanism, place=demand.place, identifier=demand.identifier, position=demand.position,
        stated=demand.stated, symbol=demand.symbol, paragraph=demand.paragraph, shares=demand.shares_paragraph,
        facets=demand.facets(), by=list(demand.recommending), tags={(tag.scheme, tag.code): tag for tag in demand.tags},
        is_ours=True, is_stored=False,
    )  # fmt: skip


def changed(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs from what stood before the batch: before, after."""
    now = entry.snapshot()
    names: Sequence[str] = [name for name in now if entry.held.get(name) != now[name]]
    return {name: entry.held.get(name) for name in names}, {name: now[name] for name in names}
