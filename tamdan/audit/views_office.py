"""The ledger in the office: what was done, what is to be forgotten, who keeps checkpoints outside."""

import json
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tamdan.accounts.access import reauthenticated
from tamdan.audit import access
from tamdan.audit.actions import record
from tamdan.audit.enums import Decision, Ground
from tamdan.audit.erasing import decide_erasure, erase, lift_hold, place_hold, request_erasure
from tamdan.audit.forms import ErasureForm, EventFilter, HoldForm, WitnessForm
from tamdan.audit.models import Erasure, Event, EventAddress, LegalHold, Witness
from tamdan.audit.people import named
from tamdan.audit.tree import leaf_hash
from tamdan.core.access import form, reads, role_required, roles_of, writes
from tamdan.core.pagination import paginate


@role_required(*access.READERS)
@reads
def events(request: HttpRequest) -> HttpResponse:
    asked = EventFilter(request.GET)
    rows = access.events()
    if asked.is_valid():
        rows = rows.matching(**asked.cleaned_data)  # type: ignore[attr-defined]
    page = paginate(rows, ("-id",), request.GET.get("page", ""))
    return render(request, "audit/events.html", {"page": page, "rows": named(page.rows, "who"), "form": asked})


@role_required(*access.READERS)
@reads
def event(request: HttpRequest, identity: UUID) -> HttpResponse:
    return render(request, "audit/event.html", _about_event(access.event_or_404(identity)))


@role_required(*access.READERS)
@reauthenticated
@writes
def reveal(request: HttpRequest, identity: UUID) -> HttpResponse:
    """Shows what is kept beside an event about a person; that it was read is an event itself."""
    found = access.event_or_404(identity)
    record("ledger.read", about=found, by=request.user)
    address = EventAddress.objects.filter(event=found).first()
    detail = getattr(found, "detail", None)
    shown = json.dumps(detail.value, ensure_ascii=False, indent=2) if detail else ""
    return render(
        request, "audit/event.html", {**_about_event(found), "is_revealed": True, "detail": shown, "address": address}
    )


def _about_event(found: Event) -> dict[str, object]:
    ((_event, who),) = named([found], "who")
    body = bytes(found.body)
    content = json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    return {
        "event": found,
        "who": who,
        "content": content,
        "leaf": getattr(found, "leaf", None),
        "hash": leaf_hash(body).hex(),
    }


@role_required(*access.FORGETTERS)
@reads
def erasures(request: HttpRequest) -> HttpResponse:
    page = paginate(Erasure.objects.all(), ("-id",), request.GET.get("page", ""))
    holds = LegalHold.objects.filter(lifted_at=None)[:100]
    may_hold = bool(roles_of(request.user) & set(access.HOLDERS))
    return render(request, "audit/erasures.html", {"page": page, "holds": holds, "may_hold": may_hold})


@role_required(*access.FORGETTERS)
@form
def ask_erasure(request: HttpRequest) -> HttpResponse:
    sent = ErasureForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and sent.is_valid():
        data = sent.cleaned_data
        made = request_erasure(
            data["kind"], data["object_id"], by=request.user, ground=Ground(data["ground"]), basis=data["basis"]
        )
        messages.success(request, _("The erasure is asked for. Another person has to decide."))
        return redirect("audit:erasure", pk=made.pk)
    return _form(request, "audit/ask_erasure.html", {"form": sent})


@role_required(*access.FORGETTERS)
@reads
def erasure(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.erasure_or_404(pk)
    ((_first, asked),) = named([found], "requested_by")
    ((_second, decided),) = named([found], "decided_by")
    context = {"erasure": found, "asked": asked, "decided": decided, "count": found.targets.count()}
    return render(request, "audit/erasure.html", context)


@role_required(*access.FORGETTERS)
@reauthenticated
@writes
def approve_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    decide_erasure(access.erasure_or_404(pk), by=request.user, decision=Decision.APPROVED)
    return redirect("audit:erasure", pk=pk)


@role_required(*access.FORGETTERS)
@writes
def refuse_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    decide_erasure(access.erasure_or_404(pk), by=request.user, decision=Decision.REFUSED)
    return redirect("audit:erasure", pk=pk)


@role_required(*access.FORGETTERS)
@reauthenticated
@writes
def carry_out_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    erase(access.erasure_or_404(pk), by=request.user)
    messages.success(request, _("The record is erased. The ledger keeps only that this was done."))
    return redirect("audit:erasure", pk=pk)


@role_required(*access.HOLDERS)
@form
def hold(request: HttpRequest) -> HttpResponse:
    sent = HoldForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and sent.is_valid():
        place_hold(**sent.cleaned_data, by=request.user)
        return redirect("audit:erasures")
    return _form(request, "audit/hold.html", {"form": sent})


@role_required(*access.HOLDERS)
@reauthenticated
@writes
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    lift_hold(access.hold_or_404(pk), by=request.user)
    return redirect("audit:erasures")


@role_required(*access.WITNESS_KEEPERS)
@form
def witnesses(request: HttpRequest) -> HttpResponse:
    sent = WitnessForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        record("witness.added", sent.save(), by=request.user)
        return redirect("audit:witnesses")
    return _form(request, "audit/witnesses.html", {"form": sent, "witnesses": Witness.objects.select_related("asked")})


@role_required(*access.WITNESS_KEEPERS)
@reauthenticated
@writes
def remove_witness(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.witness_or_404(pk)
    with transaction.atomic():
        record("witness.removed", found, by=request.user)
        found.delete()
    return redirect("audit:witnesses")


def _form(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A form, 422 when it was sent and has to be corrected."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
