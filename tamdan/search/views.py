"""One box over everything: the public's search page, which shows staff what they may see besides."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.pagination import Page
from tamdan.search.access import search
from tamdan.search.hits import Results, as_token, from_token
from tamdan.search.sources import sources

PAGE_SIZE = 20


@dataclass(frozen=True)
class KindFound:
    """How many records of a kind were found; ``more`` where counting stopped."""

    kind: str
    label: str
    count: int
    more: bool


@public
@reads
def results(request: HttpRequest) -> HttpResponse:
    """``q`` what is asked, ``kind`` one kind of record, ``where=all`` also what is not at home (places of other countries),
    ``page`` where the page before ended.
    """
    text = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    everywhere = request.GET.get("where") == "all"
    after = from_token(request.GET.get("page", ""))
    found = search(request.user, text, [kind], PAGE_SIZE, after, everywhere=everywhere)
    context = {
        "q": text,
        "kind": kind if kind in found.counts else "",
        "found": found,
        "kinds": _kinds(found),
        "everywhere": everywhere,
        "may_widen": not everywhere and (kind in _with_home() or not found.hits),
        "page": Page(found.hits, next=as_token(found.next)),
        "title": _("Search: “%(words)s”") % {"words": text} if text else _("Search"),
    }
    return render(request, "search/results.html", context)


def _with_home() -> set[str]:
    return {kind for kind, source in sources().items() if source.at_home}


def _kinds(found: Results) -> list[KindFound]:
    return [
        KindFound(kind, str(source.label), found.counts[kind], kind in found.capped)
        for kind, source in sources().items()
        if kind in found.counts
    ]
