from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.comparing import word_changes

TEXTS = st.text(alphabet="ab ច្បា់កនសិទធ។,.", max_size=40)


def test_words_that_changed_stand_beside_each_other():
    assert word_changes(
        "Ensure that detained persons have a lawyer", "Ensure that every detained person has a lawyer"
    ) == [
        ("same", "Ensure that "),
        ("ins", "every "),
        ("same", "detained "),
        ("del", "persons have"),
        ("ins", "person has"),
        ("same", " a lawyer"),
    ]


def test_khmer_is_compared_by_words_not_by_letters():
    changes = word_changes("ធានាសិទ្ធិមនុស្ស", "ធានាសិទ្ធិកុមារ")
    assert ("del", "មនុស្ស") in changes
    assert ("ins", "កុមារ") in changes


def test_equal_texts_have_no_change():
    assert word_changes("The same", "The same") == [("same", "The same")]
    assert word_changes("", "") == []


@settings(derandomize=True, max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(earlier: str, later: str):
    changes = word_changes(earlier, later)
    assert "".join(text for kind, text in changes if kind != "ins") == earlier
    assert "".join(text for kind, text in changes if kind != "del") == later
