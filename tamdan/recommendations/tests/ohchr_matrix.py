"""Writes matrices of recommendations as OHCHR publishes them (.docx), in each of their layouts, around invented text.

``LAYOUTS`` are three genuine ones and three that differ from them. ``features`` names what a document shows; a test compares
those of a generated and of a genuine file where there is one.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

THEMES = {
    "2014": ("2.1. Acceptance of international norms", "25. Right to education", "12.5. Prohibition of torture and cruel, inhuman or degrading treatment"),
    "A-H": ("A12 Acceptance of international norms", "E51 Right to education - General", "D25 Prohibition of torture and cruel, inhuman or degrading treatment"),
    "names": ("Ratification of & accession to international instruments", "Right to education", "Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"),
}  # fmt: skip
"""The same three themes in each way of writing them."""
GOALS = ("4 - QUALITY EDUCATION", "16 - PEACE, JUSTICE AND STRONG INSTITUTIONS")


@dataclass(frozen=True)
class Asked:
    """One invented recommendation. ``clauses`` are parts before the last, each with the States that close it."""

    number: str
    text: str
    states: tuple[str, ...]
    position: str = "Supported"
    theme: int = 0
    themes: tuple[int, ...] = ()
    groups: tuple[str, ...] = ("Children",)
    goals: tuple[int, ...] = ()
    clauses: tuple[tuple[str, tuple[str, ...]], ...] = ()


INVENTED = (
    Asked("104.1", "Ratify the invented covenant", ("Chile", "Côte d’Ivoire"), "Noted", 0, (0,), ("General",)),
    Asked("104.2", "Ratify the Optional Protocol to the invented covenant (OP-INV)", ("Peru",), "Supported/Noted", 0, (0,)),
    Asked("104.10", "Build a school in every village (2009–2014) and staff it", ("Iran (Islamic Republic of)",), theme=1, themes=(1,), goals=(0,)),
    Asked("104.9", "open the schools to children of migrants", ("Bosnia and Herzegovina", "Viet Nam"), theme=1, themes=(1, 2), groups=("Migrants", "Children"), goals=(0, 1),
          clauses=(("Train the teachers", ("Japan",)), ("print the school books", ("Peru", "Chad")))),
    Asked("104.11", "Let visitors into every place of detention", ("Austria",), "Supported", 2, (2,), ("Persons deprived of their liberty",), (1,)),
    Asked("105.1", "Consider visits in the invented manner", ("United States of America",), "Noted", 2, (2,), ()),
)  # fmt: skip
STATES = {
    "104.1": ("CHL", "CIV"), "104.2": ("PER",), "104.10": ("IRN",), "104.9": ("JPN", "PER", "TCD", "BIH", "VNM"),
    "104.11": ("AUT",), "105.1": ("USA",),
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How a matrix is laid out. ``columns`` are pairs of field and heading, in their order."""

    name: str
    columns: tuple[tuple[str, str], ...]
    codes: str
    number: str = "{} "
    brackets: str = "({})"
    between: str = ", "
    prefix: str = "Theme: "
    marker: str = "Affected persons:"
    bullet: str = ""
    is_lower: bool = True
    source: str = "Source of position: {symbol}/Add.1 - Para. 4"
    header: str = "UPR of {state} (2nd Cycle – {session}th session)\t\t\tThematic list of recommendations"
    footer: str = ""
    above: tuple[str, ...] = ()
    """Rows across the table above its headings."""
    heads: int = 0
    """After how many rows the headings stand again; 0 for once."""
    themes_down: bool = False
    """Themes stand in a column merged downwards, not in rows across the table."""

    def order(self, places: Sequence[int]) -> "Layout":
        return replace(self, columns=tuple(self.columns[place] for place in places))


