"""The life of an import: receive a file, map its columns, check it, store it, cancel it, undo it.

An import is stored in one transaction, so that a cancelled, failed or killed one leaves nothing (docs/adr/0010). One import
at a time goes into one register of one body; the next one waits and says for whom.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tamdan.audit.actions import record
from tamdan.core.access import Visibility
from tamdan.core.errors import DomainError
from tamdan.imports.carrying import Carried, Progress, Silent, carry
from tamdan.imports.enums import AT_WORK, TRANSITIONS, Outcome, RunState
from tamdan.imports.errors import (
    AlreadyRunning,
    Cancelled,
    FileErased,
    LaterChange,
    NothingBrought,
    NotReadable,
    TooLateToUndo,
    UnknownFormat,
    WrongStep,
    kept,
)
from tamdan.imports.formats import CERTAIN, Format, Mapped, Sample, best_format, format_named, formats
from tamdan.imports.models import UNDO_DAYS, ImportRun
from tamdan.imports.sheets import JSON, open_sheet, sample_of
from tamdan.imports.shown import remarks
from tamdan.institutions.models import Body
from tamdan.vault.actions import chunks_of, open_for_work, store_file, store_path
from tamdan.vault.errors import DiskFull
from tamdan.vault.models import File

LOCK = 7316
"""First half of the advisory lock of imports."""


def receive(chunks: Iterable[bytes], *, name: str, size: int, owner: Body, by: Any) -> ImportRun:
    """Keep the file and look at it. The run is then in state READ with the best format and the columns that it found.

    Raises what the vault raises; a file that nothing can be made of gives a FAILED run that says why.
    """
    file = store_file(chunks, name=name, owner=owner, by=by, expected=size)
    run = ImportRun.objects.create(file=file, digest=file.digest, owner=owner, by=by)
    try:
        with open_for_work(file) as stream:
            _look(run, stream)
    except DomainError as error:
        fail(run, error)
    return run


def _look(run: ImportRun, stream: IO[bytes]) -> None:
    sample = sample_of(stream, run.file_name)
    chosen, confidence = best_format(sample)
    if chosen is None:
        raise _nobodys(sample)
    _prepare(run, chosen, sample, stream)
    run.notes["is_certain"] = confidence >= CERTAIN
    _move(run, RunState.READ)
    run.save()


def _prepare(run: ImportRun, chosen: Format, sample: Sample, stream: IO[bytes]) -> None:
    run.format = chosen.code
    run.columns = list(sample.columns)
    run.mapping = chosen.propose(sample.columns)
    run.notes = {"first": list(sample.rows[0]) if sample.rows else []}
    run.total = sum(1 for _ in open_sheet(stream, sample.media_type).checked()) if sample.columns else 0


@transaction.atomic
def map_columns(run: ImportRun, *, format_code: str, mapping: Mapped, by: Any) -> None:
    """Take a person's choice of format and columns. Raises ColumnsMissing, ColumnTwice, NoSuchFormat, WrongStep, FileErased."""
    run = _locked(run)
    file_of(run)
    chosen = format_named(format_code)
    chosen.check(mapping)
    run.format, run.mapping, run.by = chosen.code, dict(mapping), by
    _move(run, RunState.READ)
    run.save(update_fields=["format", "mapping", "by", "state", "error"])


def check(run: ImportRun, progress: Progress | None = None) -> None:
    """The dry run: everything that storing does, taken back at the end, with its counts, refused rows and differences kept.

    Raises ImportRefused; the run is then FAILED and says why.
    """
    _attempt(run, RunState.PREVIEWED, progress or Silent(), is_preview=True)


def commit(run: ImportRun, progress: Progress | None = None) -> None:
    """Store the import, whole or not at all. Raises ImportRefused and Cancelled; the run says so too."""
    _attempt(run, RunState.DONE, progress or Silent(), is_preview=False)


@transaction.atomic
def begin(run: ImportRun, state: RunState) -> None:
    """Say that checking or storing begins, before the work is handed over. Raises WrongStep, AlreadyRunning and FileErased."""
    run = _locked(run)
    file_of(run)
    _move(run, state)
    run.cancel_asked, run.done = False, 0
    run.save(update_fields=["state", "cancel_asked", "done", "error"])


