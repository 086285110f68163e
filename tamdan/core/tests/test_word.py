"""Word documents are read back by the library and by their XML."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from tamdan.core.word import KHMER_FONT, Block, Heading, Paragraph, Table, docx_document

KHMER = "មនុស្សទាំងអស់កើតមកមានសេរីភាព"


def made(*blocks: Block) -> DocumentType:
    return Document(io.BytesIO(docx_document("ប្រតិទិន", blocks, language="km", author="គណៈកម្មាធិការ")))


def test_blocks_come_back_as_they_were_given() -> None:
    document = made(
        Heading("ជំពូក", 2), Paragraph(KHMER), Table(["ថ្ងៃ", "ជំហាន"], [["១ មករា", "របាយការណ៍"], ["២ មករា", ""]])
    )
    assert [(found.style and found.style.name, found.text) for found in document.paragraphs] == [
        ("Title", "ប្រតិទិន"), ("Heading 2", "ជំពូក"), ("Normal", KHMER),
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["ថ្ងៃ", "ជំហាន"], ["១ មករា", "របាយការណ៍"], ["២ មករា", ""],
    ]  # fmt: skip
    assert document.core_properties.title == "ប្រតិទិន"
    assert document.core_properties.language == "km-KH"


def test_every_style_has_a_khmer_font_size_and_language() -> None:
    document = made(Heading("ជំពូក"), Paragraph(KHMER))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Table Grid"):
        letter = document.styles[name].element.rPr
        tags = [child.tag for child in letter]
        assert letter.rFonts.get(qn("w:cs")) == KHMER_FONT
        assert letter.find(qn("w:szCs")).get(qn("w:val")) == letter.find(qn("w:sz")).get(qn("w:val"))
        assert letter.find(qn("w:lang")).get(qn("w:bidi")) == "km-KH"
        assert tags.index(qn("w:sz")) < tags.index(qn("w:szCs")) < tags.index(qn("w:lang"))
        assert not [name for name in letter.rFonts.attrib if name.lower().endswith("theme")]


def test_heading_row_repeats_and_pages_are_numbered() -> None:
    document = made(Table(["a"], [["b"]]))
    heading = document.tables[0].rows[0]._tr.trPr
    assert heading is not None
    assert heading.find(qn("w:tblHeader")) is not None
    footer = document.sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in footer.findall(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_control_characters_do_not_break_the_file() -> None:
    document = made(Paragraph("one\x00two\x0b\ufffe\ud800three"), Table(["\x01head"], [["\x1bcell"]]))
    assert document.paragraphs[1].text == "onetwothree"
    assert document.tables[0].rows[1].cells[0].text == "cell"
