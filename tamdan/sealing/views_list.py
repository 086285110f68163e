"""Stewards and the list of keys."""

import hashlib
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamdan.accounts.access import own, reauthenticated
from tamdan.core.access import reads, role_required, writes
from tamdan.core.pages import refusals_in
from tamdan.sealing import access, facts, listing, published
from tamdan.sealing.forms import DraftForm, SignForm, StewardForm, StewardKeyForm
from tamdan.sealing.keylist import needed
from tamdan.sealing.models import KeyListVersion, Steward
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.server import host

staff = role_required(*access.STEWARDS, *access.ADMINISTRATORS)
administrators = role_required(*access.ADMINISTRATORS)
may_be_stewards = role_required(*access.STEWARDS)


@staff
@sealed_page
@reads
def stewards(request: HttpRequest) -> HttpResponse:
    return _page(request, DraftForm(), StewardForm(free=_free()))


def _page(request: HttpRequest, drafting: DraftForm, naming: StewardForm) -> HttpResponse:
    user = own(request.user)
    steward, draft, version = access.steward_of(user), access.draft(), published.version()
    ready = listing.stewards()
    context = {
        "stewards": Steward.objects.filter(retired_at__isnull=True).select_related("user"),
        "ready": ready,
        "needed": needed(len(ready)),
        "free": _free(),
        "steward": steward,
        "own_key": access.key_of(user),
        "can_set_up": access.can_set_up(user),
        "can_draft": access.can_draft(user),
        "naming": naming,
        "drafting": drafting,
        "version": version,
        "anchor_hash": hashlib.sha256(bytes(version.anchor or b"")).hexdigest() if version else "",
        "not_pinned": listing.unlisted_stewards(version) if version else [],
        "refusal": published.refusal(),
        "is_ending": published.is_ending(),
        "left_out": listing.listable()[1],
        "facts": {**facts.of_person(user), **_draft_facts(draft, steward)},
        "anchor": published.anchor_script(),
        **_draft_context(draft, steward),
    }
    refused = drafting.errors or naming.errors
    return render_sealed(request, "sealing/stewards.html", "stewards", context, status=422 if refused else 200)


def _free() -> list[int]:
    taken = set(Steward.objects.filter(retired_at__isnull=True).values_list("position", flat=True))
    return [position for position in (1, 2, 3) if position not in taken]


def _draft_context(draft: KeyListVersion | None, steward: Steward | None) -> dict[str, object]:
    if draft is None:
        return {"draft": None}
    signed = listing.signed_by(draft)
    drafted, before = published.parse(bytes(draft.canonical)), published.current()
    return {
        "draft": draft,
        "lines": listing.changes(drafted, before),
        "sheets": listing.sheets(drafted, before),
        "before": drafted.previous,
        "code": drafted.code,
        "is_code_new": before is None or before.code != drafted.code,
        "signed": signed,
        "has_signed": steward in signed,
        "is_outdated": listing.is_outdated(draft),
    }


def _draft_facts(draft: KeyListVersion | None, steward: Steward | None) -> dict[str, object]:
    found: dict[str, object] = {"host": host(), "seed": facts.encoded(steward.seed) if steward else ""}
    if draft:
        found |= {"version": draft.number, "text": draft.text, "canonical": facts.encoded(draft.canonical)}
    if steward and steward.verify:
        found["steward"] = steward.key.name
    return found


@administrators
@reauthenticated
@writes
def name_steward(request: HttpRequest) -> HttpResponse:
    asked = StewardForm(request.POST, free=_free())
    if asked.is_valid():
        with refusals_in(asked):
            listing.name_steward(asked.cleaned_data["person"], position=asked.cleaned_data["position"], by=request.user)
            messages.success(request, _("Named. This person now makes their key on this page."))
            return redirect("sealing:stewards")
    return _page(request, DraftForm(), asked)


@administrators
@reauthenticated
@writes
def end_steward(request: HttpRequest, pk: int) -> HttpResponse:
    listing.end_steward(access.steward_or_404(request.user, pk), by=request.user)
    messages.success(request, _("This person signs no more. Name another, then draft and publish the list."))
    return redirect("sealing:stewards")


@may_be_stewards
@writes
def make_steward_key(request: HttpRequest) -> HttpResponse:
    user, sent = own(request.user), StewardKeyForm(request.POST)
    steward = access.steward_of(user)
    if steward is None:
        raise PermissionDenied
    sent.is_valid()
    listing.make_steward_key(steward, **sent.made(), by=user)
    messages.success(
        request, _("Your steward’s key is made. Read its digits to the other stewards, so that each knows it.")
    )
    return redirect("sealing:stewards")


@staff
@writes
def draft_list(request: HttpRequest) -> HttpResponse:
    if not access.can_draft(request.user):
        raise PermissionDenied
    asked = DraftForm(request.POST)
    if asked.is_valid():
        with refusals_in(asked):
            listing.draft_list(expires=asked.cleaned_data["expires"], by=request.user)
            messages.success(
                request, _("The list is drafted. Stewards compare it with what the offices say, then sign.")
            )
            return redirect("sealing:stewards")
    return _page(request, asked, StewardForm(free=_free()))


@may_be_stewards
@writes
def sign_list(request: HttpRequest) -> HttpResponse:
    sent = SignForm(request.POST)
    sent.is_valid()
    listing.sign_list(_draft(), line=sent.cleaned_data["line"], by=own(request.user))
    messages.success(request, _("Your signature is stored."))
    return redirect("sealing:stewards")


@staff
@writes
def publish_list(request: HttpRequest) -> HttpResponse:
    return _decide(
        request, listing.publish_list, _("The list is published. Letters are sealed to these keys from now on.")
    )


@staff
@writes
def drop_draft(request: HttpRequest) -> HttpResponse:
    return _decide(request, listing.drop_draft, _("The draft was dropped. Its number is not used again."))


def _decide(request: HttpRequest, act: Callable[..., None], said: str) -> HttpResponse:
    if not access.can_draft(request.user):
        raise PermissionDenied
    act(_draft(), by=request.user)
    messages.success(request, said)
    return redirect("sealing:stewards")


def _draft() -> KeyListVersion:
    found = access.draft()
    if found is None:
        raise Http404
    return found
