"""Writes exports of the Universal Human Rights Index, as workbook, as JSON and under plain names, with all their oddities, around
invented text.

``features`` names what a file of records shows; a test compares those of a generated and of a genuine file where there is one.
"""

import datetime
import json
import random
import uuid
from dataclasses import dataclass, replace

from tamdan.imports.tests.files import shared_workbook

HEADINGS = (
    "Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes", "Affected Persons", "Sdgs",
    "Document Publication Date", "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id", "UPR Session",
    "Regions Concerned", "Recommending Regions", "Date of publication on UHRI",
)  # fmt: skip
RECOMMENDATION, OBSERVATION = "Recommendations", "Concerns/Observations"
SPACE = uuid.UUID("b7a8d1d2-3b6e-4c52-9b7a-1f2f5a3f6a10")
START = datetime.date(1899, 12, 30)


@dataclass(frozen=True)
class Annotation:
    """One annotation; lists as tuples, the text as HTML."""

    text: str
    states: tuple[str, ...] = ("Fiji",)
    body: str = "CESCR"
    symbol: str = "E/C.12/FJI/CO/9"
    themes: tuple[str, ...] = ("Right to education",)
    groups: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    date: str = "2021-03-05"
    kind: str = RECOMMENDATION
    by: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    session: int = 0
    cycle: int = 0
    id: str = ""

    @property
    def name(self) -> str:
        return self.id or str(uuid.uuid5(SPACE, f"{self.symbol} {self.text}"))

    def record(self) -> dict[str, object]:
        """As the JSON export prints it."""
        return {
            "AnnotationId": self.name, "AnnotationType": f"- {self.kind}", "Body": f"- {self.body}",
            "Countries": list(self.states), "DocumentId": str(uuid.uuid5(SPACE, self.symbol)),
            "PublicationDate": f"{self.date}T00:00:00", "PublicationDateOnUhri": "2025-03-03T10:53:45.827",
            "Regions": ["Asia-Pacific"], "Sdgs": list(self.sdgs), "Symbol": self.symbol, "Text": self.text,
            "Themes": list(self.themes), "AffectedPersons": list(self.groups), "UprCycle": self.cycle or None,
            "UprPositions": list(self.positions), "UprRecommendingCountry": list(self.by), "UprRecommendingRegions": [],
            "UprSession": [self.session_named] if self.session else [],
        }  # fmt: skip

    @property
    def session_named(self) -> str:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(self.session % 10, "th") if self.session not in (11, 12, 13) else "th"
        return f"{self.session}{ending} Session - Cycle {self.cycle}"

    def cells(self) -> list[object]:
        """As the workbook prints it: lists as lines with a dash, days as numbers, one with a part of a day."""
        day = (datetime.date.fromisoformat(self.date) - START).days
        return [
            self.text, _lines(self.states), f"- {self.body}", self.symbol, _lines(self.themes), _lines(self.groups),
            _lines(self.sdgs), day, _lines(self.by), _lines(self.positions), f"- {self.kind}", self.name,
            f"- {self.session_named}" if self.session else "", "- Asia-Pacific", "", day + 60.4996282407,
        ]  # fmt: skip

    def plainly(self) -> dict[str, object]:
        """Under the names that others have given to the fields."""
        return {
            "_id": self.name, "_source": "UN/UHRI", "title": f"{self.symbol} — {self.kind}", "text": self.text, "date": self.date,
            "symbol": self.symbol, "body": self.body, "annotation_type": self.kind, "countries": list(self.states),
            "themes": list(self.themes), "sdgs": list(self.sdgs), "affected_persons": list(self.groups), "regions": ["Asia-Pacific"],
            "upr_cycle": self.cycle or None, "upr_recommending_country": list(self.by),
        }  # fmt: skip


def _lines(values: tuple[str, ...]) -> str:
    return "\n".join(f"- {value}" for value in values)


def as_json(annotations) -> bytes:
    return json.dumps([one.record() for one in annotations], ensure_ascii=False).encode()


def as_plain_json(annotations) -> bytes:
    return json.dumps([one.plainly() for one in annotations], ensure_ascii=False, indent=1).encode()


def as_workbook(annotations) -> bytes:
    return shared_workbook([HEADINGS, *(one.cells() for one in annotations)])


