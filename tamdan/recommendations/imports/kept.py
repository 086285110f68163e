"""Records that rows of the import under way joined, held from batch to batch: one that every batch joins is read once."""

from collections.abc import Iterator

from tamdan.recommendations.imports.entries import Entry
from tamdan.recommendations.imports.writing import Leaves
from tamdan.recommendations.models import Recommendation

MOST = 2000
"""Records held at most: those joined last."""


class Kept:
    """Holds what ``matching`` would read again. A record that anybody wrote to meanwhile has another version and is read."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}

    def of(self, row: Recommendation, *, with_text: bool) -> Entry | None:
        found = self._entries.get(row.pk)
        is_sound = found is not None and found.version == row.version and not (with_text and found.text is None)
        return found if is_sound else None

    def keep(self, leaves: Leaves) -> None:
        """After ``Leaves.write``: everything is stored now."""
        for entry in _joined(leaves):
            self._entries.pop(entry.id, None)
            self._entries[entry.id] = entry
        for pk in list(self._entries)[:-MOST]:
            del self._entries[pk]


def _joined(leaves: Leaves) -> Iterator[Entry]:
    yield from leaves.touched.values()
    for entry, demand, _row in leaves.new:
        if entry.sources and (len(entry.sources) > 1 or entry.sources[0].others):
            entry.is_stored, entry.text = True, entry.text or (demand.language, demand.text)
            yield entry