def _attempt(run: ImportRun, end: RunState, progress: Progress, *, is_preview: bool) -> None:
    if end not in TRANSITIONS[run.state]:
        raise WrongStep(state=run.get_state_display())
    try:
        with open_for_work(file_of(run)) as stream, transaction.atomic():
            _take_turn(run, progress)
            carried = _carried(run, stream, progress, is_preview=is_preview)
            _close(run, end, carried)
    except DomainError as error:
        fail(run, error)
        raise
    except OperationalError as error:
        if not isinstance(error.__cause__, psycopg.errors.DiskFull):
            raise
        fail(run, DiskFull())
        raise DiskFull from error


def _carried(run: ImportRun, stream: IO[bytes], progress: Progress, *, is_preview: bool) -> Carried:
    if not is_preview:
        return carry(run, stream, progress, is_preview=False)
    point = transaction.savepoint()
    try:
        return carry(run, stream, progress, is_preview=True)
    finally:
        transaction.savepoint_rollback(point)


def _close(run: ImportRun, end: RunState, carried: Carried) -> None:
    """The last statement of an import: whoever cancelled meanwhile has the last word."""
    now = ImportRun.objects.select_for_update().get(pk=run.pk)
    if now.cancel_asked:
        raise Cancelled
    run.state = now.state
    _move(run, end)
    carried.save(run)
    if end == RunState.DONE:
        run.committed_at = timezone.now()
        record(
            "imports.stored", run, by=run.by, rows_root=carried.edge.root(), count=carried.edge.size, detail=run.counts
        )
    run.save()


def _take_turn(run: ImportRun, progress: Progress) -> None:
    """One import at a time into a body's register. Held until the transaction ends."""
    if is_turn_free(run):
        return
    with connection.cursor() as cursor:
        ahead = ImportRun.objects.filter(owner=run.owner, state=RunState.COMMITTING).exclude(pk=run.pk).first()
        progress.waits(_named(ahead))
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, _turn(run)])


def is_turn_free(run: ImportRun) -> bool:
    """Whether no import goes into this body's register now; the turn is then the caller's until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, _turn(run)])
        return bool(cursor.fetchone()[0])


def _turn(run: ImportRun) -> int:
    """Second half of the advisory lock."""
    named = f"{run.owner_id}|{format_named(run.format).target.code}"
    return int.from_bytes(hashlib.sha256(named.encode()).digest()[:4], signed=True)


def _named(ahead: ImportRun | None) -> str:
    """Whose import goes first, as a person reads it."""
    if ahead is None:
        return ""
    return f"{ahead.file_name} ({ahead.by})" if ahead.by else ahead.file_name


def cancel(run: ImportRun, *, by: Any) -> None:
    """Stop an import that is not stored yet. One under way stops at its next batch; nothing of it stays. Raises WrongStep."""
    with transaction.atomic():
        run = _locked(run)
        if run.state in AT_WORK:
            run.cancel_asked = True
        else:
            _move(run, RunState.CANCELLED)
        run.save(update_fields=["state", "cancel_asked", "error"])
        record("imports.cancelled", run, by=by)


def undo(run: ImportRun, *, by: Any) -> None:
    """Take a stored import back as a whole. Raises TooLateToUndo, LaterChange (with what stands on it), WrongStep."""
    with transaction.atomic():
        run = _locked(run)
        if RunState.UNDONE not in TRANSITIONS[run.state]:
            raise WrongStep(state=run.get_state_display())
        _take_turn(run, Silent())
        if run.undo_until is None or timezone.now() > run.undo_until:
            raise TooLateToUndo(days=UNDO_DAYS)
        target = format_named(run.format).target
        later = target.later_changes(run)
        if later:
            raise LaterChange(records=", ".join(later))
        target.undo(run)
        _move(run, RunState.UNDONE)
        run.undone_at = timezone.now()
        run.save(update_fields=["state", "undone_at"])
        record("imports.undone", run, by=by, count=run.new + run.changed + run.attached)


def publish(runs: Sequence[ImportRun], *, by: Any) -> int:
    """Release what stored imports brought, in one act for each register; gives the number of records.

    Raises WrongStep, and NothingBrought where everything is public already.
    """
    into: dict[str, list[ImportRun]] = {}
    for run in runs:
        if run.state != RunState.DONE:
            raise WrongStep(state=run.get_state_display())
        into.setdefault(format_named(run.format).target.code, []).append(run)
    number = sum(format_named(group[0].format).target.publish(group, by=by) for group in into.values())
    if not number:
        raise NothingBrought
    return number


def import_file(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 the option's name
    dry_run: bool = False,
    owner: Body,
    by: Any,
    progress: Progress | None = None,
    fixed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Read a file from this machine into a register of ``owner``, from beginning to end. ``fixed`` are values that hold for
    every row (``Field.fixed``); a format that has no such field passes them over.

    Gives the rows of the file by outcome (new, changed, unchanged, attached, refused), ``to_look_at`` and ``remarks`` (sentences)
    and, unless ``dry_run``, the ``run``.
    A dry run leaves nothing at all. Raises ImportRefused and what the vault raises.
    """
    watch = progress or Silent()
    with path.open("rb") as stream:
        sample = sample_of(stream, path.name)
        run = ImportRun(owner=owner, by=by, visibility=Visibility.OWNER)
        chosen = _chosen(format, sample)
        _prepare(run, chosen, sample, stream)
        run.mapping |= _fixed(chosen, fixed or {})
        if dry_run:
            return _dry_run(run, stream, watch)
    run.file = store_path(path, owner=owner, by=by)
    run.digest = run.file.digest
    run.state = RunState.COMMITTING
    run.save()
    commit(run, watch)
    said = remarks(chosen, list(run.refused_rows.all()), run.notes.get("repairs", {}))
    return {**run.counts, "run": str(run.uuid), "to_look_at": chosen.target.to_look_at(run), "remarks": said}


