"""The office's page of the room that a body's files may take."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamdan.accounts.enums import Role
from tamdan.core.access import form, role_required
from tamdan.core.pages import form_page
from tamdan.institutions.access import body_or_404
from tamdan.vault.forms import RoomForm
from tamdan.vault.quotas import lock, room_of, set_quota


@role_required(Role.ADMINISTRATOR)
@form
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Of two who send it at once the second is shown what the first one set: the body is locked meanwhile."""
    body = body_or_404(request.user, code)
    if request.method == "POST":
        lock(body)
    sent = RoomForm(request.POST or None, room=room_of(body))
    if request.method == "POST" and sent.is_valid():
        sent.refuse_late()
        set_quota(body, sent.cleaned_data["megabytes"], by=request.user)
        messages.success(request, _("The room for this body’s files is set."))
        return redirect(body)
    return form_page(
        request, sent, title=_("Set the room for files"), about=str(body), submit=_("Set"), back=body.get_absolute_url()
    )
