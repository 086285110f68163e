"""Which part of an article a line is: what the learned file holds, and threads."""

from concurrent.futures import ThreadPoolExecutor

from tamdan.press.reading.layout import Page
from tamdan.press.reading.lines import is_blank, lines_of
from tamdan.press.reading.parts import MODELS, Part, Place, places_of, taggers, told_by
from tamdan.press.reading.sorting import sorts_of

DUMP = """The Bel Courier

Ferry returns after the flood

By Ona Pell
3 May 2025

The ferry of Bel carried its first passengers on Saturday after eleven weeks.

Its captain said that the river had left him a new landing.

Tags: ferry, river
"""


def places(text: str) -> list[Place]:
    shown = [line for line in lines_of(text) if not is_blank(line)]
    return places_of(Page(shown, sorts_of(shown)))


def test_a_page_has_a_title_a_text_and_what_stands_around_it():
    found = places(DUMP)
    assert [place.part for place in found[1:]] == [
        Part.TITLE, Part.BELOW_TITLE, Part.BELOW_TITLE, Part.TEXT, Part.TEXT, Part.FOOT,
    ]  # fmt: skip
    assert sum(place.begins for place in found) == 1
    assert places("") == []


def test_all_that_was_learned_are_places_of_lines():
    known = {str(Place(part, begins=begins)) for part in Part for begins in (False, True)}
    assert all(set(one.labels()) <= known for one in taggers(MODELS))


def test_threads_read_each_their_own_dump():
    alone = places(DUMP)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(places, [DUMP] * 40))


def test_other_taggers_are_asked_only_for_as_long_as_they_are_named():
    with told_by(taggers(MODELS[:1])):
        assert places(DUMP)[1].part is Part.TITLE
    assert places(DUMP)[1].part is Part.TITLE


def test_of_several_readings_the_one_is_taken_that_most_agree_with():
    alone = []
    for model in MODELS:
        with told_by(taggers([model])):
            alone.append(places(DUMP))
    agreed = [sum(one == other for row in alone for one, other in zip(found, row, strict=True)) for found in alone]
    assert places(DUMP) == alone[agreed.index(max(agreed))]
