"""What of the register somebody looks at: words, facets and order, read from the address and written back to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, reach_of
from tamdan.core.pagination import COUNT_CAP
from tamdan.core.statements import Fragment, condition, filled, joined, overlaps, within
from tamdan.language.analyse import Query, query
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import NO_POSITION
from tamdan.recommendations.models import Recommendation, RecommendationQuerySet
from tamdan.search.access import matching

SORTS = {"relevance": _("Best match first"), "newest": _("Newest session first"), "state": _("By State")}
RUN = "run"
"""The parameter that narrows the list to the records of one import."""
LONGEST_NUMBER = 9
MOST_VALUES = 50
"""Values of one facet that are read from an address."""
MOST = Fragment(str(COUNT_CAP + 1))
"""Rows that are looked at: one more than are counted, so that "more than" is known."""
_WORDED = "SELECT {columns} FROM search_document WHERE {found} LIMIT {most}"
_BROUGHT = """
EXISTS (SELECT 1 FROM recommendations_sourcerecord AS source
WHERE source.recommendation_id = recommendations_recommendation.id AND source.run_id = %s)
"""
_BROAD = {Facet.BODY: "mechanism_id", Facet.KIND: "kind", Facet.POSITION: "position"}
"""Facet of which one value may hold for most records -> the column that has it too. Read off the index of all facets, such a value
costs more than the rest of the page."""
LONGEST_SESSION = 4
"""Digits of a number of a session that the table can hold."""
_LISTED_BY_WORDS = "{seen} AND parent_id IS NULL AND recommendations_recommendation.id IN ({words})"


@dataclass(frozen=True)
class Selection:
    """``chosen`` is facet -> codes: one of them within a facet, all of the facets. ``sort`` is one of SORTS, ``run`` the number
    of the import that brought a source of them."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "newest"
    run: int | None = None

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
        run = asked.get(RUN, "")
        number = int(run) if run.isascii() and run.isdigit() and len(run) <= LONGEST_NUMBER else None
        return cls(text, {facet: codes for facet, codes in chosen.items() if codes}, sort if known else default, number)

    @cached_property
    def asked(self) -> Query:
        return query(self.text)

    @property
    def is_open(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.is_narrowed and self.asked.is_empty

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows it."""
        return bool(self.chosen) or self.run is not None

    def narrowed(self, user: Viewer, but: str = "") -> Fragment:
        """What ``user`` may see of its facets, parts and all, without the facet ``but``: a condition on recommendations."""
        chosen = [_holds(facet, codes) for facet, codes in self.chosen.items() if facet != but]
        brought = [] if self.run is None else [Fragment(_BROUGHT, (self.run,))]
        return joined(" AND ", [within(reach_of(user), Recommendation), *chosen, *brought])

    def worded(self, user: Viewer, columns: Fragment) -> Fragment:
        """The first COUNT_CAP documents that hold its words."""
        return filled(_WORDED, columns=columns, found=matching(user, KIND, self.asked), most=MOST)

    def listed(self, user: Viewer) -> Fragment:
        """What ``user`` may see of it: a condition on recommendations."""
        if self.asked.is_empty:
            return filled("{seen} AND parent_id IS NULL", seen=self.narrowed(user))
        words = self.worded(user, Fragment("object_id"))
        return filled(_LISTED_BY_WORDS, seen=self.narrowed(user), words=words)

    @property
    def of_session(self) -> Fragment:
        """The one session that is chosen, as the index of the newest first names it: without it a page of an old session reads all
        newer ones. True where none or several are chosen."""
        codes = self.chosen.get(Facet.SESSION, ())
        number = codes[0] if len(codes) == 1 else ""
        is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_SESSION
        return Fragment("coalesce(session, 0) = %s", (int(number),)) if is_number else Fragment("true")

    def recommendations(self, user: Viewer) -> RecommendationQuerySet:
        """What ``user`` may see of it, unordered."""
        return Recommendation.objects.filter(condition(self.listed(user)))

    def without(self, facet: str, code: str) -> str:
        """The query of the address with one value taken away."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != code)
        return self.as_query(self.chosen | {facet: left})

    def only(self, facet: str, codes: Iterable[str]) -> str:
        """The query of the address with the values of one facet replaced."""
        return self.as_query(self.chosen | {facet: tuple(codes)})

    def of_every_import(self) -> str:
        """The query of the address that is not narrowed to one import."""
        return replace(self, run=None).as_query()

    def as_query(self, chosen: dict[str, tuple[str, ...]] | None = None) -> str:
        """``?q=…&state=KHM``: the same list for everybody who follows the address; ``?`` alone for the whole register."""
        made = QueryDict(mutable=True)
        if self.text:
            made["q"] = self.text
        for facet, codes in (self.chosen if chosen is None else chosen).items():
            if codes:
                made.setlist(facet, list(codes))
        if self.run is not None:
            made[RUN] = str(self.run)
        if self.sort != ("relevance" if self.text else "newest"):
            made["sort"] = self.sort
        return f"?{made.urlencode()}"


def _holds(facet: str, codes: tuple[str, ...]) -> Fragment:
    """Whether a record has one of the codes. A part has none: it is counted with its whole."""
    column = _BROAD.get(Facet(facet))
    if column is None:
        return overlaps("facets", [f"{facet}:{code}" for code in codes])
    kept = ["" if facet == Facet.POSITION and code == NO_POSITION else code for code in codes]
    return Fragment(f"({column} = ANY (%s::varchar[]) AND parent_id IS NULL)", (kept,))
