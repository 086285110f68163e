"""Recommendations that a person types: one record with its source word for word, who typed it and when; internal at first."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.institutions.models import Body
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Tag
from tamdan.recommendations import identity
from tamdan.recommendations.actions import internal
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.demand import Demand
from tamdan.recommendations.imports.disagreeing import compare_again
from tamdan.recommendations.imports.entries import KIND, read_of
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.keeping import keep_in_step
from tamdan.recommendations.models import (
    PositionTaken,
    Recommendation,
    RecommendationQuerySet,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)

FORMAT = "hand"
"""Of source records that a person typed: they belong to no import."""
TYPED = "recommendations.typed"
TYPED_AGAIN = "recommendations.typed_again"
ALIKE_SHOWN = 5
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Typed:
    """A demand as a person typed it. ``tags`` are (vocabulary, code); ``verbatim`` is what each field held, by its English label."""

    demand: Demand
    owner: Body
    asker: Body | None = None
    tags: tuple[tuple[str, str], ...] = ()
    verbatim: Pairs = ()


def alike(user: Viewer, demand: Demand) -> RecommendationQuerySet:
    """What the person may see of the same words to the same State at the same session, or of the same paragraph; at most five."""
    same = Q(state=demand.state, session=demand.session, text_key=demand.words)
    if demand.symbol and demand.paragraph:
        same |= Q(state=demand.state, symbol=demand.symbol, paragraph=demand.paragraph)
    found = Recommendation.objects.visible_to(user).whole().filter(same)
    return found.prefetch_related("texts")[:ALIKE_SHOWN]


@transaction.atomic
def add(typed: Typed, *, by: Any) -> Recommendation:
    """A new record, internal; what names a record of the same body that is there becomes a further source of that one."""
    there = Recommendation.objects.filter(owner=typed.owner, identifier=typed.demand.identifier).first()
    if there:
        _keep_source(there, typed, by)
        compare_again([there.pk])
        keep_in_step([there.pk])
        record(TYPED_AGAIN, there, by=by)
        return there
    made = _made(typed)
    source = _keep_source(made, typed, by)
    _say(made, typed.demand, source)
    Tag.objects.bulk_create(
        Tag(
            kind=KIND, object_id=made.pk, scheme=scheme, code=code, origin=Origin.PERSON, decision=Decision.ACCEPTED,
            decided_by=by, decided_at=timezone.now(),
        )
        for scheme, code in typed.tags
    )  # fmt: skip
    keep_in_step([made.pk])
    record(TYPED, made, by=by)
    return made


def _made(typed: Typed) -> Recommendation:
    demand = typed.demand
    return Recommendation.objects.create(
        owner=typed.owner, visibility=internal(typed.owner), identifier=demand.identifier, kind=demand.kind,
        mechanism_id=demand.mechanism, state_id=demand.state, session=demand.session, cycle=demand.cycle,
        symbol=demand.symbol, paragraph=demand.paragraph, number=demand.number, date=demand.date, asker=typed.asker,
        asker_name=demand.asker_name, position=demand.position, position_stated=demand.stated, text_key=demand.words,
        sort_key=identity.sort_key(
            state=demand.state, session=demand.session, symbol=demand.symbol, paragraph=demand.paragraph
        ),
    )  # fmt: skip


def _keep_source(made: Recommendation, typed: Typed, by: Any) -> SourceRecord:
    """Who typed it and when stand in ``read``, which no page shows to the public."""
    now = timezone.now().isoformat()
    printed = json.dumps([FORMAT, typed.verbatim, str(by.uuid), now], ensure_ascii=False)
    codes = typed.demand.recommending
    return SourceRecord.objects.create(
        recommendation=made, format=FORMAT, verbatim=[list(pair) for pair in typed.verbatim],
        read=read_of(typed.demand) | {"typed_by": str(by.uuid), "typed_at": now},
        state_id=codes[0] if len(codes) == 1 else None, digest=hashlib.sha256(printed.encode()).hexdigest(),
    )  # fmt: skip


def _say(made: Recommendation, demand: Demand, source: SourceRecord) -> None:
    """Words, States and answer of a new record."""
    official = RecommendationText.objects.create(
        recommendation=made, language=demand.language, text=demand.text, kind=TextKind.OFFICIAL,
        digest=text_digest(demand.text),
    )  # fmt: skip
    for language, text in demand.translations:
        RecommendationText.objects.create(
            recommendation=made, language=language, text=text, kind=TextKind.TRANSLATION, digest=text_digest(text),
            translated_from=official.digest,
        )  # fmt: skip
    RecommendingState.objects.bulk_create(
        RecommendingState(recommendation=made, state_id=code) for code in demand.recommending
    )
    if demand.position or demand.stated:
        PositionTaken.objects.create(
            recommendation=made, recorded=demand.position, stated=demand.stated, date=demand.position_date,
            document=demand.position_document, source=source,
        )  # fmt: skip
