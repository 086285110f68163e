"""Correcting a record: its words, States, document, session and kind; what follows from them is kept in step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.recommendations import identity
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.writing import say
from tamdan.recommendations.keeping import keep_in_step
from tamdan.recommendations.models import Recommendation, RecommendingState

REVISED = "recommendations.revised"


class Reason(models.TextChoices):
    """Why a record is corrected; it stands in the ledger with what changed."""

    SOURCE = "source", _("The source itself was corrected")
    TYPING = "typing", _("We read or typed it wrongly")


class NameTaken(DomainError):
    code = "recommendation-name-taken"
    status = 409
    message = _(
        "“%(name)s” is in the register already. Look at that one first: the two may be one and the same recommendation."
    )


@dataclass(frozen=True)
class Revision:
    """``language`` and ``text`` of the official words; ``recommending`` are codes of States."""

    language: str
    text: str
    recommending: Sequence[str]
    cycle: int | None
    reason: str
    note: str = ""


def shares_paragraph(one: Recommendation) -> bool:
    """Whether its paragraph holds other demands too, so that document and paragraph are not its name."""
    return (
        bool(one.symbol and one.paragraph)
        and one.parent_id is None
        and one.identifier != f"{one.symbol} {one.paragraph}"
    )


def name_for(one: Recommendation, *, text: str, shares: bool) -> str:
    """The identifier that a record with these fields and these official words has."""
    if one.parent is not None:
        return f"{one.parent.identifier} {one.part}"
    return identity.identifier(
        mechanism=one.mechanism_id, state=one.state_id, session=one.session, words=identity.text_key(text),
        position=one.position, symbol=one.symbol, paragraph="" if shares else one.paragraph,
    )  # fmt: skip


def other_named(one: Recommendation, name: str) -> Recommendation | None:
    """Another record of the same body that has this name."""
    found = Recommendation.objects.filter(owner=one.owner_id, identifier=name)
    return found.exclude(pk=one.pk).first()


@transaction.atomic
def follow(
    before: Recommendation, after: Recommendation, revision: Revision, *, by: Any, fields: Sequence[str]
) -> None:
    """After the columns of ``after`` were saved: words, States, name, facets, order and index. Raises NameTaken.

    ``before`` is the record as it stood. A translation of words that changed is behind from now on, and says so.
    """
    say(after, revision.language, revision.text)
    after.identifier, after.cycle = name_after(before, after, revision.text), revision.cycle
    after.text_key = identity.text_key(revision.text)
    if other_named(after, after.identifier):
        raise NameTaken(name=after.identifier)
    after.save(update_fields=["text_key", "identifier", "cycle"])
    _ask(after, revision.recommending)
    keep_in_step([after.pk, *_rename_parts(after)])
    detail = {"reason": revision.reason, "note": revision.note, "fields": list(fields)}
    record(REVISED, after, by=by, detail=detail)


def name_after(before: Recommendation, after: Recommendation, text: str) -> str:
    """The name that ``after`` has with these words. One is left alone where nothing that it is made of has changed: a later
    answer gives no other name."""
    made_of = ("symbol", "paragraph", "session")
    same = all(getattr(before, name) == getattr(after, name) for name in made_of)
    if same and before.text_key == identity.text_key(text):
        return before.identifier
    shares = shares_paragraph(before) and (after.symbol, after.paragraph) == (before.symbol, before.paragraph)
    return name_for(after, text=text, shares=shares)


def _ask(one: Recommendation, codes: Sequence[str]) -> None:
    held = set(one.recommending.values_list("state__code", flat=True))
    one.recommending.exclude(state__code__in=codes).delete()
    RecommendingState.objects.bulk_create(
        RecommendingState(recommendation=one, state_id=code) for code in codes if code not in held
    )


def _rename_parts(whole: Recommendation) -> list[int]:
    """Parts are named after their whole, and stand at its paragraph and session."""
    parts = list(whole.parts.all())
    for part in parts:
        part.identifier = f"{whole.identifier} {part.part}"
        part.symbol, part.paragraph, part.session, part.cycle = (
            whole.symbol,
            whole.paragraph,
            whole.session,
            whole.cycle,
        )
        part.save(update_fields=["identifier", "symbol", "paragraph", "session", "cycle"])
    return [part.pk for part in parts]


def official_of(one: Recommendation) -> tuple[str, str]:
    """Language and words that the body itself published; empty words where no source gave any."""
    found = one.texts.filter(kind=TextKind.OFFICIAL).order_by("pk").first()
    return (found.language, found.text) if found else ("en", "")
