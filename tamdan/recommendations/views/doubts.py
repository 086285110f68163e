"""Queues of what only a person can decide: records that may be one, sources that disagree, merges that can be taken back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer, reads, role_required, writes
from tamdan.core.pagination import Page, capped_count, paginate
from tamdan.core.versions import changed_pieces
from tamdan.imports.formats import formats
from tamdan.recommendations import doubts, merging
from tamdan.recommendations.access import DECIDERS, disagreement_or_404, merges_of, near_case_or_404
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.enums import Facet, Stated
from tamdan.recommendations.imports.disagreeing import said
from tamdan.recommendations.labels import Table, label_of, plain, table
from tamdan.recommendations.models import Merge, Recommendation, SourceRecord
from tamdan.recommendations.rows import best_text, codes_of, position_of
from tamdan.taxonomy.naming import Label

deciders = role_required(*DECIDERS)
PAGE_SIZE = 10
MERGES_SHOWN = 10


@dataclass(frozen=True)
class Side:
    """One of two records, for reading beside the other."""

    recommendation: Recommendation
    title: str
    language: str
    text: str
    askers: list[Label]
    position: Label
    sources: list[str]


@dataclass(frozen=True)
class Choice:
    """One value of a field in doubt: the key of a source that says it, what it says, which sources do."""

    source: int
    labels: list[Label]
    sources: list[str]
    is_held: bool


def _narrowed(request: HttpRequest, rows: Any) -> tuple[Any, dict[str, str]]:
    """By State, session, record and import (key), as the address says; session 0 is none. What cannot be meant is passed over."""
    asked = {name: request.GET.get(name, "").strip()[:20] for name in ("state", "session", "record", "run")}
    if asked["state"]:
        rows = rows.filter(recommendation__state__code=asked["state"].upper())
    numbered = (
        ("session", "recommendation__session"),
        ("record", "recommendation"),
        ("run", "recommendation__sources__run"),
    )
    for name, column in numbered:
        if asked[name].isdecimal() and asked[name].isascii() and len(asked[name]) < 10:
            wanted = rows.filter(**{column: int(asked[name]) or None})
            rows = rows.filter(pk__in=wanted.values("pk"))
        else:
            asked[name] = ""
    return rows, asked


def _with_rows(path: str) -> list[Any]:
    sources = SourceRecord.objects.filter(superseded_by__isnull=True).defer("verbatim")
    return [f"{path}__texts", Prefetch(f"{path}__sources", sources)]


@deciders
@reads
def near(request: HttpRequest) -> HttpResponse:
    """Two records at a time, side by side, with their difference word by word."""
    rows, asked = _narrowed(request, doubts.cases(request.user))
    found = rows.prefetch_related(*_with_rows("recommendation"), *_with_rows("candidate"))
    page = paginate(found, ("-likeness", "pk"), request.GET.get("page", ""), PAGE_SIZE)
    known, names = table(), format_names()
    shown = [(case, *_pair(case, known, names)) for case in page.rows]
    context = {
        "page": Page(shown, page.next, page.previous), "count": capped_count(rows), "asked": asked,
        "merges": _merges(request.user), "states": _states(doubts.cases(request.user), known),
    }  # fmt: skip
    return render(request, "recommendations/near.html", context)


def format_names() -> dict[str, str]:
    """Code of a format -> what readers call it."""
    return {code: str(one.label) for code, one in formats().items()}


def _states(rows: Any, known: Table) -> list[tuple[str, Label]]:
    codes = rows.order_by().values_list("recommendation__state__code", flat=True).distinct()
    return [(code, label_of(known, Facet.STATE, code)) for code in sorted(codes)]


def _pair(case: Any, known: Table, names: dict[str, str]) -> tuple[Side, Side, list[tuple[str, str]]]:
    kept, lost = merging.kept_first(case.candidate, case.recommendation)
    sides = _side(kept, known, names), _side(lost, known, names)
    return *sides, list(changed_pieces(sides[0].text, sides[1].text))


def _side(recommendation: Recommendation, known: Table, names: dict[str, str]) -> Side:
    text = best_text(recommendation)
    printed = dict.fromkeys(names.get(source.format, source.format) for source in recommendation.sources.all())
    return Side(
        recommendation=recommendation, title=title_of(recommendation, known), language=text.language if text else "en",
        text=text.text if text else "", position=position_of(recommendation, known),
        askers=[label_of(known, Facet.BY, code) for code in codes_of(recommendation, Facet.BY)],
        sources=list(printed) or [_("Typed by hand")],
    )  # fmt: skip


def _merges(user: Viewer) -> list[Merge]:
    """Those of the person's bodies that can still be taken back."""
    rows = merges_of(user).filter(undone_at__isnull=True)
    return [made for made in rows.select_related("kept")[:MERGES_SHOWN] if merging.can_be_taken_back(made)]


