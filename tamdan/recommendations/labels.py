"""What the entries of ``Recommendation.facets`` are called: ``state:KHM`` is Cambodia, ``theme:detention`` a theme.

A table for each process: vocabularies change only when their files do, and States of a demonstration come and go; the stamp
of the reference rows says when to read again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tamdan.language.templatetags.language import active_language, localnum
from tamdan.recommendations.enums import Facet, Position, RecommendationKind
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import stamped
from tamdan.taxonomy.models import ActionKind, AffectedGroup, Mechanism, Sdg, State, Term, Theme, UprIssue
from tamdan.taxonomy.naming import Label

VOCABULARIES: dict[str, type[Term]] = {
    Facet.BODY: Mechanism,
    Facet.STATE: State,
    Facet.BY: State,
    Facet.THEME: Theme,
    Facet.GROUP: AffectedGroup,
    Facet.SDG: Sdg,
    Facet.ISSUE: UprIssue,
    Facet.ACTION: ActionKind,
}
NO_POSITION = "none"
"""Code of the facet of a recommendation to which no answer is known."""
_CHOICES = {
    facet: dict(choices.choices) for facet, choices in ((Facet.POSITION, Position), (Facet.KIND, RecommendationKind))
}


@dataclass(frozen=True)
class Names:
    """Every name of one term; ``place`` is its place in its vocabulary."""

    en: str
    km: str
    reviewed: bool
    aliases: tuple[str, ...]
    place: int

    @cached_property
    def every(self) -> tuple[str, ...]:
        return tuple(name for name in (self.en, self.km, *self.aliases) if name)

    @property
    def localized(self) -> Label:
        """In the reader's language, or the English one marked as missing (tamdan.taxonomy.naming)."""
        return self._khmer if active_language() == "km" else self._english

    @cached_property
    def _english(self) -> Label:
        return Label(self.en, "en", missing=False, reviewed=True)

    @cached_property
    def _khmer(self) -> Label:
        if not self.km:
            return Label(self.en, "en", missing=True, reviewed=True)
        return Label(self.km, "km", missing=False, reviewed=self.reviewed)


Table = dict[str, dict[str, Names]]


def table() -> Table:
    """Facet -> code -> names. One query where nothing changed since this process last read it."""
    return table_at(stamped(REFERENCE).number)


@lru_cache(maxsize=1)
def table_at(stamp: int) -> Table:
    """The table as of a stamp of REFERENCE, for callers that have read it."""
    read = {model: _names(model) for model in set(VOCABULARIES.values())}
    return {facet: read[model] for facet, model in VOCABULARIES.items()}


def _names(model: type[Term]) -> dict[str, Names]:
    return {
        term.code: Names(term.name_en, term.name_km, term.km_status != "unreviewed", tuple(term.aliases), place)
        for place, term in enumerate(model._default_manager.order_by("position", "code"))
    }


def label_of(known: Table, facet: str, code: str) -> Label:
    """What an entry is called for the reader. A code that no vocabulary holds is shown as it is."""
    names = known.get(facet, {}).get(code)
    return names.localized if names is not None else _ours(facet, code, active_language())


@lru_cache(maxsize=2000)
def _ours(facet: str, code: str, _language: str) -> Label:
    """Of what no vocabulary holds, in the active language: a list asks for the same few again and again."""
    if facet == Facet.POSITION and code == NO_POSITION:
        return plain(_("No position recorded"))
    if facet in _CHOICES:
        return plain(str(_CHOICES[Facet(facet)].get(code, code)))
    if facet == Facet.SESSION:
        return plain(_("Session %(number)s") % {"number": localnum(code)})
    if facet == Facet.CYCLE:
        return plain(_("Cycle %(number)s") % {"number": localnum(code)})
    return Label(code, "en", missing=False, reviewed=True)


def plain(text: str) -> Label:
    """A text of ours, which is in the reader's language."""
    return Label(text, get_language() or "en", missing=False, reviewed=True)


def every_name(known: Table, facets: Iterable[str]) -> tuple[str, ...]:
    """Each name in each language, and each other spelling, of what a record is tagged with: all of them find it."""
    found = (known.get(facet, {}).get(code) for facet, _colon, code in (entry.partition(":") for entry in facets))
    return tuple(dict.fromkeys(chain.from_iterable(term.every for term in found if term)))
