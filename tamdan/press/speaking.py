"""Who speaks: persons, bodies and States of the register found as one types, and whom a name of an article stands for."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.institutions.models import Body, Holding, Person, localized
from tamdan.language.normalise import fold
from tamdan.links.enums import Decision, Origin
from tamdan.press.enums import SpeakerKind
from tamdan.press.made import name_key
from tamdan.press.models import Article, Voice
from tamdan.press.settling import Meant, settle_for_all
from tamdan.taxonomy.models import State

SETTLED = "press.voice.settled"
MOST = 8
LONGEST = 80


class NoSuchName(DomainError):
    code = "no-such-name"
    status = 422
    message = _(
        "Nobody in the register is called “%(name)s”, or several are. Write more of the name, or add the person or body to the register."
    )


@dataclass(frozen=True)
class Entry:
    """One of the register. ``code`` is ``person:12``, ``body:5`` or ``state:KHM``; ``note`` the present office, or what it is."""

    code: str
    name: str
    note: str = ""


def entries(text: str) -> list[Entry]:
    """Persons and bodies whose names hold every typed word, then States; at most a few of each. Four queries."""
    words = text[:LONGEST].split()
    if not words:
        return []
    people = _holding(words, Person.objects.all(), "name_en", "name_km").prefetch_related("holdings__post__body")[:MOST]
    bodies = _holding(words, Body.objects.all(), "name_en", "name_km", "acronym")[:MOST]
    states = _holding(words, State.objects.filter(retired=False), "name_en", "name_km")[:3]
    return [
        *(Entry(f"person:{one.pk}", str(one), _office(one)) for one in people),
        *(Entry(f"body:{one.pk}", str(one), one.get_kind_display()) for one in bodies),
        *(Entry(f"state:{one.code}", str(one.localized), one.code) for one in states),
    ][: 2 * MOST]


def _holding(words: list[str], rows: QuerySet[Any], *fields: str) -> QuerySet[Any]:
    condition = Q()
    for word in words:
        one = Q()
        for name in fields:
            one |= Q(**{f"{name}__icontains": word})
        condition &= one
    return rows.filter(condition).order_by("pk")


def _office(person: Person) -> str:
    held = sorted(
        person.holdings.all(), key=lambda one: (one.end is not None, -(one.start.toordinal() if one.start else 0))
    )
    return f"{localized(held[0].post, 'label')}, {held[0].post.body}" if held else ""


def meant_by(code: str, text: str) -> Meant:
    """What a chosen code names, or the one entry that bears the typed name. Raises NoSuchName."""
    model, _colon, key = code.partition(":")
    found: Meant | None = None
    if model == "state":
        found = State.objects.filter(code=key[:8]).first()
    elif model in ("person", "body") and key.isdecimal() and len(key) < 18:
        found = {"person": Person, "body": Body}[model]._default_manager.filter(pk=int(key)).first()  # type: ignore[assignment]
    if found is not None:
        return found
    alike = [one for one in entries(text) if fold(one.name) == fold(text.strip())] or entries(text)
    if code or len(alike) != 1:
        raise NoSuchName(name=text[:LONGEST])
    return meant_by(alike[0].code, "")


@transaction.atomic
def settle(voice: Voice, meant: Meant, *, by: Any) -> Voice:
    """The name stands for this entry in this article, with the post that it held on the article's day, and from now on in every article
    of the body where nobody said otherwise (``settling``)."""
    voice = Voice.objects.select_for_update(of=("self",)).select_related("article").get(pk=voice.pk)
    _point(voice, meant)
    voice.decision, voice.decided_by, voice.decided_at = Decision.ACCEPTED, by, timezone.now()
    voice.save()
    record(SETTLED, voice, by=by, about=voice.article, detail={"meant": _code(meant)})
    settle_for_all(voice.name, voice.folded, meant, owner_id=voice.article.owner_id, by=by)
    return voice


@transaction.atomic
def voice_for(article: Article, meant: Meant, *, by: Any) -> Voice:
    """The voice of the article that stands for this entry; one that a person adds where there is none."""
    field = {Person: "person", Body: "body", State: "state"}[type(meant)]
    found = Voice.objects.filter(article=article, **{field: meant}).order_by("pk").first()
    if found is not None:
        return settle(found, meant, by=by)
    name = _name(meant)[:200]
    made = Voice.objects.filter(article=article, name=name).first() or Voice(
        article=article, name=name, folded=name_key(name, field), kind=SpeakerKind(field), origin=Origin.PERSON,
        decision=Decision.ACCEPTED,
    )  # fmt: skip
    _point(made, meant)
    made.decision, made.decided_by, made.decided_at = Decision.ACCEPTED, by, timezone.now()
    made.save()
    record(SETTLED, made, by=by, about=article, detail={"meant": _code(meant)})
    return made


def _point(voice: Voice, meant: Meant) -> None:
    voice.person = meant if isinstance(meant, Person) else None
    voice.body = meant if isinstance(meant, Body) else None
    voice.state = meant if isinstance(meant, State) else None
    voice.holding = None
    if isinstance(meant, Person):
        voice.holding = Holding.objects.on(voice.article.day).filter(person=meant).order_by("pk").first()


def _name(meant: Meant) -> str:
    return meant.name_en or meant.name_km


def _code(meant: Meant) -> str:
    return f"{type(meant).__name__.lower()}:{meant.pk}"
