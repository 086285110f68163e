"""Bringing press text in, and what became of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.errors import DomainError
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.pagination import paginate
from tamdan.press import access, actions, tasks
from tamdan.press.access import EDITORS, READERS
from tamdan.press.broken_off import is_stuck
from tamdan.press.enums import CaptureState
from tamdan.press.errors import IsRead
from tamdan.press.forms import CaptureForm, RemoveForm
from tamdan.press.models import Capture
from tamdan.press.shown import facts_of_capture
from tamdan.press.waiting import Waiting
from tamdan.vault.actions import open_original
from tamdan.vault.errors import FileMissing, FileTooLarge

readers, editors = role_required(*READERS), role_required(*EDITORS)


@readers
@reads
def captures(request: HttpRequest) -> HttpResponse:
    rows = Capture.objects.visible_to(request.user).select_related("by", "feed").defer("text")
    page = paginate(rows, ("-captured_at", "-id"), request.GET.get("page", ""))
    return render(request, "press/captures.html", {"page": page, "may_add": access.can_add(request.user)})


@editors
@form
def add(request: HttpRequest) -> HttpResponse:
    """Take a pasted text, files, or both; each is handed to the reader. What one of several refuses keeps no other back."""
    if getattr(request, "upload_too_large", False):
        raise FileTooLarge(limit=settings.UPLOAD_LIMIT >> 20)
    sent = CaptureForm(request.POST or None, request.FILES or None, bodies=access.own_bodies(request.user))
    if request.method == "POST" and sent.is_valid():
        made, refused = _captured(request, sent)
        for capture in made:
            hand_over(capture)
        if made:
            for sentence in refused:
                messages.warning(request, sentence)
            return redirect(made[0]) if len(made) == 1 and not refused else redirect("press:captures")
        for sentence in refused:
            sent.add_error(None, sentence)
    return form_page(request, sent, title=_("Add from the press"), submit=_("Read it"), back=reverse("press:articles"))


def _captured(request: HttpRequest, sent: CaptureForm) -> tuple[list[Capture], list[str]]:
    """What was kept, and of each refusal the sentence, with the name of the file where there are several."""
    values, made, refused = sent.cleaned_data, [], []
    common = {"owner": values["owner"], "by": request.user}
    sole = values["address"] if len(values["file"]) + bool(values["text"].strip()) == 1 else ""
    if values["text"].strip():
        try:
            made.append(actions.capture_text(values["text"], address=sole, **common))
        except DomainError as error:
            refused.append(str(error))
    for file in values["file"]:
        try:
            made.append(actions.capture_file(file.file, name=file.name, size=file.size, address=sole, **common))
        except DomainError as error:
            named = {"name": file.name, "why": error}
            refused.append(_("“%(name)s”: %(why)s") % named if len(values["file"]) > 1 else str(error))
    return made, refused


def hand_over(capture: Capture) -> None:
    """To a worker, once the page's transaction is through."""
    actions.begin_reading(capture)
    tasks.read.defer(capture_id=capture.pk)


@readers
@reads
def capture(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.capture_or_404(request.user, uuid)
    rows = found.articles.filter(removed_at__isnull=True).select_related("outlet").defer("text").order_by("start_line")
    broke_off = is_stuck(found)
    at_work = found.state == CaptureState.READING
    may_edit = access.can_edit(request.user, found) and not found.removed_at
    context = {
        "capture": found, "page": paginate(rows, ("start_line", "id"), request.GET.get("page", "")), "facts": facts_of_capture(found),
        "trail": [(_("The press"), reverse("press:articles")), (_("Captures"), reverse("press:captures"))],
        "may_edit": may_edit,
        "may_look_through": bool(may_edit and Waiting(captures=(str(found.uuid),)).rows(request.user).exists()),
        "is_at_work": at_work and not broke_off, "broke_off": broke_off,
    }  # fmt: skip
    return render(request, "press/capture.html", context)


@readers
@reads
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The bar, which is asked again while a worker is busy; at the end the whole page is loaded anew."""
    found = access.capture_or_404(request.user, uuid)
    is_at_work = not is_stuck(found) and found.state == CaptureState.READING
    response = render(request, "press/_bar.html", {"capture": found})
    if not is_at_work:
        response["HX-Refresh"] = "true"
    return response


@editors
@writes
def reread(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """By the reader of today, or on where a reading broke off; what people decided stays."""
    found = access.editable_capture_or_404(request.user, uuid)
    if found.state == CaptureState.READING and not is_stuck(found):
        raise IsRead
    hand_over(found)
    return redirect("press:capture", uuid)


@editors
@writes
def stop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Before the next step; what is stored stays."""
    found = access.editable_capture_or_404(request.user, uuid)
    actions.stop_reading(found, by=request.user)
    return redirect("press:capture", uuid)


@editors
@form
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.editable_capture_or_404(request.user, uuid)
    sent = RemoveForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.remove_capture(found, reason=sent.cleaned_data["reason"], by=request.user)
            messages.success(request, _("It is removed from every page. The same text is not taken in again."))
            return redirect(found)
    return form_page(
        request,
        sent,
        title=_("Remove a capture and its articles"),
        about=str(found),
        submit=_("Remove"),
        back=found.get_absolute_url(),
    )


@readers
@writes
def original(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The bytes as they were captured. Opening them is written in their custody log, so it is a POST."""
    found = access.capture_or_404(request.user, uuid)
    if found.file is None or found.removed_at:
        raise FileMissing
    stream = open_original(found.file, by=request.user, reason=f"press {found.uuid}")
    return FileResponse(stream, as_attachment=True, filename=found.file.name, content_type="application/octet-stream")
