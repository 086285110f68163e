import pytest

from tamdan.language.symbols import Symbol, find


@pytest.mark.parametrize(
    ("text", "document", "paragraph"),
    [
        ("A/HRC/26/16 118.5", "A/HRC/26/16", "118.5"),
        ("a/hrc/26/16", "A/HRC/26/16", ""),
        ("A/HRC/២៦/១៦ ១១៨.៥", "A/HRC/26/16", "118.5"),
        ("see A/HRC/26/16, para. 118.5 and", "A/HRC/26/16", "118.5"),
        ("(A/HRC/26/16 (paras. 118.5))", "A/HRC/26/16", "118.5"),
        ("CCPR/C/KHM/CO/3 §24", "CCPR/C/KHM/CO/3", "24"),
        ("CCPR/C/KHM/CO/3, paragraph 24 (a)", "CCPR/C/KHM/CO/3", "24(a)"),
        ("CCPR/C/KHM/CO/3 កថាខណ្ឌទី ២៤", "CCPR/C/KHM/CO/3", "24"),
        ("A/HRC/26/16/Add.1.", "A/HRC/26/16/Add.1", ""),
        ("HRI/GEN/1/Rev.9", "HRI/GEN/1/Rev.9", ""),
        ("E/C.12/KHM/CO/1", "E/C.12/KHM/CO/1", ""),
        ("CRC/C/KHM/CO/2-3", "CRC/C/KHM/CO/2-3", ""),
        ("A/RES/48/134", "A/RES/48/134", ""),
        ("A/HRC/26/16 2014 report", "A/HRC/26/16", ""),
    ],
)
def test_symbols_are_read_whole(text, document, paragraph):
    ((symbol, start, end),) = find(text)
    assert symbol == Symbol(document, paragraph)
    assert text[start:end].lower().startswith("a" if document.startswith("A") else document[0].lower())


@pytest.mark.parametrize(
    "text", ["and/or", "he/she", "24/7", "https://x.org/a/hrc/26/16", "km/h/2", "A/B/C", "HIV/AIDS", ""]
)
def test_other_slashes_are_no_symbols(text):
    assert find(text) == []


def test_a_document_covers_its_paragraphs_and_addenda():
    document = Symbol("A/HRC/26/16")
    assert document.covers(Symbol("A/HRC/26/16", "118.5"))
    assert document.covers(Symbol("A/HRC/26/16/Add.1"))
    assert not document.covers(Symbol("A/HRC/26/161"))
    assert Symbol("A/HRC/26/16", "118").covers(Symbol("A/HRC/26/16", "118.5"))
    assert not Symbol("A/HRC/26/16", "11").covers(Symbol("A/HRC/26/16", "118"))
    assert str(Symbol("A/HRC/26/16", "118.5")) == "A/HRC/26/16 118.5"
