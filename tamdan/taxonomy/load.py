"""Loads the reference files of this room (data/) and, for an invented home State, its row and ratifications (country/).

Every file is read and checked as a whole before its table changes. Called by ``tamdan upgrade`` through panels.py.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from tamdan.taxonomy import match
from tamdan.taxonomy.country import country
from tamdan.taxonomy.enums import (
    DeadlineNature,
    GroupKind,
    InstrumentKind,
    MechanismKind,
    Precision,
    RatificationStatus,
    SdgLevel,
    StateKind,
)
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import (
    ActionKind,
    AffectedGroup,
    Article,
    Deadline,
    DeadlineKind,
    Instrument,
    LegacyTheme,
    Mechanism,
    Ratification,
    Review,
    Sdg,
    State,
    StateGroup,
    Term,
    Theme,
    UprIssue,
    UprSession,
)
from tamdan.taxonomy.naming import KhmerStatus
from tamdan.taxonomy.sync import sync, sync_links

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Rows added, changed or retired by table; all zero when nothing changed. Raises FaultyFile and changes nothing."""
    counts = {
        "StateGroup": _terms(StateGroup, "state_groups.yaml", _state_group, parents=True),
        "State": _states(),
        "AffectedGroup": _terms(AffectedGroup, "affected_groups.yaml", parents=True),
        "Theme": _terms(Theme, "themes.yaml", parents=True),
        "LegacyTheme": _legacy_themes(),
        "Sdg": _terms(Sdg, "sdg.csv", lambda row: {"level": row.one_of("level", SdgLevel.values)}, parents=True),
        "Mechanism": _terms(Mechanism, "mechanisms.yaml", _mechanism, parents=True),
        "Instrument": _terms(Instrument, "instruments.yaml", _instrument, parents=True),
        "Article": _articles(),
        "Ratification": _ratifications(DATA / "ratifications.csv", Ratification.objects.filter(state__fictional=False)),
        "UprIssue": _upr_issues(),
        "ActionKind": _terms(ActionKind, "action_kinds.yaml", _action_kind),
        **_calendar(),
    }
    if country(settings.COUNTRY).fictional:
        counts["State"] += load_fictional_state(settings.COUNTRY)
    match.forget()
    return {f"taxonomy.{name}": count for name, count in counts.items()}


def load_fictional_state(code: str) -> int:
    """The invented State of ``country/<code>/`` and its ratifications; rows added or changed."""
    home = country(code)
    values = {
        "name_en": home.name_en,
        "name_km": home.name_km,
        "km_status": KhmerStatus.OFFICIAL,
        "aliases": [home.official_name_en, home.official_name_km],
        "position": 0,
        "source": "Invented for demonstration",
        "source_date": "2026-11-22",
    }
    state = State(code=home.iso3, iso2=home.iso2, kind=StateKind.MEMBER, fictional=True, **values)
    changed = sync(State.objects.filter(code=home.iso3), [state])
    path = settings.COUNTRY_ROOT / code / "ratifications.csv"
    if path.exists():
        changed += _ratifications(path, Ratification.objects.filter(state=home.iso3))
    match.forget()
    return changed


def remove_fictional_state(code: str) -> None:
    """Take an invented State away without a trace; a real one stays. Rows elsewhere that name it must be gone before."""
    State.objects.filter(code=country(code).iso3, fictional=True).delete()
    match.forget()


def _terms(
    model: type[Term], file: str, more: Callable[[Row], dict[str, Any]] = lambda row: {}, *, parents: bool = False
) -> int:
    rows = rows_of(DATA / file)
    codes = {row.text("code") for row in rows}
    made = []
    for position, row in enumerate(rows):
        values = _named(row, position) | more(row)
        if parents:
            values["parent_id"] = row.known("parent", codes)
        made.append(model(**values))
    return sync(model._default_manager.all(), made)


def _named(row: Row, position: int) -> dict[str, Any]:
    """What every term has."""
    return {
        "code": row.text("code", longest=80),
        "name_en": row.text("name_en"),
        "km_source": row.optional("km_source", longest=200),
        "aliases": row.many("aliases", split="|"),
        "position": position,
        **row.khmer(),
        **row.source(),
    }


def _codes(model: type[Term]) -> set[str]:
    return set(model._default_manager.values_list("code", flat=True))


def _links(row: Row, name: str, codes: set[str]) -> list[str]:
    """Codes of another list, each of which must be in it."""
    found = row.many(name)
    for code in found:
        Row(row.file, row.line, {name: code}).known(name, codes)
    return found


def _state_group(row: Row) -> dict[str, Any]:
    return {"kind": row.one_of("kind", GroupKind.values)}


