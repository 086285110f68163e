"""The register as tables: every recommendation of a selection, a row each, in CSV, XLSX and JSON."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from tamdan.core.access import Viewer
from tamdan.recommendations.citing import bibtex_response, ris_response
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.exports import as_json
from tamdan.recommendations.labels import Table, table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.rows import all_of, codes_of
from tamdan.recommendations.selection import Selection

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet run a cell as a formula (OWASP, "CSV Injection")."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no workbook can hold (XML 1.0, production Char)."""
COLUMNS = (
    "id", "identifier", "kind", "body", "symbol", "paragraph", "number", "state", "state_name", "session", "cycle", "date",
    "position", "position_stated", "recommending_states", "text_language", "text", "text_km", "themes", "affected_groups",
    "sdgs", "issues", "action", "visibility",
)  # fmt: skip
HEADS = "A2"
"""The cell above which a sheet stands still: whoever reads row 3,000 sees what its columns are."""


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula: an apostrophe goes before what could start one."""
    text = "" if value is None else NOT_IN_XML.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def flat(recommendation: Recommendation, known: Table) -> list[object]:
    """The values of COLUMNS. Lists are codes parted by "; "; names of vocabularies are open data of their own."""
    texts = {text.language: text for text in recommendation.texts.all()}
    official = next(iter(texts.values()), None)
    state = known[Facet.STATE].get(recommendation.state_id)

    def codes(facet: Facet) -> str:
        return "; ".join(codes_of(recommendation, facet))

    return [
        recommendation.uuid, recommendation.identifier, recommendation.kind, codes(Facet.BODY), recommendation.symbol,
        recommendation.paragraph, recommendation.number, recommendation.state_id, state.en if state else "",
        recommendation.session, recommendation.cycle, recommendation.date, recommendation.position,
        recommendation.position_stated, codes(Facet.BY), official.language if official else "",
        official.text if official else "", texts["km"].text if "km" in texts else "", codes(Facet.THEME),
        codes(Facet.GROUP), codes(Facet.SDG), codes(Facet.ISSUE), codes(Facet.ACTION), recommendation.visibility,
    ]  # fmt: skip


def _rows(found: Iterable[Recommendation]) -> Iterator[list[str]]:
    known = table()
    yield list(COLUMNS)
    for recommendation in found:
        yield [safe_cell(value) for value in flat(recommendation, known)]


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """With a byte-order mark, without which a spreadsheet garbles Khmer."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    for row in rows:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def csv_response(found: Iterable[Recommendation], user: Viewer) -> HttpResponseBase:
    """UTF-8, sent while it is read."""
    return StreamingHttpResponse(csv_lines(_rows(found)), content_type="text/csv; charset=utf-8")


def xlsx_response(found: Iterable[Recommendation], user: Viewer) -> HttpResponseBase:
    """Written row by row to a file that is gone when it has been sent."""
    book = _book()
    sheet = book.create_sheet("recommendations")
    sheet.freeze_panes = HEADS
    for row in _rows(found):
        sheet.append(row)
    return _sent(book)


def _book() -> "Workbook":
    from openpyxl import Workbook  # noqa: PLC0415 a start need not wait for it

    return Workbook(write_only=True)


def _sent(book: "Workbook") -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


Rows = tuple[list[str], list[list[object]]]
"""The heads and the rows of a table."""


def tables_csv(tables: Sequence[Rows]) -> HttpResponseBase:
    """One table after another, an empty line between them."""
    rows: list[list[str]] = []
    for heads, body in tables:
        rows += [[]] if rows else []
        rows += [heads, *([safe_cell(value) for value in row] for row in body)]
    return StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")


def sheets_response(sheets: Mapping[str, Rows]) -> HttpResponseBase:
    """A workbook with a sheet for each table; numbers stay numbers."""
    book = _book()
    for title, (heads, body) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = HEADS
        sheet.append(heads)
        for row in body:
            sheet.append([value if isinstance(value, int | float) else safe_cell(value) for value in row])
    return _sent(book)


def named(response: HttpResponseBase, name: str, suffix: str) -> HttpResponseBase:
    """A file to keep, named for what it holds and the day."""
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.{suffix}"'
    return response


def json_response(found: Iterable[Recommendation], user: Viewer) -> HttpResponseBase:
    """A list in the shape of ``tamdan export recommendations``, sent while it is read."""

    def parts() -> Iterator[str]:
        opening = "[\n"
        for row in as_json(found, user):
            yield opening + json.dumps(row, ensure_ascii=False, default=str)
            opening = ",\n"
        yield "\n]\n" if opening == ",\n" else "[]\n"

    return StreamingHttpResponse(parts(), content_type="application/json")


@dataclass(frozen=True)
class Format:
    """A kind of download."""

    title: str
    suffix: str
    make: Callable[[Iterable[Recommendation], Viewer], HttpResponseBase]

    def response(self, user: Viewer, selection: Selection) -> HttpResponseBase:
        """Everything of the selection that ``user`` may see, as a file to keep."""
        return named(self.make(all_of(user, selection), user), "recommendations", self.suffix)


FORMATS = {
    "csv": Format("CSV", "csv", csv_response),
    "xlsx": Format("XLSX", "xlsx", xlsx_response),
    "json": Format("JSON", "json", json_response),
    "bib": Format("BibTeX", "bib", bibtex_response),
    "ris": Format("RIS", "ris", ris_response),
}
