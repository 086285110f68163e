"""Requests about released quotations: the public form and its receipt, the public log, and the office's queue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tamdan.core.access import Viewer, form, public, reach_of, reads, role_required
from tamdan.core.conditional import unless_unchanged
from tamdan.core.pagination import capped_count, paginate
from tamdan.press import asking
from tamdan.press.access_people import request_or_404
from tamdan.press.enums_release import Answer, Asked
from tamdan.press.forms_people import AskForm, DecideForm
from tamdan.press.listed import public_or_404, shown
from tamdan.press.models import Request
from tamdan.press.models.releases import RequestQuerySet
from tamdan.press.releasing import KIND
from tamdan.press.views_release import RELEASERS

releasers = role_required(*RELEASERS)
PAGE_SIZE = 30
KEPT = ("text", "reply", "signed", "name", "contact")
"""What a visitor types."""


@csrf_exempt  # nothing here rides on a cookie, and whoever only reads gets none
@public
@form
def ask(request: HttpRequest, uuid: object) -> HttpResponseBase:
    """No account; a calculation in the browser, or without script only some an hour.

    ``other`` asks for the fields of another kind: what was typed comes along, also what that kind has no field for.
    """
    release = public_or_404(uuid)
    given = (request.POST if request.method == "POST" else request.GET).get("kind")
    kind = Asked(given) if given in Asked.values else Asked.CORRECTION
    is_other = request.method == "POST" and "other" in request.POST
    typed = {name: request.POST.get(name, "") for name in KEPT} if is_other else {}
    sent = AskForm(
        request.POST if request.method == "POST" and not is_other else None, kind=kind, initial={**typed, "kind": kind}
    )
    if request.method == "POST" and not is_other and sent.is_valid():
        data = sent.cleaned_data
        wish = asking.Wish(**{name: data.get(name, "") for name in ("kind", *KEPT)})
        made = asking.ask(release, wish, language=get_language() or "en", solution=data["effort"])
        return redirect("quotations:asked", made.uuid)
    beside = {name: request.POST.get(name, "") for name in KEPT if request.method == "POST" and name not in sent.fields}
    context = {"form": sent, "row": shown(release), "kinds": Asked.choices, "kind": kind, "beside": beside}
    return render(request, "press/ask.html", context, status=422 if sent.errors else 200)


@public
@unless_unchanged(KIND)
@reads
def asked(request: HttpRequest, uuid: object) -> HttpResponse:
    """What became of a request, for whoever holds its address: nothing of what was written stands there."""
    made = request_or_404(uuid)
    return render(request, "press/asked.html", {"made": made, "clock": asking.clock_of(made)})


@public
@unless_unchanged(KIND)
@reads
def log(request: HttpRequest) -> HttpResponse:
    """Every request with what was decided and why, the newest first."""
    rows = Request.objects.select_related("release__quotation__article")
    page = paginate(rows, ("-made_at", "-pk"), request.GET.get("page", ""), PAGE_SIZE)
    context = {"page": page, "count": capped_count(rows), "waiting": rows.waiting().count()}
    return render(request, "press/log.html", context)


def requests_of(user: Viewer) -> RequestQuerySet:
    return Request.objects.filter(owner__in=reach_of(user).bodies)


@releasers
@reads
def requests(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; then what was decided."""
    rows = requests_of(request.user).select_related("release__quotation__article", "release__person", "release__body")
    waiting = [(one, asking.clock_of(one)) for one in rows.waiting().order_by("made_at", "pk")[:PAGE_SIZE]]
    page = paginate(rows.answered(), ("-made_at", "-pk"), request.GET.get("page", ""), PAGE_SIZE)
    return render(request, "press/requests.html", {"waiting": waiting, "page": page})


@releasers
@form
def decide(request: HttpRequest, uuid: object) -> HttpResponseBase:
    rows = requests_of(request.user).select_related(
        "release__quotation__article__outlet", "release__person", "release__post", "release__body"
    )
    found = get_object_or_404(rows, uuid=uuid)
    sent = DecideForm(request.POST if request.method == "POST" else None, request=found)
    if request.method == "POST" and sent.is_valid():
        data = sent.cleaned_data
        asking.decide(found, data["answer"], reason=data["reason"], version=data["version"], by=request.user)
        messages.success(request, _("Decided. The decision and its reason stand in the public log."))
        return redirect("press:requests")
    context = {
        "made": found, "form": sent, "row": shown(found.release), "clock": asking.clock_of(found),
        "is_waiting": found.answer == Answer.WAITING,
    }  # fmt: skip
    return render(request, "press/request.html", context, status=422 if sent.errors else 200)