def _fixed(chosen: Format, values: Mapping[str, str]) -> dict[str, str]:
    fields = {one.code for one in chosen.fields if one.fixed}
    return {code: value for code, value in values.items() if code in fields and value}


def _chosen(code: str | None, sample: Sample) -> Format:
    if code:
        return format_named(code)
    chosen, confidence = best_format(sample)
    if chosen is None or confidence < CERTAIN:
        raise _nobodys(sample)
    return chosen


def _nobodys(sample: Sample) -> NotReadable | UnknownFormat:
    """What is said of a file that no format takes for its own: of another kind altogether, or with names that nobody knows."""
    if not sample.columns and sample.media_type != JSON:
        return NotReadable(type=sample.media_type)
    return UnknownFormat(columns=", ".join(sample.columns) or "–", formats=", ".join(sorted(formats())))


def _dry_run(run: ImportRun, stream: IO[bytes], progress: Progress) -> dict[str, Any]:
    with transaction.atomic():
        stream.seek(0)
        digest = hashlib.sha256()
        for chunk in chunks_of(stream):
            digest.update(chunk)
        run.file = File.objects.get_or_create(
            owner=run.owner,
            digest=digest.hexdigest(),
            original=None,
            defaults={"size": stream.tell(), "media_type": "", "name": ""},
        )[0]
        run.digest = run.file.digest
        run.save()
        _take_turn(run, progress)
        carried = carry(run, stream, progress, is_preview=True)
        transaction.set_rollback(True)
    counts = {name: carried.counts[name] for name in Outcome.values}
    chosen = format_named(run.format)
    said = remarks(chosen, carried.refused, carried.repairs)
    return {**counts, "to_look_at": chosen.target.to_look_at(run), "remarks": said}


def file_of(run: ImportRun) -> File:
    """Raises FileErased."""
    if run.file is None:
        raise FileErased
    return run.file


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).select_related("file", "owner", "by").get(pk=run.pk)


def _move(run: ImportRun, state: RunState) -> None:
    """The only place where a state changes. Raises WrongStep, AlreadyRunning."""
    if state not in TRANSITIONS[run.state]:
        raise AlreadyRunning if run.state in AT_WORK else WrongStep(state=run.get_state_display())
    run.state, run.error = state, None


def fail(run: ImportRun, error: DomainError) -> None:
    """Write why on the run, in a transaction of its own: that of the import is gone."""
    state = RunState.CANCELLED if isinstance(error, Cancelled) else RunState.FAILED
    run.state, run.error = state, kept(error)
    run.done, run.cancel_asked = 0, False
    ImportRun.objects.filter(pk=run.pk).update(state=state, error=run.error, done=0, cancel_asked=False)
