"""The register as the target of imports: rows become recommendations, internal until somebody publishes them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tamdan.imports.copying import reserve
from tamdan.imports.enums import Outcome
from tamdan.imports.formats import Result, Row, Taking, Text
from tamdan.imports.models import ImportRun
from tamdan.recommendations.actions import NothingToPublish, publish_imports
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.imports import undoing
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.matching import KIND, Entry, Known, Printed, new_entry
from tamdan.recommendations.imports.writing import Leaves
from tamdan.recommendations.lineage import link_repeats
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.search.actions import index, index_records


class Register:
    """See ``imports.formats.Target``."""

    code = "recommendations"
    kind = KIND
    label: Text = _("Recommendations")

    def begin(self, run: ImportRun, *, is_preview: bool) -> Taking:
        return Registering(run, is_preview=is_preview)

    def later_changes(self, run: ImportRun) -> list[str]:
        return undoing.later_changes(run)

    def undo(self, run: ImportRun) -> None:
        undoing.undo(run)

    def publish(self, runs: Sequence[ImportRun], *, by: Any) -> int:
        try:
            return publish_imports(runs, by=by)
        except NothingToPublish:
            return 0


class Registering:
    """One import under way. A batch costs a handful of queries and one COPY a table, however many rows it has."""

    def __init__(self, run: ImportRun, *, is_preview: bool) -> None:
        self.run = run
        self.is_preview = is_preview

    def take(self, rows: Sequence[Row]) -> Sequence[Result]:
        known, leaves = Known(self.run, rows), Leaves(self.run)
        ids = iter(zip(reserve(Recommendation, len(rows)), reserve(SourceRecord, len(rows)), strict=True))
        results = [_place(row, *next(ids), known, leaves) for row in rows]
        leaves.write()
        if not self.is_preview:
            index(SEARCH_KIND, leaves.drafts())
            index_records(SEARCH_KIND, leaves.changed)
        return results

    def finish(self) -> None:
        """Suggest links between recommendations of these reviews that say the same words as earlier ones."""
        link_repeats(self.run)


def _notes(demand: Demand) -> tuple[str, ...]:
    return ("labels-unknown",) if demand.unknown else ()


def _place(row: Row, record_id: int, source_id: int, known: Known, leaves: Leaves) -> Result:
    demand: Demand = row.record
    if row.digest in known.digests:
        return Result(row.number, Outcome.UNCHANGED, known.digests[row.digest])
    entry = known.of(demand)
    known.digests[row.digest] = entry.id if entry else record_id
    if entry is None:
        return _add(row, record_id, source_id, known, leaves)
    before = entry.snapshot()
    outcome = _join(row, entry, source_id, leaves)
    known.by_identifier[entry.identifier] = entry
    leaves.sources.append((source_id, entry.id, row))
    if entry.is_changed and entry.is_stored:
        leaves.changed[entry.id] = entry
    if entry.is_ours:
        return Result(row.number, outcome, entry.id, notes=_notes(demand))
    after = entry.snapshot()
    changed = [name for name in before if before[name] != after[name]]
    return Result(
        row.number, outcome, entry.id, {name: before[name] for name in changed},
        {name: after[name] for name in changed}, _notes(demand),
    )  # fmt: skip


def _add(row: Row, record_id: int, source_id: int, known: Known, leaves: Leaves) -> Result:
    demand: Demand = row.record
    entry = new_entry(record_id, demand)
    entry.printed[leaves.run.format, demand.recommending] = Printed(source_id, leaves.run.pk, demand.read)
    known.add(entry)
    leaves.new.append((entry, demand, row.number))
    leaves.sources.append((source_id, record_id, row))
    if demand.position or demand.stated:
        leaves.positions.append((record_id, demand.position, demand.stated, demand.date, source_id))
    return Result(row.number, Outcome.NEW, record_id, notes=_notes(demand))


def _join(row: Row, entry: Entry, source_id: int, leaves: Leaves) -> Outcome:
    """Attach a row to a record. A later import of the same format that prints the row otherwise changes the record."""
    demand: Demand = row.record
    key = leaves.run.format, tuple(sorted(demand.recommending))
    printed = entry.printed.get(key)
    entry.learn_paragraph(demand)
    askers, tags = entry.add_askers(demand.recommending), entry.add_tags(demand.tags)
    outcome = Outcome.ATTACHED
    if printed and printed.run_id != leaves.run.pk and printed.read != demand.read:
        outcome = Outcome.CHANGED
        leaves.superseded.append((printed.id, source_id))
        leaves.tags_gone += [(entry.id, tag) for tag in entry.drop_tags_but(demand.tags)]
        if entry.take_position(demand.position, demand.stated):
            leaves.positions.append((entry.id, demand.position, demand.stated, demand.date, source_id))
    entry.printed[key] = Printed(source_id, leaves.run.pk, demand.read)
    if entry.is_stored:
        leaves.pairs += [(entry.id, code) for code in askers]
        leaves.tags += [(entry.id, tag) for tag in tags]
    return outcome


REGISTER = Register()
