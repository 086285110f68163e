"""Public forums: one sheet a session."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, reads, role_required, roles_of
from tamdan.core.history import history_of
from tamdan.core.pages import form_page
from tamdan.grievances import boxes_shown
from tamdan.grievances.access_boxes import HANGERS, LOOKERS, OPENERS, session_or_404
from tamdan.grievances.forms_forums import ForumForm, NewForumForm
from tamdan.grievances.models import READERS
from tamdan.intake import forum_sheets

KEEPERS = HANGERS | OPENERS
lookers, keepers = role_required(*LOOKERS), role_required(*KEEPERS)


@lookers
@reads
def forums(request: HttpRequest) -> HttpResponse:
    context = {
        "sessions": boxes_shown.sessions(request.user),
        "may_record": bool(roles_of(request.user) & KEEPERS),
        "trail": [(_("Complaint boxes"), reverse("grievances:boxes"))],
    }
    return render(request, "grievances/forums.html", context)


@keepers
@form
def new(request: HttpRequest) -> HttpResponse:
    sent = NewForumForm(request.POST or None, user=request.user)
    if request.method == "POST" and sent.is_valid():
        return redirect(forum_sheets.hold_session(sent.save(commit=False), by=request.user))
    back = reverse("grievances:forums")
    return form_page(request, sent, title=_("Record a public forum"), submit=_("Record"), back=back)


@lookers
@reads
def forum(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = session_or_404(request.user, pk)
    roles = roles_of(request.user)
    context = {
        "session": found,
        "lines": boxes_shown.lines(list(found.contributions.all()), request.user),
        "languages": boxes_shown.language_names(found.languages),
        "may_write": bool(roles & READERS) and found.left > 0,
        "may_edit": bool(roles & KEEPERS),
        "changes": history_of(found),
        "trail": [(_("Public forums"), reverse("grievances:forums"))],
    }
    return render(request, "grievances/forum.html", context)


@keepers
@form
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    found = session_or_404(request.user, pk)
    sent = ForumForm(request.POST or None, instance=found)
    if request.method == "POST" and sent.is_valid():
        changed = sent.changed_by_me
        found = sent.save()
        if changed:
            forum_sheets.change_session(found, fields=changed, by=request.user)
        return redirect(found)
    back = found.get_absolute_url()
    return form_page(request, sent, title=_("Edit the sheet"), submit=_("Save"), back=back, about=found)
