import pytest
from hypothesis import given, settings

from tamdan.language.breaking import add_breaks, strip_breaks
from tamdan.language.script import WORD_JOINER, ZWSP
from tamdan.language.tests.data import KHMER_TEXT


def seen(text):
    return add_breaks(text).replace(ZWSP, "|").replace(WORD_JOINER, "+")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("សិទ្ធិរបស់ពលរដ្ឋ", "សិទ្ធិ|របស់|ពលរដ្ឋ"),
        ("លោក ហ៊ុន សែន", "លោក +ហ៊ុន សែន"),
        ("២៥ នាក់", "២៥ +នាក់"),
        ("ផ្សេងៗទៀត។", "ផ្សេងៗ|ទៀត។"),
        ("ទេ ។", "ទេ +។"),
        ("English only", "English only"),
        ("", ""),
    ],
)
def test_lines_break_between_words_and_nowhere_else(text, broken):
    assert seen(text) == broken


@settings(derandomize=True, max_examples=80, deadline=None)
@given(KHMER_TEXT)
def test_breaks_come_off_again(text):
    broken = add_breaks(text)
    assert strip_breaks(broken) == strip_breaks(text)
    assert add_breaks(broken) == broken or broken == text
