"""Loads States, their groups, and the invented State of a demonstration."""

from typing import Any

from tamdan.taxonomy.country import Country
from tamdan.taxonomy.enums import GroupKind, StateKind
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import State, StateGroup
from tamdan.taxonomy.naming import KhmerStatus
from tamdan.taxonomy.sync import sync, sync_links
from tamdan.taxonomy.terms import DATA, codes, load_terms, named


def load_groups() -> int:
    return load_terms(
        StateGroup, "state_groups.yaml", lambda row: {"kind": row.one_of("kind", GroupKind.values)}, parents=True
    )


def load_states() -> int:
    """The real States; an invented one beside them is left alone."""
    rows = rows_of(DATA / "states.csv")
    groups = codes(StateGroup)
    real = State.objects.filter(fictional=False)
    changed = sync(real, [_state(row, position, groups) for position, row in enumerate(rows, start=1)])
    return changed + sync_links(real, "groups", {row.text("code"): row.codes("groups", groups) for row in rows})


def _state(row: Row, position: int, groups: set[str]) -> State:
    return State(
        **named(row, position),
        iso2=row.text("iso2", longest=2),
        m49=row.optional("m49", longest=3),
        name_fr=row.optional("name_fr", longest=200),
        kind=row.one_of("kind", StateKind.values),
        un_member_since=row.optional_number("un_member_since"),
        regional_group_id=row.code("regional_group", groups),
    )


def load_fictional(home: Country) -> int:
    """The row of an invented State, from its country.yaml."""
    values: dict[str, Any] = {
        "name_en": home.name_en,
        "name_km": home.name_km,
        "km_status": KhmerStatus.OFFICIAL,
        "aliases": [home.official_name_en, home.official_name_km],
        "source": "Invented for demonstration",
        "source_date": "2026-11-22",
    }
    state = State(code=home.iso3, iso2=home.iso2, kind=StateKind.MEMBER, fictional=True, position=0, **values)
    return sync(State.objects.filter(code=home.iso3), [state])
