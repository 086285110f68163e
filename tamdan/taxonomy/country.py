"""What differs by country: names, languages, time zone, holidays and levels of place, read from ``country/<code>/country.yaml``."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from tamdan.taxonomy.files import FileSource, Row, mapping_of, source_of_file


@dataclass(frozen=True)
class PlaceLevel:
    """A level of the country's administration, highest first; ``words`` are what people write before a name of that level."""

    code: str
    name_en: str
    name_km: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Holiday:
    """A day off each year that no library knows."""

    month: int
    day: int
    name_en: str
    name_km: str


@dataclass(frozen=True)
class Country:
    """A home State. ``holiday_library`` is the country code of the ``holidays`` library, empty where ``holidays`` lists them all."""

    code: str
    iso2: str
    iso3: str
    m49: str
    name_en: str
    name_km: str
    official_name_en: str
    official_name_km: str
    fictional: bool
    languages: tuple[str, ...]
    time_zone: str
    working_days: tuple[str, ...]
    holiday_library: str
    holidays: tuple[Holiday, ...]
    place_levels: tuple[PlaceLevel, ...]


def today() -> datetime.date:
    """The day that it is in the home State: deadlines end at midnight there, not at the server's."""
    return timezone.localdate(timezone=ZoneInfo(country(settings.COUNTRY).time_zone))


@lru_cache(maxsize=4)
def country(code: str) -> Country:
    """The country of a folder below ``country/`` ("kh"). Raises FaultyFile."""
    row = mapping_of(Path(settings.COUNTRY_ROOT) / code / "country.yaml")
    holidays = row.inner("holidays")
    names = ("iso2", "iso3", "name_en", "name_km", "official_name_en", "official_name_km", "time_zone")
    return Country(
        code=code,
        m49=row.optional("m49"),
        fictional=row.values.get("fictional") is True,
        languages=tuple(row.many("languages")),
        working_days=tuple(row.many("week")),
        holiday_library=holidays.optional("library"),
        holidays=tuple(_holiday(day) for day in holidays.inners("days")),
        place_levels=tuple(_level(level) for level in row.inners("place_levels")),
        **{name: row.text(name) for name in names},
    )


def _holiday(row: Row) -> Holiday:
    month, day = (int(row.values[name]) for name in ("month", "day"))
    return Holiday(month=month, day=day, name_en=row.text("name_en"), name_km=row.text("name_km"))


def _level(row: Row) -> PlaceLevel:
    return PlaceLevel(
        code=row.text("code"), name_en=row.text("name_en"), name_km=row.text("name_km"), words=tuple(row.many("words"))
    )


def country_of(iso2: str) -> Country | None:
    """The country with this ISO 3166 alpha-2 code; None where it has no folder here. Folders are named by that code."""
    code = iso2.lower()
    return country(code) if (Path(settings.COUNTRY_ROOT) / code / "country.yaml").is_file() else None


def source_of(home: Country, file: str) -> FileSource | None:
    """What ``sources.yaml`` in the country's folder says of one of its files; None where it says nothing."""
    return source_of_file(Path(settings.COUNTRY_ROOT) / home.code / file)
