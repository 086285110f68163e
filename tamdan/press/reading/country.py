"""Which names are the home State's, and on which side its parties stand (``country/<code>/press.yaml``); States by name."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tamdan.press.reading.listing import listed

ROOT = Path(__file__).resolve().parents[3]
_DEMONYMS = listed(
    "American British Chinese French German Japanese Korean Thai Vietnamese Lao Laotian "
    "Burmese Indonesian Malaysian Filipino Singaporean Indian Pakistani Russian Ukrainian "
    "Australian Canadian Dutch Swedish Norwegian Danish Finnish Swiss Italian Spanish "
    "Portuguese Polish Czech Turkish Israeli Palestinian Iranian Iraqi Syrian Saudi Egyptian "
    "African European Asian Mexican Brazilian Chilean Cuban Hungarian Belgian Irish Austrian "
    "Greek English Scottish Tibetan Uyghur Mongolian Nepali Bangladeshi Taiwanese Western"
)
_SHORT = listed(
    "US USA U.S. U.S UK U.K. EU E.U. Britain Russia China Japan Korea Vietnam Laos Syria "
    "Iran Taiwan Tibet Palestine America Europe Asia Africa ASEAN Washington Beijing "
    "Moscow London Brussels Paris Tokyo Hanoi Bangkok Canberra Berlin Geneva Seoul Delhi "
    "Jakarta Manila Singapore Netherlands Turkey Bolivia Venezuela Tanzania Moldova"
)
_PLACES_ONLY = (
    *listed("Geneva Europe Asia Africa Southeast Latin North South East West Pacific Xinjiang"),
    *("New York", "Hong Kong", "Los Angeles"),
)


@dataclass(frozen=True)
class Country:
    """``home`` holds the State's own names in small letters; ``parties`` the side of each party, body or acronym in small letters."""

    home: frozenset[str]
    parties: dict[str, str]
    named: re.Pattern[str]
    """Finds a party of the country in text in small letters."""
    government: str = ""
    """What "the government" is called in full."""
    provinces: frozenset[str] = frozenset()
    """Names of its provinces in small letters, as registers and papers spell them: no person's."""


@lru_cache(maxsize=4)
def country(code: str = "kh") -> Country:
    path = ROOT / "country" / code / "press.yaml"
    if not path.is_file():
        return Country(frozenset(), {}, re.compile(r"(?!)"))
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    home = {name.lower() for key in ("names", "names_km") for name in held["home"][key]}
    sides = ("government", "opposition", "civil-society")
    parties = {name.lower().replace("'", "’"): side for side in sides for name in held.get(side, ())}
    any_party = "|".join(map(re.escape, sorted(parties, key=len, reverse=True))) or "(?!)"
    return Country(
        frozenset(home),
        parties,
        re.compile(rf"(?<![a-z\d])(?:{any_party})(?![a-z\d])"),
        held["home"].get("government", ""),
        _provinces(code) | {name.lower() for name in held.get("spellings", ())},
    )


def _provinces(code: str) -> frozenset[str]:
    path = ROOT / "country" / code / "places.csv"
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "province"]
    names = (name for row in rows for name in (row.get("name_en") or "", *(row.get("aliases") or "").split("|")))
    return frozenset(shown.lower() for name in names if (shown := name.strip()))


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Names of States, their people and capitals as the press writes them, in small letters."""
    path = ROOT / "tamdan" / "taxonomy" / "data" / "states.csv"
    with path.open(encoding="utf-8", newline="") as file:
        named = [row["name_en"] for row in csv.DictReader(file)]
    return frozenset(name.lower() for name in (*named, *_DEMONYMS, *_SHORT, *(f"{name}s" for name in _DEMONYMS)))


PLACES = frozenset(name.lower() for name in _PLACES_ONLY)