@deciders
@writes
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One and the same, or two different demands."""
    case = near_case_or_404(request.user, pk)
    match request.POST.get("decision"):
        case "same":
            made = doubts.say_same(case, versions=_versions(request), by=request.user)
            messages.success(request, _("The two are one record now: %(name)s.") % {"name": made.kept.identifier})
        case "different":
            doubts.say_different(case, by=request.user)
            messages.success(request, _("Kept as two demands. Nobody is asked about them again."))
        case _:
            raise BadRequest
    return redirect("recommendations:near")


def _versions(request: HttpRequest) -> dict[int, int]:
    """What the person saw: ``version-<key of the record>``."""
    seen = {
        name.removeprefix("version-"): request.POST.get(name, "")
        for name in request.POST
        if name.startswith("version-")
    }
    return {int(pk): int(value) for pk, value in seen.items() if pk.isdecimal() and value.isdecimal()}


@deciders
@reads
def disagreements(request: HttpRequest) -> HttpResponse:
    """Fields on which sources disagree, with what each of them says."""
    rows, asked = _narrowed(request, doubts.disagreements(request.user))
    found = rows.select_related("recommendation").prefetch_related(*_with_rows("recommendation"))
    page = paginate(found, ("recommendation__sort_key", "pk"), request.GET.get("page", ""), PAGE_SIZE)
    known, names = table(), format_names()
    shown = [
        (doubt, FIELD_NAMES()[doubt.field], _side(doubt.recommendation, known, names), choices(doubt, known, names))
        for doubt in page.rows
    ]
    context = {
        "page": Page(shown, page.next, page.previous), "count": capped_count(rows), "asked": asked,
        "states": _states(doubts.disagreements(request.user), known),
    }  # fmt: skip
    return render(request, "recommendations/disagreements.html", context)


def FIELD_NAMES() -> dict[str, str]:  # noqa: N802 reads as the table that it is; translated for each reader
    return {
        "position": _("Position"), "stated": _("As the State put it"), "by": _("Recommending States"), "session": _("Session"),
        "symbol": _("Document symbol"), "paragraph": _("Paragraph"), "words": _("Text"), "theme": _("Themes"),
    }  # fmt: skip


def choices(doubt: Any, known: Table, names: dict[str, str]) -> list[Choice]:
    """What the sources say of the field, each value once."""
    printed = doubts.printed_of(doubt.recommendation)
    return [
        Choice(
            source=group[0].id, labels=_labels(doubt.field, value, known, group[0].id),
            sources=list(dict.fromkeys(names.get(one.format, one.format) for one in group)),
            is_held=_held(doubt.recommendation, doubt.field) == value,
        )
        for value, group in said(printed, doubt.field).items()
    ]  # fmt: skip


def _held(recommendation: Recommendation, field: str) -> Any:
    match field:
        case "stated":
            return recommendation.position_stated
        case "by" | "theme":
            facet = Facet.BY if field == "by" else Facet.THEME
            return tuple(sorted(codes_of(recommendation, facet)))
        case "words":
            return str(recommendation.text_key)
        case _:
            return getattr(recommendation, field)


def _labels(field: str, value: Any, known: Table, source: int) -> list[Label]:
    if field in ("by", "theme"):
        return [label_of(known, Facet.BY if field == "by" else Facet.THEME, code) for code in value]
    if field == "position":
        return [label_of(known, Facet.POSITION, value)]
    if field == "session":
        return [label_of(known, Facet.SESSION, str(value))]
    if field == "stated":
        return [plain(str(Stated(value).label))]
    if field == "words":
        value = doubts.words_of(source, value)
    return [Label(str(value), "en", missing=False, reviewed=True)]


@deciders
@writes
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The record takes what the chosen source says."""
    doubt = disagreement_or_404(request.user, pk)
    source = request.POST.get("source", "")
    if not source.isdecimal():
        raise BadRequest
    doubts.settle(doubt, int(source), by=request.user)
    messages.success(request, _("Settled. The record says what you chose; its sources stay as they are."))
    return redirect("recommendations:disagreements")


@deciders
@writes
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Two records again."""
    made = get_object_or_404(merges_of(request.user), pk=pk)
    found = merging.take_back(made, by=request.user)
    messages.success(request, _("These are two records again."))
    return redirect("recommendations:detail", found.pk)
