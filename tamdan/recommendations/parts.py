"""A compound recommendation in lettered parts, each with its own answer and tags; and its parts together again.

A part is a recommendation with ``parent`` and a letter. It is counted beside recommendations, never among them, and named
after its whole (``A/HRC/26/16 118.5 b``).
"""

import re
import string
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.language.normalise import clean, words_only
from tamdan.links.models import Link, Tag
from tamdan.recommendations import identity
from tamdan.recommendations.clauses import clauses
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendationText
from tamdan.search.actions import index_records

SPLIT = "recommendations.split"
PUT_TOGETHER = "recommendations.parts_joined"
MOST = len(string.ascii_lowercase)
_CLAUSE = re.compile(r"(?:(?<=;)|(?<=។))\s+|\s+(?=\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s)|(?<=[.;:])\s+(?=\d{1,2}[.)]\s)")


class CannotSplit(DomainError):
    code = "cannot-split"
    status = 409
    message = _("This is a part itself, or is split already, or has no text. Put the parts together first.")


class TooFewParts(DomainError):
    code = "too-few-parts"
    message = _("Write at least two parts and at most %(most)s, each with words of its own.")


class WordsMissing(DomainError):
    """``words`` are those of the recommendation that no part holds."""

    code = "words-missing"
    message = _("No part holds these words: %(words)s. Add them to a part, or say that they belong to none.")


class PartsChanged(Conflict):
    message = _("Somebody changed this recommendation while you were writing. Look at it again, then split it.")


class PartsInUse(DomainError):
    code = "parts-in-use"
    status = 409
    message = _("Part %(name)s is linked with another record. Remove the link, then put the parts together.")


def pieces(text: str) -> list[str]:
    """Where a text seems to ask for several things: at semicolons, lettered and numbered clauses, and the Khmer full stop."""
    found = [piece.strip() for piece in _CLAUSE.split(text) if piece and piece.strip()]
    return found[:MOST] if len(found) > 1 else [text.strip()]


def proposal(text: str) -> list[str]:
    """What a person is offered to begin with: the lettered or numbered clauses, else ``pieces``. The last holds what is too many."""
    found = clauses(text)
    if not found:
        return pieces(text)
    return [*found[: MOST - 1], " ".join(found[MOST - 1 :])] if len(found) > MOST else found


def missing_words(text: str, parts: Sequence[str]) -> list[str]:
    """Words of the text that the parts together do not hold, in their order, each once."""
    held = Counter(word for part in parts for word in words_only(part).split())
    if " ".join(words_only(part) for part in parts) == words_only(text):
        return []
    return [word for word in dict.fromkeys(words_only(text).split()) if not held[word]]


def official_text(recommendation: Recommendation) -> RecommendationText | None:
    return recommendation.texts.order_by("kind", "pk").first()


@transaction.atomic
def split(
    recommendation: Recommendation, texts: Sequence[str], *, version: int, may_lack_words: bool, by: Any
) -> list[Recommendation]:
    """Make lettered parts of these texts, with the answer and the tags of the whole to begin with.

    Raises CannotSplit, TooFewParts, WordsMissing, PartsChanged.
    """
    whole = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    official = official_text(whole)
    if whole.parent_id or whole.parts.exists() or official is None:
        raise CannotSplit
    if whole.version != version:
        raise PartsChanged
    wanted = [clean(text).strip() for text in texts if words_only(text)]
    if not 2 <= len(wanted) <= MOST:
        raise TooFewParts(most=MOST)
    missing = missing_words(official.text, wanted)
    if missing and not may_lack_words:
        raise WordsMissing(words=", ".join(missing))
    made = [
        _part(whole, letter, text, official.language)
        for letter, text in zip(string.ascii_lowercase, wanted, strict=False)
    ]
    _next_version(whole)
    record(SPLIT, whole, by=by, about=whole, count=len(made), detail={"parts": [one.identifier for one in made]})
    return made


def _part(whole: Recommendation, letter: str, text: str, language: str) -> Recommendation:
    made = Recommendation.objects.create(
        owner_id=whole.owner_id, visibility=whole.visibility, shared_with=whole.shared_with, published_at=whole.published_at,
        identifier=f"{whole.identifier} {letter}", kind=whole.kind, mechanism_id=whole.mechanism_id, state_id=whole.state_id,
        session=whole.session, cycle=whole.cycle, symbol=whole.symbol, paragraph=whole.paragraph, date=whole.date,
        asker_id=whole.asker_id, asker_name=whole.asker_name, parent=whole, part=letter, position=whole.position,
        position_stated=whole.position_stated, text_key=identity.text_key(text), sort_key=f"{whole.sort_key[:78]} {letter}",
    )  # fmt: skip
    RecommendationText.objects.create(
        recommendation=made, language=language, text=text, kind=TextKind.OFFICIAL, digest=text_digest(text)
    )
    if whole.position or whole.position_stated:
        PositionTaken.objects.create(
            recommendation=made, recorded=whole.position, stated=whole.position_stated, document=whole.symbol
        )
    Tag.objects.bulk_create(
        Tag(kind=KIND, object_id=made.pk, scheme=tag.scheme, code=tag.code, origin=tag.origin, reason=tag.reason,
            confidence=tag.confidence, decision=tag.decision, decided_by=tag.decided_by, decided_at=tag.decided_at)
        for tag in Tag.objects.on(KIND, whole.pk)
    )  # fmt: skip
    return made


@transaction.atomic
def put_together(recommendation: Recommendation, *, by: Any) -> int:
    """Take the parts away; their states stay in the history. Gives how many there were. Raises PartsInUse, CannotSplit."""
    whole = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    parts = list(whole.parts.all())
    if not parts:
        raise CannotSplit
    for part in parts:
        if Link.objects.touching(KIND, part.pk).exists():
            raise PartsInUse(name=part.part)
    names = [part.identifier for part in parts]
    Tag.objects.on(KIND, *[part.pk for part in parts]).delete()
    whole.parts.all().delete()
    _next_version(whole)
    record(PUT_TOGETHER, whole, by=by, about=whole, count=len(names), detail={"parts": names})
    return len(names)


def _next_version(whole: Recommendation) -> None:
    whole.version += 1
    whole.save(update_fields=["version"])
    index_records(SEARCH_KIND, [whole.pk])
