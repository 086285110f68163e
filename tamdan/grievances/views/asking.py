"""The officer's side of names in custody: ask for one, give it back. It is opened like any other item (views/opening.py)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import form, role_required, writes
from tamdan.grievances import custody, shown
from tamdan.grievances.access import READERS, case_or_404, item_or_404
from tamdan.grievances.custodians import recipients_of_note
from tamdan.grievances.forms_names import AskForm
from tamdan.grievances.views.acts import acted
from tamdan.sealing.access import key_of
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)


@readers
@sealed_page
@form
def ask(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """For the name in ``ref``, an item of kind identity. Signed and sealed in the page; without the script nothing is sent."""
    case, user = case_or_404(request.user, number), own(request.user)
    item = item_or_404(case, ref)
    if item.kind != ItemKind.IDENTITY:
        raise Http404
    sent = AskForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        asking = custody.Asking(data["reason"], data["signed"], data["sealed"])
        return custody.ask(case, item, asking, by=user)

    done = acted(request, sent, act, _("Asked. Those who keep names decide, and the complainant sees that you asked."))
    if done:
        return done
    facts = shown.for_script(case, user)
    context = {
        "title": _("Ask for the name"), "form": sent, "case": case, "own_key": key_of(user), "can_sign": bool(facts["signer"]),
        "anchor": anchor_script(), "is_theirs": case.officer_id == user.pk and not case.is_closed,
        "facts": {
            **facts, "offices": [*facts["offices"], *recipients_of_note(item)],
            "asks": {"item": item.ref, "reason": "", "recipient": facts["recipient"], "signed": ""},
        },
    }  # fmt: skip
    return render_sealed(request, "grievances/ask.html", shown.SCRIPT, context, status=_status(request, sent))


def _status(request: HttpRequest, sent: AskForm) -> int:
    if getattr(sent, "is_conflict", False):
        return 409
    return 422 if request.method == "POST" else 200


@readers
@writes
def give_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Before the end; a request that waits is withdrawn."""
    case = case_or_404(request.user, number)
    found = get_object_or_404(case.identity_requests.select_related("case"), pk=pk, asked_by=own(request.user))
    custody.give_back(found, by=own(request.user))
    messages.success(request, _("It has ended. You can open the name no longer; the complainant sees that."))
    return redirect(case)
