"""Public pages of the vocabularies: themes, affected groups, mechanisms, goals."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.panels import panels_of
from tamdan.taxonomy.access import branches, sources_of
from tamdan.taxonomy.models import Mechanism, Term
from tamdan.taxonomy.vocabularies import VOCABULARIES, Vocabulary


@public
@unless_unchanged()
@reads
def terms(request: HttpRequest, vocabulary: str) -> HttpResponse:
    asked = VOCABULARIES[vocabulary]
    found = branches(asked.model, whole=asked.whole)
    shown = [row for branch in found for row in branch.rows]
    context = {"vocabulary": asked, "branches": found, "sources": sources_of(shown)}
    return render(request, "taxonomy/terms.html", context)


@public
@unless_unchanged()
@reads
def term(request: HttpRequest, vocabulary: str, code: str) -> HttpResponse:
    asked = VOCABULARIES[vocabulary]
    found = get_object_or_404(_with_parent(asked), code=code)
    context = {
        "vocabulary": asked,
        "term": found,
        "related": _related(asked, found),
        "older": list(found.legacy_codes.filter(retired=False)) if asked.has_older_codes else [],
        "mechanism": found if isinstance(found, Mechanism) else None,
        "sources": sources_of([found]),
        "panels": panels_of(request.user, found),
    }
    return render(request, "taxonomy/term.html", context)


def _with_parent(vocabulary: Vocabulary) -> QuerySet[Any]:
    """Terms with what their page names besides; a retired one keeps its page, because older records name it."""
    names = ("parent", "state") if vocabulary.model is Mechanism else ("parent",)
    return vocabulary.model._default_manager.select_related(*names)


def _related(vocabulary: Vocabulary, found: Term) -> list[dict[str, Any]]:
    sections = [(one, list(one.rows(found))) for one in vocabulary.related]
    return [
        {"title": one.title, "rows": rows, "url_name": one.url_name, "coded": one.coded}
        for one, rows in sections
        if rows
    ]
