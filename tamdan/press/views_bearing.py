"""What articles bear on, and whom names stand for: suggestions with their reasons, accepted or refused one by one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer, reach_of, reads, writes
from tamdan.core.pagination import Page, capped_count, paginate
from tamdan.links.enums import Decision
from tamdan.links.models import Link, Tag
from tamdan.press import bearing, settling
from tamdan.press.access_people import naming_or_404
from tamdan.press.bearing_shown import WHY, bearings_of, target_of, targets
from tamdan.press.linking import KIND
from tamdan.press.models import Article, Mention, Naming, Voice
from tamdan.press.models.articles import ArticleQuerySet
from tamdan.press.views_queue import editable_article_or_404, editors, reading

PAGE_SIZE, NAMES = 10, 30


def unanswered(user: Viewer) -> ArticleQuerySet:
    """Articles of the person's bodies of which a theme or recommendation waits for somebody."""
    tags = Tag.objects.filter(kind=KIND, scheme="theme", object_id=OuterRef("pk"), decision=Decision.SUGGESTED)
    links = Link.objects.filter(from_kind=KIND, from_id=OuterRef("pk"), decision=Decision.SUGGESTED)
    rows = Article.objects.standing().filter(owner__in=reach_of(user).bodies, capture__removed_at__isnull=True)
    return rows.filter(Q(Exists(tags)) | Q(Exists(links)))


@editors
@reads
def bearings(request: HttpRequest) -> HttpResponse:
    """Articles with their suggestions, those first that were looked through: their words may be public."""
    rows = unanswered(request.user).select_related("outlet").defer("text", "signature", "bands", "skipped")
    page = paginate(rows, ("decision", "-day", "-pk"), request.GET.get("page", ""), PAGE_SIZE)
    found = bearings_of(request.user, page.rows)
    shown = Page([(article, found[article.pk]) for article in page.rows], page.next, page.previous)
    context = {"page": shown, "count": capped_count(unanswered(request.user)), "trail": _trail()}
    return render(request, "press/bearings.html", context)


def _trail() -> list[tuple[str, str]]:
    return [(_("The press"), reverse("press:articles"))]


@editors
@writes
def bear(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """Accept or refuse one."""
    article = editable_article_or_404(request, uuid)
    row, decision = bearing.bearing_of(article, key), request.POST.get("decision", "")
    if row is None:
        raise Http404
    if decision not in (Decision.ACCEPTED, Decision.REFUSED):
        raise BadRequest
    bearing.decide(article, row, decision, seen=request.POST.get("seen", ""), by=request.user)
    return _back(request, article, key)


@editors
@writes
def add(request: HttpRequest, uuid: object) -> HttpResponseBase:
    """A theme, recommendation or place that was not suggested."""
    article = editable_article_or_404(request, uuid)
    target = target_of(request.user, request.POST.get("who", "")[:100], request.POST.get("name", "")[:200].strip())
    return _back(request, article, bearing.key_of(bearing.add(article, target, by=request.user)))


def _back(request: HttpRequest, article: Article, key: str) -> HttpResponseBase:
    if request.POST.get("from") == "list":
        return redirect(reverse("press:bearings"))
    return redirect(reading(article, key))


@editors
@reads
def find(request: HttpRequest) -> JsonResponse:
    """As one types: themes, places and recommendations."""
    found = targets(request.user, request.GET.get("q", ""))
    return JsonResponse({"entries": [{"code": one.code, "name": one.name, "note": str(one.note)} for one in found]})


def namings(user: Viewer) -> QuerySet[Naming]:
    """Names that wait for a person, with the number of voices that bear them."""
    return settling.doubts(reach_of(user).bodies)


@editors
@reads
def names(request: HttpRequest) -> HttpResponse:
    """Names as printed beside whom of the register they may stand for. A decision holds for every article."""
    page = paginate(namings(request.user), ("folded", "pk"), request.GET.get("page", ""), NAMES)
    folded = {one.folded for one in page.rows}
    seen = {one.folded: one for model in (Mention, Voice) for one in _printed(request.user, model, folded)}
    rows = [(one, WHY.get(one.reason, ""), seen.get(one.folded)) for one in page.rows]
    context = {
        "page": Page(rows, page.next, page.previous),
        "count": capped_count(namings(request.user)),
        "trail": _trail(),
    }
    return render(request, "press/names.html", context)


@dataclass(frozen=True)
class Printed:
    """Where a name stands, and in which office it speaks there."""

    folded: str
    article: Article
    role: str


def _printed(user: Viewer, model: type[Mention] | type[Voice], folded: set[str]) -> list[Printed]:
    """One of each name, the first that was printed."""
    bodies = reach_of(user).bodies
    rows: Any = model._default_manager.filter(
        article__owner__in=bodies, folded__in=folded, article__removed_at__isnull=True
    )
    found = rows.select_related("article").defer("article__text").order_by("folded", "article__day").distinct("folded")
    return [Printed(one.folded, one.article, getattr(one, "role", "")) for one in found]


@editors
@writes
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    naming = naming_or_404(request.user, pk)
    decision = request.POST.get("decision", "")
    if decision not in (Decision.ACCEPTED, Decision.REFUSED):
        raise BadRequest
    settling.settle_name(naming, decision, seen=request.POST.get("seen", ""), by=request.user)
    messages.success(request, _("Settled, for every article that prints this name."))
    return redirect("press:names_settled")
