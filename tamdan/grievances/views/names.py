"""The custodians' desk: which names officers ask for, and one request with what decides it. No file of a complaint opens here."""

import base64
import binascii
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.accounts.models import User
from tamdan.core.access import reads, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.machine import for_script, refusal
from tamdan.grievances import custody
from tamdan.grievances.custodians import (
    CUSTODIANS,
    envelope_of,
    note_envelope,
    offices_keeping,
    recipients_of_note,
    requests_for,
)
from tamdan.grievances.errors import NoEnvelope
from tamdan.grievances.forms_names import LendForm, RefuseForm
from tamdan.grievances.identity import IdentityRequest
from tamdan.grievances.opening import ForBrowser
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.errors import BadSeal
from tamdan.intake.halves import halves_of
from tamdan.intake.models import Envelope
from tamdan.intake.releasing import release
from tamdan.sealing import facts, server
from tamdan.sealing.access import copies_for, key_of
from tamdan.sealing.models import Office
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script, recipients

keepers = role_required(*CUSTODIANS)
SCRIPT = "reading"
"""What runs on the page of a request: the reading room's, with static/src/office/custody.ts."""
RECENT = 20


@keepers
@reads
def names(request: HttpRequest) -> HttpResponse:
    found = requests_for(request.user)
    context = {
        "waiting": found.waiting().order_by("id"),
        "lent": found.lending().in_force().order_by("until"),
        "past": found.exclude(pk__in=found.waiting()).exclude(pk__in=found.lending().in_force())[:RECENT],
        "is_keeper": any(copy.epoch.office.purpose == "custodian" for copy in copies_for(own(request.user))),
    }
    return render(request, "grievances/names.html", context)


def request_or_404(user: Any, pk: int) -> IdentityRequest:
    found: IdentityRequest = get_object_or_404(requests_for(user), pk=pk)
    return found


@keepers
@sealed_page
@reads
def name(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, request_or_404(request.user, pk))


def _page(
    request: HttpRequest, found: IdentityRequest, lending: LendForm | None = None, refusing: RefuseForm | None = None
) -> HttpResponse:
    user = own(request.user)
    context = {
        "asked": found, "own_key": key_of(user), "lending": lending or LendForm(),
        "refusing": refusing or RefuseForm(prefix="no", what=found.what),
        "note": found.note.items.first() if found.note and note_envelope(user, found) else None,
        "next": requests_for(user).waiting().filter(pk__gt=found.pk).order_by("id").first(),
        "facts": _facts(found, user), "anchor": anchor_script(),
    }  # fmt: skip
    refused = bool((lending and lending.errors) or (refusing and refusing.errors))
    return render_sealed(request, "grievances/name.html", SCRIPT, context, status=422 if refused else 200)


def _facts(found: IdentityRequest, user: User) -> dict[str, Any]:
    """For the script: what the officer's office has to have signed, and the server's own lock."""
    return {
        **facts.of_person(user, copies_for(user)),
        "host": server.host(), "thread": found.case.letter.ref, "release": server.release_recipient(),
        "verify": [{"name": found.office.named, "key": epoch.verify} for epoch in found.office.epochs.all()],
        "complainant": halves_of(found.case.letter)._asdict(), **_answering(found, user),
        "asks": {
            "item": found.item.ref, "reason": found.reason_id, "recipient": found.recipient, "signed": found.signed,
        },
    }  # fmt: skip


def _answering(found: IdentityRequest, user: User) -> dict[str, Any]:
    """To whom a custodian's words about a request are sealed, and which of their offices signs them."""
    held = {copy.epoch.office_id for copy in copies_for(user) if copy.epoch.retired_at is None}
    signer = Office.objects.filter(pk__in=held & set(offices_keeping(found.item))).order_by("pk").first()
    handling = Office.objects.filter(pk__in=found.case.holders).prefetch_related("epochs")
    offices = [*recipients(handling), *recipients_of_note(found.item)]
    return {"signer": str(signer.uuid) if signer else "", "offices": offices}


def _released(request: HttpRequest, envelope: Envelope | None, purpose: ReleasePurpose) -> HttpResponse:
    """JSON of opening.ForBrowser. In no transaction of ours: the event is committed before the lock goes."""
    try:
        if envelope is None:
            raise NoEnvelope
        made = release(envelope, own(request.user), purpose)
    except DomainError as error:
        return refusal(error)
    return JsonResponse(ForBrowser(envelope.item, made.inner, made.leaf).plain())


@keepers
@for_script
@never_cache
@require_POST
def read_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's words to the custodians."""
    found = request_or_404(request.user, pk)
    return _released(request, note_envelope(own(request.user), found), ReleasePurpose.TRIAGE)


@keepers
@for_script
@never_cache
@require_POST
def take_key(request: HttpRequest, pk: int) -> HttpResponse:
    """The name's key: to be wrapped to the officer, or for a custodian who is asked who somebody is."""
    found = request_or_404(request.user, pk)
    envelope = envelope_of(own(request.user), found) if found.is_waiting else None
    return _released(request, envelope, custody.purpose_of(found))


@keepers
@sealed_page
@writes
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    found, sent = request_or_404(request.user, pk), LendForm(request.POST)
    if sent.is_valid():
        try:
            data = sent.cleaned_data
            custody.lend(found, _sealed(data["envelope"]), days=data["days"], by=own(request.user))
        except DomainError as error:
            sent.add_error(None, str(error))
    if sent.errors:
        return _page(request, found, lending=sent)
    messages.success(request, _("Lent. The server drops it at its end; the complainant sees the loan and its end."))
    return redirect("grievances:name", pk)


def _sealed(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadSeal from error


@keepers
@sealed_page
@writes
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    found = request_or_404(request.user, pk)
    sent = RefuseForm(request.POST, prefix="no", what=found.what)
    if sent.is_valid():
        try:
            data = sent.cleaned_data
            custody.refuse(found, data["reason"], by=own(request.user), sealed=data["sealed"])
        except DomainError as error:
            sent.add_error(None, str(error))
    if sent.errors:
        return _page(request, found, refusing=sent)
    messages.success(request, _("Refused. The officer and the complainant read the reason."))
    return redirect("grievances:name", pk)


@keepers
@sealed_page
@writes
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The person who lost the receipt is the one whose name was sealed; the name was opened here before."""
    found = request_or_404(request.user, pk)
    try:
        custody.confirm(found, by=own(request.user))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Confirmed. The office can issue a new receipt; the complainant will see that it was confirmed.")
        )
    return redirect("grievances:name", pk)


@keepers
@writes
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = request_or_404(request.user, pk)
    custody.take_back(found, by=own(request.user))
    messages.success(request, _("It has ended. The officer can open the name no longer."))
    return redirect(reverse("grievances:name", args=[pk]))
