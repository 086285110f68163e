"""Matrices that no layout of ``ohchr_matrix`` foresees, each in one manner of its own, around the same four invented recommendations.

``CASES``: name -> what writes the document; each says the same, but for what ``LACKS`` names.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

DEMANDS = (
    ("104.1", "Ratify the invented covenant", ("Chile", "Peru"), "Supported"),
    ("104.2", "Ratify the protocol to the covenant (OP-INV)", ("Côte d’Ivoire",), "Noted"),
    ("104.3", "Build a school in every village (2009–2014) and staff it", ("Iran (Islamic Republic of)",), "Supported"),
    ("104.4", "Open every place of detention to visitors", ("Bosnia and Herzegovina", "Viet Nam"), "Noted"),
)
SAID = [
    ("104.1", DEMANDS[0][1], ["CHL", "PER"], "supported"), ("104.2", DEMANDS[1][1], ["CIV"], "noted"),
    ("104.3", DEMANDS[2][1], ["IRN"], "supported"), ("104.4", DEMANDS[3][1], ["BIH", "VNM"], "noted"),
]  # fmt: skip
Writes = Callable[["Writing"], None]
CASES: dict[str, Writes] = {}


def case(write: Writes) -> Writes:
    CASES[write.__name__.replace("_", " ")] = write
    return write


class Writing:
    """A document under way; a cell is a text, several lines, or XML of runs."""

    def __init__(self) -> None:
        self.document: Any = Document()
        self.table: Any = None

    def head(self, *cells: str) -> Any:
        self.table = self.document.add_table(0, len(cells))
        return self.row(*cells)

    def row(self, *cells: Any) -> Any:
        row = self.table.add_row()
        for cell, said in zip(row.cells, cells, strict=True):
            for number, line in enumerate([said] if isinstance(said, str) else said):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                if line.startswith("<w:"):
                    paragraph._p.append(parse_xml(line.replace(">", f" {nsdecls('w')}>", 1)))
                else:
                    paragraph.add_run(line)
        return row

    def across(self, line: str) -> None:
        cells = self.table.add_row().cells
        cells[0].merge(cells[-1]).paragraphs[0].add_run(line)

    def counted(self, paragraph: Any, level: int = 0) -> None:
        """Word counts the paragraph in a list."""
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )

    def counts(self, *levels: tuple[str, int]) -> None:
        """Begins a list whose levels are written as given ("%1.%2") and begin at a number."""
        part = self.document.part.numbering_part.element
        made = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
            for place, (text, start) in enumerate(levels)
        )
        part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{made}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def behind(states: Sequence[str]) -> str:
    return f"({', '.join(states)});"


@case
def numbers_that_word_counts(made: Writing) -> None:
    made.counts(("%1.", 104), ("%1.%2", 1))
    made.counted(made.document.add_paragraph("The recommendations:"))
    made.head("Recommendation", "Position")
    for _number, text, states, position in DEMANDS:
        made.counted(made.row(f"{text} {behind(states)}", position).cells[0].paragraphs[0], 1)


@case
def a_title_before_each_table_says_the_position(made: Writing) -> None:
    for title, answer in (
        ("A. Recommendations supported by Fiji", "Supported"),
        ("B. Recommendations noted by Fiji", "Noted"),
    ):
        made.document.add_paragraph(title)
        made.head("Recommendation", "Theme")
        for number, text, states, position in DEMANDS:
            if position == answer:
                made.row(f"{number} {text} {behind(states)}", "Right to education")


@case
def headings_in_two_rows_and_boxes_that_are_ticked(made: Writing) -> None:
    first = made.head("No", "Recommendation", "Position of the State", "")
    second = made.row("", "", "Supported", "Noted")
    first.cells[2].merge(first.cells[3])
    for place in (0, 1):
        for row, how in ((first, "restart"), (second, "continue")):
            merge = OxmlElement("w:vMerge")
            merge.set(qn("w:val"), how)
            row.cells[place]._tc.get_or_add_tcPr().append(merge)
    for number, text, states, position in DEMANDS:
        made.row(number, f"{text} {behind(states)}", *("☒☐" if position == "Supported" else "☐☒"))


@case
def ticks_of_a_font_below_headings_in_two_rows(made: Writing) -> None:
    made.head("No", "Recommendation", "Position", "")
    made.row("", "", "Accepted", "Noted")
    tick, box = (f'<w:r><w:sym w:font="Wingdings" w:char="F0{place}"/></w:r>' for place in ("FE", "A8"))
    for number, text, states, position in DEMANDS:
        made.row(number, f"{text} {behind(states)}", *((tick, box) if position == "Supported" else (box, tick)))


@case
def yes_and_no(made: Writing) -> None:
    made.head("No", "Recommendation", "Accepted?")
    for number, text, states, position in DEMANDS:
        made.row(number, f"{text} {behind(states)}", "Yes" if position == "Supported" else "No")


@case
def states_before_the_words(made: Writing) -> None:
    made.head("Recommendation", "Position")
    for place, (number, text, states, position) in enumerate(DEMANDS):
        made.row(
            f"{number} ({', '.join(states)}) {text}" if place % 2 else f"{number} {', '.join(states)}: {text}", position
        )


@case
def states_in_square_brackets_behind_a_dash_or_in_a_line(made: Writing) -> None:
    made.head("Recommendation", "Position")
    ends = (" [%s]", " – %s", " (recommended by %s)", "\n%s")
    for end, (number, text, states, position) in zip(ends, DEMANDS, strict=True):
        made.row(f"{number} {text}{end % ', '.join(states)}".split("\n"), position)


@case
def numbers_with_signs_around_them(made: Writing) -> None:
    made.head("Recommendation", "Position")
    for form, (number, text, states, position) in zip(
        ("{}/ ", "[{}] ", "\u200f{}\u200e – ", "Recommendation {}: "), DEMANDS, strict=True
    ):
        made.row(f"{form.format(number)}{text} {behind(states)}", position)


@case
def themes_with_numbers(made: Writing) -> None:
    made.head("Recommendation", "Position", "SDG")
    for place, (number, text, states, position) in enumerate(DEMANDS):
        if place % 2 == 0:
            made.across(("1. Right to education", "II. CONDITIONS OF DETENTION")[place // 2])
        made.row(f"{number} {text} {behind(states)}", position, "4")


@case
def several_in_one_cell(made: Writing) -> None:
    made.head("Theme", "Recommendations", "Position")
    for answer in ("Supported", "Noted"):
        rows = [f"{number} {text} {behind(states)}" for number, text, states, position in DEMANDS if position == answer]
        made.row("Right to education", rows, answer)


@case
def a_column_for_the_country_reviewed(made: Writing) -> None:
    made.head("Country", "Session", "Recommendation", "Recommending State", "Position")
    for number, text, states, position in DEMANDS:
        made.row("Fiji", "20", f"{number} {text}", ", ".join(states), position)


@case
def a_row_that_a_page_break_has_cut(made: Writing) -> None:
    made.head("Recommendation", "Position", "Theme")
    for number, text, states, position in DEMANDS:
        first, rest = text.split(" ", 1)
        made.row(f"{number} {first}", position, "Right to education")
        made.row(f"{rest} {behind(states)}", "", "")


@case
def headings_in_words_that_nobody_knows_here(made: Writing) -> None:
    made.head("№", "Рекомендация", "Государство", "Позиция")
    for number, text, states, position in DEMANDS:
        made.row(number, text, ", ".join(states), position)


@case
def a_table_in_a_text_box(made: Writing) -> None:
    made.head("Recommendation", "Position")
    for number, text, states, position in DEMANDS:
        made.row(f"{number} {text} {behind(states)}", position)
    box = parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>")
    made.document.add_paragraph()._p.append(box)
    box.find(".//" + qn("w:txbxContent")).insert(0, made.table._tbl)


@case
def the_answer_in_the_cell_of_the_recommendation(made: Writing) -> None:
    made.head("Recommendation", "Theme")
    for number, text, states, position in DEMANDS:
        made.row([f"{number} {text} {behind(states)}", f"Position of the State: {position}"], "Right to education")


@case
def numbers_with_a_blank_in_them(made: Writing) -> None:
    made.head("No", "Recommendation", "Position")
    for number, text, states, position in DEMANDS:
        made.row(number.replace(".", ". "), f"{text} {behind(states)}", position)
