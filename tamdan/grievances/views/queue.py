"""The queue of letters, and its download."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tamdan.core.access import reads, role_required, writes
from tamdan.grievances.access import READERS, cases_of, fellow_officers
from tamdan.grievances.exporting import MOST, lines
from tamdan.grievances.models import CaseQuerySet
from tamdan.grievances.queue import FACETS, ONLY, SORTS, Wanted, counted, facets, names, numbered, shown
from tamdan.grievances.shown import SCRIPT
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)
PRESETS = {"late": "late", "danger": "danger", "answers": "answer", "mine": "mine", "waiting": "nobody"}
"""Lists with an address of their own, because the desk counts them."""


@readers
@sealed_page
@reads
def queue(request: HttpRequest, preset: str = "") -> HttpResponse:
    """``status``, ``office``, ``channel``, ``province``, ``only``, ``sort``, ``page``: the address alone gives the list again.

    ``number`` leads to its file, and is said to be unknown where there is none that this person may see.
    """
    wanted = Wanted.read(request.GET, **({"only": PRESETS[preset]} if preset else {}))
    found, number = cases_of(request.user), request.GET.get("number", "").strip()
    if number and (case := numbered(found, number)):
        return redirect(case)
    context = {
        "number": number,
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
        "facts": {},
        "anchor": anchor_script(),
        "may_hand_over": len(fellow_officers(request.user)) > 1,
    }
    return render_sealed(request, "grievances/queue.html", SCRIPT, context)


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
