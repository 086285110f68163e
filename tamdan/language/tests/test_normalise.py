import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.characters import FOLDED
from tamdan.language.normalise import clean, fold, fold_tracked, order, words_only
from tamdan.language.tests.data import KHMER_TEXT, NEWS
from tamdan.language.tests.words import DIFFERENT, SAME

EVERYTHING = st.one_of(st.text(max_size=40), KHMER_TEXT)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_words_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["វប្បធម៌", "មនុស្សធម៌", "ទ្វីបអាស៊ី", "យុត្តិធម៌", "អាថ៌កំបាំង"])
def test_signs_stay_on_their_own_syllable(word):
    assert order(word) == word


def test_culture_still_holds_its_second_word():
    assert fold("ធម៌") in fold("វប្បធម៌")


def test_a_space_that_ends_a_word_is_kept_from_the_spelling_rule():
    assert fold("សំ រង្ស៊ី") != fold("សម្រង្ស៊ី")


@settings(derandomize=True, max_examples=80, deadline=None)
@given(EVERYTHING)
def test_folding_twice_changes_nothing(text):
    folded = fold(text)
    assert fold(folded) == folded


@settings(derandomize=True, max_examples=80, deadline=None)
@given(EVERYTHING)
def test_tracked_folding_gives_the_same_text_and_spans_of_the_original(text):
    tracked = fold_tracked(text)
    assert tracked.text == fold(text)
    assert len(tracked.starts) == len(tracked.ends) == len(tracked.text)
    assert tracked.starts == sorted(tracked.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(tracked.starts, tracked.ends, strict=True))


def test_the_character_table_leaves_its_own_results_alone():
    for code in range(0x3000):
        folded = FOLDED[code]
        assert "".join(FOLDED[ord(part)] for part in folded) == folded, hex(code)


def test_clean_keeps_what_was_typed():
    typed = "«ក្រុម\u200bប្រឹក្សា»\tÉtat ។\nទី ២"
    assert clean(typed) == typed


def test_clean_removes_controls_overrides_and_halves_of_characters():
    assert clean("a\x00b\x1bc\u202ed\u2066e\ud800f\x9fg") == "abcdefg"


def test_clean_ends_lines_one_way():
    assert clean("a\r\nb\rc\n") == "a\nb\nc\n"


def test_words_only_tells_that_two_texts_say_the_same():
    assert words_only("Ratify the “Convention” – now!") == words_only("ratify the convention, NOW")
    assert words_only("ផ្តល់សេចក្តីសម្រេច។") == words_only("ផ្ដល់ សេចក្ដី\u200bសំរេច ៕")
    assert words_only("accepted") != words_only("rejected")


def test_words_only_keeps_the_signs_of_every_script():
    assert words_only("ភ្នំពេញ, ที่นี่") == "ភ្នំពេញ ที่นี่"


def test_hostile_heaps_of_signs_take_no_time():
    for heap in ("a" + "\u0301" * 50_000, "\u05d0" + "\u05b0\u05b1\u0591" * 20_000, "ក" + "្ក" * 30_000, "ក." * 30_000):
        assert fold(fold(heap)) == fold(heap)


@pytest.mark.skipif(not NEWS.exists(), reason="the news articles are not beside the checkout")
def test_news_articles_fold_once_and_for_all():
    for line in NEWS.read_text(encoding="utf-8").splitlines()[:60]:
        folded = fold(json.loads(line)["text"])
        assert fold(folded) == folded
