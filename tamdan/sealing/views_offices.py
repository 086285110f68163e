"""Offices: who holds which key, joining, leaving, new keys."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts.access import own, reauthenticated
from tamdan.core.access import form, reach_of, reads, role_required, writes
from tamdan.core.pages import form_page
from tamdan.sealing import access, actions, facts, recovery
from tamdan.sealing.enums import FEWEST, SERVERS, Purpose
from tamdan.sealing.forms import AdmitForm, EpochForm, KitFilesForm, OfficeForm, RestoreForm
from tamdan.sealing.models import Office, current_kit
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script
from tamdan.sealing.server import host

servers = role_required(*SERVERS)
administrators = role_required(*access.ADMINISTRATORS)


@reads
def offices(request: HttpRequest) -> HttpResponse:
    rows = [
        {"office": office, "officers": len(access.officers_of(office)), "fewest": FEWEST[Purpose(office.purpose)]}
        for office in access.offices(request.user)
    ]
    context = {
        "rows": rows,
        "can_set_up": access.can_set_up(request.user),
        "is_staff": reach_of(request.user).sees_staff,
    }
    return render(request, "sealing/offices.html", context)


@administrators
@form
def add_office(request: HttpRequest) -> HttpResponse:
    asked = OfficeForm(request.POST or None)
    if request.method == "POST" and asked.is_valid():
        given = asked.cleaned_data
        made = actions.set_up_office(
            body=given["body"], purpose=Purpose(given["purpose"]), name_en=given["name_en"], name_km=given["name_km"],
            by=request.user,
        )  # fmt: skip
        messages.success(request, _("The office is set up. Its first officer now makes its key on this page."))
        return redirect(made)
    return form_page(
        request, asked, title=_("Set up an office"), submit=_("Set up"), back=reverse("sealing:offices")
    )  # fmt: skip


@sealed_page
@reads
def office(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found, user = access.office_or_404(request.user, uuid), own(request.user)
    officers = access.officers_of(found)
    own_key = access.key_of(user)
    kit = current_kit()
    context = {
        "office": found,
        "officers": officers,
        "fewest": FEWEST[Purpose(found.purpose)],
        "asked": list(found.join_requests.select_related("officer_key__user")),
        "own_key": own_key,
        "is_officer": own_key in officers,
        "has_asked": found.join_requests.filter(officer_key=own_key).exists() if own_key else False,
        "can_serve": access.can_serve(user, found),
        "can_set_up": access.can_set_up(user),
        "is_in_kit": kit is not None and found.epoch not in recovery.missing_offices(kit),
        "has_kit": kit is not None,
        "sheets": list(kit.sheets.all()) if kit else [],
        "facts": _facts(request, found),
        "anchor": anchor_script(),
    }
    return render_sealed(request, "sealing/office.html", "office", context)


def _facts(request: HttpRequest, found: Office, newcomer: str = "") -> dict[str, Any]:
    user = own(request.user)
    own_key, officers = access.key_of(user), access.officers_of(found)
    of_next = officers or ([own_key] if own_key else [])
    epoch = found.epoch
    return {
        **facts.of_person(user, access.copies_for(user).filter(epoch__office=found)),
        "host": host(),
        "office": str(found.uuid),
        "epoch": epoch.number if epoch else 0,
        "next": epoch.number + 1 if epoch else 1,
        "officers": {str(key.pk): key.recipient for key in of_next},
        "sheets": facts.sheets(),
        "newcomer": newcomer,
    }


@servers
@writes
def begin_epoch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found, sent = access.served_or_404(own(request.user), uuid), EpochForm(request.POST)
    sent.is_valid()
    actions.begin_epoch(found, sent.made(), by=own(request.user))
    messages.success(
        request, _("The office has a new key. Letters are sealed to it once the stewards have signed the next list.")
    )
    return redirect(found)


@servers
@writes
def store(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The present key goes into a kit that was made after it."""
    found, sent = access.served_or_404(own(request.user), uuid), KitFilesForm(request.POST)
    sent.is_valid()
    if found.epoch is None:
        raise PermissionDenied
    actions.store_office_key(found.epoch, sent.made(), by=own(request.user))
    messages.success(request, _("The recovery kit holds this office’s key now."))
    return redirect(found)


@servers
@writes
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.served_or_404(own(request.user), uuid)
    actions.ask_to_join(found, by=own(request.user))
    messages.success(request, _("You have asked. Read your digits to an officer of this office, who then admits you."))
    return redirect(found)


@servers
@sealed_page
@form
def admit(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    found, user = access.served_or_404(own(request.user), uuid), own(request.user)
    asked = access.request_or_404(found, pk)
    if not access.holds(user, found):
        raise PermissionDenied
    sent = AdmitForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        actions.admit(asked, digits=sent.cleaned_data["digits"], copies=sent.wrapped(), by=user)
        messages.success(request, _("Admitted. Their key opens this office’s letters from now on."))
        return redirect(found)
    context = {
        "office": found, "asked": asked, "form": sent,
        "facts": _facts(request, found, asked.officer_key.recipient),
        "own_key": access.key_of(user),
    }  # fmt: skip
    return render_sealed(
        request, "sealing/admit.html", "office", context, status=422 if request.method == "POST" else 200
    )


@servers
@writes
def refuse(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    found = access.served_or_404(own(request.user), uuid)
    actions.refuse_join(access.request_or_404(found, pk), by=own(request.user))
    messages.success(request, _("The request was refused."))
    return redirect(found)


@role_required(*SERVERS, *access.ADMINISTRATORS)
@reauthenticated
@writes
def leave(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """One's own leaving, or another's by an officer or an administrator."""
    user = own(request.user)
    may_put_out = access.can_set_up(user)
    found = access.office_or_404(user, uuid) if may_put_out else access.served_or_404(user, uuid)
    leaving = access.officer_or_404(found, pk)
    if leaving.user != user and not may_put_out and not access.holds(user, found):
        raise PermissionDenied
    actions.leave_office(found, leaving, by=user)
    messages.success(
        request, _("The files of this person are deleted. An officer who stays has to make a new key now.")
    )
    return redirect(found)


@administrators
@reauthenticated
@writes
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.office_or_404(request.user, uuid)
    actions.close_office(found, by=request.user)
    messages.success(request, _("The office is closed. Draft the list of keys again, so that nobody writes to it."))
    return redirect(found)


@servers
@sealed_page
@form
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Two sheets of the kit give a new first officer the key of an office that lost everybody."""
    found, user = access.served_or_404(own(request.user), uuid), own(request.user)
    kit = current_kit()
    if access.officers_of(found) or kit is None or access.key_of(user) is None:
        raise PermissionDenied
    if request.method == "POST":
        sent = RestoreForm(request.POST)
        sent.is_valid()
        recovery.restore_office(found, sent.wrapped(), by=user)
        messages.success(
            request, _("You hold the office’s key again. Make a new one now, then have the list of keys signed.")
        )
        return redirect(found)
    by_pair: dict[str, dict[str, str]] = {}
    for epoch in found.epochs.all():
        for pair, data in facts.of_kit(kit, epoch.subject).items():
            by_pair.setdefault(pair, {})[str(epoch.number)] = data
    context = {"office": found, "facts": {**_facts(request, found), "kit": by_pair}}
    return render_sealed(request, "sealing/restore.html", "office", context)
