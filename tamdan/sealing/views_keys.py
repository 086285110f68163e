"""“My key”: made in the browser, tried, replaced when its words are lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamdan.accounts.access import own, reauthenticated
from tamdan.core.access import reads, role_required, writes
from tamdan.sealing import access, actions, facts
from tamdan.sealing.enums import HOLDERS
from tamdan.sealing.forms import KeyForm, TouchForm
from tamdan.sealing.policy import render_sealed, sealed_page

holders = role_required(*HOLDERS)


@holders
@sealed_page
@reads
def my_key(request: HttpRequest) -> HttpResponse:
    user = own(request.user)
    copies = list(access.copies_for(user))
    context = {
        "key": access.key_of(user),
        "offices": sorted({copy.epoch.office for copy in copies}, key=str),
        "steward": access.steward_of(user),
        "facts": facts.of_person(user, copies),
    }
    return render_sealed(request, "sealing/my_key.html", "key", context)


@holders
@reauthenticated
@writes
def add_touch(request: HttpRequest) -> HttpResponse:
    user, sent = own(request.user), TouchForm(request.POST)
    sent.is_valid()
    actions.add_touch(user, **sent.made(), by=user)
    messages.success(request, _("Your security key opens your key now. The seven words still do."))
    return redirect("sealing:my_key")


@holders
@reauthenticated
@writes
def remove_touch(request: HttpRequest) -> HttpResponse:
    user = own(request.user)
    actions.remove_touch(user, by=user)
    messages.success(request, _("The security key opens nothing here any more. The seven words do."))
    return redirect("sealing:my_key")


@holders
@reauthenticated
@writes
def make_key(request: HttpRequest) -> HttpResponse:
    """Also in place of a lost one: whoever has a key replaces it."""
    user, sent = own(request.user), KeyForm(request.POST)
    sent.is_valid()
    made = sent.made()
    if access.key_of(user):
        actions.replace_key(user, **made, by=user)
        messages.success(
            request, _("Your new key is stored. Ask to join your offices again: an officer of each has to admit you.")
        )
    else:
        actions.enrol_key(user, **made, by=user)
        messages.success(request, _("Your key is stored. Nobody but you can open it. Now ask to join your office."))
    return redirect("sealing:my_key")
