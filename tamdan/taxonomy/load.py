"""Loads the reference files of this room (data/); an invented home State brings its own row (country/).

Each table changes only after its whole file was read and checked. Called by ``tamdan upgrade`` through panels.py.
"""

from django.conf import settings
from django.db import transaction

from tamdan.taxonomy import load_calendar, load_instruments, load_states, match
from tamdan.taxonomy.country import country
from tamdan.taxonomy.enums import MechanismKind, SdgLevel
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import ActionKind, AffectedGroup, LegacyTheme, Mechanism, Sdg, State, Theme, UprIssue
from tamdan.taxonomy.sync import sync
from tamdan.taxonomy.terms import DATA, codes, link_themes_and_groups, load_terms


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Rows added, changed or retired by table; all zero when nothing changed. Raises FaultyFile and changes nothing."""
    counts = {
        "StateGroup": load_states.load_groups(),
        "State": load_states.load_states(),
        "AffectedGroup": load_terms(AffectedGroup, "affected_groups.yaml", parents=True),
        "Theme": load_terms(Theme, "themes.yaml", parents=True),
        "LegacyTheme": _legacy_themes(),
        "Sdg": load_terms(Sdg, "sdg.csv", lambda row: {"level": row.one_of("level", SdgLevel.values)}, parents=True),
        "Mechanism": _mechanisms(),
        "Instrument": load_instruments.load_instruments(),
        "Article": load_instruments.load_articles(),
        "Ratification": load_instruments.load_ratifications(),
        "UprIssue": _upr_issues(),
        "ActionKind": load_terms(ActionKind, "action_kinds.yaml", _action_kind),
        **load_calendar.load_calendar(),
    }
    if country(settings.COUNTRY).fictional:
        counts["State"] += load_fictional_state(settings.COUNTRY)
    match.forget()
    return {f"taxonomy.{name}": count for name, count in counts.items()}


@transaction.atomic
def load_fictional_state(code: str) -> int:
    """The invented State of ``country/<code>/`` and its ratifications; rows added or changed."""
    changed = load_states.load_fictional(country(code))
    changed += load_instruments.load_fictional_ratifications(country(code))
    match.forget()
    return changed


def remove_fictional_state(code: str) -> None:
    """Take an invented State away without a trace. A real one stays; what other rooms hold of it must be gone before."""
    State.objects.filter(code=country(code).iso3, fictional=True).delete()
    match.forget()


def _legacy_themes() -> int:
    rows = rows_of(DATA / "legacy_themes.csv")
    changed = sync(LegacyTheme.objects.all(), [_legacy_theme(row) for row in rows])
    return changed + link_themes_and_groups(LegacyTheme.objects.all(), rows)


def _legacy_theme(row: Row) -> LegacyTheme:
    return LegacyTheme(
        code=row.text("code", longest=20),
        scheme=row.text("scheme", longest=8),
        legacy_code=row.text("legacy_code", longest=8),
        name_en=row.text("name_en"),
        **row.source(),
    )


def _mechanisms() -> int:
    states = codes(State)

    def more(row: Row) -> dict[str, str | None]:
        return {
            "kind": row.one_of("kind", MechanismKind.values),
            "short_name": row.optional("short_name", longest=40),
            "state_id": row.code("state", states),
        }

    return load_terms(Mechanism, "mechanisms.yaml", more, parents=True)


def _upr_issues() -> int:
    changed = load_terms(UprIssue, "upr_issues.yaml")
    return changed + link_themes_and_groups(UprIssue.objects.all(), rows_of(DATA / "upr_issues.yaml"))


def _action_kind(row: Row) -> dict[str, str]:
    return {"meaning_en": row.text("meaning_en", longest=200), "meaning_km": row.text("meaning_km", longest=200)}
