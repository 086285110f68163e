"""Loads the calendar of the Universal Periodic Review: sessions, which State in which, and dated steps."""

from tamdan.taxonomy.enums import DeadlineNature, Precision
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import Deadline, DeadlineKind, Review, State, UprSession
from tamdan.taxonomy.sync import sync
from tamdan.taxonomy.terms import DATA, codes, load_terms


def load_calendar() -> dict[str, int]:
    """Rows added, changed or retired, by table."""
    return {
        "UprSession": _sessions(),
        "Review": _reviews(),
        "DeadlineKind": load_terms(
            DeadlineKind, "deadline_kinds.yaml", lambda row: {"kind": row.one_of("kind", DeadlineNature.values)}
        ),
        "Deadline": _deadlines(),
    }


def _sessions() -> int:
    made = [
        UprSession(
            number=row.number("number"),
            cycle=row.number("cycle"),
            year=row.number("year"),
            **row.source(),
        )
        for row in rows_of(DATA / "upr_sessions.csv", key=("number",))
    ]
    return sync(UprSession.objects.all(), made, key=("number",))


def _reviews() -> int:
    sessions, states = _numbers(), codes(State)
    made = [
        Review(session_id=_session(row, sessions), state_id=row.one_of("state", states), **row.source())
        for row in rows_of(DATA / "upr_reviews.csv", key=("session", "state"))
    ]
    return sync(Review.objects.filter(state__fictional=False), made, key=("session", "state"))


def _deadlines() -> int:
    sessions, states, kinds = _numbers(), codes(State), codes(DeadlineKind)
    made = [
        Deadline(
            code=row.text("code", longest=80),
            session_id=_session(row, sessions),
            kind_id=row.one_of("kind", kinds),
            state_id=row.code("state", states),
            on=row.day("on"),
            precision=row.one_of("precision", Precision.values),
            **row.source(),
        )
        for row in rows_of(DATA / "upr_deadlines.csv")
    ]
    return sync(Deadline.objects.all(), made)


def _numbers() -> set[str]:
    return {str(number) for number in UprSession.objects.values_list("number", flat=True)}


def _session(row: Row, sessions: set[str]) -> int:
    return int(row.one_of("session", sessions))
