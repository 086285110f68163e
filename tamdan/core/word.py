"""A Word document whose Khmer keeps its font, size and language: complex-script properties stand beside the Latin ones.

A document is a title and blocks (Heading, Paragraph, Table); footers number the pages.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KHMER_FONT = "Khmer OS Battambang"
"""What official Cambodian documents are written in; Word takes another Khmer font where it is absent."""
LATIN_FONT = "Arial"
LANGUAGES = {"km": "km-KH", "en": "en-GB"}
SIZES = {"Normal": 11, "Title": 20, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Table Grid": 10}
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading row that repeats on each page; the first cell heads its row."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Table


def docx_document(title: str, blocks: Iterable[Block], *, language: str = "en", author: str = "Tamdan") -> bytes:
    """The bytes of a .docx on A4. ``language`` is that of the text ("km", "en"); characters that XML cannot hold are left out."""
    document = Document()
    _set_up(document, title, language, author)
    document.add_heading(_clean(title), level=0)
    for block in blocks:
        _add(document, block)
    _number_pages(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _clean(text: object) -> str:
    return NOT_XML.sub("", str(text))


def _add(document: DocumentType, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(_clean(text), level=level)
        case Paragraph(text):
            document.add_paragraph(_clean(text))
        case Table():
            _add_table(document, block)


def _add_table(document: DocumentType, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    for place, row in enumerate([block.columns, *block.rows]):
        cells = table.add_row().cells
        for number, (cell, text) in enumerate(zip(cells, row, strict=True)):
            run = cell.paragraphs[0].add_run(_clean(text))
            if place == 0 or number == 0:
                run.bold = run.font.cs_bold = True
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(_element("w:tblHeader"))


def _set_up(document: DocumentType, title: str, language: str, author: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    for name, size in SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _letter(style, size, bold=name not in ("Normal", "Table Grid"))
    properties = document.core_properties
    properties.title, properties.author, properties.language = _clean(title), _clean(author), LANGUAGES[language]
    properties.created = properties.modified = timezone.now()


def _letter(style: ParagraphStyle, size: int, *, bold: bool) -> None:
    """Font, size, weight and language of a style for Latin and, apart, for Khmer, which Word calls a complex script."""
    style.font.name, style.font.size, style.font.bold, style.font.cs_bold = LATIN_FONT, Pt(size), bold, bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.lower().endswith("theme")]:
        del fonts.attrib[name]  # a theme's font would win over the named one
    fonts.set(qn("w:cs"), KHMER_FONT)
    for tag in ("w:szCs", "w:lang", "w:spacing"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    # The schema has an order: the Khmer size follows the Latin one, the language comes last.
    properties.find(qn("w:sz")).addnext(_element("w:szCs", val=str(size * 2)))
    properties.append(_element("w:lang", val=LANGUAGES["en"], bidi=LANGUAGES["km"]))


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _number_pages(document: DocumentType) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("w:fldSimple", instr="PAGE"))
    paragraph.add_run(" / ")
    paragraph._p.append(_element("w:fldSimple", instr="NUMPAGES"))
