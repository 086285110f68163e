"""Whom a printed name stands for, settled by a person once for every article of the body, those that were read before among them."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict
from tamdan.core.ledger import record
from tamdan.institutions.models import Body, Person
from tamdan.links.enums import TRANSITIONS, Decision, Origin
from tamdan.press.enums import MentionKind
from tamdan.press.models import Mention, Naming, Voice
from tamdan.press.naming import set_holdings
from tamdan.taxonomy.models import State

NAMED = "press.name.settled"
SIDED = "press.side.settled"
Meant = Person | Body | State
FIELDS = {Person: "person", Body: "body", State: "state"}


class NameSettled(Conflict):
    code = "name-settled"
    message = _("Somebody settled this name after you opened the page. Open it again to see what stands now.")


class SideSettled(Conflict):
    code = "side-settled"
    message = _(
        "Somebody said from where this person speaks after you opened the page. Open it again to see what stands now."
    )


def doubts(bodies: Any) -> QuerySet[Naming]:
    """Names of these bodies' articles that wait for a person."""
    rows = Naming.objects.filter(owner__in=bodies, decision=Decision.SUGGESTED).exclude(folded="")
    return rows.select_related("person", "body", "state")


@transaction.atomic
def settle_name(naming: Naming, decision: str, *, seen: str, by: Any) -> Naming:
    """Accept or refuse that the name stands for this entry; voices and names of the body's articles that nobody decided about follow.

    ``seen`` is the decision that the person saw. Raises NameSettled.
    """
    found = Naming.objects.select_for_update(of=("self",)).select_related("person", "body", "state").get(pk=naming.pk)
    if found.decision != seen or decision not in TRANSITIONS[found.decision]:
        raise NameSettled
    _decide(found, decision, by)
    record(NAMED, found, by=by, detail={"decision": decision})
    return found


def settle_for_all(name: str, folded: str, meant: Meant, *, owner_id: int, by: Any) -> None:
    """What a person said of a name in one article holds for the others, unless it was settled for somebody else already: a name that
    two people bear is settled article by article."""
    field = FIELDS[type(meant)]
    known = Naming.objects.select_for_update(of=("self",)).filter(owner_id=owner_id, folded=folded)
    if not folded or known.filter(decision=Decision.ACCEPTED).exclude(**{field: meant}).exists():
        return
    found = known.filter(**{field: meant}).first()
    if found is None:
        found = Naming(
            owner_id=owner_id, visibility="staff", name=name, folded=folded, origin=Origin.PERSON, decision=Decision.SUGGESTED,
            **{field: meant},
        )  # fmt: skip
    if found.decision != Decision.ACCEPTED:
        _decide(found, Decision.ACCEPTED, by)
        record(NAMED, found, by=by, detail={"decision": str(Decision.ACCEPTED)})


@transaction.atomic
def settle_side(voice: Voice, side: str, *, seen: str, by: Any) -> None:
    """From where somebody speaks, said by a person: of this voice, and of the name in every article of the body where nobody said
    otherwise. ``seen`` is the side that the person saw. Raises SideSettled."""
    voice = Voice.objects.select_for_update(of=("self",)).select_related("article").get(pk=voice.pk)
    if voice.side != seen:
        raise SideSettled
    voice.side, voice.is_side_settled = side, True
    voice.save(update_fields=["side", "is_side_settled"])
    record(SIDED, voice, by=by, about=voice.article, detail={"side": side})
    others = Voice.objects.filter(article__owner=voice.article.owner_id, article__removed_at__isnull=True)
    others.filter(folded=voice.folded, kind=voice.kind, is_side_settled=False).exclude(folded="").update(side=side)


def _decide(naming: Naming, decision: str, by: Any) -> None:
    naming.decision, naming.decided_by, naming.decided_at = decision, by, timezone.now()
    naming.save()
    if decision == Decision.ACCEPTED:
        _give(naming, by)
    else:
        _take(naming)


def _waiting(naming: Naming) -> list[QuerySet[Any]]:
    """Voices and mentions of this name that nobody decided about."""
    same = Q(
        article__owner=naming.owner_id,
        article__removed_at__isnull=True,
        folded=naming.folded,
        decision=Decision.SUGGESTED,
    )
    kinds = [MentionKind.STATE] if naming.state_id else [MentionKind.PERSON, MentionKind.BODY]
    return [Voice.objects.filter(same), Mention.objects.filter(same, kind__in=kinds)]


def _give(naming: Naming, by: Any) -> None:
    """Two statements a table, and one for the posts; histories are written by the database."""
    decided = {"decision": Decision.ACCEPTED, "decided_by": by, "decided_at": naming.decided_at}
    meant = {"person_id": naming.person_id, "body_id": naming.body_id, "state_id": naming.state_id}
    voices, named = _waiting(naming)
    rows = list(voices.select_related("article"))
    for voice in rows:
        voice.person_id, voice.body_id, voice.state_id = naming.person_id, naming.body_id, naming.state_id
        voice.decision, voice.decided_by, voice.decided_at = Decision.ACCEPTED, by, naming.decided_at
    set_holdings(rows)
    names = ["person", "body", "state", "holding", "decision", "decided_by", "decided_at"]
    Voice.objects.bulk_update(rows, names, batch_size=1000)
    named.update(**meant, **decided)


def _take(naming: Naming) -> None:
    """Where the refused entry was suggested, the best of the others takes its place."""
    others = Naming.objects.filter(owner_id=naming.owner_id, folded=naming.folded).exclude(decision=Decision.REFUSED)
    best = others.order_by("-confidence", "pk").first()
    meant = {f"{field}_id": getattr(best, f"{field}_id", None) for field in FIELDS.values()}
    pointed = {f"{field}_id": getattr(naming, f"{field}_id") for field in FIELDS.values()}
    voices, named = _waiting(naming)
    reason = best.reason if best else ""
    voices.filter(**pointed).update(**meant, holding=None, reason=reason)
    named.filter(**pointed).update(**meant, reason=reason)
