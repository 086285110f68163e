"""An item is released, or reported as broken. Both are asked by the script of the reading room."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tamdan.accounts.access import own
from tamdan.core.access import role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.machine import for_script, refusal
from tamdan.grievances import opening
from tamdan.grievances.access import READERS, case_or_404, item_or_404
from tamdan.grievances.forms import PurposeForm
from tamdan.intake.enums import ReleasePurpose

readers = role_required(*READERS)


@readers
@for_script
@never_cache
@require_POST
def open_item(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """``purpose``: JSON of opening.ForBrowser. In no transaction of ours: the event is committed before the lock goes."""
    found = item_or_404(case_or_404(request.user, number), ref)
    asked = PurposeForm(request.POST)
    if not asked.is_valid():
        return JsonResponse({"code": "purpose", "message": _("Say what you open it for.")}, status=422)
    try:
        made = opening.open_item(found, purpose=ReleasePurpose(asked.cleaned_data["purpose"]), by=own(request.user))
    except DomainError as error:
        return refusal(error)
    return JsonResponse(made.plain())


@readers
@for_script
@never_cache
@writes
def unreadable(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """The browser found that the item is not what it should be."""
    case = case_or_404(request.user, number)
    opening.report_unreadable(case, item_or_404(case, ref), by=own(request.user))
    return JsonResponse({})
