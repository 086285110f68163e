from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language import digits
from tamdan.language.errors import NumberUnclear, NumberUnreadable


@pytest.mark.parametrize(
    ("value", "km", "en"),
    [
        (1234567, "១.២៣៤.៥៦៧", "1,234,567"),
        (Decimal("1234567.89"), "១.២៣៤.៥៦៧,៨៩", "1,234,567.89"),
        (62.18, "៦២,១៨", "62.18"),
        (-5, "-៥", "-5"),
        (0, "០", "0"),
    ],
)
def test_numbers_are_written_as_each_language_does(value, km, en):
    assert digits.format_number(value, "km") == km
    assert digits.format_number(value, "en") == en


def test_percentages_and_ordinals():
    assert digits.format_percent(62.18, "km") == "៦២,១៨ ភាគរយ"
    assert digits.format_percent(62.18, "km", in_text=False) == "៦២,១៨%"
    assert digits.format_percent(Decimal("62.185"), "en", 1) == "62.2%"
    assert digits.format_ordinal(4, "km") == "ទី៤"
    assert [digits.format_ordinal(n, "en") for n in (1, 2, 3, 4, 11, 12, 21, 113)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "113th")
    ]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers())
def test_digits_go_there_and_back(number):
    assert digits.to_ascii(digits.to_khmer(number)) == str(number)
    assert digits.read_number(digits.to_khmer(number)) == number


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["km", "en"]))
def test_formatted_numbers_read_back(number, language):
    assert digits.read_number(digits.format_number(number, language)) == number


@pytest.mark.parametrize("text", ["១.០០០", "1,000", "12.345"])
def test_a_mark_before_three_digits_is_ambiguous(text):
    assert len(digits.readings(text)) == 2
    with pytest.raises(NumberUnclear, match="may mean"):
        digits.read_number(text)


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "1,00,000", "១២ នាក់", "1..2"])
def test_other_text_is_no_number(text):
    assert digits.readings(text) == []
    with pytest.raises(NumberUnreadable):
        digits.read_number(text)


def test_unmistakable_marks_are_read_in_both_manners():
    assert digits.readings("1.234.567,89") == digits.readings("1,234,567.89") == [Decimal("1234567.89")]
    assert digits.readings("1 000") == [Decimal(1000)]
    assert digits.readings("62,18") == [Decimal("62.18")]
