"""Words of the office: typed in the page, sealed there, posted as ciphertext."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import form, role_required
from tamdan.grievances import shown, writing
from tamdan.grievances.access import READERS, case_or_404
from tamdan.grievances.enums import TO_COMPLAINANT, Writing
from tamdan.grievances.forms import CloseForm, SealedForm
from tamdan.grievances.models import Case
from tamdan.grievances.views.acts import acted, page
from tamdan.sealing.access import key_of
from tamdan.sealing.policy import sealed_page

readers = role_required(*READERS)
TEMPLATE = "grievances/write.html"


@readers
@sealed_page
@form
def write(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """``what``: one of enums.Writing. The form holds ``sealed`` alone; without the script nothing can be sent."""
    case = case_or_404(request.user, number)
    if what not in Writing.values:
        raise Http404
    kind, sent = Writing(what), SealedForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return writing.write(case, data["sealed"], what=kind, version=data["version"], by=own(request.user))

    done = acted(request, sent, act, _("Sealed and stored."))
    return done or page(
        request, sent, TEMPLATE, title=kind.label, submit=_("Seal and send"), **_seal(request, case, kind)
    )


@readers
@sealed_page
@form
def close(request: HttpRequest, number: str) -> HttpResponse:
    """The file ends with a reason, and words to the complainant."""
    case = case_or_404(request.user, number)
    sent = CloseForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return writing.close_with_words(
            case, data["reason"], data["sealed"], version=data["version"], by=own(request.user)
        )

    done = acted(request, sent, act, _("The file is closed. The complainant sees it with their receipt."))
    return done or page(
        request, sent, TEMPLATE, title=_("Close it"), submit=_("Close"), **_seal(request, case, Writing.REPLY)
    )


def _seal(request: HttpRequest, case: Case, kind: Writing) -> dict[str, Any]:
    """What the page and its script need to seal words of this kind."""
    user = own(request.user)
    facts, has_words = shown.for_script(case, user), case.can_be_answered or kind not in TO_COMPLAINANT
    return {
        "own_key": key_of(user),
        "can_sign": bool(facts["signer"]),
        "to_complainant": kind in TO_COMPLAINANT,
        "has_words": has_words,
        "is_open": not has_words,
    }
