"""Where somebody comes back with the digits. With JavaScript the page opens everything itself; without it this module does, in memory."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tamdan.core.access import public
from tamdan.core.errors import DomainError
from tamdan.intake.carrying import carried, may_carry, onward, put_down
from tamdan.intake.deciding import consents_now
from tamdan.intake.enums import CONSENT_GIVEN, CONSENT_TAKEN_BACK, Code, Side
from tamdan.intake.errors import ReceiptUnknown
from tamdan.intake.forms import DigitsForm, TellForm
from tamdan.intake.misses import misses
from tamdan.intake.models import ConsentPurpose, Receipt
from tamdan.intake.pages import around, card
from tamdan.intake.prompts import BACK, FORM, sounds
from tamdan.intake.scripts import heard
from tamdan.intake.served import Own, more_served, take_files
from tamdan.intake.served_visits import (
    change_served,
    come_back,
    decide_served,
    forget,
    read_message,
    remember,
    remembered,
)
from tamdan.intake.shown import page_of
from tamdan.intake.views import not_before
from tamdan.intake.visits import FLOOR, Opened
from tamdan.intake.words import words
from tamdan.language.templatetags.language import active_language
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.letters import APART, ItemKind
from tamdan.sealing.policy import sounding_page
from tamdan.sealing.published import current, vouched

LEAVE, COPIED = "leave", "copied"
"""Acts that end a visit: by its person, or because the digits shown were copied."""
MOST_TYPED = 200
"""Signs of what was typed as digits that are shown again."""
CHANGE = "change"
"""The act that ends the digits and makes new ones; the others are codes of decisions."""


@dataclass(frozen=True)
class Here:
    """A complainant on a page of this server: the visit, the keys, and what it may see."""

    receipt: Receipt
    own: Own
    seen: dict[str, Any]


@csrf_exempt  # the cookie of a visit goes with requests of our own pages alone (SameSite=Strict)
@sensitive_post_parameters()
@sounding_page
@public
@require_http_methods(["GET", "HEAD", "POST"])  # no transaction waits for a slow upload or for the floor of an answer
def receipt(request: HttpRequest) -> HttpResponseBase:
    """The digits are asked for here; a POST with them comes from a browser without JavaScript."""
    if request.method == "POST":
        take_files(request)
        return _act(request) if "act" in request.POST else _open(request)
    return _look(request)


def _look(request: HttpRequest) -> HttpResponse:
    """Digits to be copied; else the complaint of a visit, with what the last post led to; else the question for the digits."""
    told = carried(request)
    if "number" in told:
        return card(request, told)
    try:
        response = _show(request, _here(*remembered(request)), **told)
    except DomainError:
        response = _ask(request, _asked(told))
    if told:
        put_down(response)
    return response


def _asked(told: dict[str, Any]) -> DigitsForm:
    """The form with what was typed and why it was refused, as ``_refused`` sent it along."""
    asked = DigitsForm(told) if "digits" in told else DigitsForm()
    if told.get("problem"):
        asked = asked if asked.is_bound else DigitsForm({})
        asked.is_valid()
        asked.add_error("digits" if "digits" in told else None, told["problem"])
    return asked


@not_before(FLOOR)
def _open(request: HttpRequest) -> HttpResponseBase:
    asked = DigitsForm(request.POST)
    if not asked.is_valid():
        return _refused(request, {"digits": request.POST.get("digits", "")[:MOST_TYPED]})
    try:
        visit = come_back(asked.cleaned_data["digits"])
    except DomainError as refused:
        if isinstance(refused, ReceiptUnknown):
            misses.add(request)
        return _refused(request, {"digits": asked.cleaned_data["digits"], "problem": str(refused)})
    response = _told(request, Here(visit.receipt, visit.own, page_of(visit.opened)))
    remember(response, visit)
    return response


def _refused(request: HttpRequest, why: dict[str, str]) -> HttpResponse:
    return onward("complaints:receipt", why) if may_carry(request) else _ask(request, _asked(why))


def _told(request: HttpRequest, here: Here, **more: Any) -> HttpResponse:
    """The complaint with a word or a question, on the next page; in this answer where the browser keeps no cookies."""
    return onward("complaints:receipt", more) if may_carry(request) else _show(request, here, **more)


def _ask(request: HttpRequest, asked: DigitsForm) -> HttpResponse:
    context = {"form": TellForm(), "digits_form": asked, **heard(around(bundle="receipt.js"), (*FORM, *BACK))}
    return render(request, "intake/receipt.html", context, status=422 if asked.errors else 200)


def _act(request: HttpRequest) -> HttpResponse:
    """More words, a decision (asked once more), the end of the visit, or of digits that were copied."""
    act = request.POST["act"]
    if act in (LEAVE, COPIED):
        response = HttpResponseRedirect(reverse("complaints:receipt"))
        response.status_code = 303
        forget(response)
        put_down(response)
        return response
    try:
        here = _here(*remembered(request))
        return _more(request, here) if act == "more" else _decide(request, here, act)
    except DomainError as refused:
        return _refused(request, {"problem": str(refused)})


def _here(found: Receipt, own: Own) -> Here:
    return Here(found, own, page_of(Opened(found, "", b"", found.opened_on)))


def _more(request: HttpRequest, here: Here) -> HttpResponse:
    told = TellForm(request.POST, request.FILES)
    if not told.is_valid():
        return _show(request, here, told)
    more_served(here.own, told.cleaned_data, here.receipt.thread, _holders(here))
    return _told(request, _here(here.receipt, here.own), said=_("Sent. The office has it."))


def _decide(request: HttpRequest, here: Here, act: str) -> HttpResponse:
    """``act`` is a code and, after a space, its value. Without ``sure`` the question comes back once more."""
    code, _space, value = act.partition(" ")
    question = _question(here, code, value)
    if not question or "sure" not in request.POST:
        return _told(request, here, question=question, act=act)
    if code == CHANGE:
        return _change(request, here)
    decide_served(here.receipt, here.own, code, value)
    return _told(request, _here(here.receipt, here.own), said=_("Your decision was signed and is recorded."))


def _change(request: HttpRequest, here: Here) -> HttpResponse:
    """The new digits, to be copied."""
    shown = {
        "digits": change_served(here.receipt, here.own),
        "number": here.seen["number"],
        "digest": here.own.digest[:16],
    }
    response = onward("complaints:receipt", shown) if may_carry(request) else card(request, shown)
    forget(response)
    return response


def _question(here: Here, code: str, value: str) -> str:
    """What is asked before a decision, with the words of the page's script; empty for what cannot be decided."""
    told = words()
    if code == CHANGE:
        return "" if value else told["sureChange"]
    if code == Code.NARROW:
        names = {
            f"{one['item']} {holder['audience']}": holder["name"]
            for one in here.seen["access"]
            for holder in one["holders"]
        }
        return told["sureNarrow"] % {"office": names[value]} if value in names else ""
    if code == Code.RATE:
        return told["sureRate"] % {"stars": value} if value else ""
    if code == Code.CONSENT:
        asked = {one["value"]: one["sure"] for section in here.seen["sections"] for one in section["acts"]}
        if value in asked:
            return str(asked[value])
        purpose = ConsentPurpose.objects.current().filter(code=value.partition(" ")[0]).first()
        sure = told["sureAgree" if value.endswith(f" {CONSENT_GIVEN}") else "sureTakeBack"]
        return sure % {"what": purpose} if purpose else ""
    return told.get(f"sure-{code}", "")


