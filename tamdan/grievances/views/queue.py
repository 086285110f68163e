"""The queue of letters, and its download."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from tamdan.core.access import reads, role_required, writes
from tamdan.grievances.access import READERS, cases_of, fellow_officers
from tamdan.grievances.exporting import MOST, lines
from tamdan.grievances.models import CaseQuerySet
from tamdan.grievances.queue import FACETS, ONLY, SORTS, Wanted, counted, facets, names, shown

readers = role_required(*READERS)
PRESETS = {"late": "late", "danger": "danger", "answers": "answer", "mine": "mine", "waiting": "nobody"}
"""Lists with an address of their own, because the desk counts them."""


@readers
@reads
def queue(request: HttpRequest, preset: str = "") -> HttpResponse:
    """``status``, ``office``, ``channel``, ``province``, ``only``, ``sort``, ``page``: the address alone gives the list again."""
    wanted = Wanted.read(request.GET, **({"only": PRESETS[preset]} if preset else {}))
    found = cases_of(request.user)
    context = {
        "wanted": wanted,
        "page": wanted.page(request.user, found, request.GET.get("page", "")),
        "names": names(),
        "facets": facets(wanted, request.user),
        "keep": [*([("sort", wanted.sort)] if wanted.sort != "clock" else []), *wanted.days.items()],
        "counts": _counts(request, found),
        "sorts": [(code, label, code == wanted.sort) for code, (label, _order) in SORTS.items()],
        "query": wanted.as_query(),
        "chosen": any(wanted.chosen.get(name) for name in FACETS),
        "most": MOST,
        "may_hand_over": len(fellow_officers(request.user)) > 1,
    }
    return render(request, "grievances/queue.html", context)


def _counts(request: HttpRequest, found: CaseQuerySet) -> list[dict[str, object]]:
    """Numbers that lead to lists, the late ones first; each is exact up to queue.CAP."""
    numbers = {name: counted(request.user, name, found) for name in PRESETS.values()}
    return [
        {
            "number": shown(numbers[name]),
            "label": ONLY[name],
            "url": reverse(f"grievances:{preset}"),
            "late": name == "late" and numbers[name] > 0,
        }
        for preset, name in PRESETS.items()
    ]


@readers
@writes
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as it is narrowed, as CSV; it leaves the house, so the ledger says who took how many rows."""
    rows = lines(Wanted.read(request.GET), by=request.user)
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = "attachment; filename=letters.csv"
    return response
