"""Reads the reviewed reference files: YAML lists and CSV tables, each row with its line, so that a fault names the place.

A folder of such files has a ``sources.yaml``: file name -> source, source_date (EDTF), terms. A row may name a source of its own.
"""

import csv
import datetime
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.core.errors import DomainError
from tamdan.taxonomy.naming import KhmerStatus

LINE = "__line__"
EDTF_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
KHMER_LETTER = re.compile("[\u1780-\u17a2]")


class FaultyFile(DomainError):
    """A reference file cannot be taken as it is; nothing of it was loaded."""

    code = "faulty-reference-file"
    message = gettext_lazy(
        "%(file)s, line %(line)s: %(problem)s Correct the file and start again; nothing was changed."
    )


@dataclass(frozen=True)
class Row:
    """One entry of a file. Its getters refuse what is not as the file's format asks, with file and line."""

    file: str
    line: int
    values: dict[str, Any]

    def fault(self, problem: str) -> FaultyFile:
        return FaultyFile(file=self.file, line=self.line, problem=problem)

    def text(self, name: str, *, longest: int = 300) -> str:
        """A required text."""
        found = self.optional(name, longest=longest)
        if not found:
            raise self.fault(_("“%(name)s” is missing.") % {"name": name})
        return found

    def optional(self, name: str, *, longest: int = 300) -> str:
        """A text, empty when absent."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise self.fault(_("“%(name)s” must be text; put it in quotation marks.") % {"name": name})
        found = (value or "").strip()
        if len(found) > longest:
            raise self.fault(
                _("“%(name)s” is longer than %(longest)s characters.") % {"name": name, "longest": longest}
            )
        return found

    def one_of(self, name: str, choices: Container[str]) -> str:
        found = self.text(name)
        if found not in choices:
            raise self.fault(_("“%(value)s” is not allowed as “%(name)s”.") % {"name": name, "value": found})
        return found

    def code(self, name: str, known: Container[str]) -> str | None:
        """A code that must be in ``known``, None when absent."""
        found = self.optional(name)
        if found and found not in known:
            raise self.fault(
                _("“%(value)s” under “%(name)s” names nothing in the list.") % {"name": name, "value": found}
            )
        return found or None

    def many(self, name: str, *, split: str | None = None) -> list[str]:
        """A YAML list, or the parts of a CSV cell."""
        value = self.values.get(name)
        parts = value if isinstance(value, list) else (value or "").split(split)
        if not all(isinstance(part, str) for part in parts):
            raise self.fault(_("“%(name)s” must be a list of texts.") % {"name": name})
        return [part.strip() for part in parts if part.strip()]

    def codes(self, name: str, known: Container[str]) -> list[str]:
        """Codes parted by spaces (CSV) or listed (YAML), each of which must be in ``known``."""
        found = self.many(name)
        for code in found:
            if code not in known:
                raise self.fault(
                    _("“%(value)s” under “%(name)s” names nothing in the list.") % {"name": name, "value": code}
                )
        return found

    def optional_number(self, name: str) -> int | None:
        found = self.optional(name)
        if found and not (found.isascii() and found.isdigit()):
            raise self.fault(_("“%(name)s” must be a whole number.") % {"name": name})
        return int(found) if found else None

    def number(self, name: str) -> int:
        self.text(name)
        return self.optional_number(name) or 0

    def optional_day(self, name: str) -> datetime.date | None:
        found = self.optional(name)
        return self.day(name) if found else None

    def day(self, name: str) -> datetime.date:
        try:
            return datetime.date.fromisoformat(self.text(name))
        except ValueError:
            raise self.fault(_("“%(name)s” must be a date like 2026-01-31.") % {"name": name}) from None

    def inner(self, name: str) -> Self:
        """A mapping inside this one."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            raise self.fault(_("“%(name)s” must be a mapping of names to values.") % {"name": name})
        return type(self)(self.file, value.get(LINE, self.line), value)

    def inners(self, name: str) -> list[Self]:
        """A list of mappings inside this one."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(_("“%(name)s” must be a list of entries.") % {"name": name})
        return [type(self)(self.file, entry.get(LINE, self.line), entry) for entry in value]

    def khmer(self, name: str = "name_km", status: str = "km_status") -> dict[str, str]:
        """The Khmer name and its standing; an absent name is ``missing``, a present one has Khmer letters."""
        found = self.optional(name)
        if not found:
            return {"name_km": "", "km_status": KhmerStatus.MISSING}
        if not KHMER_LETTER.search(found):
            raise self.fault(_("“%(name)s” has no Khmer letters.") % {"name": name})
        return {
            "name_km": found,
            "km_status": self.one_of(status, [value for value in KhmerStatus if value != KhmerStatus.MISSING]),
        }

    def source(self) -> dict[str, str]:
        """Where the row comes from: its own word, or what sources.yaml says of the file."""
        told = _sources(Path(self.file).parent).get(Path(self.file).name, {})
        found = {
            "source": self.optional("source") or told.get("source", ""),
            "source_date": self.optional("source_date") or str(told.get("source_date", "")),
        }
        if not found["source"] or not EDTF_DAY.fullmatch(found["source_date"]):
            raise self.fault(_("The source or its date is missing; sources.yaml beside the file names both."))
        return found


@dataclass(frozen=True)
class FileSource:
    """Where a file's rows come from, as of when (EDTF), and on what terms they may be used."""

    source: str
    source_date: str
    terms: str


