"""The list of bodies: what narrows it, how it is sorted, and the counts beside it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP, Page, capped_count, paginate
from tamdan.institutions import access
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body
from tamdan.language.normalise import order

SORTS = {"name": _("Name"), "code": _("Code"), "kind": _("Kind")}
PAGE_SIZE = 50


@dataclass(frozen=True)
class Question:
    """What the address of the list asks. Unknown values are left out, so an old link still opens the list."""

    q: str = ""
    kinds: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    sort: str = "name"
    token: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Question":
        return cls(
            q=order(query.get("q", "")).strip()[:400].replace("\0", ""),
            kinds=tuple(kind for kind in query.getlist("kind") if kind in BodyKind.values),
            standing=tuple(one for one in query.getlist("standing") if one in ("confirmed", "unconfirmed")),
            sort=query.get("sort", "") if query.get("sort") in SORTS else "name",
            token=query.get("page", ""),
        )

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the form that narrows the list carries along."""
        return [(name, value) for name, value in (("q", self.q), ("sort", self.sort)) if value]

    @property
    def order(self) -> tuple[str, ...]:
        name = "name_km" if get_language() == "km" else "name_en"
        return {"name": (name, "id"), "code": ("code",), "kind": ("kind", name, "id")}[self.sort]

    def found(self, bodies: QuerySet[Body]) -> QuerySet[Body]:
        """The bodies with the word in a name, the acronym or the code."""
        if not self.q:
            return bodies
        fields = ("name_en", "name_km", "acronym", "code")
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__icontains": self.q})
        return bodies.filter(condition)

    def narrowed(self, bodies: QuerySet[Body]) -> QuerySet[Body]:
        if self.kinds:
            bodies = bodies.filter(kind__in=self.kinds)
        if len(self.standing) == 1:
            bodies = bodies.filter(is_confirmed=self.standing[0] == "confirmed")
        return bodies


def page_of(user: Viewer, question: Question) -> dict[str, Any]:
    """The page of the list with its counts, in five queries."""
    found = question.found(access.bodies(user))
    rows = question.narrowed(found)
    page: Page = paginate(rows.select_related("parent"), question.order, question.token, PAGE_SIZE)
    count = capped_count(rows)
    return {
        "page": page,
        "count": min(count, COUNT_CAP),
        "is_capped": count > COUNT_CAP,
        "facets": [_kinds(found, question), _standing(found, question)],
        "question": question,
        "sorts": [(code, label, code == question.sort) for code, label in SORTS.items()],
    }


def _kinds(bodies: QuerySet[Body], question: Question) -> dict[str, Any]:
    counts = bodies.order_by().values_list("kind").annotate(number=Count("id")).order_by("-number")
    labels = dict(BodyKind.choices)
    options = [
        {"value": kind, "label": labels[kind], "count": number, "chosen": kind in question.kinds}
        for kind, number in counts
    ]
    return {"name": "kind", "title": _("Kind"), "options": options}


def _standing(bodies: QuerySet[Body], question: Question) -> dict[str, Any]:
    counts = dict(bodies.order_by().values_list("is_confirmed").annotate(Count("id")))
    labels = {True: ("confirmed", _("Confirmed by a person")), False: ("unconfirmed", _("Not confirmed yet"))}
    options = [
        {"value": value, "label": label, "count": counts[flag], "chosen": value in question.standing}
        for flag, (value, label) in labels.items() if flag in counts
    ]  # fmt: skip
    return {"name": "standing", "title": _("Standing"), "options": options}
