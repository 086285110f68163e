"""The office's pages of articles, outlets and feeds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.history import history_of
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.pagination import paginate
from tamdan.core.panels import panels_of
from tamdan.press import access, counting, deciding, outlet_acts
from tamdan.press.access import EDITORS, READERS
from tamdan.press.articles_list import Question, download
from tamdan.press.articles_page import facets, page_of
from tamdan.press.forms import FeedForm, OutletForm
from tamdan.press.forms_outlets import ChangeFeedForm, ChangeOutletForm
from tamdan.press.models import Feed, Outlet
from tamdan.press.shown import article_page
from tamdan.press.tables import as_file
from tamdan.press.waiting import Waiting

readers, editors = role_required(*READERS), role_required(*EDITORS)


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("The press"), reverse("press:articles")), *further]


@readers
@reads
def articles(request: HttpRequest) -> HttpResponse:
    context = page_of(request.user, Question.of(request.GET))
    return render(request, "press/articles.html", {**context, "may_add": access.can_add(request.user)})


@readers
@reads
def articles_export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    return download(request.user, Question.of(request.GET), suffix)


@readers
@reads
def numbers(request: HttpRequest) -> HttpResponse:
    """The same list counted by month, outlet, theme and side."""
    question = Question.of(request.GET)
    parts = counting.parts_of(request.user, question)
    charts = [chart for part in parts if (chart := counting.chart_of(part, question))]
    context = {"charts": charts, "facets": facets(request.user, question), "question": question, "trail": _trail()}
    return render(request, "press/numbers.html", context)


@readers
@reads
def numbers_export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    found = counting.table_of(counting.parts_of(request.user, Question.of(request.GET)))
    return as_file("press-numbers", counting.COLUMNS, found, suffix)


@readers
@reads
def article(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.article_or_404(request.user, uuid)
    context = article_page(request.user, found, may_edit=access.can_edit(request.user, found))
    return render(request, "press/article.html", {**context, "panels": panels_of(request.user, found)})


@editors
@writes
def decide_pair(request: HttpRequest, pk: int) -> HttpResponse:
    pair = access.pair_or_404(request.user, pk)
    deciding.decide_pair(pair, request.POST.get("decision", ""), by=request.user)
    article = pair.first.article
    if request.POST.get("back") == "read":
        return redirect(
            f"{reverse('press:read', args=[article.uuid])}{Waiting.asked_by(request).address}#pair{pair.pk}"
        )
    if request.POST.get("back") in ("waiting", "set"):
        return redirect(f"{reverse('press:pairs')}?show={request.POST['back']}")
    return redirect(article)


@editors
@writes
def start_clock(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    found = access.commitment_or_404(request.user, uuid, pk)
    deciding.start_clock(found, by=request.user)
    messages.success(request, _("The clock runs. It stands in the calendar of your body."))
    return redirect(found.article)


@readers
@reads
def outlets(request: HttpRequest) -> HttpResponse:
    page = paginate(Outlet.objects.visible_to(request.user), ("name_en", "name_km", "id"), request.GET.get("page", ""))
    return render(
        request, "press/outlets.html", {"page": page, "trail": _trail(), "may_add": access.can_add(request.user)}
    )


@readers
@reads
def outlet(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.outlet_or_404(request.user, uuid)
    rows = found.articles.visible_to(request.user).standing().select_related("outlet").defer("text")
    context = {
        "outlet": found, "page": paginate(rows, ("-day", "-id"), request.GET.get("page", "")), "changes": history_of(found),
        "feeds": Feed.objects.visible_to(request.user).filter(outlet=found), "may_edit": access.can_edit(request.user, found),
        "trail": _trail((_("Outlets"), reverse("press:outlets"))),
    }  # fmt: skip
    return render(request, "press/outlet.html", context)


@editors
@form
def add_outlet(request: HttpRequest) -> HttpResponse:
    owner = access.own_bodies(request.user)[0]
    sent = OutletForm(request.POST or None, instance=Outlet(owner=owner))
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            made = sent.save(commit=False)
            return redirect(outlet_acts.save_outlet(made, aliases=sent.names, by=request.user, owner=made.owner))
    return form_page(request, sent, submit=_("Save"), title=_("Add an outlet"), back=reverse("press:outlets"))


@editors
@form
def edit_outlet(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.editable_outlet_or_404(request.user, uuid)
    sent = ChangeOutletForm(request.POST or None, instance=found)
    if request.method == "POST" and sent.is_valid():
        return redirect(outlet_acts.change_outlet(sent, by=request.user))
    return form_page(request, sent, submit=_("Save"), title=_("Change an outlet"), back=found.get_absolute_url())


@readers
@reads
def feeds(request: HttpRequest) -> HttpResponse:
    page = paginate(
        Feed.objects.visible_to(request.user).select_related("outlet"), ("outlet", "id"), request.GET.get("page", "")
    )
    return render(
        request, "press/feeds.html", {"page": page, "trail": _trail(), "may_add": access.can_add(request.user)}
    )


@readers
@reads
def feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.feed_or_404(request.user, uuid)
    rows = found.captures.visible_to(request.user).defer("text")
    context = {
        "feed": found, "one": [found], "page": paginate(rows, ("-captured_at", "-id"), request.GET.get("page", "")),
        "changes": history_of(found), "may_edit": access.can_edit(request.user, found),
        "trail": _trail((_("Feeds"), reverse("press:feeds"))),
    }  # fmt: skip
    return render(request, "press/feed.html", context)


@editors
@form
def add_feed(request: HttpRequest) -> HttpResponse:
    sent = FeedForm(request.POST or None, outlets=Outlet.objects.filter(owner__in=access.own_bodies(request.user)))
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            return redirect(outlet_acts.save_feed(sent.save(commit=False), by=request.user))
    return form_page(request, sent, submit=_("Save"), title=_("Add a feed"), back=reverse("press:feeds"))


@editors
@form
def edit_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.editable_feed_or_404(request.user, uuid)
    sent = ChangeFeedForm(request.POST or None, instance=found)
    if request.method == "POST" and sent.is_valid():
        return redirect(outlet_acts.change_feed(sent, by=request.user))
    return form_page(request, sent, submit=_("Save"), title=_("Change a feed"), back=found.get_absolute_url())


@editors
@writes
def ask_feed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.editable_feed_or_404(request.user, uuid)
    outlet_acts.ask_feed(found, by=request.user)
    messages.success(request, _("The feed is looked at within five minutes."))
    return redirect(found)
