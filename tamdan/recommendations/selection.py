"""What of the register somebody looks at: words, facets and order, read from the address and written back to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP
from tamdan.language.analyse import Query, query
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.models import Recommendation, RecommendationQuerySet
from tamdan.search.access import matching

SORTS = {"relevance": _("Best match first"), "newest": _("Newest session first"), "state": _("By State")}
MOST_VALUES = 50
"""Values of one facet that are read from an address."""


@dataclass(frozen=True)
class Selection:
    """``chosen`` is facet -> codes: one of them within a facet, all of the facets. ``sort`` is one of SORTS."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "newest"

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """From the query of an address; what cannot be meant is passed over."""
        text = asked.get("q", "").replace("\0", "").strip()
        chosen = {
            facet: tuple(dict.fromkeys(value[:100] for value in values[:MOST_VALUES] if value.isprintable()))
            for facet in Facet.values
            if (values := [value for value in asked.getlist(facet) if value])
        }
        sort = asked.get("sort", "")
        default = "relevance" if text else "newest"
        known = sort in SORTS and (sort != "relevance" or bool(text))
        return cls(text, {facet: codes for facet, codes in chosen.items() if codes}, sort if known else default)

    @cached_property
    def asked(self) -> Query:
        return query(self.text)

    @property
    def is_open(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.chosen and self.asked.is_empty

    def condition(self, but: str = "") -> Q:
        """The facets as a condition on recommendations, without the facet ``but``."""
        found = Q()
        for facet, codes in self.chosen.items():
            if facet != but:
                found &= Q(facets__overlap=[f"{facet}:{code}" for code in codes])
        return found

    def recommendations(self, user: Viewer) -> RecommendationQuerySet:
        """What ``user`` may see of it, unordered. Words are looked for in the first COUNT_CAP documents that hold them."""
        found = Recommendation.objects.visible_to(user).whole().filter(self.condition())
        if self.asked.is_empty:
            return found
        return found.filter(pk__in=matching(user, KIND, self.asked).values("object_id")[: COUNT_CAP + 1])

    def without(self, facet: str, code: str) -> str:
        """The query of the address with one value taken away."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != code)
        return self.as_query(self.chosen | {facet: left})

    def only(self, facet: str, codes: Iterable[str]) -> str:
        """The query of the address with the values of one facet replaced."""
        return self.as_query(self.chosen | {facet: tuple(codes)})

    def as_query(self, chosen: dict[str, tuple[str, ...]] | None = None) -> str:
        """``?q=…&state=KHM``: the same list for everybody who follows the address; ``?`` alone for the whole register."""
        made = QueryDict(mutable=True)
        if self.text:
            made["q"] = self.text
        for facet, codes in (self.chosen if chosen is None else chosen).items():
            if codes:
                made.setlist(facet, list(codes))
        if self.sort != ("relevance" if self.text else "newest"):
            made["sort"] = self.sort
        return f"?{made.urlencode()}"
