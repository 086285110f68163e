"""What a room declares to be importable: formats (how a file is read) and targets (what its rows become).

A format turns a file into rows; a target puts rows into the register of its room, undoes and publishes them. Both are
declared in the room's ``panels.py`` under IMPORT_FORMATS. docs/adr/0010-imports-room.md says why there are two of them.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any, Protocol

from django.utils.functional import Promise

from tamdan.core.panels import listed
from tamdan.imports.errors import NoSuchFormat
from tamdan.imports.models import ImportRun
from tamdan.imports.reasons import COMMON

Text = str | Promise
Cells = tuple[str, ...]
Mapped = Mapping[str, int | str]
"""Field of a target -> number of the column, from 0, or the value itself that holds for every row of the file."""
MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
"""What a table may have."""
CERTAIN = 0.5
"""From this confidence on a format is taken without asking."""


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Row:
    """A row that was understood. ``number`` counts as a spreadsheet does (names stand in row 1); ``cells`` are pairs of
    column name and value as printed; ``record`` is what the target takes. ``part`` tells apart the several records that
    one printed row makes."""

    number: int
    cells: tuple[tuple[str, str], ...]
    record: Any
    part: str = ""

    @cached_property
    def printed(self) -> str:
        """The cells as JSON, in the one form that ``digest`` is made of."""
        return _json(self.cells)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the row as printed (and of the part, where there is one), hexadecimal: equal rows of any file have the same."""
        printed = f"[{self.printed},{_json(self.part)}]" if self.part else self.printed
        return hashlib.sha256(printed.encode()).hexdigest()


@dataclass(frozen=True)
class Refusal:
    """A row that cannot become a record; ``code`` is a key of the format's reasons, ``values`` fill its sentence."""

    number: int
    cells: tuple[tuple[str, str], ...]
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """Something that a column can be mapped to."""

    code: str
    label: Text
    required: bool = False
    headings: tuple[str, ...] = ()
    """Column names that stand for it, folded (``tabular.heading``)."""
    fixed: bool = False
    """Whether a person may give one value for the whole file instead of a column."""
    longest: int = 0
    """Characters that the register can hold of it; 0 for as many as a cell may have."""
    has_lines: bool = False
    """Whether line breaks in a cell part several values, and so are kept."""


@dataclass(frozen=True)
class Sample:
    """What a format sees of a file before it is chosen: the name, the type, and for a table its columns and first rows."""

    name: str
    media_type: str
    head: bytes
    columns: Cells = ()
    rows: Sequence[Cells] = ()


@dataclass(frozen=True)
class Result:
    """What became of one row. ``object_id``, ``before`` and ``after`` are given for a record that stood before the import."""

    number: int
    outcome: str
    object_id: int = 0
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What readers of the row are told beside its outcome: codes of ``shown.repairs``."""
    refusal: Refusal | None = None
    """Where only the register knows that the row cannot be taken; ``outcome`` is then REFUSED."""


@dataclass(frozen=True)
class Difference:
    """A field of a record: its name, what goes from it and what comes, each a value or several."""

    label: Text
    gone: Sequence[str]
    came: Sequence[str]


class Taking(Protocol):
    """One import under way, inside one transaction of its caller."""

    def take(self, rows: Sequence[Row]) -> Sequence[Result]:
        """Put a batch of rows into the register; one result for each row, in their order."""
        ...

    def finish(self) -> None:
        """After the last batch; not called for a preview."""
        ...


class Target(Protocol):
    """What rows become. ``kind`` is ``app.model`` of the records."""

    @property
    def code(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> Text: ...

    def begin(self, run: ImportRun, *, is_preview: bool) -> Taking: ...

    def later_changes(self, run: ImportRun) -> list[str]:
        """What stands on this import and forbids to undo it, as names of records; at most a handful."""
        ...

    def to_look_at(self, run: ImportRun) -> list[str]:
        """What of a checked or stored import only a person can decide: sentences with their counts, in the reader's language."""
        ...

    def differences(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list["Difference"]:
        """What ``before`` and ``after`` of a Result differ in, in the reader's language; nothing where a reader is told nothing."""
        ...

    def undo(self, run: ImportRun) -> None:
        """Put everything back to what it was before the import, inside the caller's transaction."""
        ...

    def publish(self, runs: Sequence[ImportRun], *, by: Any) -> int:
        """Release what these imports brought, in one act; gives the number of records, 0 where all is public."""
        ...


class Format(Protocol):
    """How files of one kind are recognised and read."""

    @property
    def code(self) -> str: ...

    @property
    def label(self) -> Text: ...

    @property
    def target(self) -> Target: ...

    @property
    def fields(self) -> Sequence[Field]:
        """What columns can be mapped to, or a person can say of the whole file (``fixed``); neither for some formats."""
        ...

    @property
    def reasons(self) -> Mapping[str, Text]: ...

    def recognise(self, sample: Sample) -> float:
        """From 0 (not mine) to 1 (certainly mine)."""
        ...

    def propose(self, columns: Cells) -> dict[str, int]:
        """The mapping that the column names suggest."""
        ...

    def check(self, mapping: Mapped) -> None:
        """Raises ColumnsMissing and ColumnTwice."""
        ...

    def read(self, stream: IO[bytes], sample: Sample, mapping: Mapped, notes: "Notes") -> Iterator[Row | Refusal]:
        """The rows of a file, one at a time; counts repairs in ``notes``. Raises ImportRefused for a file as a whole."""
        ...


Notes = Counter[str]
"""What was repaired while reading: code of ``REPAIRS`` -> number of rows."""


def formats() -> dict[str, Format]:
    """Every room's formats by code."""
    return {one.code: one for one in listed("IMPORT_FORMATS")}


def format_named(code: str) -> Format:
    """Raises NoSuchFormat."""
    found = formats()
    if code not in found:
        raise NoSuchFormat(format=code, formats=", ".join(sorted(found)))
    return found[code]


def best_format(sample: Sample) -> tuple[Format | None, float]:
    """The format that is surest that the file is its own, and how sure."""
    found: Iterable[tuple[float, str, Format]] = ((one.recognise(sample), code, one) for code, one in formats().items())
    confidence, _code, chosen = max(found, key=lambda entry: entry[0], default=(0.0, "", None))
    return (chosen, confidence) if confidence > 0 else (None, 0.0)


def reasons_of(chosen: Format) -> dict[str, Text]:
    return {**COMMON, **chosen.reasons}
