"""Bad input: pages that are no article, broken text, lines of any length. Nothing fails, and cost follows length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.errors import CharactersLost, EncodingUnknown, LegacyKhmer
from tamdan.press.reading import read, read_bytes
from tamdan.press.reading.schema import as_json
from tamdan.press.tests.dump import DUMP

PIECES = st.lists(
    st.sampled_from(
        [
            *DUMP.split("\n")[:40],
            "",
            "Sign in",
            "Accept all cookies",
            "PRESS RELEASE",
            "3 hrs ·",
            "ENDS",
            "By Mara Tolund",
            "12 March 2025",
            "“We asked",
            "she said. “No",
            "‘x",
            "«",
            "»។",
            "លោកថា «",
            "\u200b",
            "\x00\x07",
            "1,2,3,,4",
            "៦ ៤៣០",
            "Q: A: B:",
            "© ©",
        ]
    ),
    max_size=20,
)


def check(text: str) -> None:
    """What holds for every reading: places inside the text, lines inside the dump, ids once, JSON of plain values."""
    reading = read(text, "odd")
    lines = reading.text.count("\n") + 1
    printed = as_json(reading)
    ids = [
        one["id"]
        for article in printed["articles"]
        for kind in ("quotes", "claims", "figures", "commitments")
        for one in article[kind]
    ]
    assert len(ids) == len(set(ids))
    last = 0
    for article in reading.articles:
        assert last < article.start_line <= article.end_line <= lines
        last = article.end_line
        for quote in article.quotes:
            assert all(0 <= part.start < part.end <= len(reading.text) for part in quote.parts)
        spans = [
            one.span
            for one in (*article.claims, *article.figures, *article.commitments, *article.dates, *article.skipped)
        ]
        assert all(0 <= span.start < span.end <= len(reading.text) for span in spans)
    assert {one for row in printed["suggested"].values() for one in row} <= set(ids)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(PIECES)
def test_any_order_of_lines_is_read(pieces):
    check("\n".join(pieces))


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.text(alphabet="aB .,\n“”‘’«»\"':;()-–—0123456789$%ABZkសកថ្លោា។៖\u200b\u00a0", max_size=400))
def test_any_signs_are_read(text):
    check(text)


@settings(max_examples=10, derandomize=True, deadline=None)
@given(st.integers(0, len(DUMP.encode()) - 1), st.binary(max_size=6))
def test_damaged_bytes_are_read_or_refused_by_name(place, noise):
    data = DUMP.encode()
    try:
        reading = read_bytes(data[:place] + noise + data[place + len(noise) :])
    except (CharactersLost, EncodingUnknown, LegacyKhmer):
        return
    assert reading.articles


@pytest.mark.parametrize("unit", ["$5 million to ", "លោកបានថ្លែងថាមាន៤ភាគរយ"])
def test_twice_the_line_costs_no_more_than_twice(unit):
    taken = []
    for size in (2_000, 8_000):
        begun = time.process_time()
        read(unit * (size // len(unit)))
        taken.append(time.process_time() - begun)
    assert taken[1] < 4 * 2 * taken[0] + 0.1


def test_walls_between_articles_belong_to_no_article():
    wall = "We use cookies to improve this site.\nAccept all cookies\nSign in\nEmail\nPassword\nForgot your password?\n"
    body = "The council said on Monday that nine families had been moved. “We were asked,” said Ana Bell, a villager."
    text = f"{wall}\nFamilies moved from the river bank\nBy Mara Tolund\n3 March 2025\n{body}\n\nSource: River Herald\n\n{wall}"
    reading = read(text)
    assert [(article.title, article.outlet, article.published) for article in reading.articles] == [
        ("Families moved from the river bank", "River Herald", "2025-03-03")
    ]
    assert reading.notes == []
    assert set(range(1, 7)) <= set(reading.boilerplate)


def test_correction_and_satire_keep_their_records():
    text = (
        "Mayor promises dry rain\nBy Ola Brand\n1 April 2025\nMayor Tom Reed said it would rain upwards for 30 days.\n"
        "Correction: An earlier version said 40 days.\n\nRiver bank to be closed for repairs\nBy Ola Brand\n2 "
        "April 2025\n"
        "This article has been removed at the request of the council.\n"
    )
    first, second = read(text).articles
    assert (first.marks, [int(one.number) for one in first.figures]) == (["correction"], [30])
    assert second.marks == ["removed"]
