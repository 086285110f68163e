"""Articles pasted one below the other with nothing between them but a title, and subheadings that look the same."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.fresh import with_fresh_titles
from tamdan.press.reading.layout import Page
from tamdan.press.reading.lines import is_blank, lines_of
from tamdan.press.reading.parts import Part, Place
from tamdan.press.reading.sorting import sorts_of

FIRST = (
    "{head}\n\n"
    "About sixty families from the salt fields of Bel asked the court on Monday to have the gate of the old road opened again.\n\n"
    "“We walk three hours around it,” said Ona Pell, a raker of salt. She has done so since the rains of last year.\n\n"
)
SECOND = (
    "A new ferry across the lake of Tol will carry forty cars from April, the transport department said on Friday.\n\n"
    "The old ferry broke down eleven times. Its captain, Jo Dara, said that nobody will miss it.\n"
)


def _begun(text: str) -> list[int]:
    """Lines at which articles begin although nothing that was learned says so."""
    shown = [line for line in lines_of(text) if not is_blank(line)]
    places = [Place(Part.TITLE, begins=True), *[Place(Part.TEXT)] * (len(shown) - 1)]
    return [at for at, place in enumerate(with_fresh_titles(Page(shown, sorts_of(shown)), places)) if place.begins]


@pytest.mark.parametrize(
    ("heading", "begun"),
    [
        ("New ferry across the lake will carry forty cars", [0, 3]),
        ("New Ferry Across the Lake of Tol to Carry Forty Cars", [0, 3]),
        ("Is a new ferry across the lake worth it?", [0]),
        ("Department: a new ferry across the lake from April", [0]),
        ("“A new ferry across the lake will carry forty cars”", [0]),
        ("A new ferry", [0]),
        ("What the rakers of salt want from the court", [0]),
    ],
)
def test_a_heading_between_two_subjects_is_a_title(heading, begun):
    assert _begun(f"{FIRST.format(head='Salt families ask the court to open the gate')}{heading}\n\n{SECOND}") == begun


def test_a_long_subheading_within_one_subject_is_no_title():
    text = (
        f"{FIRST.format(head='Salt families ask the court to open the gate')}The gate of the old road and the families\n\n"
        "The gate was put on the old road by a company, the families of Bel say. Ona Pell asked its owner to have the road opened.\n"
    )
    assert _begun(text) == [0]


def test_articles_with_nothing_but_titles_are_told_apart():
    text = f"{FIRST.format(head='Salt families ask the court to open the gate')}New ferry across the lake will carry forty cars\n\n{SECOND}"
    assert [one.title for one in read(text).articles] == [
        "Salt families ask the court to open the gate",
        "New ferry across the lake will carry forty cars",
    ]
