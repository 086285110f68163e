"""How long records of a kind are kept: rules in data, which an administrator sets (``erasing.apply_retention`` carries them out)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language

from tamdan.audit.enums import RetentionAction
from tamdan.audit.events import Entry, write
from tamdan.audit.models import RetentionRule
from tamdan.core.access import Viewer
from tamdan.core.panels import Kept, merged

FIELDS = ("days", "action", "basis_en", "basis_km")


@dataclass(frozen=True)
class Keeping:
    """A kind of record and the rule about it; None: kept without an end."""

    kind: str
    label: str
    rule: RetentionRule | None

    @property
    def basis(self) -> str:
        """In the page's language, the other one where it is missing."""
        if self.rule is None:
            return ""
        km, en = self.rule.basis_km, self.rule.basis_en
        return (km or en) if get_language() == "km" else (en or km)


def keepings() -> Iterator[Keeping]:
    """All kinds that a rule may end, in the order of their names."""
    found: dict[str, Kept] = merged("RETENTION")
    rules = {rule.kind: rule for rule in RetentionRule.objects.all()}
    for kind in sorted(found, key=lambda one: str(found[one].label)):
        yield Keeping(kind, str(found[kind].label), rules.get(kind))


def actions_for(kind: str) -> list[RetentionAction]:
    """Records on which other rooms' rows and files hang are looked at by a person; others may go at once."""
    return [RetentionAction.ERASE] if kind in merged("ERASERS") else list(RetentionAction)


@transaction.atomic
def set_rule(kind: str, values: dict[str, str | int], *, by: Viewer) -> None:
    """Keep records of ``kind``, from now on, as ``values`` (``FIELDS``) say; without days they are kept without an end."""
    if values["days"]:
        RetentionRule.objects.update_or_create(kind=kind, defaults={name: values[name] for name in FIELDS})
    else:
        RetentionRule.objects.filter(kind=kind).delete()
    write(Entry("retention.set", by=by, facts={"kind": kind, "days": int(values["days"] or 0)}))
