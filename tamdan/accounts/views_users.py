"""Accounts, for administrators: who may sign in, as what, where, from when to when."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts import access, actions
from tamdan.accounts.access import reauthenticated
from tamdan.accounts.enums import Role
from tamdan.accounts.forms import InvitationForm, LastDayForm, MembershipForm
from tamdan.accounts.invitation import send_link
from tamdan.accounts.middleware import has_second_factor
from tamdan.accounts.models import User
from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.ledger import record
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.pagination import paginate
from tamdan.language.normalise import order

administrators = role_required(Role.ADMINISTRATOR)


@administrators
@reads
def users(request: HttpRequest) -> HttpResponse:
    q = order(request.GET.get("q", "")).strip()[:400].replace("\0", "")
    found = access.users(request.user).filter(Q(name__icontains=q) | Q(email__icontains=q))
    page = paginate(found.prefetch_related("memberships__body"), ("name", "id"), request.GET.get("page", ""))
    return render(request, "accounts/users.html", {"page": page, "q": q})


@administrators
@reads
def user(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    found = access.user_or_404(request.user, wanted)
    memberships = found.memberships.select_related("body")
    context = {"person": found, "memberships": memberships, "has_second_factor": has_second_factor(found)}
    return render(request, "accounts/user.html", context)


@administrators
@reauthenticated
@form
def invite(request: HttpRequest) -> HttpResponse:
    sent = InvitationForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            made = actions.add_user(**sent.cleaned_data, by=request.user)
            return _with_link(request, made)
    return form_page(
        request, sent, title=_("Invite somebody"), submit=_("Make the account"), back=reverse("accounts:users")
    )


@administrators
@reauthenticated
@writes
def new_link(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    return _with_link(request, access.user_or_404(request.user, wanted))


def _with_link(request: HttpRequest, person: User) -> HttpResponse:
    """Says that the link was mailed; where no mail goes out, shows it once, to be handed over in another way."""
    link = send_link(person, request)
    record("accounts.link.sent", person, by=request.user)
    if link:
        return render(request, "accounts/link.html", {"person": person, "link": link})
    messages.success(request, _("A link to choose a password was sent to %(email)s.") % {"email": person.email})
    return redirect(person)


@administrators
@reauthenticated
@form
def give_role(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    person = access.user_or_404(request.user, wanted)
    sent = MembershipForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.give_role(person, **sent.cleaned_data, by=request.user)
            return redirect(person)
    return form_page(
        request, sent, title=_("Give a role"), submit=_("Give"), back=person.get_absolute_url(), about=person
    )


@administrators
@reauthenticated
@form
def end_role(request: HttpRequest, wanted: uuid.UUID, pk: int) -> HttpResponse:
    membership = access.membership_or_404(request.user, wanted, pk)
    sent = LastDayForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.end_membership(membership, last_day=sent.cleaned_data["last_day"], by=request.user)
            return redirect(membership.user)
    return form_page(
        request, sent, title=_("End a role"), submit=_("End"), back=membership.user.get_absolute_url(), about=membership
    )


@administrators
@reauthenticated
@writes
def close(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    person = access.user_or_404(request.user, wanted)
    actions.close_account(user=person, by=request.user)
    messages.success(request, _("The account of %(person)s is closed.") % {"person": person})
    return redirect(person)


@administrators
@reauthenticated
@writes
def reopen(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    person = access.user_or_404(request.user, wanted)
    actions.reopen_account(user=person, by=request.user)
    messages.success(request, _("%(person)s may sign in again.") % {"person": person})
    return redirect(person)


@administrators
@reauthenticated
@writes
def reset_second_factor(request: HttpRequest, wanted: uuid.UUID) -> HttpResponse:
    person = access.user_or_404(request.user, wanted)
    actions.reset_second_factor(user=person, by=request.user)
    messages.success(
        request,
        _("%(person)s signs in with the password alone until a new second factor is set up.") % {"person": person},
    )
    return redirect(person)
