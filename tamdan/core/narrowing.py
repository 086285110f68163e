"""What a list can be narrowed by, as ``components/facets.html`` shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Option:
    """A value of a facet. ``count`` is a number, or a text where counting stopped ("10,000+")."""

    value: str
    label: str | Promise
    count: int | str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values in the order shown; ``more_url`` shows the ``hidden`` ones too."""

    name: str
    title: str | Promise
    options: list[Option]
    hidden: int = 0
    more_url: str = ""
