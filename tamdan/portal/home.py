"""The first page: what each room has to say to somebody who comes for the first time."""

from typing import Any

from tamdan.core.panels import listed


def home_parts() -> list[dict[str, Any]]:
    """The pieces that rooms declare under HOME, in order: template, leads, and ``part`` with the context of the template."""
    made = []
    for part in sorted(listed("HOME"), key=lambda part: part.order):
        context = part.query()
        if context is not None:
            made.append({"template": part.template, "leads": part.leads, "part": context})
    return made
