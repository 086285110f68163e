"""The list of bodies: what narrows it, how it is sorted, and the counts beside it."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page, paginate
from tamdan.institutions import access
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body
from tamdan.language.normalise import order

SORTS = {"name": _("Name"), "code": _("Code"), "kind": _("Kind")}
STANDING = [("confirmed", _("Confirmed by a person")), ("unconfirmed", _("Not confirmed yet"))]
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

    def takes(self, kind: str, standing: str) -> bool:
        """Whether bodies of this kind and standing are in the narrowed list."""
        return (not self.kinds or kind in self.kinds) and (not self.standing or standing in self.standing)

    def narrowed(self, bodies: QuerySet[Body]) -> QuerySet[Body]:
        if self.kinds:
            bodies = bodies.filter(kind__in=self.kinds)
        if len(self.standing) == 1:
            bodies = bodies.filter(is_confirmed=self.standing[0] == "confirmed")
        return bodies


def page_of(user: Viewer, question: Question) -> dict[str, Any]:
    """The page of the list with its counts, in two queries."""
    found = question.found(access.bodies(user))
    rows = question.narrowed(found).select_related("parent")
    grouped = found.order_by().values_list("kind", "is_confirmed").annotate(number=Count("id"))
    tally = [(kind, standing_of(confirmed), number) for kind, confirmed, number in grouped]
    page: Page = paginate(rows, question.order, question.token, PAGE_SIZE)
    return {
        "page": page,
        "count": sum(number for kind, standing, number in tally if question.takes(kind, standing)),
        "facets": [
            facet("kind", _("Kind"), BodyKind.choices, question.kinds, [(kind, number) for kind, _s, number in tally]),
            facet(
                "standing",
                _("Standing"),
                STANDING,
                question.standing,
                [(standing, number) for _k, standing, number in tally],
            ),
        ],
        "question": question,
        "sorts": [(code, label, code == question.sort) for code, label in SORTS.items()],
    }


def standing_of(is_confirmed: bool) -> str:
    return "confirmed" if is_confirmed else "unconfirmed"


def facet(
    name: str,
    title: Any,
    choices: Iterable[tuple[str, Any]],
    chosen: Container[str],
    numbers: Iterable[tuple[str, int]],
) -> Facet:
    """The options of ``choices`` that occur, the most frequent first; what was chosen stays, with its count of none."""
    counts: Counter[str] = Counter()
    for value, number in numbers:
        counts[value] += number
    options = [
        Option(value, label, counts[value], value in chosen)
        for value, label in choices if counts[value] or value in chosen
    ]  # fmt: skip
    return Facet(name, title, sorted(options, key=lambda option: -counts[option.value]))
