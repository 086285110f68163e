from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language import dates
from tamdan.language.date_reading import read_date, read_partial
from tamdan.language.errors import DateUnclear, DateUnreadable

DAY = date(2026, 11, 22)
TWENTY_FIRST = [
    "ថ្ងៃអង្គារ ៨ រោច ខែបុស្ស ឆ្នាំរោង ឆស័ក ព.ស.២៥៦៨ ត្រូវនឹងថ្ងៃទី២១ ខែមករា ឆ្នាំ២០២៥",
    "ថ្ងៃទី២១ ខែមករា ឆ្នាំ២០២៥",
    "ថ្ងៃទី២១ខែមករាឆ្នាំ២០២៥",
    "ថ្ងៃអង្គារ ទី២១ ខែមករា ឆ្នាំ២០២៥",
    "២១ មករា ២០២៥",
    "២១-មករា-២០២៥",
    "ថ្ងៃទី២១ ខែ១ ឆ្នាំ២០២៥",
    "ថ្ងៃទី\u200b២១ ខែ\u200bមករា ឆ្នាំ\u200b២០២៥",
    "២១/០១/២០២៥",
    "21.1.2025",
    "21-01-2025",
    "01/21/2025",
    "2025-01-21",
    "21 January 2025",
    "Tuesday, 21 January 2025",
    "21 Jan. 2025",
    "21st of January 2025",
    "January 21st, 2025",
    "Jan 21 2025",
    "ថ្ងៃទី២១ ខែមករា ព.ស. ២៥៦៨",
]


@pytest.mark.parametrize(
    ("form", "km", "en"),
    [
        (dates.long_date, "ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "22 November 2026"),
        (dates.weekday_date, "ថ្ងៃអាទិត្យ ទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "Sunday 22 November 2026"),
        (dates.list_date, "២២ វិច្ឆិកា ២០២៦", "22 Nov 2026"),
        (dates.table_date, "២២/១១/២០២៦", "22/11/2026"),
    ],
)
def test_dates_are_written_as_each_language_does(form, km, en):
    assert form(DAY, "km") == km
    assert form(DAY, "en") == en


@pytest.mark.parametrize(
    ("edtf", "km", "en"),
    [
        ("2019", "ឆ្នាំ២០១៩", "2019"),
        ("2019-04~", "ប្រហែលខែមេសា ឆ្នាំ២០១៩", "about April 2019"),
        ("2019-04-03", "ថ្ងៃទី៣ ខែមេសា ឆ្នាំ២០១៩", "3 April 2019"),
        ("2019-05/2019-10", "ពីខែឧសភា ឆ្នាំ២០១៩ ដល់ខែតុលា ឆ្នាំ២០១៩", "May 2019 to October 2019"),
        ("201X", "២០១X", "201X"),
        ("2019-13", "២០១៩-១៣", "2019-13"),
    ],
)
def test_partial_dates_are_as_precise_as_they_are(edtf, km, en):
    assert dates.partial_date(edtf, "km") == km
    assert dates.partial_date(edtf, "en") == en


def test_times_of_the_day():
    shown = [dates.clock_time(time(hour, 5), "km") for hour in (0, 8, 12, 17, 22)]
    assert shown == ["ម៉ោង ១២:០៥ យប់", "ម៉ោង ៨:០៥ ព្រឹក", "ម៉ោង ១២:០៥ រសៀល", "ម៉ោង ៥:០៥ ល្ងាច", "ម៉ោង ១០:០៥ យប់"]
    assert dates.clock_time(time(8, 5), "en") == "08:05"


@pytest.mark.parametrize("text", TWENTY_FIRST)
def test_every_form_of_the_twenty_first_of_january(text):
    assert read_date(text) == date(2025, 1, 21)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from([dates.long_date, dates.weekday_date, dates.list_date, dates.table_date]),
    st.sampled_from(["km", "en"]),
)
def test_written_dates_read_back(day, form, language):
    assert read_date(form(day, language)) == day


def test_the_buddhist_year_changes_after_visak_bochea():
    assert dates.visak_bochea(2025) == date(2025, 5, 11)
    assert dates.buddhist_year(date(2025, 5, 11)) == 2568
    assert dates.buddhist_year(date(2025, 5, 12)) == 2569
    assert dates.buddhist_year(date(1950, 12, 1)) == 2494
    assert read_date("ថ្ងៃទី១២ ខែឧសភា ព.ស.២៥៦៩") == date(2025, 5, 12)


def test_a_buddhist_year_that_is_not_known_to_change_is_unclear():
    with pytest.raises(DateUnclear):
        dates.buddhist_year(date(1950, 5, 1))


@pytest.mark.parametrize("text", ["", "x", "កញ្ញា មីនា", "31/02/2020", "32 January 2020", "កញ្ញា ចាន់ ២០២០", "2020-13-01"])
def test_other_text_is_no_date(text):
    with pytest.raises(DateUnreadable, match="day, month and year"):
        read_date(text)


def test_two_dates_are_unclear():
    with pytest.raises(DateUnclear):
        read_date("21/01/2025 – 22/01/2025")
    assert read_date("21/01/2025 (២១ មករា ២០២៥)") == date(2025, 1, 21)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("21/01/2025", "2025-01-21"),
        ("circa 21 January 2025", "2025-01-21~"),
        ("ខែមេសា ឆ្នាំ២០១៩", "2019-04"),
        ("ប្រហែលខែមេសា ឆ្នាំ២០១៩", "2019-04~"),
        ("April 2019", "2019-04"),
        ("2019-04", "2019-04"),
        ("ឆ្នាំ២០១៩", "2019"),
        ("2019", "2019"),
        ("about 2019", "2019~"),
        ("ដើមឆ្នាំ២០១៩", "2019~"),
        ("late 2019", "2019~"),
        ("រដូវវស្សា ឆ្នាំ២០១៩", "2019-05/2019-10"),
        ("ក្រោយចូលឆ្នាំខ្មែរ ឆ្នាំ២០១៩", "2019-04~"),
    ],
)
def test_imprecise_dates_are_read_as_edtf(text, edtf):
    assert read_partial(text) == edtf


@pytest.mark.parametrize("text", ["មេសា", "report of 2019", "2019-13"])
def test_what_is_no_date_is_no_partial_date(text):
    with pytest.raises(DateUnreadable):
        read_partial(text)
