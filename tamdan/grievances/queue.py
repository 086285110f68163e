"""The queue of letters: what somebody looks at, read from the address; danger first, then by clock. Nothing counts everything."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, ClockQuerySet
from tamdan.core.access import Viewer
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page, paginate
from tamdan.grievances.access import cases_of, offices_of
from tamdan.grievances.enums import Rank, Status
from tamdan.grievances.models import NEVER, Case, CaseQuerySet
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.timing import ANSWER, KIND
from tamdan.intake.access import unopened_numbers
from tamdan.intake.enums import Code
from tamdan.intake.models import Decision
from tamdan.intake.vocabularies import Channel, Choice, Kind, Urgency
from tamdan.language.digits import to_ascii
from tamdan.places.models import Place

SIZE = 50
CAP = 99
"""Numbers above the list are exact up to here; beyond it they say "99+", so that they cost the same in every year."""
MOST_OF_NUMBER = 12
SORTS = {
    "clock": (_("Danger and clock first"), ("rank", "due_on", "id")),
    "newest": (_("Newest first"), ("-received_on", "-id")),
    "oldest": (_("Oldest first"), ("received_on", "id")),
}
FACETS = ("status", "office", "channel", "province", "only")
ONLY = {
    "late": _("Past its date"),
    "danger": _("Somebody is in danger"),
    "answer": _("The complainant wrote"),
    "mine": _("Handled by me"),
    "nobody": _("Handled by nobody"),
    "call": _("Wants to be called"),
    "in_time": _("Answered in time"),
    "refused": _("Not for this office"),
    "contested": _("Contested or reopened"),
    "abroad": _("With another body"),
    "abroad_late": _("Another body is late"),
}
"""Narrowings that are yes or no; all that are chosen hold together."""
OPENS_AGAIN = (Code.CONTEST, Code.REOPEN)


@dataclass(frozen=True)
class Wanted:
    """``chosen`` is facet -> values: one of them within a facet, all of the facets. Without a standing, files that are open."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "clock"
    since: datetime.date | None = None
    until: datetime.date | None = None
    """Days on which the first letter came, both included."""

    @classmethod
    def read(cls, asked: QueryDict, **preset: str) -> Self:
        """From the query of an address; what cannot be meant is passed over."""
        chosen = {name: tuple(dict.fromkeys(asked.getlist(name)[:SIZE])) for name in FACETS if asked.getlist(name)}
        for name, value in preset.items():
            chosen[name] = tuple(dict.fromkeys((*chosen.get(name, ()), value)))
        sort = asked.get("sort", "clock")
        return cls(
            chosen, sort if sort in SORTS else "clock", _day(asked.get("since", "")), _day(asked.get("until", ""))
        )

    def rows(self, user: Any, found: CaseQuerySet | None = None) -> CaseQuerySet:
        """``found``: what this person may see, where it was asked for before."""
        found = cases_of(user) if found is None else found
        status = [one for one in self.chosen.get("status", ()) if one in Status.values]
        found = found.filter(status__in=status) if status else found.open()
        if offices := [int(one) for one in self.chosen.get("office", ()) if one.isascii() and one.isdigit()]:
            found = found.filter(office__in=offices)
        if channels := self.chosen.get("channel"):
            found = found.filter(channel__in=channels)
        if self.since:
            found = found.filter(received_on__gte=self.since)
        if self.until:
            found = found.filter(received_on__lte=self.until)
        if provinces := self.chosen.get("province"):
            found = found.filter(province__code__in=provinces)
        for name in self.chosen.get("only", ()):
            found = only(found, name, user)
        return found

    def page(self, user: Any, found: CaseQuerySet, token: str) -> Page:
        """Two queries, and one more where the time of a file stands still."""
        rows = self.rows(user, found).select_related("officer", "province", "office")
        page = paginate(rows, SORTS[self.sort][1], token, SIZE)
        mark_standing_still(page.rows)
        mark_those_to_call(page.rows)
        return page

    @property
    def days(self) -> dict[str, str]:
        """The days of the address, as they stand there."""
        given = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in given.items() if day}

    def as_query(self) -> str:
        made = QueryDict(mutable=True)
        for name, values in self.chosen.items():
            made.setlist(name, list(values))
        if self.sort != "clock":
            made["sort"] = self.sort
        made.update(self.days)
        return f"?{made.urlencode()}"


