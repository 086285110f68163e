"""Rows of a batch become records or sources of records: the one place where an import decides new, changed or joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tamdan.imports.copying import reserve
from tamdan.imports.enums import Outcome
from tamdan.imports.formats import Result, Row
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.entries import Entry, Printed, changed, derive, is_named, new_entry, read_of
from tamdan.recommendations.imports.matching import Known
from tamdan.recommendations.imports.regrouping import Move, carry_out, demand_of
from tamdan.recommendations.imports.writing import Leaves
from tamdan.recommendations.models import Recommendation, SourceRecord

SAID_OTHERWISE = "paragraph-said-otherwise"
"""Note on a row of a paragraph that stands in the same file with other words."""


@dataclass(frozen=True)
class Placed:
    """What became of a row, before the differences of its record are known."""

    row: Row
    outcome: str
    entry_id: int
    entry: Entry | None = None
    notes: tuple[str, ...] = ()


def place_all(rows: Sequence[Row], known: Known, leaves: Leaves) -> list[Result]:
    """Results in the order of the rows. Rows with a paragraph go first, so that others find the paragraph that they belong to."""
    ids = dict(
        zip(
            range(len(rows)),
            zip(reserve(Recommendation, len(rows)), reserve(SourceRecord, len(rows)), strict=True),
            strict=True,
        )
    )
    order = sorted(range(len(rows)), key=lambda place: not is_named(rows[place].record))
    placed = {place: _place(rows[place], *ids[place], known, leaves) for place in order}
    return list(_results([placed[place] for place in range(len(rows))]))


def _results(placed: Sequence[Placed]) -> Iterator[Result]:
    """The difference of a record that stood before is told once, with the first row that touched it."""
    told: set[int] = set()
    for one in placed:
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        if one.entry and not one.entry.is_ours and one.entry_id not in told:
            before, after = changed(one.entry)
            told.add(one.entry_id)
        yield Result(one.row.number, one.outcome, one.entry_id, before, after, one.notes)


def _place(row: Row, record_id: int, source_id: int, known: Known, leaves: Leaves) -> Placed:
    demand: Demand = row.record
    if row.digest in known.digests:
        return Placed(row, Outcome.UNCHANGED, known.digests[row.digest])
    notes = ("labels-unknown",) if demand.unknown else ()
    entry = known.of(demand)
    if entry is None:
        known.digests[row.digest] = record_id
        return _add(row, record_id, source_id, known, leaves, notes)
    known.digests[row.digest] = entry.id
    if entry.is_ours and is_named(demand) and entry.place[2] != demand.words:
        notes = (*notes, SAID_OTHERWISE)
    leaves.sources.append((source_id, entry.id, row))
    if entry.is_stored:
        leaves.touched[entry.id] = entry
    outcome = _join(demand, entry, source_id, known, leaves)
    known.learn(entry)
    return Placed(row, outcome, entry.id, entry, notes)


def _add(row: Row, record_id: int, source_id: int, known: Known, leaves: Leaves, notes: tuple[str, ...]) -> Placed:
    demand: Demand = row.record
    entry = new_entry(record_id, demand)
    entry.add_source(Printed(source_id, leaves.run.pk, leaves.run.format, read_of(demand)))
    known.add(entry)
    leaves.new.append((entry, demand, row.number))
    leaves.sources.append((source_id, record_id, row))
    leaves.answer(record_id, demand, source_id)
    return Placed(row, Outcome.NEW, record_id, notes=notes)


def _join(demand: Demand, entry: Entry, source_id: int, known: Known, leaves: Leaves) -> Outcome:
    """Attach a row to a record. A later import of the same format that prints the row otherwise changes the record; so does a
    source that leads before those that were there."""
    new = Printed(source_id, leaves.run.pk, leaves.run.format, read_of(demand))
    entry.learn_paragraph(demand)
    if demand.translations and entry.place[2] == demand.words:
        leaves.translations.append((entry.id, demand))
    old = entry.printed_before(new)
    if old and old.read != new.read:
        _supersede(old, new, demand, entry, known, leaves)
        return Outcome.CHANGED
    lead = entry.lead
    if lead and new.rank < lead.rank:
        _take_the_lead(new, demand, entry, known, leaves)
        return Outcome.ATTACHED
    entry.add_source(new)
    entry.add_askers(demand.recommending)
    entry.add_tags(demand.tags)
    if not (entry.position or entry.stated) and entry.take_position(demand.position, demand.stated):
        leaves.answer(entry.id, demand, source_id)
    return Outcome.ATTACHED


def _supersede(old: Printed, new: Printed, demand: Demand, entry: Entry, known: Known, leaves: Leaves) -> None:
    was_led = entry.lead is old or (entry.lead is not None and entry.lead.format == new.format)
    before = derive(entry.sources, known.meanings)
    leaves.superseded.append((old.id, new.id))
    entry.remove_row(old)
    new.is_newer = True
    standing = entry.add_source(new)
    if entry.follow(before, derive(entry.sources, known.meanings)):
        leaves.answer(entry.id, demand, new.id)
    if was_led:
        entry.lead = standing
        _say(demand, entry, old)


def _take_the_lead(new: Printed, demand: Demand, entry: Entry, known: Known, leaves: Leaves) -> None:
    """The record takes its words and its answer, unless a person gave it others."""
    before, lead = derive(entry.sources, known.meanings), entry.lead
    is_followed = (entry.position, entry.stated) == (before.position, before.stated)
    entry.sources.append(new)
    entry.lead = new
    entry.follow(before, derive(entry.sources, known.meanings))
    if is_followed and (demand.position or demand.stated):
        leaves.unanswered.add(entry.id)
        leaves.answers = [answer for answer in leaves.answers if answer[0] != entry.id]
        leaves.answer(entry.id, demand, new.id)
    _say(demand, entry, lead)


def _say(demand: Demand, entry: Entry, before: Printed | None) -> None:
    """Words that a person wrote since stay: those of the record are not what the source before it said then."""
    said = before.read.get("words") if before else None
    if said is None or said == str(entry.place[2]):
        entry.say(demand)


def carry_out_all(moves: Sequence[Move], known: Known, leaves: Leaves) -> list[tuple[int, int]]:
    """Move sources between records; gives which record was emptied by that, and the record that took up its rows."""
    lost: dict[int, int] = {}
    for move in moves:
        target = known.by_identifier[move.identifier] if move.identifier else _apart(move, known, leaves)
        for entry in (move.out_of, target):
            if entry.is_stored:
                leaves.touched[entry.id] = entry
                _note_before(entry, leaves)
        carry_out(known, move, target)
        for pk in move.source.ids:
            leaves.moved[pk] = move.out_of.id, target.id
            leaves.run.notes["register"]["moved"][str(pk)] = move.out_of.id
        if not move.out_of.sources:
            lost[move.out_of.id] = target.id
    for pk in lost:
        del leaves.touched[pk]
    return list(lost.items())


def _note_before(entry: Entry, leaves: Leaves) -> None:
    noted = leaves.run.notes["register"]["before"]
    if not entry.is_ours:
        noted.setdefault(str(entry.id), entry.held)


def _apart(move: Move, known: Known, leaves: Leaves) -> Entry:
    """A record without a paragraph for a row that belongs to none: one that is there, or a new one."""
    demand = demand_of(known, move)
    found = known.of(demand)
    if found and not found.paragraph:
        return found
    [record_id] = reserve(Recommendation, 1)
    entry = new_entry(record_id, demand)
    known.add(entry)
    leaves.new.append((entry, demand, 0))
    leaves.answer(record_id, demand, move.source.id)
    return entry
