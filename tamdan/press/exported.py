"""Released quotations as data: one row each, for the API and the open data alike. Public rows alone, whoever asks."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from tamdan.links.models import Tag
from tamdan.press.enums_release import Answer
from tamdan.press.listed import THEMED, ready
from tamdan.press.models import Release, Request
from tamdan.press.models.releases import ReleaseQuerySet

COLUMNS = (
    "id", "quotation", "language", "speaker", "speaker_km", "office", "spoke_as", "body", "body_name", "body_name_km", "said_on",
    "outlet", "address", "quotation_themes", "reply", "reply_signed", "released_on",
)  # fmt: skip
AT_ONCE = 500


def rows(found: ReleaseQuerySet | None = None) -> Iterator[dict[str, Any]]:
    """By column, the newest words first; three queries for each 500."""
    ordered = ready(Release.objects.public() if found is None else found).order_by("-said_on", "-pk")
    at = 0
    while batch := list(ordered[at : at + AT_ONCE]):
        yield from as_rows(batch)
        at += AT_ONCE


def as_rows(batch: list[Release]) -> Iterator[dict[str, Any]]:
    articles = [one.quotation.article_id for one in batch]
    themes: dict[int, list[str]] = {}
    for pk, code in (
        Tag.objects.on(THEMED, *articles).standing().filter(scheme="theme").values_list("object_id", "code")
    ):
        themes.setdefault(pk, []).append(code)
    shown = Request.objects.filter(release__in=batch, answer=Answer.SHOWN).order_by("pk")
    replies = {one.release_id: one for one in shown}
    for one in batch:
        yield _row(one, themes.get(one.quotation.article_id, []), replies.get(one.pk))


def _row(release: Release, themes: list[str], reply: Request | None) -> dict[str, Any]:
    speaker, body, article = release.person or release.body, release.body, release.quotation.article
    return {
        "id": str(release.uuid),
        "quotation": release.quotation.exact,
        "language": release.language,
        "speaker": speaker.name_en,
        "speaker_km": speaker.name_km,
        "office": release.post.label_en or release.post.label_km if release.post else "",
        "spoke_as": str(release.spoke_as),
        "body": body.code,
        "body_name": body.name_en,
        "body_name_km": body.name_km,
        "said_on": release.said_on.isoformat(),
        "outlet": (article.outlet.name_en or article.outlet.name_km) if article.outlet else article.outlet_name,
        "address": article.address,
        "quotation_themes": themes,
        "reply": reply.reply if reply else "",
        "reply_signed": reply.signed if reply else "",
        "released_on": timezone.localdate(release.released_at).isoformat() if release.released_at else "",
    }


def flat() -> Iterator[tuple[Any, ...]]:
    """As a table holds them: lists are codes parted by spaces."""
    for row in rows():
        yield tuple(" ".join(value) if isinstance(value, list) else value for value in (row[name] for name in COLUMNS))
