"""Fills what pages put around their articles, from ``manners.yaml``: sites, sections, days, bylines, in English and Khmer."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

_BRACES = re.compile(r"\{(\w+?)\d?\}")
_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_KINDS = (
    "press release", "statement", "joint statement", "press statement", "press briefing", "clarification", "open letter", "oral statement"
)  # fmt: skip


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, list[str]]]:
    """What ``manners.yaml`` has for each language; ``""`` is for both."""
    held: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("manners.yaml").read_text(encoding="utf-8"))
    found = {
        language: {
            name: given.split(" | ") if isinstance(given, str) else list(given)
            for name, given in held[language].items()
        }
        for language in ("en", "km")
    }
    return {**found, "": {name: held[name] for name in ("rules", "tails")}}


class Filler:
    """Fills the braces of a phrase, with one site and one way to write a day for a dump."""

    def __init__(self, chance: Random, *, khmer: bool, headlines: list[str]) -> None:
        self.chance = chance
        self.khmer = khmer
        self.words = words()["km" if khmer else "en"]
        self.headlines = headlines or ["Nothing new"]
        self.site = chance.choice(words()["km"]["sites"] if khmer and chance.random() < 0.7 else words()["en"]["sites"])
        self.way = chance.randrange(7)
        self.makers: dict[str, Callable[[], str]] = {
            "site": lambda: self.site, "SITE": self.site.upper, "sec": lambda: self._any("sections"),
            "SEC": lambda: self._any("sections").upper(), "day": self._day, "clock": self._clock, "who": lambda: self._any("names"),
            "WHO": self._name_in_capitals, "n": lambda: self._digits(str(chance.randint(2, 400))), "weekday": lambda: self._any("weekdays"),
            "place": lambda: self._any("places"), "headline": lambda: chance.choice(self.headlines),
            "year": lambda: str(chance.randint(2005, 2026)), "ACR": lambda: self._letters(3).upper(),
            "ini": lambda: self._letters(chance.randint(2, 3)), "dom": lambda: "".join(re.findall("[a-z]+", self.site.lower())) or "site",
            "ORG": self._body, "ORGU": lambda: self._body().upper(), "kind": lambda: chance.choice(_KINDS).capitalize(),
            "KIND": lambda: chance.choice(_KINDS).upper(), "lang": lambda: "English", "standfirst": self._standfirst, "caption": self._caption,
        }  # fmt: skip

    def fill(self, phrase: str, title: str = "") -> str:
        def made(match: re.Match[str]) -> str:
            name = match[1]
            if name == "title":
                return title or "Untitled"
            if name == "slug":
                return "-".join(re.findall("[a-z]+", title.lower())[:6]) or "1234"
            return self.makers[name]()

        return _BRACES.sub(made, phrase)

    def lead(self) -> str:
        """Lines above the first article."""
        return self.fill(self._any("leads"))

    def _any(self, name: str) -> str:
        return self.chance.choice(self.words[name])

    def _digits(self, text: str) -> str:
        return text.translate(_KHMER_DIGITS) if self.khmer else text

    def _letters(self, count: int) -> str:
        return "".join(self.chance.choice("abcdefghijkmnoprst") for _letter in range(count))

    def _day(self) -> str:
        day, month, year = self.chance.randint(1, 28), self.chance.randrange(12), self.chance.randint(2005, 2026)
        name = self.words["months"][month]
        if self.khmer:
            ways = (
                f"{day} {name} {year}",
                f"{day:02} ខែ{name} ឆ្នាំ{year}",
                f"{day}-{month + 1}-{year}",
                f"{day} {name} ឆ្នាំ{year}",
            )
            return ways[self.way % 4] if self.way % 4 == 2 else self._digits(ways[self.way % 4])
        return (
            f"{day} {name} {year}", f"{name} {day}, {year}", f"{day:02}/{month + 1:02}/{year}", f"{year}-{month + 1:02}-{day:02}",
            f"{day} {name[:3]} {year}", f"{name[:3]} {day}, {year}", f"{day:02}.{month + 1:02}.{year}",
        )[self.way]  # fmt: skip

    def _clock(self) -> str:
        clock = f"{self.chance.randint(0, 23)}:{self.chance.randint(0, 59):02}"
        return self._digits(clock) if self.khmer else clock + self.chance.choice(("", "", " am", " ICT"))

    def _name_in_capitals(self) -> str:
        first, last = self.chance.choice(words()["en"]["names"]).split(" ", 1)
        return f"{first.upper()} {last}" if self.chance.random() < 0.5 else f"{first} {last}".upper()

    def _body(self) -> str:
        return self.fill(self.chance.choice(words()["en"]["bodies"]))

    def _standfirst(self) -> str:
        line = self.chance.choice(self.headlines)
        return line if self.khmer else line.rstrip(".") + self.chance.choice(self.words["standfirsts"])

    def _caption(self) -> str:
        return self.fill(self._any("captions"))
