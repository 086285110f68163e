"""What an import changes in a record, in the words of its reader: the two sides of ``ImportChange``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Difference
from tamdan.recommendations.enums import Facet, Position, Stated
from tamdan.recommendations.imports.demand import SCHEMES
from tamdan.recommendations.labels import Table, label_of, table

NAMES = {
    "identifier": _("Identifier"), "position": _("Position"), "stated": _("As the State put it"), "symbol": _("Document symbol"),
    "paragraph": _("Paragraph"), "by": _("Recommending States"), "tags": _("Tags"), "text": _("Text"),
}  # fmt: skip
"""Fields that a reader is told about, in this order."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """See ``imports.formats.Target``. Of lists, what went from them and what came."""
    known = table()
    found = []
    for name, label in NAMES.items():
        if name in after and before.get(name) != after[name]:
            gone, came = (_values(name, side.get(name), known) for side in (before, after))
            kept = set(gone) & set(came)
            found.append(
                Difference(label, [one for one in gone if one not in kept], [one for one in came if one not in kept])
            )
    return [one for one in found if one.gone or one.came]


def _values(name: str, value: Any, known: Table) -> list[str]:
    if value in (None, "", []):
        return []
    read: dict[str, Callable[[Any], Sequence[str]]] = {
        "position": lambda code: [str(dict(Position.choices).get(code, code))],
        "stated": lambda code: [str(dict(Stated.choices).get(code, code))],
        "by": lambda codes: [label_of(known, Facet.BY, code).text for code in codes],
        "tags": lambda tags: [
            label_of(known, SCHEMES[scheme], code).text for scheme, code, *_origin in tags if scheme in SCHEMES
        ],
        "text": lambda text: [text[1]] if isinstance(text, list) else [str(text)],
    }
    return list(read[name](value)) if name in read else [str(value)]
