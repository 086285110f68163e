"""What a State was asked in each review, counted in both units, and about what."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db.models import Count, F, Func, TextField
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer
from tamdan.core.charts import FILLS, BarChart
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.enums import Facet, Position
from tamdan.recommendations.labels import NO_POSITION, Table, label_of
from tamdan.recommendations.models import Recommendation
from tamdan.taxonomy.models import UprSession

POSITIONS = (*Position.values, "")
THEMES_SHOWN = 12
MOST_PIECES = len(FILLS)


@dataclass
class Review:
    """One session's recommendations to a State: position (empty for none) -> number, in recommendations and in pairs."""

    cycle: int | None
    session: int | None
    recommendations: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pairs: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def name(self) -> str:
        if self.session is None:
            return _("No session recorded")
        return _("Session %(session)s, cycle %(cycle)s") % {
            "session": localnum(self.session),
            "cycle": localnum(self.cycle or ""),
        }

    @property
    def total(self) -> int:
        return sum(self.recommendations.values())

    @property
    def total_pairs(self) -> int:
        return sum(self.pairs.values())


def reviews_of(user: Viewer, state: str) -> list[Review]:
    """The reviews of a State that hold something this person may see, the newest first. One query."""
    rows = Recommendation.objects.visible_to(user).whole().filter(state_id=state).order_by()
    counted = rows.values("cycle", "session", "position").annotate(
        recommendations=Count("id", distinct=True), pairs=Count("recommending")
    )
    found: dict[int | None, Review] = {}
    for row in counted:
        review = found.setdefault(row["session"], Review(row["cycle"], row["session"]))
        review.recommendations[row["position"]] += row["recommendations"]
        review.pairs[row["position"]] += row["pairs"]
    return sorted(found.values(), key=lambda review: -(review.session or 0))


def position_columns(reviews: list[Review]) -> list[str]:
    """The positions that occur, in their usual order."""
    return [position for position in POSITIONS if any(review.recommendations.get(position) for review in reviews)]


@dataclass(frozen=True)
class Line:
    """A review on the State's page: each number of recommendations with the query of the list that it counts, empty where
    no list can be asked for; then the numbers of pairs."""

    name: str
    query: str
    year: int | None
    recommendations: list[tuple[int, str]]
    pairs: list[int]


def heads(positions: list[str], known: Table) -> list[str]:
    """The names of the positions, and of their sum."""
    return [*(label_of(known, Facet.POSITION, position or NO_POSITION).text for position in positions), _("All")]


def as_lines(state: str, reviews: list[Review], positions: list[str]) -> list[Line]:
    """For each review its numbers in recommendations, each with its list, and in pairs; one query for the years."""
    sessions = UprSession.objects.filter(number__in=[review.session for review in reviews if review.session])
    years = dict(sessions.values_list("number", "year"))
    return [_line(state, review, positions, years.get(review.session or 0)) for review in reviews]


def _line(state: str, review: Review, positions: list[str], year: int | None) -> Line:
    query = f"?state={state}&session={review.session}" if review.session else ""
    cells = [
        (number, f"{query}&position={position or NO_POSITION}" if query and number else "")
        for position in positions
        for number in (review.recommendations.get(position, 0),)
    ]
    pairs = [*(review.pairs.get(position, 0) for position in positions), review.total_pairs]
    return Line(review.name, query, year, [*cells, (review.total, query)], pairs)


def last_two_cycles(reviews: list[Review]) -> tuple[int, int] | None:
    """The cycle before the newest one and the newest one; None where there are not two."""
    cycles = sorted({review.cycle for review in reviews if review.cycle})
    return (cycles[-2], cycles[-1]) if len(cycles) > 1 else None


def themes_chart(user: Viewer, state: str, positions: list[str], known: Table) -> BarChart | None:
    """The themes most asked about, by position, counted in recommendations; None where there is no theme. One query."""
    rows = Recommendation.objects.visible_to(user).filter(state_id=state).order_by()
    entries = rows.annotate(entry=Func(F("facets"), function="unnest", output_field=TextField()))
    numbers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry, position, number in entries.values_list("entry", "position").annotate(number=Count("id")):
        facet, _colon, code = entry.partition(":")
        if facet == Facet.THEME:
            numbers[code][position] += number
    if not numbers:
        return None
    first = sorted(numbers, key=lambda code: (-sum(numbers[code].values()), code))[:THEMES_SHOWN]
    series = _series(positions)
    register = reverse("recommendations:register")
    lists = [f"{register}?state={state}&theme={quote(code)}" for code in first]
    return BarChart(
        id="themes",
        finding=_("Most asked about: %(theme)s") % {"theme": label_of(known, Facet.THEME, first[0]).text},
        explanation=_("Recommendations by theme. One recommendation may have several themes."),
        head=_("Theme"),
        series=[_named(group, known) for group in series],
        rows=[
            (label_of(known, Facet.THEME, code).text, [sum(numbers[code][one] for one in group) for group in series])
            for code in first
        ],
        links=[(url, [url + _query(group) for group in series]) for url in lists],
    )


def _series(positions: list[str]) -> list[list[str]]:
    """A bar has at most four pieces that can be told apart in print: what is more stands together in the last."""
    each = [[position] for position in positions]
    return each if len(each) <= MOST_PIECES else [*each[: MOST_PIECES - 1], positions[MOST_PIECES - 1 :]]


def _named(group: list[str], known: Table) -> str:
    return ", ".join(label_of(known, Facet.POSITION, position or NO_POSITION).text for position in group)


def _query(group: list[str]) -> str:
    return "".join(f"&position={position or NO_POSITION}" for position in group)
