"""The other body's side: the list of what was passed to it, its reading room, and what it does. Officers find their own in the list."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.machine import for_script, refusal
from tamdan.grievances import opening, shown
from tamdan.grievances.forms import PurposeForm
from tamdan.grievances.queue import names
from tamdan.grievances.referral import actions, receiving
from tamdan.grievances.referral.access import (
    BOTH,
    incoming,
    incoming_or_404,
    outgoing_or_404,
    referred_item_or_404,
)
from tamdan.grievances.referral.export import MOST, lines
from tamdan.grievances.referral.forms import BodyForm, GiveBackForm
from tamdan.grievances.referral.list import FACETS, ONLY, Wanted, facets
from tamdan.grievances.referral.models import RECEIVERS, Referral
from tamdan.grievances.referral.shown import for_body, parts
from tamdan.grievances.views.acts import acted
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.releasing import left_this_hour
from tamdan.sealing.access import key_of
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

receivers = role_required(*RECEIVERS)
both = role_required(*BOTH)
PRESETS = {name: ("only", name) for name in ONLY}
TEMPLATE = "grievances/referral_write.html"


@both
@reads
def listing(request: HttpRequest, preset: str = "") -> HttpResponse:
    """``side``, ``standing``, ``only``, ``page``: the address alone gives the list again."""
    given = dict([PRESETS[preset]]) if preset else {}
    wanted = Wanted.read(request.GET, **given)
    context = {
        "page": wanted.page(request.user, request.GET.get("page", "")),
        "names": names(),
        "facets": facets(wanted, request.user),
        "query": wanted.as_query(),
        "chosen": any(wanted.chosen.get(name) for name in FACETS),
        "most": MOST,
        "to_body": bool(own(request.user).roles() & RECEIVERS),
    }
    return render(request, "grievances/referrals.html", context)


@both
@writes
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as it is narrowed, as CSV; the ledger says who took how many rows."""
    rows = lines(Wanted.read(request.GET), by=request.user)
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = "attachment; filename=passed-on.csv"
    return response


@both
@reads
def found(request: HttpRequest, number: str) -> HttpResponse:
    """Where notices and clocks lead: each side to its own page."""
    if incoming(request.user).filter(number=number).exists():
        return redirect("grievances:referral", number)
    return redirect(outgoing_or_404(request.user, number).case)


@receivers
@sealed_page
@reads
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """What was given, which opens in this browser, and what may be done."""
    passed, user = incoming_or_404(request.user, number), own(request.user)
    facts = for_body(passed, user)
    context = {
        "referral": passed,
        "case": passed.case,
        "names": names(),
        "parts": parts(passed),
        "purposes": [(one.value, one.label) for one in opening.PURPOSES],
        "left": left_this_hour(user),
        "own_key": key_of(user),
        "holds": bool(facts["copies"]),
        "facts": facts,
        "anchor": anchor_script(),
        "trail": [(_("Passed on"), reverse("grievances:referrals"))],
    }
    return render_sealed(request, "grievances/referral.html", shown.SCRIPT, context)


@receivers
@for_script
@never_cache
@require_POST
def open_item(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """``purpose``: JSON of opening.ForBrowser. In no transaction of ours: the event is committed before the lock goes."""
    passed, user = incoming_or_404(request.user, number), own(request.user)
    item = referred_item_or_404(passed, ref)
    asked = PurposeForm(request.POST)
    if not asked.is_valid():
        return JsonResponse({"code": "purpose", "message": _("Say what you open it for.")}, status=422)
    try:
        made = opening.open_for_body(passed, item, purpose=ReleasePurpose(asked.cleaned_data["purpose"]), by=user)
    except DomainError as error:
        return refusal(error)
    return JsonResponse(made.plain())


@receivers
@for_script
@never_cache
@writes
def unreadable(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """The browser passed that the item is not what it should be."""
    passed = incoming_or_404(request.user, number)
    opening.report_unreadable(passed.case, referred_item_or_404(passed, ref), by=own(request.user))
    return JsonResponse({})


@receivers
@writes
def take_up(request: HttpRequest, number: str) -> HttpResponse:
    """Refused by its own page where the other side was faster."""
    receiving.take_up(incoming_or_404(request.user, number), by=own(request.user))
    messages.success(request, _("Your body deals with it now. The complainant and the office see it."))
    return redirect("grievances:referral", number)


@receivers
@sealed_page
@form
def give_back(request: HttpRequest, number: str) -> HttpResponse:
    """With a reason, and words for the office where there are any."""
    passed = incoming_or_404(request.user, number)
    sent = GiveBackForm(request.POST or None, case=passed)

    def act(data: dict[str, Any]) -> object:
        return receiving.give_back(passed, data["reason"], data["sealed"], by=own(request.user))

    done = acted(request, sent, act, _("It was given back. Nothing of it opens here any longer."))
    return done or _page(request, sent, passed, title=_("Give it back"), optional=True)


@receivers
@sealed_page
@form
def report_done(request: HttpRequest, number: str) -> HttpResponse:
    """The answer, sealed to the complainant and to the office."""
    passed = incoming_or_404(request.user, number)
    sent = BodyForm(request.POST or None, case=passed)

    def act(data: dict[str, Any]) -> object:
        return receiving.report_done(passed, data["sealed"], by=own(request.user))

    done = acted(request, sent, act, _("Answered. The complainant and the office can read it."))
    return done or _page(request, sent, passed, title=_("Answer"), to_complainant=passed.case.can_be_answered)


@receivers
@sealed_page
@form
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Words to the office that passed it on."""
    passed = incoming_or_404(request.user, number)
    sent = BodyForm(request.POST or None, case=passed)

    def act(data: dict[str, Any]) -> object:
        return actions.write_to(passed, data["sealed"], from_body=True, by=own(request.user))

    done = acted(request, sent, act, _("Sealed and stored."))
    return done or _page(request, sent, passed, title=_("Write to the office"))


def _page(request: HttpRequest, sent: Any, passed: Referral, **context: Any) -> HttpResponse:
    facts = for_body(passed, own(request.user))
    known = {
        "form": sent, "referral": passed, "facts": facts, "anchor": anchor_script(), "own_key": key_of(own(request.user)),
        "can_sign": bool(facts["signer"]), "has_words": True, "from_body": True, "words": "",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render_sealed(request, TEMPLATE, shown.SCRIPT, {**known, **context}, status=status)
