"""Open data: what can be taken away as a table, with the meaning of each column. Public rows alone, whoever asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.places.models import Place
from tamdan.press import exported
from tamdan.press.releasing import KIND as QUOTATIONS
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.downloads import COLUMNS, flat
from tamdan.recommendations.labels import table
from tamdan.recommendations.rows import all_of
from tamdan.recommendations.selection import Selection
from tamdan.search.reference import REFERENCE
from tamdan.taxonomy import terms
from tamdan.taxonomy.country import country, source_of
from tamdan.taxonomy.files import FileSource, source_of_file
from tamdan.taxonomy.models import AffectedGroup, Article, Instrument, Ratification, State, Theme, UprSession

Rows = Iterator[tuple[Any, ...]]


@dataclass(frozen=True)
class Column:
    """``path`` is what the database calls it; ``type`` is one of Frictionless: string, integer, boolean, date."""

    name: str
    path: str
    type: str = "string"


@dataclass(frozen=True)
class OpenTable:
    """A table to take away. ``key`` tells its rows apart, ``subject`` is the stamp that moves when it changes."""

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[], Rows]
    source: Callable[[], FileSource | None]
    key: tuple[str, ...] = ("code",)
    subject: str = REFERENCE

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def is_register(self) -> bool:
        """Whether its rows are this installation's own, which it may license."""
        return self.subject == KIND

    @property
    def subjects(self) -> tuple[str, ...]:
        """The stamps that move when the table changes, or the names in it."""
        return tuple({self.subject, REFERENCE})


def column(name: str, path: str = "", type: str = "string") -> Column:  # noqa: A002  # Frictionless's own word
    return Column(name, path or name, type)


NAMED = (column("code"), column("name_en"), column("name_km"), column("km_status"))
SOURCED = (column("source"), column("source_date"), column("retired", type="boolean"))
PARENT = column("parent", "parent_id")


def rows_of(rows: Callable[[], QuerySet[Any]], columns: tuple[Column, ...]) -> Callable[[], Rows]:
    """The values of the columns, read while they are sent."""
    return lambda: rows().values_list(*(one.path for one in columns)).iterator(chunk_size=2000)


def from_file(file: str) -> Callable[[], FileSource | None]:
    """Where one of the files of taxonomy comes from."""
    return lambda: source_of_file(terms.DATA / file)


def joined(path: str) -> Any:
    """Codes of a many-to-many relation in one cell, parted by spaces."""
    return StringAgg(path, delimiter=" ", default="", order_by=path)


TERMS = (*NAMED, PARENT, *SOURCED)
STATES = (
    *NAMED, column("name_fr"), column("iso2"), column("m49"), column("kind"), column("un_member_since", type="integer"),
    column("regional_group", "regional_group_id"), column("groups", "group_codes"), column("fictional", type="boolean"), *SOURCED,
)  # fmt: skip
INSTRUMENTS = (
    *NAMED, column("kind"), PARENT, column("adopted_on", type="date"), column("in_force_on", type="date"),
    column("monitored_by", "monitored_by_id"), *SOURCED,
)  # fmt: skip
ARTICLES = (
    *NAMED,
    column("instrument", "instrument_id"),
    column("number", type="integer"),
    column("themes", "theme_codes"),
    *SOURCED,
)
RATIFICATIONS = (
    column("instrument", "instrument_id"), column("state", "state_id"), column("status"), column("year", type="integer"),
    column("ratified_on", type="date"), column("signed_on", type="date"), column("note"), *SOURCED,
)  # fmt: skip
SESSIONS = (column("number", type="integer"), column("cycle", type="integer"), column("year", type="integer"), *SOURCED)
PLACES = (
    *NAMED, column("country"), column("level"), PARENT, column("source_code"), column("pcode"), column("note"),
    column("retired", type="boolean"),
)  # fmt: skip
REGISTER_TYPES = {"session": "integer", "cycle": "integer", "date": "date"}
"""Columns of the register that are no texts."""
PRESS_TYPES = {"said_on": "date", "released_on": "date"}
"""Columns of released quotations that are no texts."""


def _states() -> QuerySet[State]:
    return State.objects.annotate(group_codes=joined("groups__code")).order_by("position")


def _articles() -> QuerySet[Article]:
    return Article.objects.annotate(theme_codes=joined("themes__code")).order_by("position")


def _ratifications() -> QuerySet[Ratification]:
    return Ratification.objects.order_by("instrument__position", "state")


def _places() -> QuerySet[Place]:
    return Place.objects.filter(country=country(settings.COUNTRY).iso2).order_by("code")


def _recommendations() -> Rows:
    """What a visitor sees of the register, in the order of its States."""
    known = table()
    for recommendation in all_of(AnonymousUser(), Selection(sort="state")):
        yield tuple(flat(recommendation, known))


def _register() -> FileSource:
    return FileSource(
        "The register of this installation", "", "Each recommendation names the document that it stands in."
    )


def _press() -> FileSource:
    return FileSource(
        "Quotations that this installation released",
        "",
        "Short quotations; the rights in the articles are their outlets'. Name the source.",
    )


def open_tables() -> dict[str, OpenTable]:
    """Every table by its name in addresses."""
    register = tuple(column(name, type=REGISTER_TYPES.get(name, "string")) for name in COLUMNS)
    press = tuple(column(name, type=PRESS_TYPES.get(name, "string")) for name in exported.COLUMNS)
    made = [
        OpenTable("states", _("States"), STATES, rows_of(_states, STATES), from_file("states.csv")),
        OpenTable("themes", _("Human-rights themes"), TERMS, rows_of(Theme.objects.all, TERMS), from_file("themes.yaml")),
        OpenTable("groups", _("Affected groups"), TERMS, rows_of(AffectedGroup.objects.all, TERMS),
                  from_file("affected_groups.yaml")),
        OpenTable("instruments", _("International instruments"), INSTRUMENTS, rows_of(Instrument.objects.all, INSTRUMENTS),
                  from_file("instruments.yaml")),
        OpenTable("articles", _("Articles of instruments"), ARTICLES, rows_of(_articles, ARTICLES), from_file("articles.csv")),
        OpenTable("ratifications", _("Ratifications"), RATIFICATIONS, rows_of(_ratifications, RATIFICATIONS),
                  from_file("ratifications.csv"), key=("instrument", "state")),
        OpenTable("sessions", _("Sessions of the Universal Periodic Review"), SESSIONS, rows_of(UprSession.objects.all, SESSIONS),
                  from_file("upr_sessions.csv"), key=("number",)),
        OpenTable("places", _("Places"), PLACES, rows_of(_places, PLACES),
                  lambda: source_of(country(settings.COUNTRY), "places.csv")),
        OpenTable("quotations", _("Words in the press"), press, exported.flat, _press, key=("id",), subject=QUOTATIONS),
        OpenTable("recommendations", _("Recommendations"), register, _recommendations, _register, key=("id",), subject=KIND),
    ]  # fmt: skip
    return {one.name: one for one in made}
