"""Carrying the rows of a file into a target, batch by batch: the one path that a preview and an import both take."""

import contextlib
import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any, Protocol

from tamdan.audit.tree import Edge, leaf_hash
from tamdan.imports.enums import Outcome
from tamdan.imports.errors import EmptyTable
from tamdan.imports.formats import Notes, Refusal, Result, Row, format_named
from tamdan.imports.models import ImportChange, ImportRun, RefusedRow
from tamdan.imports.sheets import sample_of

BATCH = 2000
SAMPLES = 10
"""Rows of each outcome that a preview shows."""
_LOOKS = gc.get_threshold()
_OBJECTS = 50_000


class Progress(Protocol):
    """Told how far an import is. It may raise Cancelled, and then nothing is stored."""

    def __call__(self, done: int, total: int) -> None: ...

    def waits(self, for_whom: str) -> None:
        """Somebody else's import into the same register has to end first."""
        ...


class Silent:
    """Nobody watches."""

    def __call__(self, done: int, total: int) -> None:
        return

    def waits(self, for_whom: str) -> None:
        return


@dataclass
class Carried:
    """What became of the rows of a file. ``edge`` grows the Merkle tree over the rows that were taken, in their order."""

    counts: Counter[str] = field(default_factory=Counter)
    repairs: Notes = field(default_factory=Counter)
    samples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    changes: list[Result] = field(default_factory=list)
    edge: Edge = field(default_factory=Edge)

    @property
    def rows(self) -> int:
        return self.counts.total()

    def add(self, rows: Sequence[Row], results: Sequence[Result]) -> None:
        for row, result in zip(rows, results, strict=True):
            if result.refusal:
                self.refuse([result.refusal])
                continue
            self.counts[result.outcome] += 1
            self.edge.append(leaf_hash(bytes.fromhex(row.digest)))
            self.repairs.update(result.notes)
            self._sample(result.outcome, row)
            if result.before or result.after:
                self.changes.append(result)

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        self.counts[Outcome.REFUSED] += len(refusals)
        self.refused += refusals
        for refusal in refusals:
            self._sample(Outcome.REFUSED, refusal)

    def _sample(self, outcome: str, row: Row | Refusal) -> None:
        samples = self.samples.setdefault(outcome, [])
        if len(samples) < SAMPLES:
            samples.append({"number": row.number, "cells": row.cells})

    def save(self, run: ImportRun) -> None:
        """Write counts, refused rows and differences beside the run, in place of those of an earlier check."""
        for name in Outcome.values:
            setattr(run, name, self.counts[name])
        run.done = run.total = self.rows
        run.notes = run.notes | {"repairs": dict(self.repairs), "samples": self.samples}
        RefusedRow.objects.filter(run=run).delete()
        ImportChange.objects.filter(run=run).delete()
        kind = format_named(run.format).target.kind
        RefusedRow.objects.bulk_create(
            (
                RefusedRow(run=run, number=one.number, verbatim=one.cells, code=one.code, values=one.values)
                for one in self.refused
            ),
            batch_size=BATCH,
        )
        ImportChange.objects.bulk_create(
            (
                ImportChange(
                    run=run, number=one.number, kind=kind, object_id=one.object_id, before=one.before, after=one.after
                )
                for one in self.changes
            ),
            batch_size=BATCH,
        )


@contextlib.contextmanager
def _few_looks_for_garbage() -> Iterator[None]:
    """A batch makes some hundred thousand objects that live until its end and die without being looked for. Looking through
    them at every 700 new ones, as is usual, takes a quarter of an import's processor time."""
    gc.set_threshold(_OBJECTS, *_LOOKS[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_LOOKS)


@_few_looks_for_garbage()
def carry(run: ImportRun, stream: IO[bytes], progress: Progress, *, is_preview: bool) -> Carried:
    """Read the whole file into the target, inside the caller's transaction. Raises ImportRefused, and what ``progress`` does.

    Memory is one batch of rows, the refused rows and the differences.
    """
    chosen = format_named(run.format)
    taking = chosen.target.begin(run, is_preview=is_preview)
    carried = Carried()
    rows = chosen.read(stream, sample_of(stream, run.file_name), run.mapping, carried.repairs)
    while batch := list(islice(rows, BATCH)):
        understood = [row for row in batch if isinstance(row, Row)]
        carried.refuse([row for row in batch if isinstance(row, Refusal)])
        if understood:
            carried.add(understood, taking.take(understood))
        progress(carried.rows, max(run.total, carried.rows))
    if not carried.rows:
        raise EmptyTable
    if not is_preview:
        taking.finish()
    return carried
