"""What a source that names paragraphs does to records of rows that name none: the same set comes out in either order.

Rows without a paragraph are one record as long as nobody says otherwise. A source with paragraphs says which of them belong
together: such a row belongs to the paragraph of its words that the same State asked for, first to one with the same answer. So
when the source comes second, a record may take its name, lose rows to another paragraph, or be taken up by it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tamdan.imports.formats import Row
from tamdan.recommendations import identity
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.entries import Entry, Printed, derive, is_named, tags_of
from tamdan.recommendations.imports.matching import NOBODY, Known, Where
from tamdan.recommendations.models import SourceRecord


@dataclass(frozen=True)
class Move:
    """A source that leaves a record for the paragraph of this identifier, or (empty) for a record without one."""

    source: Printed
    out_of: Entry
    identifier: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that the batch brings: its rows' States, its first row's answer."""

    demand: Demand
    by: frozenset[str]

    @property
    def order(self) -> str:
        return identity.sort_key(state="", session=None, symbol=self.demand.symbol, paragraph=self.demand.paragraph)

    def fits(self, source: Printed) -> bool:
        symbol = source.read.get("symbol", "")
        return not symbol or not self.demand.symbol or symbol == self.demand.symbol


def plan(known: Known, rows: Sequence[Row]) -> list[Move]:
    """Give records without a paragraph the name that most of their rows belong to; what has to leave them, as moves."""
    moves: list[Move] = []
    for where, paragraphs in _brought(known, rows).items():
        entries = [entry for entry in known.places.get(where, ()) if not entry.paragraph and entry.sources]
        if entries:
            moves += _divide(known, sorted(entries, key=lambda entry: entry.id), paragraphs)
    return moves


def _brought(known: Known, rows: Sequence[Row]) -> dict[Where, dict[str, Paragraph]]:
    """The paragraphs of a batch that no record is named for, by what they say."""
    found: dict[Where, dict[str, Paragraph]] = defaultdict(dict)
    for row in rows:
        demand: Demand = row.record
        if row.digest in known.digests or not is_named(demand) or known.of(demand):
            continue
        held = found[demand.mechanism, demand.place].get(demand.identifier)
        by = frozenset(demand.recommending or (NOBODY,))
        first = held.demand if held else demand
        found[demand.mechanism, demand.place][demand.identifier] = Paragraph(first, by | held.by if held else by)
    return found


def _divide(known: Known, entries: list[Entry], paragraphs: dict[str, Paragraph]) -> list[Move]:
    asked: dict[str, list[str]] = defaultdict(list)
    for name, paragraph in sorted(paragraphs.items(), key=lambda item: item[1].order):
        for code in paragraph.by:
            asked[code].append(name)
    moves, taken = [], set()
    for entry in entries:
        wanted = {source: _best(source, asked, paragraphs) for source in entry.sources}
        counted: Counter[str] = Counter()
        for source, name in wanted.items():
            if name and name not in taken:
                counted[name] += len(source.ids)
        own = min(counted, key=lambda name: (-counted[name], paragraphs[name].order), default="")
        if own:
            taken.add(own)
            known.rename(entry, paragraphs[own].demand)
        moves += [Move(source, entry, name) for source, name in wanted.items() if name != own]
    return moves


def _best(source: Printed, asked: dict[str, list[str]], paragraphs: dict[str, Paragraph]) -> str:
    names = {name for code in source.by or (NOBODY,) for name in asked.get(code, ()) if paragraphs[name].fits(source)}
    position = source.read.get("position", "")
    return min(
        names, key=lambda name: (paragraphs[name].demand.position != position, paragraphs[name].order), default=""
    )


def carry_out(known: Known, move: Move, target: Entry) -> None:
    """Move one source between records that are known; what both say follows."""
    for entry, leaves in ((move.out_of, True), (target, False)):
        before = derive(entry.sources, known.meanings)
        if leaves:
            entry.remove_source(move.source)
        else:
            entry.add_source(move.source)
        if entry.sources and entry.is_stored:
            entry.follow(before, derive(entry.sources, known.meanings))
        elif entry.sources:
            after = derive(entry.sources, known.meanings)
            entry.add_askers(after.by)
            entry.add_tags(after.tags.values())
    known.learn(target)


def demand_of(known: Known, move: Move) -> Demand:
    """The demand that a source without a paragraph makes, for a record of its own."""
    entry, read = move.out_of, move.source.read
    state, session, words = entry.place
    verbatim = SourceRecord.objects.values_list("verbatim", flat=True).get(pk=move.source.id)
    text = next((value for _name, value in verbatim if identity.text_key(value) == words), "")
    language, held = entry.held["text"] or ("en", "")
    return Demand(
        state=state, session=session, cycle=_cycle(entry), text=text.strip() or held, language=language, mechanism=entry.mechanism,
        recommending=tuple(read.get("by", ())), position=read.get("position", ""), stated=read.get("stated", ""),
        symbol=read.get("symbol", ""), tags=tuple(tags_of(read, known.meanings).values()),
    )  # fmt: skip


def _cycle(entry: Entry) -> int | None:
    found = next((one.removeprefix("cycle:") for one in entry.facets if one.startswith("cycle:")), "")
    return int(found) if found else None