def numbered(found: CaseQuerySet, text: str) -> Case | None:
    """The file with this number as people say it: "2026-00042" in either script, or "42" for one of this year."""
    said = to_ascii(text.strip())[:MOST_OF_NUMBER]
    if said.isascii() and said.isdecimal():
        said = f"{today().year}-{int(said):05}"
    return found.filter(number=said).first()


def mark_standing_still(cases: Iterable[Case]) -> None:
    """A file without a next day whose clocks run is one whose clocks are all paused."""
    without = [case for case in cases if case.due_on == NEVER and not case.is_closed]
    if without:
        paused = Clock.objects.running().filter(kind=KIND, object_id__in=[case.pk for case in without])
        found = set(paused.values_list("object_id", flat=True))
        for case in without:
            case.stands_still = case.pk in found


def mark_those_to_call(cases: Iterable[Case]) -> None:
    """Open files whose complainant asked to be called, as long as no officer has opened the number. One query."""
    waiting = {case.letter_id: case for case in cases if not case.is_closed}
    for letter in unopened_numbers().filter(item__letter__in=waiting).values_list("item__letter", flat=True):
        waiting[letter].wants_call = True


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def only(found: CaseQuerySet, name: str, user: Any) -> CaseQuerySet:
    """The rows of one yes-or-no narrowing."""
    conditions = {
        "danger": Q(rank=Rank.DANGER),
        "answer": Q(answered_by_complainant__isnull=False),
        "mine": Q(officer=user.pk),
        "nobody": Q(officer__isnull=True),
        "call": Q(letter__in=unopened_numbers().values("item__letter")),
        "in_time": Q(Exists(answered_in_time())),
        "refused": Q(admissibility__is_admissible=False),
        "contested": Q(letter__in=Decision.objects.filter(code__in=OPENS_AGAIN).values("thread")),
        "abroad": Q(pk__in=Referral.objects.open().values("case")),
        "abroad_late": Q(pk__in=Referral.objects.late().values("case")),
    }
    if name == "late":
        return found.overdue()
    return found.filter(conditions[name]) if name in conditions else found


def answered_in_time() -> ClockQuerySet:
    """Of a file the clock with which it began, where the answer came by its last day."""
    began = Clock.objects.filter(
        kind=KIND, object_id=OuterRef("pk"), started_on=OuterRef("received_on"), rule__code=ANSWER
    )
    return began.filter(outcome=Outcome.DONE, stopped_on__lte=F("due_on"))


def counted(user: Any, name: str, found: CaseQuerySet | None = None) -> int:
    """How many open files of ``found`` a narrowing holds, at most CAP + 1: no more rows are looked at."""
    found = cases_of(user) if found is None else found
    return len(only(found.open(), name, user).order_by()[: CAP + 1].values_list("pk"))


def shown(number: int) -> int | str:
    return number if number <= CAP else f"{CAP}+"


def facets(wanted: Wanted, user: Viewer) -> list[Facet]:
    """What the list can be narrowed by. A value has no number: counting each would read every row."""
    offices = [(str(one.pk), str(one)) for one in offices_of(user)]
    values: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
        "only": (_("Only"), list(ONLY.items())),
        "status": (_("Standing"), list(Status.choices)),
        "office": (_("Office"), offices if len(offices) > 1 else []),
        "channel": (_("Came by"), list(labels(Channel).items())),
        "province": (_("Province"), provinces()),
    }
    return [
        Facet(name, title, [Option(value, label, "", value in wanted.chosen.get(name, ())) for value, label in found])
        for name, (title, found) in values.items()
    ]


def provinces() -> list[tuple[str, str]]:
    top = Place.objects.current().filter(parent__isnull=True)
    return sorted(((place.code, str(place)) for place in top), key=lambda one: one[1])


def labels(model: type[Choice]) -> dict[str, str]:
    """The names of a list of the country by code, in the reader's language; also of those no longer in use."""
    return {one.code: str(one) for one in model.objects.all()}


def names() -> dict[str, dict[str, str]]:
    """What codes of files are called. Three queries."""
    return {"kind": labels(Kind), "channel": labels(Channel), "urgency": labels(Urgency)}
