"""Formats that are tables: one row, one record; columns found by their names or mapped by a person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from tamdan.imports.errors import ColumnsMissing, ColumnTwice
from tamdan.imports.formats import Cells, Field, Mapped, Notes, Refusal, Row, Sample, Target, Text
from tamdan.imports.sheets import open_sheet
from tamdan.language.mojibake import repair
from tamdan.language.normalise import clean, words_only

REPAIRS = {"entities": "entities-decoded"}
"""What tamdan.language.mojibake mended, as an import counts it; every other repair is of an encoding."""
LIKELY, MANY = 0.6, 2
Values = Mapping[str, str]
"""Field -> cleaned text of its cell, empty where the column is absent."""
Numbered = tuple[int, Cells]
BEFORE, AFTER = "before", "after"
"""Under which ``TabularFormat.neighbours`` stands among the values."""


class RowRefused(Exception):
    """Raised by a reader: a key of the format's reasons, and what fills its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def heading(name: str) -> str:
    """A column's name for comparing: folded, with words alone."""
    return words_only(name.replace("_", " "))


@dataclass(frozen=True)
class TabularFormat:
    """A format whose files are CSV or .xlsx. ``reader`` begins one reading: it takes the notes to count repairs in, and
    makes what turns a row's values into the target's record, or raises RowRefused.

    ``surely`` lists sets of headings of which one, when all of it is there, makes the format certain.
    """

    code: str
    label: Text
    target: Target
    fields: Sequence[Field]
    reader: Callable[[Notes], Callable[[Values], Any]]
    reasons: Mapping[str, Text] = field(default_factory=dict)
    surely: Sequence[frozenset[str]] = ()
    fallback: float = 0.0
    """Confidence for any other table."""
    tells: Sequence[str] = ()
    """Fields of which the first and more than MANY in all make the format likely enough to be taken without asking."""
    neighbours: str = ""
    """A field of which a reader is also given what the rows before and after hold (BEFORE, AFTER)."""
    guess: Callable[[str], str] | None = None
    """A heading as printed -> the field that it may stand for, or nothing; asked where no field lists it."""

    def recognise(self, sample: Sample) -> float:
        if not sample.columns:
            return 0.0
        found = {heading(column) for column in sample.columns}
        if any(wanted <= found for wanted in self.surely):
            return 1.0
        told = self.propose(sample.columns) if self.tells else {}
        if self.tells and self.tells[0] in told and len(told.keys() & set(self.tells)) > MANY:
            return LIKELY
        return self.fallback

    def propose(self, columns: Cells) -> dict[str, int]:
        """Each field takes the first free column whose name stands for it; fields are asked in their order, then ``guess``."""
        taken: dict[str, int] = {}
        headings = [heading(column) for column in columns]
        for one in self.fields:
            for place, found in enumerate(headings):
                if found in one.headings and place not in taken.values():
                    taken[one.code] = place
                    break
        for place, printed in enumerate(columns):
            code = self.guess(printed) if self.guess and printed and place not in taken.values() else ""
            if code:
                taken.setdefault(code, place)
        return taken

    def check(self, mapping: Mapped) -> None:
        """Raises ColumnsMissing and ColumnTwice."""
        missing = [str(one.label) for one in self.fields if one.required and one.code not in mapping]
        if missing:
            raise ColumnsMissing(fields=", ".join(missing))
        places: list[int | str] = [place for place in mapping.values() if isinstance(place, int)]
        twice = [str(one.label) for one in self.fields if places.count(mapping.get(one.code, -1)) > 1]
        if twice:
            raise ColumnTwice(fields=", ".join(twice))

    def read(self, stream: IO[bytes], sample: Sample, mapping: Mapped, notes: Notes) -> Iterator[Row | Refusal]:
        self.check(mapping)
        sheet = open_sheet(stream, sample.media_type)
        understand = self.reader(notes)
        for before, found, after in _with_neighbours(sheet.checked()):
            if isinstance(found, Refusal):
                yield found
                continue
            number, cells = found
            pairs = sheet.pairs(cells)
            values = self._values(cells, mapping, notes)
            if self.neighbours:
                values |= {BEFORE: self._beside(before, mapping), AFTER: self._beside(after, mapping)}
            try:
                self._refuse_unfit(values)
                yield Row(number, pairs, understand(values))
            except RowRefused as refused:
                yield Refusal(number, pairs, refused.code, refused.values)

    def _beside(self, found: Numbered | Refusal | None, mapping: Mapped) -> str:
        place = mapping.get(self.neighbours)
        return found[1][place].strip() if isinstance(found, tuple) and isinstance(place, int) else ""

    def _refuse_unfit(self, values: Values) -> None:
        for one in self.fields:
            if one.required and not values[one.code]:
                raise RowRefused("field-empty", field=str(one.label))
            if one.longest and len(values[one.code]) > one.longest:
                raise RowRefused("value-too-long", field=str(one.label), limit=one.longest)

    def _values(self, cells: Cells, mapping: Mapped, notes: Notes) -> "_Absent":
        """The mapped cells, repaired and cleaned; each kind of repair is counted once a row."""
        found = _Absent()
        repairs: set[str] = set()
        with_lines = {one.code for one in self.fields if one.has_lines}
        for code, place in mapping.items():
            kept = _cleaned(cells[place] if isinstance(place, int) else place, repairs)
            parts = kept.splitlines() if code in with_lines else [kept]
            found[code] = "\n".join(" ".join(part.split()) for part in parts).strip()
        notes.update(repairs)
        return found


def _with_neighbours(
    rows: Iterator[Numbered | Refusal],
) -> Iterator[tuple[Numbered | Refusal | None, Numbered | Refusal, Numbered | Refusal | None]]:
    """Each row between the ones before and after it."""
    before: Numbered | Refusal | None = None
    now = next(rows, None)
    while now is not None:
        after = next(rows, None)
        yield before, now, after
        before, now = now, after


class _Absent(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _cleaned(printed: str, repairs: set[str]) -> str:
    """A cell with its damage undone; adds to ``repairs`` what was."""
    read, done = repair(printed)
    repairs.update(REPAIRS.get(one, "encoding-repaired") for one in done)
    kept = clean(read)
    if len(kept) != len(read.replace("\r\n", "\n")):
        repairs.add("control-characters-removed")
    if "\ufffd" in kept:
        repairs.add("letters-unreadable")
    return kept
