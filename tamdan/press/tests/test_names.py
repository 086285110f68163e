"""One person or two: names as the press prints them."""

import pytest

from tamdan.press.made import name_key
from tamdan.press.reading.names import bare, compare


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("Keo Remy", "Keo Romy", "same"),
        ("ជា សុខ", "H.E. Chea Sok", "same"),
        ("ឯកឧត្តម ជា សុខ", "SOK Chea", "same"),
        ("Minister of Labour Chan Dara", "CHAN Dara", "same"),
        ("former President Rith Sovann", "Rith Sovan", "same"),
        ("Prime Minister Samdech Rith Sovann", "Oknha Rith Sovann", "same"),
        ("R. Sovann", "Rith Sovann", "maybe"),
        ("Marcus M Hale", "Marcus Hale", "same"),
        ("Marcus M. Hale", "Marcus Miles Hale", "same"),
        ("Marcus M. Hale", "Marcus N. Hale", "different"),
        ("Y. Soksan", "Y Soksann", "maybe"),
        ("Sovann", "Rith Sovann", "maybe"),
        ("Sok Sophal", "Sok Sophat", "different"),
        ("Suth Yara", "Suth Yary", "different"),
        ("Rath Phal", "Rath Phalla", "different"),
        ("Kim Sophal", "Khim Sophal", "different"),
        ("Ny Vanna", "Nay Vanda", "different"),
        ("Rith Sovann", "Rith Bopha", "different"),
        ("", "Rith Bopha", "different"),
    ],
)
def test_names(first, second, verdict):
    assert compare(first, second) == compare(second, first) == verdict


def test_offices_and_courtesy_are_no_name():
    assert bare("H.E. Mr Ith Sokun, Minister of Works") == "Ith Sokun"
    assert bare("Secretary of State for Labour Ana Bell") == "Ana Bell"


def test_bodies_of_one_state_are_settled_apart():
    justice, works = "The Ministry of Justice of Xanara (MOJ)", "Ministry of Works of Xanara"
    assert (
        name_key(justice, "body")
        == name_key("Ministry of Justice of Xanara", "body")
        == "ministry of justice of xanara"
    )
    assert name_key(works, "body") != name_key(justice, "body")
    assert name_key("Minister Daro Velin") == "daro velin"