NUMERIC = Layout(
    "2014", (("text", "Recommendation"), ("by", "Recommending state/s"), ("position", "Position"), ("themes", "Full list of rights/affected persons")),
    "2014", number="{}. ", between=None, prefix="Right or area: ", source="Source of position: {symbol}/Add.1",
    header="UPR of {state} - Second Cycle\tThematic list of recommendations",
)  # fmt: skip
LETTERS = Layout(
    "A-H", (("text", "Recommendation"), ("position", "Position"), ("themes", "Full list of themes"), ("other", "Assessment/comments on level of implementation")),
    "A-H",
)  # fmt: skip
NAMES = Layout(
    "names", (("text", "Recommendation and recommending State"), ("position", "Position of the State under review"),
              ("themes", "Human rights themes and groups of persons"), ("sdg", "Relevant SDGs")),
    "names", between=None, brackets="({})", marker="Groups of Persons: ", bullet="- ", is_lower=False,
    source="Source of Position: {symbol}/Add.1 - Para.4",
    header="UPR of {state} (4th Cycle - {session}th Session)\t\t\tThematic list of recommendations*",
    footer="Relevant related concluding observations and recommendations are available in the Universal Human Rights Index (UHRI)",
)  # fmt: skip
GENUINE = {
    "EgyptMatriceRecommendations.docx": NUMERIC,
    "UPR20__Slovenia_ThematicListRecommendations_E.docx": LETTERS,
    "upr48-slovenia-thematic-list-of-recommendatio.docx": NAMES,
}
TURNED = replace(LETTERS.order((3, 2, 0, 1)), name="turned", heads=2)
WIDE = Layout(
    "wide", (("number", "Rec. No."), ("other", "Responsible ministry"), ("theme", "Theme"), ("sdg", "SDGs"), ("position", "Response of the State"),
             ("groups", "Persons affected"), ("text", "Text of the recommendation"), ("by", "Made by"), ("other", "Comments on the position")),
    "names", number="", prefix="", themes_down=True, is_lower=False, source="",
)  # fmt: skip
THIRD_ROW = replace(
    NAMES,
    name="third row",
    header="",
    footer="",
    above=("Universal Periodic Review of {state}, {session}th session", "Matrix of recommendations"),
)
LAYOUTS = (NUMERIC, LETTERS, NAMES, TURNED, WIDE, THIRD_ROW)


@dataclass
class Writing:
    """One document on its way. ``rows`` may be changed by a test; ``widths`` is the number of columns."""

    layout: Layout
    state: str = "Fiji"
    session: int = 20
    symbol: str = "A/HRC/28/8"
    title: str = ""
    document: object = field(default_factory=Document)

    def write(self, rows: Sequence[Asked] = INVENTED) -> bytes:
        self.document.core_properties.title = self.title
        section = self.document.sections[0]
        section.header.paragraphs[0].text = self._filled(self.layout.header)
        section.footer.paragraphs[0].text = self.layout.footer
        self.add_table(rows)
        return self.bytes()

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def add_table(self, rows: Sequence[Asked]) -> None:
        self.table = self.document.add_table(0, len(self.layout.columns))
        for line in self.layout.above:
            self.across(self._filled(line))
        self.head()
        theme = None
        for number, asked in enumerate(rows):
            if self.layout.heads and number and number % self.layout.heads == 0:
                self.head()
            if asked.theme != theme and not self.layout.themes_down:
                self.across(self.layout.prefix + THEMES[self.layout.codes][asked.theme])
            self.row(asked, goes_on=asked.theme == theme)
            theme = asked.theme

    def head(self) -> None:
        row = self.table.add_row()
        for cell, (_field, heading) in zip(row.cells, self.layout.columns, strict=True):
            fill(cell, [heading])
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def across(self, line: str) -> None:
        cells = self.table.add_row().cells
        fill(cells[0].merge(cells[-1]), [line])

    def row(self, asked: Asked, *, goes_on: bool = False) -> None:
        row = self.table.add_row()
        for cell, (name, _heading) in zip(row.cells, self.layout.columns, strict=True):
            if name == "theme":
                fill(cell, [] if goes_on else [THEMES[self.layout.codes][asked.theme]])
                merge = OxmlElement("w:vMerge")
                merge.set(qn("w:val"), "continue" if goes_on else "restart")
                cell._tc.get_or_add_tcPr().append(merge)
            else:
                fill(cell, getattr(self, f"_{name}")(asked))

    def _text(self, asked: Asked) -> list[str]:
        clauses = "".join(f"{text} {self._states(states)}; " for text, states in asked.clauses)
        closing = (
            "" if "by" in dict(self.layout.columns) and not self.layout.number else f" {self._states(asked.states)};"
        )
        words = f"{self.layout.number.format(asked.number)}{clauses}{asked.text}{closing}"
        return [words, *([self._filled(self.layout.source)] if self.layout.source else [])]

    def _states(self, names: Sequence[str]) -> str:
        if self.layout.between:
            return self.layout.brackets.format(self.layout.between.join(names))
        joint = " " if self.layout.bullet else "; "
        return joint.join(self.layout.brackets.format(name) for name in names)

    def _by(self, asked: Asked) -> list[str]:
        return [*(name for _text, names in asked.clauses for name in names), *asked.states]

    def _number(self, asked: Asked) -> list[str]:
        return [asked.number]

    def _position(self, asked: Asked) -> list[str]:
        return [asked.position]

    def _themes(self, asked: Asked) -> list[str]:
        themes = [self.layout.bullet + THEMES[self.layout.codes][place] for place in asked.themes]
        return [*themes, *([self.layout.marker, *self._groups(asked)] if asked.groups else [])]

    def _groups(self, asked: Asked) -> list[str]:
        return [f"- {name.lower() if self.layout.is_lower else name}" for name in asked.groups]

    def _sdg(self, asked: Asked) -> list[str]:
        return [f"- {GOALS[place]}" for place in asked.goals]

    def _other(self, asked: Asked) -> list[str]:
        return []

    def _filled(self, line: str) -> str:
        return line.format(state=self.state, session=self.session, symbol=self.symbol)


