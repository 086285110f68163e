"""Bringing press text in, and what became of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, reads, role_required, writes
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
    """Take a pasted text, a file, or both; each is handed to the reader."""
    if getattr(request, "upload_too_large", False):
        raise FileTooLarge(limit=settings.UPLOAD_LIMIT >> 20)
    sent = CaptureForm(request.POST or None, request.FILES or None, bodies=access.own_bodies(request.user))
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            made = _captured(request, sent)
            for capture in made:
                hand_over(capture)
            return redirect(made[0]) if len(made) == 1 else redirect("press:captures")
    return form_page(request, sent, title=_("Add from the press"), submit=_("Read it"), back=reverse("press:articles"))


def _captured(request: HttpRequest, sent: CaptureForm) -> list[Capture]:
    values, made = sent.cleaned_data, []
    owner, address, file = values["owner"], values["address"] or "", sent.upload
    if values["text"].strip():
        made.append(actions.capture_text(values["text"], owner=owner, by=request.user, address=address))
    if file and file.file:
        made.append(
            actions.capture_file(
                file.file,
                name=file.name or "",
                size=file.size or 0,
                owner=owner,
                by=request.user,
                address="" if made else address,
            )
        )
    return made


def hand_over(capture: Capture) -> None:
    """To a worker, once the page's transaction is through."""
    actions.begin_reading(capture)
    tasks.read.defer(capture_id=capture.pk)


@readers
@reads
def capture(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = access.capture_or_404(request.user, uuid)
    rows = found.articles.filter(removed_at__isnull=True).select_related("outlet").defer("text").order_by("start_line")
    at_work = found.state == CaptureState.READING
    broke_off = at_work and is_stuck(found)
    context = {
        "capture": found, "page": paginate(rows, ("start_line", "id"), request.GET.get("page", "")), "facts": facts_of_capture(found),
        "trail": [(_("The press"), reverse("press:articles")), (_("Captures"), reverse("press:captures"))],
        "may_edit": access.can_edit(request.user, found) and not found.removed_at,
        "is_at_work": at_work and not broke_off, "broke_off": broke_off,
    }  # fmt: skip
    return render(request, "press/capture.html", context)


@readers
@reads
def progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The piece of the page that is asked again while a worker is busy; at the end the whole page is loaded anew."""
    found = access.capture_or_404(request.user, uuid)
    is_at_work = found.state == CaptureState.READING and not is_stuck(found)
    response = render(request, "press/_progress.html", {"capture": found, "is_at_work": is_at_work})
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
