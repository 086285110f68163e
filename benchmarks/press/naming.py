"""Pairs of names made from the Khmer names list and from public offices, and how many of them the matcher tells right.

One person: the other script, the other order, honorific, office, capitals, initials, spelling drift by rule. Two people: same family
name and another given name, same given name and another family name, look-alikes that KHMER.md lists as different.
"""

import csv
import random
import re
from pathlib import Path

from tamdan.press.reading.names import compare

_DRIFT = (
    ("ea", "ia"),
    ("ph", "p"),
    ("nn", "n"),
    ("ou", "u"),
    ("y", "i"),
    ("ey", "ei"),
    ("v", "w"),
    ("oeu", "eu"),
    ("kh", "k"),
    ("eo", "ev"),
    ("nh", "n"),
    ("th", "t"),
    ("Ch", "Chh"),
    ("ee", "i"),
    ("oo", "u"),
)
_SAFE = {"nn", "y", "ey", "v", "oeu", "ee", "oo"}
"""Drift that keeps the sound; the others stand for other names as well and are not used."""
HONORIFICS = (
    "H.E.",
    "Mr",
    "Mr.",
    "Ms",
    "Mrs.",
    "Lok Chumteav",
    "Lok",
    "Oknha",
    "Neak Oknha",
    "Samdech",
    "Dr.",
    "H.E. Dr.",
    "Gen.",
    "Prof.",
    "Her Excellency",
    "Ven.",
)
KHMER_OFFICES = (
    "អ្នកនាំពាក្យរាជរដ្ឋាភិបាល",
    "រដ្ឋមន្ត្រីក្រសួងការងារ",
    "អភិបាលខេត្តកំពត",
    "មេធាវី",
    "រដ្ឋលេខាធិការក្រសួងយុត្តិធម៌",
    "ប្រធានគណៈកម្មាធិការ",
)
KHMER_HONORIFICS = ("ឯកឧត្តម", "លោក", "លោកជំទាវ", "ឧកញ៉ា", "លោកស្រី", "ឯកឧត្តមបណ្ឌិត")
OFFICES = (
    "Minister of Labour",
    "Secretary of State",
    "Prime Minister",
    "Deputy Governor",
    "spokesman",
    "former President",
    "Director General",
    "Deputy Prime Minister and Minister of Interior",
    "Secretary of State at the Ministry of Justice",
    "Ambassador",
    "Senator",
    "National Assembly President",
    "spokesperson for the Ministry of Health",
    "Kampot Governor",
    "lawyer",
    "union leader",
    "police chief",
)
LOOK_ALIKES = (
    ("Chea Vanna", "Chey Vanna"),
    ("Kim Sophal", "Khim Sophal"),
    ("Chan Dara", "Chhan Dara"),
    ("Sok Sophal", "Sok Sophat"),
    ("Ny Vanna", "Ny Vannak"),
    ("Kem Sokha", "Kem Sokhom"),
)
WELL_KNOWN = (("Keo Remy", "Keo Romy"), ("Antonio Guterres", "António Guterres"), ("Victor Madrigal-Borloz", "Victor Madrigal Borloz"), ("HUN Sen", "Hun Sen"), ("SEN Hun", "Hun Sen"), ("M. Bachelet", "Michelle Bachelet"))  # fmt: skip


def _drifted(name: str, chance: random.Random) -> str:
    fitting = [(old, new) for old, new in _DRIFT if old in _SAFE and re.search(old, name)]
    if not fitting:
        return name
    old, new = chance.choice(fitting)
    return name.replace(old, new, 1)


def pairs(path: Path, seed: int = 5) -> list[tuple[str, str, bool]]:
    """First name, second name, one person or two."""
    chance = random.Random(seed)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "primary"]
    people = list(
        {(row["surname"], row["givenName"]): (row["romanizedSurname"], row["romanizedGiven"]) for row in rows}.items()
    )
    chance.shuffle(people)
    made: list[tuple[str, str, bool]] = [(one, two, True) for one, two in WELL_KNOWN]
    made += [(one, two, False) for one, two in LOOK_ALIKES]
    for at, ((family, given), (surname, name)) in enumerate(people[:1000]):
        latin = f"{surname} {name}"
        made.append(
            (f"{chance.choice(KHMER_HONORIFICS)} {family} {given}", f"{chance.choice(HONORIFICS)} {latin}", True)
        )
        made.append(
            (
                f"{chance.choice(KHMER_OFFICES)} {chance.choice(KHMER_HONORIFICS)} {family} {given}",
                f"{family} {given}",
                True,
            )
        )
        made.append((f"{family} {given}", f"{latin}, {chance.choice(OFFICES)}", True))
        made.append((latin, f"{name} {surname}", True))
        made.append((f"{surname.upper()} {name}", f"{chance.choice(OFFICES)} {latin}", True))
        drifted = (_drifted(surname, chance), _drifted(name, chance))
        if drifted != (surname, name):
            made.append((latin, " ".join(drifted), True))
        made.append((f"{surname[0]}. {name}", latin, True))
        other = people[(at + len(people) // 2) % len(people)][1]
        strange_family, strange_given = people[(at + len(people) // 3) % len(people)][0]
        if strange_given != given:
            made.append((f"{family} {given}", f"{family} {strange_given}", False))
        if strange_family != family:
            made.append((f"{family} {given}", f"{strange_family} {given}", False))
        if other[1].lower() != name.lower():
            made.append((f"{family} {given}", f"{surname} {other[1]}", False))
            made.append((latin, f"{surname} {other[1]}", False))
        if other[0].lower() != surname.lower():
            made.append((latin, f"{chance.choice(HONORIFICS)} {other[0]} {name}", False))
    return made


def figures(path: Path) -> dict[str, float]:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for one, two, same in pairs(path):
        right[same].append((compare(one, two) != "different") == same)
    everything = right[True] + right[False]
    return {
        "names, right": sum(everything) / len(everything),
        "names, one person told as one": sum(right[True]) / len(right[True]),
        "names, two people kept apart": sum(right[False]) / len(right[False]),
        "names, pairs": float(len(everything)),
    }
