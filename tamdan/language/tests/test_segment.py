from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.normalise import fold, order
from tamdan.language.segment import LONGEST_RUN, bigrams, clusters, runs, spaced_words, split, unit_spans, words
from tamdan.language.tests.data import KHMER_TEXT

SENTENCE = "សិទ្ធិមនុស្សនិងសេរីភាពមូលដ្ឋានរបស់ពលរដ្ឋត្រូវបានការពារដោយច្បាប់"


def test_words_of_a_sentence_without_spaces():
    assert {"សេរីភាព", "របស់", "ពលរដ្ឋ", "ច្បាប់"} <= set(words(SENTENCE))


def test_repetition_stays_with_its_word_and_punctuation_is_no_word():
    assert words("ផ្សេងៗ ទៀត។ 118.5 (WG.6)") == ["ផ្សេងៗ", "ទៀត", "118.5", "WG", "6"]


def test_zero_width_spaces_do_not_change_the_words():
    assert words("\u200b".join(SENTENCE[:20]) + SENTENCE[20:]) == words(SENTENCE)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=40), KHMER_TEXT))
def test_clusters_and_pieces_join_to_the_text(text):
    assert "".join(clusters(text)) == text
    assert "".join(split(text)) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [("ស្ត្រី", 1), ("កម្ពុជា", 3), ("abc", 3), ("e\u0301", 1), ("ក\r\nខ", 3), ("្ក", 2), ("ទី្វប", 2), ("", 0)],
)
def test_clusters_are_counted_as_readers_see_them(text, count):
    assert len(clusters(text)) == count


def test_threads_and_repeats_give_the_same_words():
    expected = words(SENTENCE)
    with ThreadPoolExecutor(4) as threads:
        assert all(found == expected for found in threads.map(words, [SENTENCE] * 40))


def test_a_run_without_spaces_is_cut_between_clusters():
    run = "ក្រុមប្រឹក្សា" * (LONGEST_RUN // 4)
    assert "".join(words(run)) == order(run)


def test_one_giant_cluster_is_one_word():
    assert words("ក" + "ា" * 20_000) == ["កា"]


def test_a_phrase_may_span_spaces_but_no_full_stop():
    assert runs(fold("ប៉ែន បូណា។ Pen Bona")) == [["ប៉ែ", "ន", "បូ", "ណា"], ["pen", "bona"]]


def test_pairs_hold_one_khmer_unit_at_least_and_end_with_the_last_one():
    assert bigrams(fold("មាត្រា ៣៨។ human rights")) == [("មា", "ត្រា"), ("ត្រា", "38"), ("38", "")]


def test_unit_spans_part_the_runs():
    units, spans = unit_spans("កខ។គ")
    assert units == ["ក", "ខ", "", "គ", ""]
    assert spans[3] == (3, 4)


def test_spaced_words_leave_khmer_out():
    assert spaced_words(fold("អនុសញ្ញា CEDAW, Article 12.3")) == ["cedaw", "article", "12.3"]
