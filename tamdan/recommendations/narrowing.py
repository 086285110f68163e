"""The form and the chips that narrow the register, ready for the templates."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

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


def facets(selection: Selection, counts: Counts, known: Table, asked: QueryDict) -> list[narrowing.Facet]:
    """The facets in which something can be chosen. ``all=theme`` in the address opens one in full."""
    made = []
    for facet in SHOWN:
        numbers = counts.facets.get(facet, {})
        picked = selection.chosen.get(facet, ())
        if len(numbers) > 1 or picked:
            made.append(_shown(facet, numbers, picked, counts.more, known, asked))
    return made


def _shown(
    facet: Facet, numbers: dict[str, int], picked: tuple[str, ...], capped: bool, known: Table, asked: QueryDict
) -> narrowing.Facet:
    ordered = sorted(numbers.keys() | set(picked), key=lambda code: _order(facet, code, numbers.get(code, 0)))
    whole = asked.get("all") == facet or len(ordered) <= FEW + 2
    visible = [code for place, code in enumerate(ordered) if whole or place < FEW or code in picked]
    options = [_option(facet, code, numbers.get(code, 0), code in picked, capped, known) for code in visible]
    opened = asked.copy()
    opened["all"] = facet
    opened.pop("page", None)
    return narrowing.Facet(
        facet, str(facet.label), options, len(ordered) - len(visible), f"?{opened.urlencode()}#narrow"
    )


def _order(facet: Facet, code: str, number: int) -> tuple[int, int, str]:
    if facet in NUMBERED and code.isdigit():
        return 0, -int(code), code
    return 0, -number, code


def _option(facet: Facet, code: str, number: int, picked: bool, capped: bool, known: Table) -> narrowing.Option:
    label = label_of(known, facet, code)
    shown = f"{localnum(number)}+" if capped else localnum(number)
    return narrowing.Option(code, label.text, shown, picked)
