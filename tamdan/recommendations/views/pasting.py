"""Pasting the recommendations of a review: read, corrected row by row, stored as one import that can be undone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, role_required
from tamdan.core.pages import form_page
from tamdan.imports import actions as imports
from tamdan.imports.access import IMPORTERS
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.access import own_bodies
from tamdan.recommendations.imports.pasted import as_file
from tamdan.recommendations.imports.pasted_reading import MOST
from tamdan.recommendations.pasteforms import BaseRows, PasteForm, RowForm, initial_rows, there_already

importers = role_required(*IMPORTERS)
Rows = forms.formset_factory(RowForm, formset=BaseRows, extra=0, max_num=MOST, absolute_max=MOST)


@importers
@form
def paste(request: HttpRequest) -> HttpResponseBase:
    """``step``: nothing to read what is pasted, "rows" to save the corrected rows, "back" to change what was pasted."""
    step = request.POST.get("step", "")
    sent = PasteForm(request.POST or None, bodies=own_bodies(request.user))
    if request.method != "POST" or not sent.is_valid() or step == "back":
        return _first(request, sent, is_asked_again=step == "back")
    rows: Any
    if step != "rows":
        found = sent.cleaned_data["read"]
        rows = Rows(prefix="row", initial=list(initial_rows(found.items, sent.cleaned_data["position"])))
        return _second(request, sent, rows)
    rows = Rows(request.POST, prefix="row")
    if not rows.is_valid() or not rows.taken():
        return _second(request, sent, rows)
    run = _store(request, sent, rows)
    _tell(request, run)
    return redirect("imports:run", run.uuid)


def _first(request: HttpRequest, sent: PasteForm, *, is_asked_again: bool) -> HttpResponse:
    if is_asked_again:
        sent = PasteForm(initial=request.POST.dict(), bodies=own_bodies(request.user))
        request.method = "GET"
    return form_page(
        request, sent, template="recommendations/paste.html", title=_("Paste several recommendations"),
        submit=_("Read them"), back=reverse("recommendations:register"),
    )  # fmt: skip


def _second(request: HttpRequest, sent: PasteForm, rows: Any) -> HttpResponse:
    """The rows to correct. 422 where something has to be."""
    shown = [row.cleaned_data if rows.is_bound and row.is_valid() else row.initial for row in rows]
    plain = [{"text": one.get("text", ""), "paragraph": one.get("paragraph", "")} for one in shown]
    there = there_already(request.user, sent.cleaned_data, plain)
    context = {
        "form": sent,
        "hidden": [(name, request.POST.get(name, "")) for name in sent.fields],
        "rows": rows,
        "lines": [(row, there.get(place)) for place, row in enumerate(rows)],
        "there": len(there),
        "wrong": sum(bool(row.errors) for row in rows) if rows.is_bound else 0,
        "is_empty": rows.is_bound and rows.is_valid() and not rows.taken(),
        "left_out": sent.cleaned_data["read"].left_out,
    }
    return render(request, "recommendations/paste_rows.html", context, status=422 if rows.is_bound else 200)


def _store(request: HttpRequest, sent: PasteForm, rows: Any) -> ImportRun:
    """Checked and stored at once, whole or, where a row is refused, not yet: the page of the import says why."""
    of_all = sent.of_all()
    content = as_file(of_all | row.as_row() for row in rows.taken())
    name = "-".join(filter(None, ("pasted", of_all["state"], of_all["session"], f"{timezone.localdate()}"))) + ".csv"
    run = imports.receive([content], name=name, size=len(content), owner=sent.cleaned_data["owner"], by=request.user)
    imports.begin(run, RunState.CHECKING)
    run.refresh_from_db()
    imports.check(run)
    if not run.refused:
        imports.begin(run, RunState.COMMITTING)
        run.refresh_from_db()
        imports.commit(run)
    return run


def _tell(request: HttpRequest, run: ImportRun) -> None:
    if run.state != RunState.DONE:
        messages.warning(request, _("Nothing is stored yet: some rows were refused. The reasons stand below."))
        return
    number = run.new + run.attached + run.changed + run.unchanged
    sentence = ngettext(
        "%(shown)s recommendation is stored, internal until somebody publishes it. It can be undone for 30 days.",
        "%(shown)s recommendations are stored, internal until somebody publishes them. It can be undone for 30 days.",
        number,
    )
    messages.success(request, sentence % {"shown": localnum(number)})
