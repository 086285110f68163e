"""What everybody does with their own account, and the form that came back after signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tamdan.accounts import access, kept
from tamdan.accounts.forms import ProfileForm
from tamdan.core.access import form, reads, writes
from tamdan.core.ledger import record
from tamdan.core.pages import form_page


@form
def profile(request: HttpRequest) -> HttpResponse:
    user = access.own(request.user)
    sent = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and sent.is_valid():
        if sent.changed_data:
            sent.save(commit=False).save(update_fields=sent.changed_data)
            record("accounts.user.edited", user, by=user, detail={"fields": sent.changed_data})
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return form_page(request, sent, "accounts/profile.html", memberships=user.memberships.select_related("body"))


@reads
def kept_form(request: HttpRequest) -> HttpResponse:
    """What this person was writing when the session ended; the desk when nothing waits."""
    found = kept.kept_for(request, access.own(request.user))
    if found is None:
        return redirect("desk")
    return render(request, "accounts/kept.html", {"kept": found})


@writes
def throw_away(request: HttpRequest) -> HttpResponse:
    kept.drop(request)
    messages.success(request, _("The text was thrown away."))
    return redirect("desk")


@writes
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one's own account in another browser."""
    user = access.own(request.user)
    access.session_or_404(user, pk).end()
    record("accounts.session.ended", user, by=user)
    messages.success(request, _("That browser is signed out."))
    return redirect("usersessions_list")