def _states() -> int:
    rows = rows_of(DATA / "states.csv")
    groups = _codes(StateGroup)
    made = [State(**_named(row, position), **_state(row, groups)) for position, row in enumerate(rows, start=1)]
    real = State.objects.filter(fictional=False)
    return sync(real, made) + sync_links(real, "groups", {row.text("code"): _links(row, "groups", groups) for row in rows})


def _state(row: Row, groups: set[str]) -> dict[str, Any]:
    return {
        "iso2": row.text("iso2", longest=2),
        "m49": row.optional("m49", longest=3),
        "name_fr": row.optional("name_fr", longest=200),
        "kind": row.one_of("kind", StateKind.values),
        "un_member_since": row.number("un_member_since"),
        "regional_group_id": row.known("regional_group", groups),
    }


def _legacy_themes() -> int:
    rows = rows_of(DATA / "legacy_themes.csv")
    made = [
        LegacyTheme(
            code=row.text("code", longest=20),
            scheme=row.text("scheme", longest=8),
            legacy_code=row.text("legacy_code", longest=8),
            name_en=row.text("name_en"),
            **row.source(),
        )
        for row in rows
    ]
    changed = sync(LegacyTheme.objects.all(), made)
    return changed + _theme_and_group_links(LegacyTheme.objects.all(), rows)


def _theme_and_group_links(present: QuerySet[Any], rows: list[Row]) -> int:
    themes, groups = _codes(Theme), _codes(AffectedGroup)
    changed = sync_links(present, "themes", {row.text("code"): _links(row, "themes", themes) for row in rows})
    return changed + sync_links(present, "groups", {row.text("code"): _links(row, "groups", groups) for row in rows})


def _upr_issues() -> int:
    changed = _terms(UprIssue, "upr_issues.yaml")
    return changed + _theme_and_group_links(UprIssue.objects.all(), rows_of(DATA / "upr_issues.yaml"))


def _mechanism(row: Row) -> dict[str, Any]:
    return {
        "kind": row.one_of("kind", MechanismKind.values),
        "short_name": row.optional("short_name", longest=40),
        "state_id": row.known("state", _codes(State)) if row.optional("state") else None,
    }


def _instrument(row: Row) -> dict[str, Any]:
    adopted = row.day("adopted_on")
    if adopted is None:
        row.text("adopted_on")
    return {
        "kind": row.one_of("kind", InstrumentKind.values),
        "adopted_on": adopted,
        "in_force_on": row.day("in_force_on"),
        "monitored_by_id": row.known("monitored_by", _codes(Mechanism)),
    }


def _articles() -> int:
    rows = rows_of(DATA / "articles.csv")
    instruments, themes = _codes(Instrument), _codes(Theme)
    made = [
        Article(
            **_named(row, position),
            instrument_id=row.one_of("instrument", sorted(instruments)),
            number=row.number("number"),
        )
        for position, row in enumerate(rows)
    ]
    changed = sync(Article.objects.all(), made)
    return changed + sync_links(Article.objects.all(), "themes", {row.text("code"): _links(row, "themes", themes) for row in rows})


def _ratifications(path: Path, present: QuerySet[Ratification]) -> int:
    instruments, states = _codes(Instrument), _codes(State)
    made = [
        Ratification(
            instrument_id=row.known("instrument", instruments),
            state_id=row.known("state", states),
            status=row.one_of("status", RatificationStatus.values),
            year=row.number("year"),
            ratified_on=row.day("ratified_on"),
            signed_on=row.day("signed_on"),
            note=row.optional("note", longest=200),
            **row.source(),
        )
        for row in rows_of(path, key="")
    ]
    return sync(present, made, key=("instrument", "state"))


def _action_kind(row: Row) -> dict[str, Any]:
    return {"meaning_en": row.text("meaning_en", longest=200), "meaning_km": row.text("meaning_km", longest=200)}


def _calendar() -> dict[str, int]:
    """Sessions, reviews, kinds of step and dated steps."""
    sessions = rows_of(DATA / "upr_sessions.csv", key="number")
    numbers = {row.number("number") for row in sessions}
    states = _codes(State)
    return {
        "UprSession": sync(UprSession.objects.all(), [_session(row) for row in sessions], key=("number",)),
        "Review": sync(
            Review.objects.filter(state__fictional=False),
            [_review(row, numbers, states) for row in rows_of(DATA / "upr_reviews.csv", key="")],
            key=("session", "state"),
        ),
        "DeadlineKind": _terms(
            DeadlineKind, "deadline_kinds.yaml", lambda row: {"kind": row.one_of("kind", DeadlineNature.values)}
        ),
        "Deadline": _deadlines(numbers, states),
    }