UPR = Annotation(
    "118.5 Open <em>all</em> places of detention&nbsp;to visits (Japan);", body="UPR", symbol="A/HRC/26/16", by=("Japan",),
    positions=("Supported",), session=18, cycle=2, themes=("Conditions of detention",), date="2014-03-27",
)  # fmt: skip
TREATY = Annotation(
    "<p>Schools in villages</p><p>7. The Committee recommends that the State party:<br/>(a) Build&nbsp;schools;<br/>(b) Train"
    " teachers.</p>",
    sdgs=("4 - QUALITY EDUCATION", "4.7 - Education for sustainable development and global citizenship"),
    groups=("Children",), themes=("Right to education", " Right to health\u00a0"),
)  # fmt: skip
CONCERN = Annotation(
    "<p>Schools in villages</p><p>6.The Committee notes with concern the way to school.</p>", kind=OBSERVATION
)
ODD = (
    UPR, TREATY, CONCERN,
    replace(TREATY, text="9. The Committee r e c o m m e n d s  t h a t the State party count  p u p i l s .", id=""),
    replace(TREATY, text="10. The Committee asks for a register of births , and of Indigenous P eoples ’ births; indigenous peoples."),
    replace(TREATY, text="Rural women 11.The Committee recommends roads.", states=("FJ",), themes=("Reservations",)),
    replace(TREATY, text="12. Withdraw the reservation to article 4.", themes=("Reservations",)),
    replace(TREATY, text="13. The Committee recommends more teachers."),
    replace(TREATY, text="13. The Committee recommends fewer forms.", id=str(uuid.uuid5(SPACE, "second of 13"))),
    Annotation("(50) Both States should share the water.", ("Fiji", "Lao People's Democratic Republic"), "SR Water & sanitation",
               "A/HRC/33/49", ("Safe drinking water & sanitation",)),
)  # fmt: skip
"""Each oddity once, beside a sound recommendation of the review and one of a treaty body."""
BODIES = (
    ("CESCR", "E/C.12/{}/CO/{}"),
    ("CRC", "CRC/C/{}/CO/{}"),
    ("CCPR", "CCPR/C/{}/CO/{}"),
    ("CEDAW", "CEDAW/C/{}/CO/{}"),
)
STATES = (("Albania", "ALB"), ("Chad", "TCD"), ("Fiji", "FJI"), ("Peru", "PER"))
SUBJECTS = (
    "village schools",
    "free lawyers",
    "a register of births",
    "visits to prisons",
    "the invented treaty",
    "clean water",
)
THEMES = (
    "Right to education",
    "Access to justice & remedy",
    "Reservations",
    "Conditions of detention",
    "Data collection & research",
)
SDGS = (
    "4 - QUALITY EDUCATION",
    "16.3 - Promote the rule of law and access to justice for all",
    "10 - REDUCED INEQUALITIES",
)


def invented(count: int = 200, seed: int = 5):
    """Annotations in about the proportions of the genuine export: half of the review, of the others two in five observations."""
    dice = random.Random(seed)
    yield from ODD
    for number in range(len(ODD), count):
        state, code = dice.choice(STATES)
        themes = tuple(dice.sample(THEMES, dice.choice((1, 1, 2, 3))))
        words = (
            f"{dice.choice(SUBJECTS)} and {dice.choice(SUBJECTS)}, as asked under {number}, "
            + "in every province " * dice.randrange(9)
        )
        if dice.random() < 0.48:
            yield Annotation(
                f"{100 + number % 90}.{number} Ensure {words}(Japan);", (state,), "UPR", f"A/HRC/{26 + number // 5000}/{code}",
                themes, by=("Japan",), positions=(dice.choice(("Supported", "Supported", "Noted")),), session=18, cycle=2,
            )  # fmt: skip
            continue
        body, symbol = dice.choice(BODIES)
        is_concern = dice.random() < 0.4
        said = "is concerned about" if is_concern else "recommends"
        yield Annotation(
            f"<p>Heading of it</p><p>{number % 90 + 4}. The Committee {said} {words}</p>", (state,), body,
            symbol.format(code, number // 90), themes, sdgs=tuple(dice.sample(SDGS, dice.randrange(3))),
            kind=OBSERVATION if is_concern else RECOMMENDATION,
        )  # fmt: skip


def features(records) -> dict[str, bool]:
    """What records under plain names show of everything that a reader of them has to meet."""
    texts = [str(one["text"]) for one in records]
    return {
        "fields": set(records[0]) >= set(TREATY.plainly()) - {"title"},
        "both kinds": {one["annotation_type"] for one in records} == {RECOMMENDATION, OBSERVATION},
        "lists": all(isinstance(one[name], list) for one in records for name in ("countries", "themes", "sdgs", "affected_persons")),
        "a heading, then the number": any(text.partition("\n")[2][:2].strip(".").isdecimal() for text in texts),
        "letters parted": any(" P eoples" in text or " s ;" in text for text in texts),
        "a blank before a sign": any(" ," in text or " ;" in text for text in texts),
        "an apostrophe between blanks": any(" ’ " in text for text in texts),
        "blanks around a theme": any(theme != theme.strip() for one in records for theme in one["themes"]),
        "goals and targets": any(str(name)[:2].strip().isdecimal() for one in records for name in one["sdgs"]),
        "no states that recommend": any(not one["upr_recommending_country"] for one in records),
        "days": all(datetime.date.fromisoformat(one["date"]) for one in records),
        "names of annotations": all(uuid.UUID(one["_id"]) for one in records),
    }  # fmt: skip
