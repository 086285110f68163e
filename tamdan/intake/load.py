"""Loads the country's lists about complaints, reviewed by people: ``country/<code>/complaint_kinds.yaml`` and its neighbours."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from tamdan.intake.models import Channel, ClosingReason, ConsentPurpose, Kind, Urgency
from tamdan.intake.vocabularies import CODE_LENGTH, Choice, Source
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import Article, Theme
from tamdan.taxonomy.sync import sync

FILES: dict[type[Choice], tuple[str, dict[str, str]]] = {
    Kind: ("complaint_kinds.yaml", {"is_dangerous": "dangerous"}),
    Urgency: ("urgencies.yaml", {"is_dangerous": "dangerous"}),
    Channel: ("channels.yaml", {"by_sender": "by_sender", "by_officer": "by_officer"}),
    ConsentPurpose: ("consents.yaml", {"names_a_body": "names_a_body"}),
    ClosingReason: ("closing_reasons.yaml", {"is_refusal": "refusal"}),
}
"""The file of each list, and which words of the file its yes-or-no fields have."""


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Rows added, changed or retired by table. Raises FaultyFile and changes nothing."""
    return {model._meta.label: _load(model, *told) for model, told in FILES.items()}


def _load(model: type[Choice], name: str, flags: dict[str, str]) -> int:
    rows = rows_of(Path(settings.COUNTRY_ROOT) / settings.COUNTRY / name)
    more = {Kind: _rights, Channel: _taken_from}.get(model, _nothing_more)
    wanted = [model(**_fields(row, place), **_flags(row, flags), **more(row)) for place, row in enumerate(rows)]
    return sync(model._default_manager.all(), wanted)


def _fields(row: Row, place: int) -> dict[str, Any]:
    return {
        "code": row.text("code", longest=CODE_LENGTH), "name_en": row.text("name_en"), "position": place,
        "hint_en": row.optional("hint_en"), "hint_km": row.optional("hint_km"), **row.khmer(), **row.source(),
    }  # fmt: skip


def _flags(row: Row, flags: dict[str, str]) -> dict[str, bool]:
    return {field: row.values.get(word) is True for field, word in flags.items()}


def _nothing_more(_row: Row) -> dict[str, Any]:
    return {}


def _taken_from(row: Row) -> dict[str, Any]:
    return {"taken_from": row.code("taken_from", set(Source.values)) or ""}


def _rights(row: Row) -> dict[str, Any]:
    themes, articles = (set(model.objects.values_list("code", flat=True)) for model in (Theme, Article))
    return {"right": row.code("right", themes) or "", "articles": row.codes("articles", articles)}
