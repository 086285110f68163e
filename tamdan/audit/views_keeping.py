"""How long records are kept: read by those who decide on forgetting, set by an administrator."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts.access import can_administer, reauthenticated
from tamdan.audit import access
from tamdan.audit.forms import KeepingForm
from tamdan.audit.keeping import Keeping, keepings, set_rule
from tamdan.core.access import form, reads, role_required
from tamdan.core.pages import form_page


@role_required(*access.FORGETTERS)
@reads
def keeping(request: HttpRequest) -> HttpResponse:
    trail = [(_("Erasures"), reverse("audit:erasures"))]
    context = {"keepings": list(keepings()), "may_set": can_administer(request.user), "trail": trail}
    return render(request, "audit/keeping.html", context)


@role_required(*access.RULE_SETTERS)
@reauthenticated
@form
def keep(request: HttpRequest, kind: str) -> HttpResponse:
    """Of two who send it at once the second is shown what the first one set."""
    if request.method == "POST":
        connection.cursor().execute("SELECT pg_advisory_xact_lock(hashtext('audit_keeping'))")
    found = _of(kind)
    sent = KeepingForm(request.POST or None, keeping=found)
    if request.method == "POST" and sent.is_valid():
        sent.refuse_late()
        set_rule(kind, sent.cleaned_data, by=request.user)
        return redirect("audit:keeping")
    return form_page(
        request, sent, title=_("Set how long they are kept"), about=found.label, submit=_("Set"),
        back=reverse("audit:keeping"),
    )  # fmt: skip


def _of(kind: str) -> Keeping:
    found = next((one for one in keepings() if one.kind == kind), None)
    if found is None:
        raise Http404
    return found
