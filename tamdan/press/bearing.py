"""What an article bears on: themes, recommendations, places, and whom its names stand for. Each is a suggestion with its reason until
a person accepts or refuses it; a person adds what is missing.

A bearing is called by a key: ``g12`` (theme), ``l5`` (recommendation), ``n7`` (a name: place, body, person or State).
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Visibility
from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.links.enums import TRANSITIONS, Decision, Origin, Predicate
from tamdan.links.models import Link, Tag
from tamdan.places.models import Place
from tamdan.press.enums import MentionKind
from tamdan.press.linking import KIND, RECOMMENDATION
from tamdan.press.made import name_key
from tamdan.press.models import Article, Mention
from tamdan.press.releasing import moved
from tamdan.press.settling import FIELDS, settle_for_all
from tamdan.recommendations.models import Recommendation
from tamdan.taxonomy.models import Theme

DECIDED = "press.bearing.decided"
ADDED = "press.bearing.added"
Borne = Tag | Link | Mention
Target = Theme | Recommendation | Place


class BearingDecided(Conflict):
    code = "bearing-decided"
    message = _("Somebody decided this after you opened the page. Open the article again to see what stands now.")


class NoSuchTarget(DomainError):
    code = "no-such-target"
    status = 422
    message = _(
        "No theme, recommendation or place is called “%(name)s”, or several are. Write more of it, or choose one of the list."
    )


def bearing_of(article: Article, key: str) -> Borne | None:
    """The row of this article that a key names; None for one that is not there."""
    if not key[1:].isdecimal() or len(key) > 18:
        return None
    pk = int(key[1:])
    if key[0] == "g":
        return Tag.objects.on(KIND, article.pk).filter(pk=pk, scheme="theme").first()
    if key[0] == "l":
        return Link.objects.filter(pk=pk, from_kind=KIND, from_id=article.pk, to_kind=RECOMMENDATION).first()
    return Mention.objects.filter(article=article, pk=pk).first() if key[0] == "n" else None


def key_of(row: Borne) -> str:
    return f"{ {Tag: 'g', Link: 'l', Mention: 'n'}[type(row)] }{row.pk}"


@transaction.atomic
def decide(article: Article, row: Borne, decision: str, *, seen: str, by: Any) -> Borne:
    """Accept or refuse, or turn an earlier decision round; ``seen`` is what the person saw. A name of a person or body that is accepted
    is settled for every article of the body. Raises BearingDecided."""
    Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    row.refresh_from_db()
    if row.decision != seen or decision not in TRANSITIONS[row.decision]:
        raise BearingDecided
    row.decision, row.decided_by, row.decided_at = decision, by, timezone.now()
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    record(DECIDED, row, by=by, about=article, detail={"decision": decision, "what": key_of(row)[0]})
    if isinstance(row, Mention) and decision == Decision.ACCEPTED:
        meant = row.person or row.body or row.state
        if meant is not None:
            settle_for_all(row.name, row.folded, meant, owner_id=article.owner_id, by=by)
    moved(article.pk)
    return row


@transaction.atomic
def add(article: Article, target: Target, *, by: Any) -> Borne:
    """A person says that the article bears on this theme, recommendation or place; it stands at once."""
    Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    own = {"decision": Decision.ACCEPTED, "decided_by": by, "decided_at": timezone.now()}
    new = {**own, "origin": Origin.PERSON}
    made: Borne
    if isinstance(target, Theme):
        made, _new = Tag.objects.update_or_create(
            kind=KIND, object_id=article.pk, scheme="theme", code=target.code, defaults=own, create_defaults=new
        )
    elif isinstance(target, Recommendation):
        made, _new = Link.objects.update_or_create(
            from_kind=KIND, from_id=article.pk, to_kind=RECOMMENDATION, to_id=target.pk, predicate=Predicate.RELATED,
            owner_id=article.owner_id, defaults=own, create_defaults={**new, "visibility": Visibility.STAFF},
        )  # fmt: skip
    else:
        made = _place(article, target, own, new)
    record(ADDED, made, by=by, about=article, detail={"what": key_of(made)[0]})
    moved(article.pk)
    return made


def _place(article: Article, place: Place, own: dict[str, Any], new: dict[str, Any]) -> Mention:
    """The name in the text that the place is called by, or the article as a whole."""
    names = {name_key(name) for name in (place.name_en, place.name_km, *place.aliases) if name}
    held = Mention.objects.filter(article=article, kind=MentionKind.PLACE)
    found = held.filter(place=place).first() or held.filter(folded__in=names).first()
    if found is None:
        name = place.name_en or place.name_km
        found = Mention(
            article=article, kind=MentionKind.PLACE, name=name[:200], folded=name_key(name), line=article.start_line, start=0,
            end=max(1, len(article.text.split("\n")[0])), parts=[], **new,
        )  # fmt: skip
    found.place = place
    for name, value in own.items():
        setattr(found, name, value)
    found.save()
    return found


def is_named(row: Mention) -> bool:
    """Whether a name stands for something of the register."""
    return any(getattr(row, f"{field}_id") for field in (*FIELDS.values(), "place"))
