"""Channels and provinces side by side, and the same as a file."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import reads, role_required, writes
from tamdan.grievances.equality import SEERS, Period, files, measure, oversees
from tamdan.grievances.equality_files import as_json, table, taken
from tamdan.grievances.equality_shown import COLUMNS, FEWEST, STEP, Compared, charts, compared
from tamdan.recommendations.downloads import named, sheets_response, tables_csv

seers = role_required(*SEERS)
FORMATS = ("csv", "xlsx", "json")


@seers
@reads
def equality(request: HttpRequest) -> HttpResponse:
    """``since`` and ``until`` (ISO days) of the receiving; the last year where nothing is said."""
    period = Period.read(request.GET.get("since", ""), request.GET.get("until", ""))
    found = _compared(request, period)
    context = {
        "period": period,
        "tables": [(_("By channel"), _("Came by"), found.channels), (_("By province"), _("Province"), found.provinces)],
        "total": found.total,
        "columns": COLUMNS.values(),
        "charts": charts(found),
        "guarded": oversees(request.user),
        "fewest": FEWEST,
        "step": STEP,
        "formats": FORMATS,
    }
    return render(request, "grievances/equality.html", context)


@seers
@writes
def download(request: HttpRequest) -> HttpResponseBase:
    """The table of the page: ``format`` is csv, xlsx or json; ``since`` and ``until`` as on the page. The ledger says who took it."""
    period = Period.read(request.POST.get("since", ""), request.POST.get("until", ""))
    found, kind = _compared(request, period), request.POST.get("format", "")
    taken(by=own(request.user))
    if kind == "json":
        answer: HttpResponseBase = JsonResponse(as_json(found, period), json_dumps_params={"ensure_ascii": False})
    elif kind == "xlsx":
        answer = sheets_response({"equality": table(found)})
    else:
        answer, kind = tables_csv([table(found)]), "csv"
    return named(answer, "equality", kind)


def _compared(request: HttpRequest, period: Period) -> Compared:
    return compared(measure(files(request.user, period)), period, guarded=oversees(request.user))
