"""Pages of imports: choose a file, map its columns, look at what would change, store, cancel, undo."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.pagination import paginate
from tamdan.core.panels import panels_of
from tamdan.imports import actions, tasks
from tamdan.imports.access import IMPORTERS, bodies_of, run_or_404, runs_of
from tamdan.imports.downloads import refused_rows
from tamdan.imports.enums import AT_WORK, RunState
from tamdan.imports.errors import ColumnsMissing
from tamdan.imports.formats import format_named, formats
from tamdan.imports.forms import ColumnsForm, FormatForm, UploadForm
from tamdan.imports.models import ImportRun
from tamdan.imports.shown import page_of
from tamdan.language.templatetags.language import localnum
from tamdan.vault.actions import open_original
from tamdan.vault.errors import FileTooLarge

importers = role_required(*IMPORTERS)


@importers
@reads
def runs(request: HttpRequest) -> HttpResponse:
    page = paginate(runs_of(request.user), ("-created_at", "-id"), request.GET.get("page", ""))
    return render(request, "imports/list.html", {"page": page})


@importers
@form
def add(request: HttpRequest) -> HttpResponse:
    """Take a file. What its format knows for certain is checked at once; otherwise a person maps the columns."""
    if getattr(request, "upload_too_large", False):
        raise FileTooLarge(limit=settings.UPLOAD_LIMIT >> 20)
    sent = UploadForm(request.POST or None, request.FILES or None, bodies=bodies_of(request.user))
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            run = actions.receive(
                sent.upload.chunks(), name=sent.upload.name or "", size=sent.upload.size or 0,
                owner=sent.cleaned_data["owner"], by=request.user,
            )  # fmt: skip
            if run.state == RunState.READ and not _is_clear(run):
                return redirect("imports:columns", run.uuid)
            if run.state == RunState.READ:
                _hand_over(run, RunState.CHECKING)
            return redirect("imports:run", run.uuid)
    return form_page(request, sent, title=_("Import a file"), submit=_("Check the file"), back=reverse("imports:list"))


def _is_clear(run: ImportRun) -> bool:
    """Whether the best format was certain and found all the columns that it needs."""
    try:
        format_named(run.format).check(run.mapping)
    except ColumnsMissing:
        return False
    return bool(run.notes["is_certain"])


def _hand_over(run: ImportRun, state: RunState) -> None:
    """To a worker, once the page's transaction is through."""
    actions.begin(run, state)
    task = tasks.check if state == RunState.CHECKING else tasks.commit
    task.defer(run_id=run.pk)


@importers
@reads
def run(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = run_or_404(request.user, uuid)
    return render(request, "imports/run.html", page_of(found) | {"panels": panels_of(request.user, found)})


@importers
@reads
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The piece of the page that is asked again while a worker is busy; at the end the whole page is loaded anew."""
    found = run_or_404(request.user, uuid)
    response = render(request, "imports/_progress.html", page_of(found))
    if found.state not in AT_WORK:
        response["HX-Refresh"] = "true"
    return response


@importers
@form
def columns(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Which column is which. The format can be changed by the address (``?format=``)."""
    found = run_or_404(request.user, uuid)
    choice = FormatForm(
        request.GET if "format" in request.GET else {"format": found.format}, formats=list(formats().values())
    )
    chosen = format_named(choice.cleaned_data["format"] if choice.is_valid() else found.format)
    names = tuple(found.columns)
    mapping = found.mapping if chosen.code == found.format else chosen.propose(names)
    first = tuple(found.notes.get("first", ()))
    sent = ColumnsForm(request.POST or None, chosen=chosen, columns=names, first=first, mapping=mapping)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.map_columns(found, format_code=chosen.code, mapping=sent.mapping, by=request.user)
            _hand_over(found, RunState.CHECKING)
            return redirect("imports:run", uuid)
    return form_page(
        request, sent, template="imports/columns.html", run=found, choice=choice,
        title=_("Say what the columns are") if names else _("Say what the file does not say"),
        submit=_("Check the file"), back=reverse("imports:run", args=[uuid]),
    )  # fmt: skip


@importers
@writes
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Check again, after records or reference rows have changed."""
    found = run_or_404(request.user, uuid)
    actions.map_columns(found, format_code=found.format, mapping=found.mapping, by=request.user)
    _hand_over(found, RunState.CHECKING)
    return redirect("imports:run", uuid)


@importers
@writes
def commit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    _hand_over(run_or_404(request.user, uuid), RunState.COMMITTING)
    return redirect("imports:run", uuid)


@importers
@writes
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actions.cancel(run_or_404(request.user, uuid), by=request.user)
    return redirect("imports:run", uuid)


@importers
@writes
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actions.undo(run_or_404(request.user, uuid), by=request.user)
    messages.success(request, _("The import is undone. The records are as they were before it."))
    return redirect("imports:run", uuid)


@importers
@writes
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    number = actions.publish([run_or_404(request.user, uuid)], by=request.user)
    done = ngettext("%(shown)s record is public now.", "%(shown)s records are public now.", number)
    messages.success(request, done % {"shown": localnum(number)})
    return redirect("imports:run", uuid)


@importers
@reads
def refused(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The refused rows with their reasons, to correct and bring again."""
    found = run_or_404(request.user, uuid)
    response = StreamingHttpResponse(refused_rows(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{found.pk}.csv"'
    return response


@importers
@writes
def original(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The file as it was handed in. Opening it is written in its custody log, so it is a POST."""
    found = run_or_404(request.user, uuid)
    file = actions.file_of(found)
    stream = open_original(file, by=request.user, reason=f"import {found.uuid}")
    return FileResponse(stream, as_attachment=True, filename=file.name, content_type=file.media_type)