def matrix(layout: Layout = LETTERS, rows: Sequence[Asked] = INVENTED, **said) -> bytes:
    return Writing(layout, **said).write(rows)


def fill(cell, lines: Sequence[str]) -> None:
    """Each line is a paragraph, its words in two runs, as Word splits them wherever somebody typed."""
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        middle = len(line) // 2
        paragraph.add_run(line[:middle]).bold = True
        paragraph.add_run(line[middle:])


def features(content: bytes) -> dict[str, object]:
    """What a matrix shows: its tables, headings, rows across, how numbers, themes, groups and sources are written."""
    document = Document(io.BytesIO(content))
    [table] = document.tables
    rows = [list(row._tr.tc_lst) for row in table.rows]
    headings = [_text(cell) for cell in rows[0]]
    across = [_text(row[0]) for row in rows if len(row) == 1]
    body = [[_text(cell) for cell in row] for row in rows[1:] if len(row) > 1]
    themes = next(place for place, name in enumerate(headings) if "theme" in name or "rights/" in name)
    header = " ".join(paragraph.text for section in document.sections for paragraph in section.header.paragraphs)
    return {
        "tables": len(document.tables),
        "headings": headings,
        "rows across": {re.match(r"[A-Z][a-z]+( or area)?:|", line).group() for line in across},
        "spans": {cell.grid_span for row in rows if len(row) == 1 for cell in row},
        "cells": {len(row) for row in rows},
        "repeats its headings on each page": bool(list(document.element.iter(qn("w:tblHeader")))),
        "splits words into runs": any(len(list(cell.iter(qn("w:r")))) > len(list(cell.iter(qn("w:p")))) for row in rows for cell in row),
        "numbers": {_shape(row[0].split()[0]) for row in body},
        "sources": {_shape(match.group()) for row in body if (match := re.search(r"Source of [Pp]osition: A/HRC/\d+/\d+/Add", row[0]))},
        "themes": {_shape(row[themes].split()[0]) for row in body if row[themes]} & {"9.9.", "A9", "-"},
        "groups": {marker for row in body for marker in ("Affected persons:", "Groups of Persons:") if marker in row[themes]},
        "positions": {row[place] for row in body for place, name in enumerate(headings) if name.startswith("Position")},
        "header": re.sub(r"UPR of \w+", "UPR of a State", re.sub(r"\d\d", "99", header)).split("Page")[0].split(),
    }  # fmt: skip


def _text(cell) -> str:
    return "\n".join(
        "".join(text.text or "" for text in one.iter(qn("w:t"))).strip() for one in cell.iter(qn("w:p"))
    ).strip()


def _shape(word: str) -> str:
    return re.sub(r"[A-H](?=\d)", "A", re.sub(r"\d+", "9", word))
