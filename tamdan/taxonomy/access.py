"""Reading reference rows for pages. They are public: everybody sees all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from tamdan.language.normalise import fold
from tamdan.language.sorting import sort_key
from tamdan.taxonomy.enums import RatificationStatus, StateKind
from tamdan.taxonomy.models import Instrument, Listed, Ratification, State, StateGroup, Term
from tamdan.taxonomy.naming import Named

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Branch:
    """Rows of a list under one heading; ``head`` is a term, the word for what the rows are, or None for no heading."""

    head: Any
    rows: Sequence[Any]


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """The names of reference are few and asked for again and again; a key costs a tenth of a millisecond."""
    return sort_key(name)


def by_name(rows: Iterable[Named]) -> list[Any]:
    """In the alphabetical order of the page's language."""
    return sorted(rows, key=lambda row: _key(row.localized.text))


def states_named(text: str) -> list[State]:
    """States whose code, or a name of any language, holds ``text``; all of them for an empty text. One query."""
    wanted = fold(text[:LONGEST_QUERY].strip())
    rows = State.objects.current().select_related("regional_group")
    return [state for state in rows if not wanted or any(wanted in fold(name) for name in _names(state))]


def _names(state: State) -> list[str]:
    return [state.code, state.iso2, state.name_en, state.name_km, state.name_fr, *state.aliases]


def by_regional_group(states: Iterable[State]) -> list[Branch]:
    """Members under their regional group, in the order of the groups; then observers and areas."""
    members: dict[StateGroup | None, list[State]] = defaultdict(list)
    others: dict[str, list[State]] = defaultdict(list)
    for state in states:
        if state.kind == StateKind.MEMBER:
            members[state.regional_group].append(state)
        else:
            others[state.kind].append(state)
    groups = sorted(members, key=lambda group: (group is None, group.position if group else 0))
    found = [Branch(group or _("Without a regional group"), by_name(members[group])) for group in groups]
    return found + [Branch(kind.label, by_name(others[kind])) for kind in StateKind if kind in others]


def ratifications_of(state: State) -> list[Ratification]:
    """Where a State stands towards each treaty, in the order of the treaties. One query."""
    rows = Ratification.objects.current().filter(state=state).select_related("instrument")
    return list(rows.order_by("instrument__position"))


def standings(instrument: Instrument) -> list[Branch]:
    """The States by where they stand towards an instrument, in the order of RatificationStatus. One query."""
    found: dict[str, list[Ratification]] = defaultdict(list)
    for row in Ratification.objects.current().filter(instrument=instrument).select_related("state"):
        found[row.status].append(row)
    return [
        Branch(status.label, sorted(found[status], key=lambda row: _key(row.state.localized.text)))
        for status in RatificationStatus
        if status in found
    ]


def branches(model: type[Term], *, whole: bool = True) -> list[Branch]:
    """A vocabulary as its tree: terms that have others below them head a branch, the rest stand in one without a head.

    Not ``whole``: the highest terms alone. One query.
    """
    terms = list(model._default_manager.filter(retired=False))
    below: dict[str | None, list[Term]] = defaultdict(list)
    for term in terms:
        below[getattr(term, "parent_id", None)].append(term)
    if not whole:
        return [Branch(None, below[None])]
    alone = [term for term in below[None] if term.code not in below]
    found = [Branch(term, _descendants(term, below)) for term in below[None] if term.code in below]
    return ([Branch(None, alone)] if alone else []) + found


def _descendants(term: Term, below: dict[str | None, list[Term]]) -> list[Term]:
    found = []
    for child in below.get(term.code, ()):
        found += [child, *_descendants(child, below)]
    return found


def sources_of(rows: Iterable[Listed]) -> list[tuple[str, str]]:
    """Where the rows come from: each source with its date (EDTF), once."""
    return sorted({(row.source, row.source_date) for row in rows})
