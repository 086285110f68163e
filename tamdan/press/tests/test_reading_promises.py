"""By when something is promised: the words of it, the date that they mean or the time that they leave, in both languages."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.commitments_due import due_of

MONDAY = "2024-03-04"


@pytest.mark.parametrize(
    ("words", "due_text", "due"),
    [
        ("built by the end of the year", "by the end of the year", "2024"),
        ("done by the end of next year", "by the end of next year", "2025"),
        ("done by the end of the month", "by the end of the month", "2024-03"),
        ("done by the end of the week", "by the end of the week", "2024-03-10"),
        ("ready by year-end", "year-end", "2024"),
        ("signed next week", "next week", "2024-03-17"),
        ("signed early next month", "early next month", "2024-04"),
        ("shown next year, up from 3 in June", "next year", "2025"),
        ("opened tomorrow", "tomorrow", "2024-03-05"),
        ("done by Friday", "by Friday", "2024-03-08"),
        ("done by the first quarter of 2025", "by the first quarter of 2025", "2025-03"),
        ("done in the second half of next year", "in the second half of next year", "2025-12"),
        ("done by Q3 2025", "by Q3 2025", "2025-09"),
        ("done by February", "by February", "2025-02"),
        ("done by June next year", "by June next year", "2025-06"),
        ("held on 12 May", "on 12 May", "2024-05-12"),
        ("paid before May 2025", "before May 2025", "2025-04"),
        ("paid before the end of May 2025", "before the end of May 2025", "2025-05"),
        ("done by April 31", "by April 31", None),
        ("done by 30 February 2025", "by 30 February 2025", None),
        ("done within 12 months of the ruling", "within 12 months of the ruling", None),
        ("នៅចុងឆ្នាំ២០២៥", "នៅចុងឆ្នាំ២០២៥", "2025"),
        ("មុនខែឧសភា ឆ្នាំ២០២៤", "មុនខែឧសភា ឆ្នាំ២០២៤", "2024-04"),
        ("បើកខែ\u200bក្រោយ", "ខែ\u200bក្រោយ", "2024-04"),
        ("នៅសប្ដាហ៍ក្រោយ", "នៅសប្ដាហ៍ក្រោយ", "2024-03-17"),
        ("បើកឆ្នាំក្រោយ", "ឆ្នាំក្រោយ", "2025"),
        ("បើកថ្ងៃស្អែក", "ថ្ងៃស្អែក", "2024-03-05"),
        ("នៅដំណាច់ខែនេះ", "នៅដំណាច់ខែនេះ", "2024-03"),
        ("នៅថ្ងៃពុធ ទី១០ ខែមេសា", "នៅថ្ងៃពុធ ទី១០ ខែមេសា", "2024-04-10"),
        ("នៅថ្ងៃទី៣១ ខែមេសា", "នៅថ្ងៃទី៣១ ខែមេសា", None),
        ("នៅត្រីមាសទី១ ឆ្នាំ២០២៥", "នៅត្រីមាសទី១ ឆ្នាំ២០២៥", "2025-03"),
        ("ឆ្លើយក្នុង៣០ថ្ងៃក្រោយសាលក្រម", "ក្នុង៣០ថ្ងៃក្រោយសាលក្រម", None),
        ("ស្រុកបាន ៣០ គ្រួសារក្នុងឆ្នាំ២០២៣", None, None),
        ("said on March 4, 2024, heard in 2023", None, None),
    ],
)
def test_dates_that_promises_mean(words, due_text, due):
    assert due_of(words, MONDAY) == (due_text, due, None)


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("within a fortnight", "P2W"),
        ("in six to eight weeks", "P8W"),
        ("in 24-48 hours", "P2D"),
        ("in a couple of months", "P2M"),
        ("within half a year", "P6M"),
        ("within a year and a half", "P18M"),
        ("in two and a half years", "P30M"),
        ("in twenty-four days", "P24D"),
        ("within three working days", "P5D"),
        ("thirty days from now", "P30D"),
        ("in a matter of weeks", "P6W"),
        ("ក្នុងរយៈពេល៣០ថ្ងៃ", "P30D"),
        ("ក្នុងរយៈពេលពីរសប្តាហ៍", "P2W"),
        ("ក្នុង ៦ ទៅ ៨ សប្តាហ៍", "P8W"),
        ("ក្នុងរយៈពេលមួយឆ្នាំកន្លះ", "P18M"),
        ("ក្នុងរយៈពេលកន្លះឆ្នាំ", "P6M"),
        ("ក្នុង៤៨ម៉ោង", "P2D"),
        ("ក្នុងប៉ុន្មានខែខាងមុខ", "P6M"),
        ("៣ខែទៀត", "P3M"),
        ("រយៈពេល៣ឆ្នាំ", None),
        ("ក្នុងរយៈពេល៣ឆ្នាំចុងក្រោយ", None),
    ],
)
def test_times_that_promises_leave(words, within):
    assert due_of(f"នឹងបញ្ចប់ {words}" if words[0] > "z" else f"It ends {words}.", MONDAY) == (
        within and words,
        None,
        within,
    )


def test_without_a_day_of_publication_relative_words_are_kept_and_have_no_date():
    assert due_of("signed next week") == ("next week", None, None)
    assert due_of("by the end of 2025") == ("by the end of 2025", "2025", None)


def test_a_day_of_saying_is_no_day_of_doing():
    text = """Villagers wait for title to land

The ministry said on 4 March 2024 that it will answer the families by June 2025.

4 March 2024
"""
    (article,) = read(text).articles
    assert [(one.due_text, one.due) for one in article.commitments] == [("by June 2025", "2025-06")]
