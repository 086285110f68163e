"""Signed statements about a log's size and root, from the database and from outside, checked as they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tamdan.audit.notes import Note, NoteRefused, PublicKey, TreeHead, open_note
from tamdan.audit.publication import checkpoint_folder, high_water_file
from tamdan.audit.report import Report


class Statement(NamedTuple):
    """That the first ``size`` leaves of a log have this root; ``source`` says who said so."""

    size: int
    root: bytes
    source: str


@dataclass(frozen=True)
class KnownLog:
    """A log as the database knows it."""

    number: int
    origin: str
    key: PublicKey


def read_files(paths: Sequence[Path], report: Report) -> dict[Path, bytes]:
    """The given checkpoint files and our own copies. Read before the database, which then holds at least as much."""
    found: dict[Path, bytes] = {}
    for path in [*paths, *own_copies()]:
        try:
            found[path] = path.read_bytes()
        except OSError:
            report.add("checkpoint-unreadable", path)
    return found


def own_copies() -> list[Path]:
    """The checkpoints that this installation wrote outside its database."""
    copies = [high_water_file(), *sorted(checkpoint_folder().glob("*.txt"))]
    return [path for path in copies if path.exists()]


def from_files(files: dict[Path, bytes], logs: Sequence[KnownLog], report: Report) -> dict[int, list[Statement]]:
    """What the files state, by log and growing size."""
    made: dict[int, list[Statement]] = {log.number: [] for log in logs}
    by_origin = {log.origin: log for log in logs}
    for path, raw in files.items():
        head = _head(path, raw, by_origin, report)
        if head is not None:
            made[by_origin[head.origin].number].append(Statement(head.size, head.root, str(path)))
    return {number: sorted(statements) for number, statements in made.items()}


def from_rows(cursor: Any, log: KnownLog, report: Report) -> Iterator[Statement]:
    """The stored checkpoints of a log by growing size, each with its signature checked. Reads a cursor that streams."""
    for size, root, note in cursor:
        where = f"{log.origin} {size}"
        try:
            text = open_note(note, log.key).text
        except NoteRefused:
            report.add("checkpoint-signature", where)
        else:
            if text != str(TreeHead(log.origin, size, root)):
                report.add("checkpoint-text", where)
        yield Statement(size, root, where)


def _head(path: Path, raw: bytes, by_origin: dict[str, KnownLog], report: Report) -> TreeHead | None:
    """What a file states, if it is a checkpoint of a known log with a true signature."""
    try:
        head = TreeHead.parse(Note.parse(raw).text)
    except NoteRefused:
        report.add("checkpoint-unreadable", path)
        return None
    log = by_origin.get(head.origin)
    if log is None:
        report.add("checkpoint-stranger", path, head.origin)
        return None
    try:
        open_note(raw, log.key)
    except NoteRefused:
        report.add("checkpoint-signature", path)
        return None
    return head
