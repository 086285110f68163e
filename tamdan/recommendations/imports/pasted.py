"""What people pasted and corrected on a page, as a file of its own: the import framework checks, stores and undoes it."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Field
from tamdan.imports.tabular import TabularFormat
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.table import FIELDS, Reader
from tamdan.recommendations.imports.vocabulary import REASONS

COLUMNS = {
    "paragraph": "Paragraph", "text": "Recommendation", "by": "Recommending States", "position": "Position",
    "state": "State", "session": "Session", "mechanism": "Body", "symbol": "Document symbol", "date": "Date",
    "position_date": "Date of the position", "position_document": "Document of the position", "printed": "As pasted",
}  # fmt: skip
"""Field of the table format -> the column that the page writes. English, because a file never changes again."""

PASTED = TabularFormat(
    code="pasted",
    label=_("Pasted and corrected by hand"),
    target=REGISTER,
    fields=(*FIELDS, Field("printed", _("As pasted"), headings=("as pasted",), has_lines=True)),
    reader=Reader,
    reasons=REASONS,
    surely=(frozenset({"as pasted", "recommendation", "paragraph"}),),
)


def as_file(rows: Iterable[dict[str, str]]) -> bytes:
    """CSV in UTF-8; a row is a value for each of COLUMNS."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS))
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode()
