"""One invented review as two sources print it: a matrix (a row for each paragraph with all its States) and an export of UPR
Info (a row for each State, no paragraph), with the differences that genuine ones have."""

import csv
import io
from dataclasses import dataclass, replace

from tamdan.recommendations.tests.upr_info_export import Printed

HEAD = ("State", "Recommendation", "Recommending States", "Session", "Position", "Symbol", "Paragraph")
SYMBOL = "A/HRC/14/8"
NAMES = ("Austria", "Egypt", "Japan", "Peru", "Viet Nam", "Chad", "Albania")


@dataclass(frozen=True)
class Asked:
    """A paragraph of the report. ``elsewhere``: how UPR Info writes the words; ``answers``: what it prints for a State instead."""

    paragraph: str
    text: str
    by: tuple[str, ...]
    position: str = "Supported"
    elsewhere: str = ""
    answers: tuple[tuple[str, str], ...] = ()


PLAIN = tuple(
    Asked(f"71.{n}", f"Build {n} wells in the villages of the invented island number {n}", (NAMES[n % 7], NAMES[(n + 2) % 7]),
          "Noted" if n % 5 == 0 else "Supported")
    for n in range(1, 19)
)  # fmt: skip
ODD = (
    Asked("71.19", "Adopt the “Rules of the Sea”, and publish them", ("Japan",), elsewhere='Adopt the "Rules of the Sea" and publish them.'),
    Asked("71.20", "Continue the programme of schools", ("Peru", "Chad"), elsewhere="Continue the  programme of schools;"),
    Asked("72.1", "Ratify the invented convention", ("Japan", "Austria")),
    Asked("73.1", "Ratify the invented convention", ("Peru",), "Noted"),
    Asked("73.2", "Ratify the invented convention", ("Chad",)),
    Asked("72.2", "Open the prisons to visits", ("Egypt", "Peru")),
    Asked("73.3", "Open the prisons to visits", ("Egypt",), "Noted"),
    Asked("72.10", "Free the detained fishermen", ("Japan", "Peru", "Egypt"), answers=(("Egypt", "Noted"),)),
    Asked("72.9", "Give every child a name", ("Austria",), answers=(("Austria", "Noted"),)),
    Asked("72.11", "Say how many teachers there are", ("Chad", "Japan"), "Supported/Noted", answers=(("Chad", "Supported"), ("Japan", "Supported"))),
    Asked("72.12", "Pay the teachers", ("Albania", "Chad"), "Noted", answers=(("Albania", "Supported"), ("Chad", "Supported"))),
)  # fmt: skip
REVIEW = (*PLAIN, *ODD)
DISAGREE = 4
"""Paragraphs on whose answer the two sources disagree: 72.9 to 72.12."""


def matrix(review=REVIEW) -> bytes:
    """As a table with paragraphs."""
    text = io.StringIO(newline="")
    rows = (
        ("Fiji", one.text, "; ".join(one.by), "6", one.position, SYMBOL, one.paragraph) for one in sorted(review, key=lambda one: one.text)
    )  # fmt: skip
    csv.writer(text).writerows([HEAD, *rows])
    return text.getvalue().encode()


def upr_info(review=REVIEW) -> list[Printed]:
    return [
        Printed("Fiji", one.elsewhere or one.text, state, dict(one.answers).get(state, one.position), issues="Detention")
        for one in review
        for state in one.by
    ]  # fmt: skip


def changed(paragraph: str, **values) -> tuple[Asked, ...]:
    return tuple(replace(one, **values) if one.paragraph == paragraph else one for one in REVIEW)
