"""The register as the target of imports: rows become recommendations, internal until somebody publishes them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Difference, Result, Row, Taking, Text
from tamdan.imports.models import ImportRun
from tamdan.recommendations.actions import NothingToPublish, publish_imports
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.imports import undoing
from tamdan.recommendations.imports.differences import differences
from tamdan.recommendations.imports.disagreeing import compare, found_in
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.imports.kept import Kept
from tamdan.recommendations.imports.matching import Known
from tamdan.recommendations.imports.near import find_near
from tamdan.recommendations.imports.placing import carry_out_all, place_all
from tamdan.recommendations.imports.regrouping import plan
from tamdan.recommendations.imports.writing import Leaves
from tamdan.recommendations.lineage import link_repeats
from tamdan.recommendations.merging import take_up
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

    def to_look_at(self, run: ImportRun) -> list[str]:
        return found_in(run)

    def differences(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
        return differences(before, after)

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
        self.kept = Kept()
        run.notes = run.notes | {"register": {"near": 0, "disagreements": 0, "answers": [], "moved": {}, "before": {}}}

    def take(self, rows: Sequence[Row]) -> Sequence[Result]:
        known, leaves = Known(self.run, rows, self.kept), Leaves(self.run)
        moves = plan(known, rows)
        results = place_all(rows, known, leaves)
        lost = carry_out_all(moves, known, leaves)
        leaves.write()
        self.kept.keep(leaves)
        for gone, kept in lost:
            take_up(kept=kept, lost=gone, run=self.run)
        self._doubts(leaves)
        if not self.is_preview:
            index(SEARCH_KIND, leaves.drafts())
            index_records(SEARCH_KIND, leaves.touched)
        return results

    def _doubts(self, leaves: Leaves) -> None:
        """Count what a person has to look at."""
        noted = self.run.notes["register"]
        noted["near"] += find_near(self.run, leaves)
        noted["disagreements"] += compare(leaves.touched.values(), [entry for entry, *_rest in leaves.new])

    def finish(self) -> None:
        """Suggest links between recommendations of these reviews that say the same words as earlier ones."""
        link_repeats(self.run)


REGISTER = Register()