def source_of_file(path: Path) -> FileSource | None:
    """What ``sources.yaml`` beside a file says of it; None where it says nothing."""
    told = _sources(path.parent).get(path.name)
    return FileSource(*(str(told.get(name, "")) for name in ("source", "source_date", "terms"))) if told else None


def mapping_of(path: Path) -> Row:
    """A YAML file that is one mapping, as a row."""
    values = _yaml(path)
    if not isinstance(values, dict):
        raise FaultyFile(file=str(path), line=1, problem=_("The file must be one mapping of names to values."))
    return Row(str(path), values.pop(LINE), values)


@lru_cache(maxsize=8)
def _sources(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "sources.yaml"
    return _yaml(path) if path.exists() else {}


def rows_of(path: Path, *, key: tuple[str, ...] = ("code",)) -> list[Row]:
    """The rows of a YAML list or CSV table, in order. Raises FaultyFile for what is no table and for a ``key`` that comes twice."""
    try:
        found = list(_csv_rows(path) if path.suffix == ".csv" else _yaml_rows(path))
    except UnicodeDecodeError as error:
        raise FaultyFile(file=str(path), line=1, problem=_("The file is not UTF-8 text.")) from error
    seen: dict[tuple[str, ...], int] = {}
    for row in found:
        told = tuple(row.text(name) for name in key)
        if key and told in seen:
            raise row.fault(
                _("“%(key)s” stands already on line %(line)s.") % {"key": ", ".join(told), "line": seen[told]}
            )
        seen[told] = row.line
    return found


def _csv_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="")
        for values in reader:
            row = Row(str(path), reader.line_num, values)
            if "" in values or None in values.values():
                raise row.fault(_("The row has more or fewer cells than the heading."))
            yield row


def _yaml_rows(path: Path) -> Iterator[Row]:
    entries = _yaml(path)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FaultyFile(file=str(path), line=1, problem=_("The file must be a list of entries."))
    for entry in entries:
        line = entry.pop(LINE)
        yield Row(str(path), line, entry)


class _NumberedLoader(yaml.CSafeLoader):
    """Safe YAML; each mapping knows its line. A key that comes twice is refused rather than lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(made) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key comes twice", node.start_mark)
        made[LINE] = node.start_mark.line + 1
        return made


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=_NumberedLoader)  # noqa: S506 a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)  # a byte that is not UTF-8 has no mark
        line = mark.line + 1 if mark else 1
        raise FaultyFile(file=str(path), line=line, problem=_("This is not valid YAML.")) from error
