"""Writes files in the form of genuine UPR Info exports, with all their oddities, around invented text.

``features`` names what a file shows; a test compares those of a generated and of a genuine file where there is one.
"""

import csv
import io
import random
from dataclasses import dataclass

HEADINGS = ("SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org", "Response", "Action", "Issue", "Session")
WHOLE_WORDS = (
    "state_under_review", "sur_region", "sur_orgs", "recommendation", "recommending_state", "rs_region", "rs_orgs", "response",
    "action_category", "issues", "session", "cycle",
)  # fmt: skip
STATES = (("Albania", "EEG", "OIC, OIF"), ("Chad", "Africa", "AU, OIC, OIF"), ("Fiji", "Asia", "PIF, Commonwealth"))
ASKERS = (
    ("Austria", "WEOG", "EU"), ("Bosnia and Herzegovina", "EEG", ""), ("Cote d'Ivoire", "Africa", "AU, OIC, OIF"),
    ("Egypt", "Africa", "AU, OIC, AL, OIF"), ("Japan", "Asia", ""), ("Peru", "GRULAC", "OAS, OEI"), ("Viet Nam", "Asia", "ASEAN, OIF"),
)  # fmt: skip
ISSUES = (
    "Detention",
    "Women's rights",
    "Rights of the Child",
    "Right to education",
    "Labour",
    "International instruments",
)
VERBS = ("Adopt", "Consider", "Continue", "Establish", "Ensure", "Ratify", "Strengthen")
THINGS = (
    "a plan for village schools",
    "visits to places of detention",
    "a register of births",
    "the invented convention",
    "free lawyers",
)


@dataclass(frozen=True)
class Printed:
    """A row of an export, its values in the order of HEADINGS without the groups of States."""

    state: str
    text: str
    asker: str
    response: str = "Supported"
    action: str = "4"
    issues: str = "Detention"
    session: str = "6"

    def cells(self) -> list[str]:
        group, organisations = _of(self.state, STATES)
        their_group, theirs = _of(self.asker, ASKERS)
        return [
            self.state, group, organisations, self.text, self.asker, their_group, theirs, self.response, self.action,
            self.issues, self.session,
        ]  # fmt: skip


def _of(name: str, known) -> tuple[str, str]:
    found = {one: (group, organisations) for one, group, organisations in known}
    return found.get(name.strip(), ("Asia", ""))


def export(rows: list[Printed], *, bom: bool = True, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """The file: CRLF between rows, no end after the last, quotation marks only where a cell needs them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(row.cells() for row in rows)
    made = text.getvalue().removesuffix("\r\n").encode(encoding)
    return b"\xef\xbb\xbf" + made if bom and encoding == "utf-8" else made


def whole_words(rows: list[Printed]) -> bytes:
    """The same rows with whole words as headings, commas between cells, and a column for the cycle."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(WHOLE_WORDS)
    writer.writerows([*row.cells(), "1" if int(row.session or 0) < 13 else "2"] for row in rows)
    return text.getvalue().encode()


def invented(count: int = 300, seed: int = 7) -> list[Printed]:
    """Rows with the oddities of genuine exports in about their proportion, and each at least once."""
    dice = random.Random(seed)
    rows: list[Printed] = []
    while len(rows) < count:
        state, session = dice.choice(STATES)[0], str(dice.choice((5, 6, 17, 18)))
        text = f"{dice.choice(VERBS)} {dice.choice(THINGS)}, step {dice.randrange(10_000)}{dice.choice(('.', '', ' '))}"
        issues = ",".join(dice.sample(ISSUES, dice.choice((1, 1, 2, 3))))
        response, action = dice.choice(("Supported", "Supported", "Supported", "Noted")), str(dice.randrange(1, 6))
        for asker, _group, _organisations in dice.sample(ASKERS, 2 if dice.random() < 0.03 else 1):
            rows.append(Printed(state, text, asker, response, action, issues, session))
    rows = rows[: count - len(ODD)]
    return sorted([*rows, *ODD], key=lambda row: row.state.strip())


ODD = (
    Printed("Albania", "A row without a session", "Japan", session=""),
    Printed("Albania", "Stands twice, letter by letter", "Peru"),
    Printed("Albania", "Stands twice, letter by letter", "Peru"),
    Printed("Chad\r\n", "The State has a line break behind it ", "Egypt"),
    Printed("Fiji", "The asker has a line break behind it ", "Bosnia and Herzegovina\n", session="17"),
    Printed("Fiji", 'Quotes a title, the "Bangkok Rules", as the report does ', "Austria", session="17"),
    Printed("Fiji", "Address the situation of the GuaranÃ­ people", "Viet Nam", session="17"),
    Printed("Chad", "Vis-Ã\xa0-vis children, do more", "Japan", session="5"),
    Printed("Chad", "Say what Côte d'Ivoire did", "Cote d'Ivoire", session="5"),
    Printed("Chad", "Asked by nobody knows whom", "&#40;Unknown&#41;", session="5"),
    Printed("Fiji", "Two answers to the same words", "Japan", "Supported", session="18"),
    Printed("Fiji", "Two answers to the same words", "Peru", "Noted", session="18"),
)


def features(content: bytes) -> dict[str, bool]:
    """What a file shows of everything that a reader of these exports has to meet."""
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    head, body = rows[0], rows[1:]
    texts = [row[3] for row in body]
    return {
        "byte order mark": content.startswith(b"\xef\xbb\xbf"),
        "headings": tuple(head) == HEADINGS,
        "column names twice": len(set(head)) < len(head),
        "CRLF": b"\r\n" in content,
        "LF inside a cell": any("\n" in cell for row in body for cell in row),
        "no end after the last row": not content.endswith(b"\n"),
        "every row as wide as the head": {len(row) for row in rows} == {len(HEADINGS)},
        "lists with commas": any("," in row[9] for row in body) and any(", " in row[2] for row in body),
        "only two answers": {row[7] for row in body} == {"Supported", "Noted"},
        "kinds of action": {row[8] for row in body} <= {"1", "2", "3", "4", "5"},
        "blank behind the text": any(text.endswith(" ") for text in texts),
        "same words, several States": len({row[3].strip() for row in body}) < len(body),
        "accents": any("é" in text or "ô" in text for text in texts),
    }  # fmt: skip


RARE = {
    "quotation marks in a text": lambda rows: any('"' in row[3] for row in rows),
    "a row without a session": lambda rows: any(not row[10] for row in rows),
    "a row twice": lambda rows: len({tuple(row) for row in rows}) < len(rows),
    "misread letters": lambda rows: any("Ã" in row[3] for row in rows),
    "a State that is not known": lambda rows: any("Unknown" in row[4] for row in rows),
}
"""Oddities that stand in some of the genuine files only."""


def body_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
