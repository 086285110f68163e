"""The matrix of recommendations that OHCHR makes of a review (.docx), and tables in its manner: columns are told by their headings.

Genuine layouts show: a theme as a row across the table or a column; States in a column or in brackets behind the words, also
behind each clause; codes of 2014 or 2015-2020 before themes, or none; groups of persons among the themes; goals; a column for
remarks; "Source of position" with the symbol behind the words. docs/domain/recommendations.md has the rules.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Cells, Field, Mapped, Notes, Refusal, Row, Sample, Target, Text
from tamdan.imports.tabular import RowRefused
from tamdan.language.mojibake import refuse_unreadable
from tamdan.language.script import language_of
from tamdan.recommendations.imports import vocabulary
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.matrix_errors import REASONS
from tamdan.recommendations.imports.matrix_printed import DemandCell, Printed, demand_cell, joined
from tamdan.recommendations.imports.matrix_review import Reviewed, completed, given
from tamdan.recommendations.imports.matrix_rows import Reading
from tamdan.recommendations.imports.matrix_sheet import is_matrix, read_sheet
from tamdan.recommendations.imports.matrix_tags import Labels, branches
from tamdan.recommendations.imports.positions import position_of
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.upr_info import MECHANISM
from tamdan.recommendations.imports.vocabulary import LONGEST_ASKER, Vocabulary
from tamdan.vault.media import DOCX

FIELDS = (
    Field("state", _("State under review"), fixed=True),
    Field("session", _("Session of the working group"), fixed=True),
)
LOOKED_AT = 200
"""Lines by which a document typed in an old Khmer font is known."""
LABEL = _("OHCHR matrix of recommendations")


@dataclass(frozen=True)
class MatrixFormat:
    """See ``imports.formats.Format``. Files are Word documents, or sheets that were made of one; what is no matrix is refused when it is
    read."""

    code: str = "ohchr-matrix"
    label: Text = LABEL
    target: Target = REGISTER
    fields: Sequence[Field] = FIELDS
    reasons: Mapping[str, Text] = field(default_factory=lambda: {**vocabulary.REASONS, **REASONS})

    def recognise(self, sample: Sample) -> float:
        return 0.8 if sample.media_type == DOCX or is_matrix(sample) else 0.0

    def propose(self, columns: Cells) -> dict[str, int]:
        return {}

    def check(self, mapping: Mapped) -> None:
        return

    def read(self, stream: IO[bytes], sample: Sample, mapping: Mapped, notes: Notes) -> Iterator[Row | Refusal]:
        """Raises DamagedDocument, LegacyKhmer, NoMatrix, ReviewUnknown, SeveralStates, TooLargeInside. The document is held in
        memory (at most ``matrix_word.PART``)."""
        from tamdan.recommendations.imports.matrix_word import read_word  # noqa: PLC0415 a start need not wait for it

        said = given(mapping)
        is_word = not sample.columns
        document = read_word(stream) if is_word else read_sheet(stream, sample.media_type)
        refuse_unreadable("\n".join(islice(document.lines, LOOKED_AT)))
        printed = joined(row for row in Reading(document, said).rows() if not row.is_empty)
        yield from _Demands(printed, sample.name, notes).rows()


class _Demands:
    """From printed rows to demands: the document that they stand in is told by all of them."""

    def __init__(self, printed: list[Printed], name: str, notes: Notes) -> None:
        self.printed = printed
        self.notes = notes
        self.words = Vocabulary()
        self.older = branches()
        self.symbols = {review: _symbol(printed, review) for review in {row.review for row in printed}}
        self.reviews = {review: completed(review, symbol, name) for review, symbol in self.symbols.items()}
        self.numbers: dict[tuple[str, int | None, str], tuple[Demand, int]] = {}

    def rows(self) -> Iterator[Row | Refusal]:
        for printed in self.printed:
            try:
                demand = self._once(printed, self._demand(printed))
                # Rows of two reviews may be printed letter by letter alike.
                part = " ".join(filter(None, (f"{demand.state} {demand.session}", printed.part)))
                yield Row(printed.number, printed.cells, demand, part=part)
            except RowRefused as refused:
                yield Refusal(printed.number, printed.cells, refused.code, refused.values)

    def _demand(self, printed: Printed) -> Demand:
        review, cell = self._review(printed), demand_cell(printed)
        symbol = self._symbol(printed)
        if not any(sign.isalnum() for sign in cell.asked.text):
            raise RowRefused("text-empty" if cell.paragraph else "no-recommendation")
        recorded, stated = self._position(printed)
        who = cell.asked.states or cell.asked.groups
        if cell.asked.unknown and not who:
            raise RowRefused("state-unknown", name=cell.asked.unknown[0][:100])
        if not (cell.paragraph or recorded or who):
            raise RowRefused("no-recommendation")
        labels = _labels(printed, self.older)
        self._note(cell, recorded)
        return Demand(
            state=review.state, text=cell.asked.text, mechanism=MECHANISM, session=review.session, cycle=review.cycle,
            language=printed.language or language_of(cell.asked.text), recommending=cell.asked.states, position=recorded,
            stated=stated, symbol=symbol if cell.paragraph else "", paragraph=cell.paragraph,
            tags=tuple(labels.tags.values()), unknown=tuple(labels.unknown),
            position_document=printed.document if recorded else "", asker_name=cell.asked.asker_name[:LONGEST_ASKER],
        )  # fmt: skip

    def _review(self, printed: Printed) -> Reviewed:
        """That of the document, unless columns of the row name another State or session."""
        found = self.reviews[printed.review]
        if name := printed.text_of("reviewed"):
            found = replace(found, state=self.words.state(name))
        if session := printed.text_of("session"):
            number, cycle = self.words.session(session)
            found = replace(found, session=number or 0, cycle=cycle or 0)
        return found

    def _symbol(self, printed: Printed) -> str:
        """Raises RowRefused where the row names the report on another review."""
        symbol = self.symbols[printed.review]
        if printed.text_of("reviewed") or printed.text_of("session"):
            return next((named for named, _is_addendum in printed.symbols()), "")
        for named, is_addendum in printed.symbols():
            if is_addendum and named != symbol:
                raise RowRefused("review-differs", symbol=named, other=symbol)
        return symbol

    def _position(self, printed: Printed) -> tuple[str, str]:
        said = printed.text_of("position") or printed.section
        found = position_of(said)
        if found is None:
            raise RowRefused("position-unknown", value=said[:60])
        return found

    def _note(self, cell: DemandCell, recorded: str) -> None:
        lacks = {
            "asker-unknown": cell.asked.unknown, "asker-group": cell.asked.groups,
            "asker-missing": not (cell.asked.states or cell.asked.groups), "position-missing": not recorded,
            "paragraph-missing": not cell.paragraph,
        }  # fmt: skip
        self.notes.update(name for name, is_so in lacks.items() if is_so)

    def _once(self, printed: Printed, demand: Demand) -> Demand:
        """A number that stands twice with the same words is one demand; with other words the second is refused."""
        if demand.paragraph:
            key = demand.state, demand.session, demand.paragraph
            first, row = self.numbers.setdefault(key, (demand, printed.number))
            if first.words != demand.words:
                raise RowRefused("number-twice", number=demand.paragraph, first=row)
        return demand


def _symbol(printed: Sequence[Printed], review: Reviewed) -> str:
    """The report that most rows of a review name, those that name an addendum to it before all."""
    named: Counter[str] = Counter()
    for row in printed:
        if row.review == review:
            for symbol, is_addendum in row.symbols():
                named[symbol] += 100 if is_addendum else 1
    return named.most_common(1)[0][0] if named else review.symbol


def _labels(printed: Printed, older: Mapping[str, tuple[TagRead, ...]]) -> Labels:
    labels = Labels(older)
    if printed.heading:
        labels.add_heading(printed.heading)
    labels.add_themes(printed.said.get("themes", ()))
    labels.add_themes(printed.said.get("groups", ()), are_groups=True)
    labels.add_goals(printed.said.get("sdg", ()))
    return labels


MATRIX = MatrixFormat()
