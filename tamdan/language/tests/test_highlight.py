import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.analyse import query
from tamdan.language.highlight import highlight
from tamdan.language.segment import clusters
from tamdan.language.tests.data import KHMER_TEXT


def marked(text, asked, size=60):
    return [piece for piece, is_match in highlight(text, query(asked), size).pieces if is_match]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("ការ\u200bអប់រំ", "អប់រំ", ["អប់រំ"]),
        ("សំរាប់ប្រជាជន", "សម្រាប់", ["សំរាប់"]),
        ("លោក ប៉ែន បូណា។", "«ប៉ែនបូណា»", ["ប៉ែន បូណា"]),
        ("តាម អ.ស.ប. ថា", "អសប", ["អ.ស.ប."]),
        ("ទី្វបអាស៊ី", "ទ្វីប", ["ទី្វប"]),
        ("អ្វីៗ ទៀត", "អ្វី", ["អ្វីៗ"]),
        ("សំណង់", "សំណង", []),
        ("មាត្រា ៣៨", "38", ["៣៨"]),
        ("She recommends Education", "recommendation educate", ["recommends", "Education"]),
        ("rights and writes", '"right and"', ["rights and"]),
        ("See A/HRC/26/16, para. 118.5.", "a/hrc/26/16", ["A/HRC/26/16, para. 118.5"]),
        ("Évaluation des États", "etats", ["États"]),
    ],
)
def test_matches_are_marked_in_the_original(text, asked, found):
    assert marked(text, asked) == found


def test_the_window_with_most_of_the_query_is_shown():
    filler = "ទំព័រនេះនិយាយអំពីរឿងផ្សេង។ " * 30
    snippet = highlight(f"{filler}តុលាការ {filler}តុលាការនិងមេធាវី {filler}", query("តុលាការ មេធាវី"), 40)
    assert [piece for piece, is_match in snippet.pieces if is_match] == ["តុលាការ", "មេធាវី"]
    assert snippet.cut_before
    assert snippet.cut_after


def test_a_text_without_a_match_shows_its_beginning():
    snippet = highlight("ក ខ គ " * 50, query("មេធាវី"), 12)
    assert not snippet.cut_before
    assert snippet.cut_after
    assert "".join(piece for piece, _ in snippet.pieces) == "ក ខ គ ក ខ គ"


def test_a_short_text_is_shown_whole():
    assert highlight("ក ខ", query("ខ")).pieces == (("ក ", False), ("ខ", True))
    assert highlight("", query("ខ")).pieces == ()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(KHMER_TEXT, KHMER_TEXT, st.integers(3, 30))
def test_pieces_join_to_a_part_of_the_text_between_clusters(text, asked, size):
    snippet = highlight(text, query(asked), size)
    shown = "".join(piece for piece, _ in snippet.pieces)
    assert shown in text
    assert len(clusters(shown)) <= max(size, 0) or shown == text
    boundaries = {len("".join(clusters(text)[:count])) for count in range(len(clusters(text)) + 1)}
    starts = {at for at in range(len(text) + 1) if text.startswith(shown, at)}
    assert any(start in boundaries and start + len(shown) in boundaries for start in starts)
