"""The form and the chips that narrow the register, ready for the templates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext

from tamdan.core import narrowing
from tamdan.language.templatetags.language import localnum, with_colon
from tamdan.recommendations.counts import Counts
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import Table, label_of
from tamdan.recommendations.selection import Selection

SHOWN = (
    Facet.STATE, Facet.POSITION, Facet.CYCLE, Facet.SESSION, Facet.THEME, Facet.GROUP, Facet.BY, Facet.ISSUE,
    Facet.ACTION, Facet.SDG, Facet.BODY, Facet.KIND,
)  # fmt: skip
FEW = 8
"""Values of a facet that are shown before somebody asks for all."""
NUMBERED = frozenset({Facet.CYCLE, Facet.SESSION})


@dataclass(frozen=True)
class Chosen:
    """A value that narrows the list now, and the address of the list without it."""

    label: str
    url: str


def chosen(selection: Selection, known: Table) -> Iterator[Chosen]:
    for facet, codes in selection.chosen.items():
        for code in codes:
            label = with_colon(Facet(facet).label) + " " + label_of(known, facet, code).text
            yield Chosen(label, selection.without(facet, code))
    if selection.run is not None:
        yield Chosen(gettext("Brought by one import"), selection.of_every_import())


def facets(selection: Selection, counts: Counts, known: Table, asked: QueryDict) -> list[narrowing.Facet]:
    """The facets in which something can be chosen. ``all=theme`` in the address opens one in full."""
    made = []
    opened, opening = asked.get("all"), _opening(asked)
    for facet in SHOWN:
        numbers = counts.facets.get(facet, {})
        picked = selection.chosen.get(facet, ())
        if len(numbers) > 1 or picked:
            is_capped = counts.more or facet in counts.capped
            one = _shown(facet, numbers, picked, is_capped, known, is_open=opened == facet)
            made.append(replace(one, more_url=f"{opening}{facet}#narrow") if one.hidden else one)
    return made


def _opening(asked: QueryDict) -> str:
    """The address of the list with all values of a facet, whose name follows."""
    kept = asked.copy()
    kept.pop("all", None)
    kept.pop("page", None)
    return f"?{kept.urlencode()}&all=" if kept else "?all="


def _shown(
    facet: Facet, numbers: dict[str, int], picked: tuple[str, ...], capped: bool, known: Table, *, is_open: bool
) -> narrowing.Facet:
    ordered = _ordered(facet, numbers, picked)
    whole = is_open or len(ordered) <= FEW + 2
    visible = [code for place, code in enumerate(ordered) if whole or place < FEW or code in picked]
    options = [_option(facet, code, numbers.get(code, 0), code in picked, capped, known) for code in visible]
    return narrowing.Facet(facet, str(facet.label), options, len(ordered) - len(visible))


def _ordered(facet: Facet, numbers: dict[str, int], picked: tuple[str, ...]) -> list[str]:
    """Cycles and sessions the last first, all else the most frequent first."""
    codes = [*numbers, *(code for code in picked if code not in numbers)]
    if facet in NUMBERED:
        return sorted(codes, key=lambda code: (-int(code) if code.isdigit() else -numbers.get(code, 0), code))
    return sorted(codes, key=lambda code: (-numbers.get(code, 0), code))


def _option(facet: Facet, code: str, number: int, picked: bool, capped: bool, known: Table) -> narrowing.Option:
    label = label_of(known, facet, code)
    shown = f"{localnum(number)}+" if capped else localnum(number)
    return narrowing.Option(code, label.text, shown, picked)
