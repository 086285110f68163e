"""Two reviews set against each other: what each was asked about, how it answered, and what was asked of both.

A side is a State, or one of its cycles. Numbers are recommendations; one with two themes counts under both.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from django.db.models import Count, F, Func, Q, TextField
from django.http import QueryDict
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer
from tamdan.language.comparing import Change, word_changes
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.enums import Facet, Position, TextKind
from tamdan.recommendations.labels import Table, label_of
from tamdan.recommendations.lineage import repeats
from tamdan.recommendations.models import Recommendation, RecommendationQuerySet, RecommendationText

MOST_PAIRS = 500


@dataclass(frozen=True)
class Side:
    """``cycle`` None stands for all of them."""

    state: str
    cycle: int | None = None

    @classmethod
    def read(cls, asked: QueryDict, name: str) -> Self | None:
        """From ``state_a`` and ``cycle_a`` of an address; None where no State is named."""
        state, cycle = asked.get(f"state_{name}", ""), asked.get(f"cycle_{name}", "")
        known = state.isalpha() and state.isascii() and len(state) == 3
        return cls(state.upper(), int(cycle) if cycle in ("1", "2", "3", "4", "5") else None) if known else None

    def rows(self, user: Viewer) -> RecommendationQuerySet:
        found = Recommendation.objects.visible_to(user).whole().filter(state__code=self.state)
        return found if self.cycle is None else found.filter(cycle=self.cycle)

    def name(self, known: Table) -> str:
        state = label_of(known, Facet.STATE, self.state).text
        if self.cycle is None:
            return state
        return _("%(state)s, cycle %(cycle)s") % {"state": state, "cycle": localnum(self.cycle)}

    @property
    def query(self) -> str:
        """Of the list that holds the side."""
        return f"?state={self.state}" + (f"&cycle={self.cycle}" if self.cycle else "")


@dataclass
class Numbers:
    """Recommendations of one side on one theme, and of all of them (theme "")."""

    asked: int = 0
    supported: int = 0


@dataclass(frozen=True)
class Difference:
    """A theme with the numbers of both sides."""

    code: str
    a: Numbers
    b: Numbers

    @property
    def more(self) -> int:
        """How many more the second side was asked."""
        return self.b.asked - self.a.asked


@dataclass(frozen=True)
class Demand:
    """What was asked of both. ``changes`` is what the second wording makes of the first."""

    a: Recommendation
    b: Recommendation
    language: str
    changes: Sequence[Change]
    is_machine: bool


@dataclass(frozen=True)
class Comparison:
    """``themes`` with the greatest difference first; ``more_demands`` says that MOST_PAIRS were read."""

    a: Numbers
    b: Numbers
    themes: list[Difference]
    demands: list[Demand] = field(default_factory=list)
    more_demands: bool = False


def compare(user: Viewer, a: Side, b: Side) -> Comparison:
    """Two queries for the themes, four for the demands."""
    ours, theirs = _numbers(user, a), _numbers(user, b)
    themes = [
        Difference(code, ours.get(code, Numbers()), theirs.get(code, Numbers()))
        for code in ours.keys() | theirs.keys() if code
    ]  # fmt: skip
    themes.sort(key=lambda one: (-abs(one.more), -one.a.asked - one.b.asked, one.code))
    demands, more = _demands(user, a, b)
    return Comparison(ours.get("", Numbers()), theirs.get("", Numbers()), themes, demands, more)


def _numbers(user: Viewer, side: Side) -> dict[str, Numbers]:
    entries = side.rows(user).order_by().annotate(entry=Func(F("facets"), function="unnest", output_field=TextField()))
    counted = entries.values("entry").annotate(
        asked=Count("id"), supported=Count("id", filter=Q(position=Position.SUPPORTED))
    )
    found: dict[str, Numbers] = defaultdict(Numbers)
    for row in counted:
        facet, _colon, code = row["entry"].partition(":")
        if facet in (Facet.THEME, Facet.STATE):
            found[code if facet == Facet.THEME else ""] = Numbers(row["asked"], row["supported"])
    return found


def _demands(user: Viewer, a: Side, b: Side) -> tuple[list[Demand], bool]:
    """Pairs that a link joins, and pairs of the same words."""
    ours, theirs = a.rows(user), b.rows(user)
    pairs: dict[tuple[int, int], bool] = {}
    for one, other in ((ours, theirs), (theirs, ours)):
        links = repeats(user).filter(from_id__in=one.values("pk"), to_id__in=other.values("pk"))
        for start, end, decision in links.values_list("from_id", "to_id", "decision")[:MOST_PAIRS]:
            pairs[(start, end) if one is ours else (end, start)] = decision != "accepted"
    words = theirs.filter(text_key__in=ours.values("text_key")).values_list("pk", "text_key")
    alike = {key: pk for pk, key in words[: MOST_PAIRS + 1]}
    for pk, key in ours.filter(text_key__in=alike).values_list("pk", "text_key").order_by("sort_key", "pk"):
        if pk != alike[key] and (alike[key], pk) not in pairs:
            pairs.setdefault((pk, alike[key]), True)
    chosen = dict(list(pairs.items())[:MOST_PAIRS])
    rows = Recommendation.objects.in_bulk({pk for pair in chosen for pk in pair})
    texts = _texts(rows)
    made = [_demand(rows[one], rows[other], texts, is_machine) for (one, other), is_machine in chosen.items()]
    return made, len(pairs) > MOST_PAIRS


def _texts(rows: dict[int, Recommendation]) -> dict[int, RecommendationText]:
    official = RecommendationText.objects.filter(recommendation__in=rows, kind=TextKind.OFFICIAL)
    return {text.recommendation_id: text for text in official}


def _demand(a: Recommendation, b: Recommendation, texts: dict[int, RecommendationText], is_machine: bool) -> Demand:
    first, second = texts.get(a.pk), texts.get(b.pk)
    changes = word_changes(first.text, second.text) if first and second and first.language == second.language else ()
    shown = second or first
    return Demand(a, b, shown.language if shown else "", changes or [("same", shown.text if shown else "")], is_machine)


def as_rows(found: Comparison, known: Table) -> Iterator[tuple[list[str], list[list[object]]]]:
    """Two tables to download: the themes, and the demands that were made of both. Heads are in English, as in open data."""
    themes: list[list[object]] = [
        [one.code, label_of(known, Facet.THEME, one.code).text, one.a.asked, one.a.supported, one.b.asked, one.b.supported, one.more]
        for one in found.themes
    ]  # fmt: skip
    yield ["theme", "name", "a_asked", "a_supported", "b_asked", "b_supported", "b_minus_a"], themes
    demands: list[list[object]] = [
        [
            one.a.identifier, one.a.position, one.b.identifier, one.b.position, "machine" if one.is_machine else "person",
            "".join(text for kind, text in one.changes if kind != "ins"), "".join(text for kind, text in one.changes if kind != "del"),
        ]
        for one in found.demands
    ]  # fmt: skip
    yield ["a_identifier", "a_position", "b_identifier", "b_position", "linked_by", "a_text", "b_text"], demands
