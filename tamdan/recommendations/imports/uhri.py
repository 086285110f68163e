"""Exports of the Universal Human Rights Index (uhri.ohchr.org): the workbook, the JSON file, and its records under plain names.

All three are one format, so that a newer export of either kind is known as another print of the same annotation. Oddities met
here: the heading "Reccomending Body", several values in one cell on lines with a dash, days as numbers, HTML in texts, letters parted
by blanks, annotations that stand twice, codes for States, a theme given to nearly everything. docs/adr/0015-uhri-import.md says what
is done about each.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Field, Mapped, Notes, Refusal, Row, Sample
from tamdan.imports.records import records_of
from tamdan.imports.sheets import JSON, open_sheet
from tamdan.imports.tabular import RowRefused, TabularFormat
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.uhri_reader import Printed, Reader
from tamdan.recommendations.imports.vocabulary import REASONS

BODY = ("reccomending body", "recommending body", "recomending body")
"""As published, as it is written, and as others mend it."""
FIELDS = (
    Field("text", _("Text"), True, ("text",)),
    Field("states", _("Countries concerned"), True, ("countries concerned", "countries")),
    Field("body", _("Recommending body"), True, BODY),
    Field("type", _("Kind of annotation"), False, ("type",)),
    Field("symbol", _("Document symbol"), False, ("document symbol", "symbol")),
    Field("theme", _("Themes"), False, ("themes",)),
    Field("group", _("Affected persons"), False, ("affected persons",)),
    Field("sdg", _("Sustainable Development Goals"), False, ("sdgs",)),
    Field("date", _("Date of the document"), False, ("document publication date", "publication date")),
    Field(
        "by",
        _("Recommending States"),
        False,
        ("upr reccomending states", "upr recommending states", "upr recomending states"),
    ),
    Field("position", _("Position"), False, ("upr position", "upr positions")),
    Field("id", _("Annotation number of OHCHR"), False, ("ohchr annotation id", "annotation id")),
    Field("session", _("Session"), False, ("upr session",)),
    Field("cycle", _("Cycle"), False, ("upr cycle",)),
)
NAMES = {
    "AnnotationId": "id", "AnnotationType": "type", "Body": "body", "Countries": "states", "Symbol": "symbol", "Text": "text",
    "Themes": "theme", "AffectedPersons": "group", "Sdgs": "sdg", "PublicationDate": "date", "UprRecommendingCountry": "by",
    "UprPositions": "position", "UprSession": "session", "UprCycle": "cycle",
    "_id": "id", "date": "date",
}  # fmt: skip
"""Name in a JSON record, as published or as others have put it plainly -> field. Capitals and underscores make no difference."""
SIGNS = (re.compile(rb'"annotation_?type"', re.IGNORECASE), re.compile(rb'"countries"', re.IGNORECASE))
KEPT_OF_OBSERVATIONS = ("id", "type", "symbol", "states")
REFUSED_HERE = {
    "left-out-observation": _(
        "This is an observation or concern of the body and asks for nothing, so it is not in the register of recommendations. "
        "Nothing has to be done."
    ),
}
Found = tuple[int, tuple[tuple[str, str], ...], Printed]
"""Number, cells as printed, and the same by field."""


class _Fields(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


class UhriFormat(TabularFormat):
    """A workbook whose columns are mapped like those of any table, or records whose names are known."""

    def recognise(self, sample: Sample) -> float:
        if sample.media_type == JSON:
            return 1.0 if all(sign.search(sample.head) for sign in SIGNS) else 0.0
        return super().recognise(sample)

    def check(self, mapping: Mapped) -> None:
        """Records have names of their own, so nothing is mapped. Raises ColumnsMissing and ColumnTwice."""
        if mapping:
            super().check(mapping)

    def read(self, stream: IO[bytes], sample: Sample, mapping: Mapped, notes: Notes) -> Iterator[Row | Refusal]:
        understand = Reader(notes)
        found = _of_records(stream) if sample.media_type == JSON else self._of_sheet(stream, sample, mapping)
        for one in found:
            if isinstance(one, Refusal):
                yield one
                continue
            number, cells, printed = one
            try:
                demands = understand(printed)
            except RowRefused as refused:
                yield Refusal(number, _kept(refused.code, cells), refused.code, refused.values)
                continue
            for demand in demands:
                yield Row(number, cells, demand, demand.state if len(demands) > 1 else "")

    def _of_sheet(self, stream: IO[bytes], sample: Sample, mapping: Mapped) -> Iterator[Found | Refusal]:
        super().check(mapping)
        sheet = open_sheet(stream, sample.media_type)
        for found in sheet.checked():
            if isinstance(found, Refusal):
                yield found
                continue
            number, cells = found
            by_field = ((code, cells[at] if isinstance(at, int) else at) for code, at in mapping.items())
            yield number, sheet.pairs(cells), _Fields(by_field)


def _of_records(stream: IO[bytes]) -> Iterator[Found]:
    """Records counted from 1; the name of a list's entries is told by the list."""
    for number, record in records_of(stream):
        cells = tuple((_sound(name), _as_printed(value)) for name, value in record.items())
        by_field = ((_FIELD_OF.get(_plainly(name)), value) for name, value in record.items())
        yield number, cells, _Fields((name, value) for name, value in by_field if name)


def _plainly(name: str) -> str:
    return name.replace("_", "").casefold()


_FIELD_OF = {_plainly(name): code for name, code in NAMES.items()}


def _as_printed(value: Any) -> str:
    if isinstance(value, str):
        return _sound(value)
    return "" if value is None else _sound(json.dumps(value, ensure_ascii=False))


def _sound(text: str) -> str:
    """Without what no database text can hold: NUL, and halves of a character."""
    return text.replace("\x00", "").encode(errors="replace").decode()


def _kept(code: str, cells: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """An export holds tens of thousands of observations; of each refused one its number and document are kept, not its text."""
    if code != "left-out-observation":
        return cells
    fields: Mapping[str, tuple[str, ...]] = {one.code: one.headings for one in FIELDS}
    names = {name for code in KEPT_OF_OBSERVATIONS for name in fields[code]}
    return tuple(
        (name, value) for name, value in cells if NAMES.get(name) in KEPT_OF_OBSERVATIONS or name.casefold() in names
    )


UHRI = UhriFormat(
    code="uhri",
    label=_("Universal Human Rights Index export"),
    target=REGISTER,
    fields=FIELDS,
    reader=Reader,
    reasons=REASONS | REFUSED_HERE,
    surely=tuple(frozenset({"text", "countries concerned", body, "document symbol"}) for body in BODY),
)
