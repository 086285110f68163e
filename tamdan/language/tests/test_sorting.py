import pytest

from tamdan.language.sorting import sort_key

# Orders as ICU 73 gives them for "km".
IN_ORDER = [
    [
        "ក",
        "ក់",
        "ក៉",
        "កក",
        "កា",
        "កាក",
        "កិ",
        "កុ",
        "កើ",
        "កោ",
        "កៅ",
        "កុំ",
        "កំ",
        "កាំ",
        "កះ",
        "កុះ",
        "ក្ក",
        "ក្ការ",
        "ក្រា",
        "ខ",
    ],
    ["រ", "ឫ", "ឬ", "ល", "ឭ", "វ", "អ", "អា", "អិ", "ឥ", "អី", "ឦ", "អុ", "ឧ", "ឩ", "ឯ", "ឱ"],
    ["គំរាម", "គាំទ្រ"],
    ["-", "1", "១០", "2", "ក ក", "កក", "a", "B", "c"],
    ["កុមារ៖ និយមន័យ", "កុមាររស់នៅ", "កុមារី"],
    ["ធម", "ធម៌", "ធល"],
    ["Angkor", "Élan", "Zoo"],
]


@pytest.mark.parametrize("expected", IN_ORDER, ids=lambda words: words[0])
def test_words_sort_as_icu_sorts_them(expected):
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected


def test_what_was_typed_in_another_order_sorts_alike():
    assert sort_key("ស្រី្ត") == sort_key("ស្ត្រី")
    assert sort_key("ភ្នំ\u200bពេញ") == sort_key("ភ្នំពេញ")


def test_a_key_can_be_stored():
    assert "\x00" not in sort_key("ក\x00ខ")
    assert sort_key("漢\uffff𐌀").encode()
