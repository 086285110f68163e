"""Recommendations for tests of pages, made as an import or a person would leave them."""

import datetime
from typing import Any

from tamdan.core.access import Visibility
from tamdan.institutions.models import Body
from tamdan.recommendations import identity
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet, Position, TextKind
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import (
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
from tamdan.search.actions import index_records

TEXT = "Guarantee that every person in detention meets a lawyer within 24 hours"


def make(owner: Body, text: str = TEXT, **given: Any) -> Recommendation:
    """A recommendation of Japan to Fiji, supported, public. ``by``, ``themes``, ``groups``: codes; other values are columns."""
    by, themes, groups = (
        given.pop(name, default) for name, default in (("by", ("JPN",)), ("themes", ()), ("groups", ()))
    )
    values: dict[str, Any] = {"state_id": "FJI", "session": 18, "cycle": 2, "position": Position.SUPPORTED} | given
    values.setdefault("visibility", Visibility.PUBLIC)
    values.setdefault("mechanism_id", "upr")
    words = identity.text_key(text)
    names = {name: values.get(name, "") for name in ("symbol", "paragraph")}
    found = identity.identifier(
        mechanism=values["mechanism_id"],
        state=values["state_id"],
        session=values["session"],
        words=words,
        position=values["position"],
        **names,
    )
    made = Recommendation.objects.create(
        owner=owner, identifier=found, text_key=words,
        sort_key=identity.sort_key(state=values["state_id"], session=values["session"], place=Recommendation.objects.count(), **names),
        facets=facets(values, by, themes, groups), **values,
    )  # fmt: skip
    add_text(made, "en", text)
    for code in by:
        RecommendingState.objects.create(recommendation=made, state_id=code)
    index_records(KIND, [made.pk])
    return made


def facets(values, by, themes, groups) -> list[str]:
    return sorted([
        f"{Facet.BODY}:{values['mechanism_id']}", f"{Facet.STATE}:{values['state_id']}", f"{Facet.KIND}:recommendation",
        f"{Facet.POSITION}:{values['position'] or 'none'}",
        *([f"{Facet.SESSION}:{values['session']}", f"{Facet.CYCLE}:{values['cycle']}"] if values["session"] else []),
        *(f"{Facet.BY}:{code}" for code in by), *(f"{Facet.THEME}:{code}" for code in themes),
        *(f"{Facet.GROUP}:{code}" for code in groups),
    ])  # fmt: skip


def add_text(made: Recommendation, language: str, text: str, kind=TextKind.OFFICIAL, **values) -> RecommendationText:
    return RecommendationText.objects.create(
        recommendation=made, language=language, text=text, kind=kind, digest=text_digest(text), **values
    )


def add_source(made: Recommendation, **read) -> SourceRecord:
    return SourceRecord.objects.create(
        recommendation=made, row=1518, format="upr-info", file_digest="ab" * 32, digest=f"{made.pk}-{len(read)}",
        verbatim=[["SuR", "Fiji"], ["Rgrp", "Asia"], ["RS", "Japan"], ["Rgrp", ""]], read=read,
    )  # fmt: skip


def revise(made: Recommendation, day: datetime.date, recorded: str, stated: str = "", document: str = "") -> None:
    PositionTaken.objects.create(recommendation=made, date=day, recorded=recorded, stated=stated, document=document)
