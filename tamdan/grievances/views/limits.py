"""A second officer lets a colleague open more letters within the hour."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from tamdan.accounts.access import own
from tamdan.core.access import reads, role_required, writes
from tamdan.grievances.limits import held_up
from tamdan.intake.releasing import allow_more, left_this_hour
from tamdan.language.templatetags.language import localnum
from tamdan.sealing.enums import SERVERS

servers = role_required(*SERVERS)


@servers
@reads
def limits(request: HttpRequest) -> HttpResponse:
    context = {"rows": held_up(request.user), "limit": settings.RELEASES_AN_HOUR}
    return render(request, "grievances/limits.html", context)


@servers
@writes
def let_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who is not held up, any longer or by a key of this person's, is 404."""
    colleague = next((one for one in held_up(request.user) if one.pk == pk), None)
    if colleague is None:
        raise Http404
    allow_more(colleague, by=own(request.user))
    left = left_this_hour(colleague)
    said = ngettext(
        "%(name)s may open %(shown)s more part within this hour. Your name stands in the ledger beside it.",
        "%(name)s may open %(shown)s more parts within this hour. Your name stands in the ledger beside it.",
        left,
    )
    messages.success(request, said % {"name": colleague, "shown": localnum(left)})
    return redirect("grievances:limits")
