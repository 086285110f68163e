"""The words of a recommendation in more than one language, and whether a translation still follows its source."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.language.normalise import clean
from tamdan.recommendations.documents import KIND, drafts
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import Recommendation, RecommendationText
from tamdan.search.actions import index
from tamdan.search.stamps import touch

TRANSLATED = "recommendations.text.translated"
REVIEWED = "recommendations.text.reviewed"
REMOVED = "recommendations.text.removed"


class NothingToTranslate(DomainError):
    code = "nothing_to_translate"
    status = 409
    message = _("This recommendation has no official text yet. Add that first.")


class EmptyTranslation(DomainError):
    code = "empty_translation"
    message = _("The translation is empty. Write it, then save again.")


class NotReviewable(DomainError):
    code = "translation-behind"
    status = 409
    message = _(
        "This translation was made from an earlier text. Compare it with the text of today, save it, then review it."
    )


@transaction.atomic
def translate(
    recommendation: Recommendation, *, language: str, text: str, translator: str, by: Any
) -> RecommendationText:
    """Put a translation beside the official text, or replace the one there is; it is unreviewed until somebody reviews it.

    ``language`` is a BCP 47 tag. Raises NothingToTranslate, EmptyTranslation.
    """
    Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    official = recommendation.texts.filter(kind=TextKind.OFFICIAL).first()
    if official is None or official.language == language:
        raise NothingToTranslate
    words = clean(text).strip()
    if not words:
        raise EmptyTranslation
    made, _created = RecommendationText.objects.update_or_create(
        recommendation=recommendation, language=language,
        defaults={
            "text": words, "kind": TextKind.TRANSLATION, "digest": text_digest(words), "translated_from": official.digest,
            "translator": translator, "reviewed_by": None, "reviewed_at": None,
        },
    )  # fmt: skip
    record(TRANSLATED, made, by=by, about=recommendation)
    index(KIND, drafts([recommendation.pk]))
    return made


@transaction.atomic
def review(translation: RecommendationText, *, by: Any) -> None:
    """Say that a person has read the translation beside its source. Raises NotReviewable for one of an earlier text."""
    _locked(translation)
    official = translation.recommendation.texts.filter(kind=TextKind.OFFICIAL).first()
    if official is None or translation.kind != TextKind.TRANSLATION or translation.is_behind(official):
        raise NotReviewable
    translation.reviewed_by, translation.reviewed_at = by, timezone.now()
    translation.save(update_fields=["reviewed_by", "reviewed_at"])
    record(REVIEWED, translation, by=by, about=translation.recommendation)
    touch(KIND)


@transaction.atomic
def remove(translation: RecommendationText, *, by: Any) -> None:
    """Take a translation away; the history keeps it."""
    _locked(translation)
    record(REMOVED, translation, by=by, about=translation.recommendation, detail={"language": translation.language})
    translation.delete()
    index(KIND, drafts([translation.recommendation_id]))


def _locked(text: RecommendationText) -> None:
    Recommendation.objects.select_for_update(of=("self",)).get(pk=text.recommendation_id)
