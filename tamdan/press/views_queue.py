"""The reading queue: articles that nobody has looked through, and one of them with its source beside what was read in it."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, reach_of, reads, role_required, writes
from tamdan.core.models import BulkAct
from tamdan.core.pages import form_page
from tamdan.core.pagination import capped_count, paginate
from tamdan.language.templatetags.language import localnum
from tamdan.links.enums import Decision
from tamdan.press import bounding, confirming, describing
from tamdan.press.access import EDITORS, article_or_404, can_edit
from tamdan.press.access_people import confirmation_or_404
from tamdan.press.bearing_shown import bearings_of
from tamdan.press.describing import DescribeForm
from tamdan.press.enums import Side
from tamdan.press.forms_people import KINDS, LineForm, VersionForm
from tamdan.press.models import Article
from tamdan.press.screen import screen_of
from tamdan.press.shown import pairs_of
from tamdan.press.speaking import entries
from tamdan.press.waiting import ORDER, Waiting

editors = role_required(*EDITORS)
PAGE_SIZE = 30


def editable_article_or_404(request: HttpRequest, uuid: object) -> Article:
    """Absent and not theirs to see: 404; another body's: 403. It knows to what the queue was narrowed in which it is read."""
    found = article_or_404(request.user, uuid)
    if not can_edit(request.user, found):
        raise PermissionDenied
    found.queue = Waiting.asked_by(request).address
    return found


@editors
@reads
def queue(request: HttpRequest) -> HttpResponse:
    asked = Waiting.asked_by(request)
    rows = asked.rows(request.user)
    shown = rows.select_related("outlet").annotate(
        found=Count("quotations", filter=Q(quotations__decision=Decision.SUGGESTED), distinct=True)
    ).defer("text", "signature", "bands", "skipped")  # fmt: skip
    page = paginate(shown, ORDER, request.GET.get("page", ""), PAGE_SIZE)
    acts = BulkAct.objects.filter(verb=confirming.CONFIRMED_ALL).reversible(confirming.KIND)[:10]
    ids = {int(next(iter(act.before))): act for act in acts}
    articles = Article.objects.filter(pk__in=ids, owner__in=reach_of(request.user).bodies)
    context = {
        "page": page,
        "count": capped_count(rows),
        "repeated": asked.repeated(request.user),
        "asked": asked,
        "facets": asked.facets(request.user),
        "confirmed": [(ids[one.pk], one) for one in articles],
    }
    return render(request, "press/queue.html", context)


@editors
@reads
def read(request: HttpRequest, uuid: object) -> HttpResponse:
    """One article: the text with every span in it, and a card for each."""
    article, asked = editable_article_or_404(request, uuid), Waiting.asked_by(request)
    acts = BulkAct.objects.filter(verb=confirming.CONFIRMED_ALL, before__has_key=str(article.pk)).reversible(
        confirming.KIND
    )
    return render(
        request,
        "press/read.html",
        {
            "article": article,
            "screen": screen_of(article),
            "kinds": KINDS,
            "sides": Side.choices,
            "next": asked.next_after(request.user, article),
            "below": bounding.next_below(article),
            "left": capped_count(asked.rows(request.user)),
            "act": acts.first(),
            "pairs": pairs_of(request.user, article)[:5],
            "bearings": bearings_of(request.user, [article])[article.pk],
        },
    )


@editors
@writes
def finish(request: HttpRequest, uuid: object) -> HttpResponseBase:
    """The article was looked through, or is none, or waits again; then the next one."""
    article = editable_article_or_404(request, uuid)
    following, decision = Waiting.asked_by(request).next_after(request.user, article), request.POST.get("decision", "")
    if decision not in Decision.values:
        raise BadRequest
    confirming.look_through(article, decision, version=version_of(request), by=request.user)
    if decision == Decision.SUGGESTED:
        messages.success(request, _("This article waits in the queue again."))
        return redirect(reading(article))
    if following is None:
        messages.success(request, _("That was the last article of the queue."))
        return redirect(f"{reverse('press:queue')}{article.queue}")
    following.queue = article.queue
    return redirect(reading(following))


@editors
@writes
def confirm_all(request: HttpRequest, uuid: object) -> HttpResponseBase:
    article = editable_article_or_404(request, uuid)
    act = confirming.confirm_all(article, version=version_of(request), by=request.user)
    number = len(next(iter(act.before.values())))
    said = ngettext("%(shown)s passage was confirmed.", "%(shown)s passages were confirmed.", number)
    messages.success(request, said % {"shown": localnum(number)})
    return redirect(reading(article))


@editors
@writes
def unconfirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back a confirmation of all; what somebody decided since stays."""
    act, article = confirmation_or_404(request.user, pk)
    article.queue = Waiting.asked_by(request).address
    number = confirming.unconfirm(act, by=request.user)
    said = ngettext("%(shown)s passage waits again.", "%(shown)s passages wait again.", number)
    messages.success(request, said % {"shown": localnum(number)})
    return redirect(reading(article))


@editors
@writes
def split(request: HttpRequest, uuid: object) -> HttpResponseBase:
    article, sent = editable_article_or_404(request, uuid), LineForm(request.POST)
    if not sent.is_valid():
        raise bounding.NotInside
    below = bounding.split(article, sent.cleaned_data["line"], version=sent.cleaned_data["version"], by=request.user)
    messages.success(request, _("These are two articles now. This is the second one."))
    below.queue = article.queue
    return redirect(reading(below))


@editors
@writes
def join(request: HttpRequest, uuid: object) -> HttpResponseBase:
    article = editable_article_or_404(request, uuid)
    bounding.join(article, version=version_of(request), by=request.user)
    messages.success(request, _("The article goes on to the end of the next one now."))
    return redirect(reading(article))


@editors
@form
def describe(request: HttpRequest, uuid: object) -> HttpResponse:
    """Title, address, day and the like of an article."""
    article = editable_article_or_404(request, uuid)
    sent = DescribeForm(request.POST or None, instance=article)
    if request.method == "POST" and sent.is_valid():
        describing.describe(article, sent, by=request.user)
        return redirect(reading(article))
    return form_page(request, sent, title=_("About the article"), submit=_("Save"), back=reading(article))


@editors
@reads
def names(request: HttpRequest) -> JsonResponse:
    """Search as one types, for the page's script: persons, bodies and States of the register."""
    found = entries(request.GET.get("q", ""))
    return JsonResponse({"entries": [{"code": one.code, "name": one.name, "note": str(one.note)} for one in found]})


def version_of(request: HttpRequest) -> int:
    """The version that the sender saw; a form without one is no form of ours."""
    sent = VersionForm(request.POST)
    if not sent.is_valid():
        raise BadRequest
    version: int = sent.cleaned_data["version"]
    return version


def reading(article: Article, key: str = "") -> str:
    """The address of the reading page, at a passage, in the queue as it is narrowed."""
    return reverse("press:read", args=[article.uuid]) + article.queue + (f"#{key}" if key else "")
