"""The list of complaints passed on: what somebody looks at, read from the address; the next day first."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import roles_of
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page, paginate
from tamdan.grievances.models import READERS
from tamdan.grievances.referral.access import incoming, outgoing, referrals
from tamdan.grievances.referral.enums import THERE, Standing
from tamdan.grievances.referral.models import RECEIVERS, ReferralQuerySet

SIZE = 50
ORDER = ("due_on", "id")
FACETS = ("side", "standing", "only")
SIDES = {"to": _("Passed to my body"), "from": _("Passed on by my office")}
ONLY = {
    "late": _("Past its day"),
    "waiting": _("Waits for an answer whether it is taken up"),
    "agreed": _("May be passed on now"),
}


@dataclass(frozen=True)
class Wanted:
    """``chosen`` is facet -> values. Without a standing, those that are not finished."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, asked: QueryDict, **preset: str) -> Self:
        """From the query of an address; what cannot be meant is passed over."""
        chosen = {name: tuple(dict.fromkeys(asked.getlist(name)[:SIZE])) for name in FACETS if asked.getlist(name)}
        return cls({**chosen, **{name: (value,) for name, value in preset.items()}})

    def rows(self, user: Any) -> ReferralQuerySet:
        found = self._side(user)
        standing = [one for one in self.chosen.get("standing", ()) if one in Standing.values]
        found = found.filter(standing__in=standing) if standing else found.unfinished()
        if "late" in self.chosen.get("only", ()):
            found = found.late()
        if "waiting" in self.chosen.get("only", ()):
            found = found.filter(standing=Standing.OFFERED)
        if "agreed" in self.chosen.get("only", ()):
            found = found.filter(standing=Standing.AGREED)
        return found

    def _side(self, user: Any) -> ReferralQuerySet:
        sides = set(self.chosen.get("side", ())) & SIDES.keys()
        if sides == {"to"}:
            return incoming(user)
        return outgoing(user) if sides == {"from"} else referrals(user)

    def page(self, user: Any, token: str) -> Page:
        rows = self.rows(user).select_related("case__office", "office")
        return paginate(rows, ORDER, token, SIZE)

    def as_query(self) -> str:
        made = QueryDict(mutable=True)
        for name, values in self.chosen.items():
            made.setlist(name, list(values))
        return f"?{made.urlencode()}"


def facets(wanted: Wanted, user: Any) -> list[Facet]:
    """A side is offered to those who are on both."""
    roles = roles_of(user)
    values: dict[str, tuple[Any, dict[str, Any]]] = {
        "only": (_("Only"), ONLY if roles & READERS else {name: ONLY[name] for name in ("late", "waiting")}),
        "side": (_("Direction"), SIDES if roles & READERS and roles & RECEIVERS else {}),
        "standing": (_("Standing"), dict(Standing.choices) if roles & READERS else _there()),
    }
    return [
        Facet(name, title, [Option(one, label, "", one in wanted.chosen.get(name, ())) for one, label in found.items()])
        for name, (title, found) in values.items()
    ]


def _there() -> dict[str, Any]:
    """The standings that a body meets, in its own words: what was only asked for never reaches it."""
    hidden = {Standing.ASKED, Standing.AGREED, Standing.DECLINED, Standing.HANDED}
    return {one.value: THERE.get(one, one.label) for one in Standing if one not in hidden}
