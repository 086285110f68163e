"""Loads instruments, their articles, and where each State stands towards them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tamdan.taxonomy.country import Country
from tamdan.taxonomy.enums import InstrumentKind, RatificationStatus
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import Article, Instrument, Mechanism, Ratification, State, Theme
from tamdan.taxonomy.sync import sync, sync_links
from tamdan.taxonomy.terms import DATA, codes, load_terms, named


def load_instruments() -> int:
    mechanisms = codes(Mechanism)

    def more(row: Row) -> dict[str, Any]:
        return {
            "kind": row.one_of("kind", InstrumentKind.values),
            "adopted_on": row.day("adopted_on"),
            "in_force_on": row.optional_day("in_force_on"),
            "monitored_by_id": row.code("monitored_by", mechanisms),
        }

    return load_terms(Instrument, "instruments.yaml", more, parents=True)


def load_articles() -> int:
    rows = rows_of(DATA / "articles.csv")
    instruments, themes = codes(Instrument), codes(Theme)
    made = [
        Article(
            **named(row, position),
            instrument_id=row.one_of("instrument", instruments),
            number=row.number("number"),
        )
        for position, row in enumerate(rows, start=1)
    ]
    changed = sync(Article.objects.all(), made)
    return changed + sync_links(
        Article.objects.all(), "themes", {row.text("code"): row.codes("themes", themes) for row in rows}
    )


def load_ratifications() -> int:
    return _ratifications(DATA / "ratifications.csv", Ratification.objects.filter(state__fictional=False))


def load_fictional_ratifications(home: Country) -> int:
    """The invented statuses of an invented State, where its folder has them."""
    path = Path(settings.COUNTRY_ROOT) / home.code / "ratifications.csv"
    return _ratifications(path, Ratification.objects.filter(state_id=home.iso3)) if path.exists() else 0


def _ratifications(path: Path, present: QuerySet[Ratification]) -> int:
    instruments, states = codes(Instrument), codes(State)
    rows = rows_of(path, key=("instrument", "state"))
    return sync(present, [_ratification(row, instruments, states) for row in rows], key=("instrument", "state"))


def _ratification(row: Row, instruments: set[str], states: set[str]) -> Ratification:
    return Ratification(
        instrument_id=row.one_of("instrument", instruments),
        state_id=row.one_of("state", states),
        status=row.one_of("status", RatificationStatus.values),
        year=row.optional_number("year"),
        ratified_on=row.optional_day("ratified_on"),
        signed_on=row.optional_day("signed_on"),
        note=row.optional("note", longest=200),
        **row.source(),
    )
