import re

import pytest
from hypothesis import given, settings

from tamdan.language import tokens
from tamdan.language.analyse import LONGEST_PASSAGE, index_text, passages, query
from tamdan.language.segment import clusters
from tamdan.language.tests.data import KHMER_TEXT

PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*|")


def is_phrase(wanted, terms):
    size = len(wanted)
    return any(terms[at : at + size] == wanted for at in range(len(terms) - size + 1))


def matches(asked, text):
    """What PostgreSQL does with the cluster terms, in a few lines: & of phrases, prefixes and alternatives."""
    terms = index_text(text).clusters.split()

    def one(part):
        if " | " in part:
            return any(one(choice) for choice in part.strip("()").split(" | "))
        wanted = part.strip("()")
        if wanted.endswith(":*"):
            return any(term.startswith(wanted[:-2]) for term in terms)
        return is_phrase(wanted.split(" <-> "), terms)

    return all(one(part) for part in query(asked).clusters.split(" & "))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("អប់រំ", "ការអប់រំសិទ្ធិមនុស្ស"),
        ("សម្រាប់", "សំរាប់ប្រជាជន"),
        ("មន្ត្រី", "មន្រ្តីរាជការ"),
        ("ប៉ែន បូណា", "លោក ប៉ែនបូណា"),
        ("«ប៉ែន បូណា»", "លោក ប៉ែនបូណា"),
        ("មាត្រា៣៨", "តាមមាត្រា 38 ថ្មី"),
        ("«មាត្រា ៣៨»", "តាមមាត្រា 38 ថ្មី"),
        ("អភិវឌ្ឍ", "ការអភិវឌ្ឍន៍"),
        ("ធំ", "ផ្ទះធំរបស់គាត់"),
        ("របស់", "ផ្ទះធំរបស់គាត់"),
        ("ម", "កម្ម ម"),
        ("អសប", "របាយការណ៍ អ.ស.ប."),
        ("A/HRC/26/16 118.5", "See A/HRC/26/16, para. 118.5."),
        ("A/HRC/26/16 118", "A/HRC/26/16 118.5"),
        ("A/HRC/26", "A/HRC/26/16"),
        ("CCPR/C/KHM/CO/3 §24", "CCPR/C/KHM/CO/3, paragraph 24 (b)"),
    ],
)
def test_query_finds_text(asked, text):
    assert matches(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("សំណង", "ការដ្ឋានសំណង់"),
        ("រាប់", "សម្រាប់"),
        ("សិទ្ធិមនុស្ស", "សិទ្ធិ។ មនុស្ស"),
        ("«មាត្រា ៣៨»", "មាត្រា ៣ ទំព័រ ៣៨"),
        ("ក", "ក្រុម"),
        ("A/HRC/26/16", "A/HRC/26/161"),
        ("A/HRC/26/16 11", "A/HRC/26/16 118.5"),
        ("A/HRC/26/16 118.5", "A/HRC/26/17 118.5"),
    ],
)
def test_query_leaves_text(asked, text):
    assert not matches(asked, text)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(KHMER_TEXT)
def test_every_term_is_plain_letters_whatever_the_text(text):
    indexed = index_text(text)
    assert PLAIN.fullmatch(indexed.clusters)
    assert PLAIN.fullmatch(indexed.words)
    assert all(len(term) < 2047 for term in [*indexed.clusters.split(), *indexed.words.split()])


@settings(derandomize=True, max_examples=80, deadline=None)
@given(KHMER_TEXT)
def test_tsqueries_are_well_formed_whatever_is_typed(text):
    asked = query(text + "\" & | ! :* <-> \\ ' (")
    for tsquery in (asked.clusters, asked.words):
        assert re.fullmatch(r"[a-z:* ()&|<>-]*", tsquery)
        assert tsquery.count("(") == tsquery.count(")")
    assert not re.search(r"[&|!:*()<>\\']", asked.latin)


def test_different_units_have_different_codes_and_no_code_begins_another_pair():
    units = ["ក", "កា", "ក្ក", "ខ", "្ក", "abc", "ab", "38", "漢", "𐌀"]
    assert len({tokens.encode(unit) for unit in units}) == len(units)
    assert not tokens.pair("កា", "ខ").startswith(tokens.prefix("ក"))
    assert tokens.pair("ក", "").startswith(tokens.prefix("ក"))


def test_latin_is_left_to_postgresql_but_without_operators():
    asked = query('education or "human rights" inter-ministerial')
    assert asked.latin == '"human rights" education inter ministerial'
    assert index_text("Inter-ministerial Évaluation, 118.5").latin == "inter ministerial evaluation 118.5"
    assert index_text("Ratify").clusters == ""


def test_words_rank_whole_words():
    assert query("ភេទ").words == f"({tokens.word('ភេទ')})"
    assert tokens.word("ភេទ") in index_text("ភេទ និងអាយុ").words.split()


def test_queries_without_anything_to_ask_are_empty():
    assert query("").is_empty
    assert query(' " «» ។ ').is_empty
    assert not query("ក").is_empty


def test_long_texts_are_cut_after_sentences():
    sentence = "ការអប់រំសិទ្ធិមនុស្ស។ "
    parts = list(passages(sentence * 1200))
    assert "".join(parts) == sentence * 1200
    assert all(len(clusters(part)) <= LONGEST_PASSAGE for part in parts)
    assert all(part.strip().endswith("។") for part in parts)


def test_a_text_without_a_place_to_cut_is_cut_anyway():
    parts = list(passages("ក" * (2 * LONGEST_PASSAGE + 5)))
    assert [len(part) for part in parts] == [LONGEST_PASSAGE, LONGEST_PASSAGE, 5]
    assert list(passages(" \n")) == []