def _show(request: HttpRequest, here: Here, told: TellForm | None = None, **more: Any) -> HttpResponse:
    for item in here.seen["access"]:
        item["kind_label"] = str(ItemKind(item["kind"]).label)
    context = {
        "form": told or TellForm(), "case": here.seen, "messages_here": _messages(here), "consents": _consents(here),
        "prompts": sounds(BACK, active_language()), **more,
    }  # fmt: skip
    return render(request, "intake/served_case.html", context, status=422 if told and told.errors else 200)


def _holders(here: Here) -> list[str]:
    """The present keys of the offices that hold the complaint."""
    keys = current()
    holding = {holder["id"] for one in here.seen["access"] if one["kind"] not in APART for holder in one["holders"]}
    return [key.recipient for key in keys.offices if key.id in holding] if keys else []


def _consents(here: Here) -> list[dict[str, Any]]:
    given = consents_now(here.receipt.thread)
    return [
        {
            "label": str(one), "is_given": one.code in given,
            "act": f"consent {one.code} {CONSENT_TAKEN_BACK if one.code in given else CONSENT_GIVEN}",
        }
        for one in ConsentPurpose.objects.current().filter(names_a_body=False)
    ]  # fmt: skip


def _messages(here: Here) -> list[dict[str, Any]]:
    """What was written, the oldest first; of an office only what it signed."""
    return [_message(letter, here) for letter in here.seen["letters"]]


def _message(letter: dict[str, Any], here: Here) -> dict[str, Any]:
    if letter["side"] != Side.OFFICE:
        return {"at": letter["at"], "title": _("You sent"), "words": ""}
    item = next((one for one in letter["items"] if one["kind"] == ItemKind.MESSAGE and one["envelope"]), None)
    try:
        found = read_message(item, here.receipt.thread, here.own, vouched()) if item else None
    except SealBroken:
        found = None
    if found is None or found.office is None:
        return {"at": letter["at"], "title": _("Not from the office"), "words": ""}
    name = found.office.names.get(active_language()) or found.office.id
    title = _("From %(office)s") % {"office": name}
    return {"at": letter["at"], "title": title, "words": found.words, "is_former": found.is_former}
