"""The office's pages of bodies: list, one body, and what may be changed about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, reads, role_required, writes
from tamdan.core.history import history_of
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.core.pages import form_page, refusals_in
from tamdan.core.panels import panels_of
from tamdan.institutions import access, actions
from tamdan.institutions.enums import FocalRole
from tamdan.institutions.forms import BodyForm, NewBodyForm, SuccessorForm
from tamdan.institutions.models import Body, FocalPoint
from tamdan.institutions.register import Question, page_of
from tamdan.language.templatetags.language import localdate, localnum

editors = role_required(*access.EDITORS)


@reads
def bodies(request: HttpRequest) -> HttpResponse:
    context = page_of(request.user, Question.of(request.GET))
    may_edit = access.can_edit(request.user)
    reversible = BulkAct.objects.reversible("institutions.body")[:3] if may_edit else ()
    return render(request, "institutions/list.html", {**context, "may_edit": may_edit, "reversible": reversible})


@reads
def detail(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    context = {
        "body": body,
        "trail": [(_("Institutions"), reverse("institutions:list"))],
        "facts": facts_of(body),
        "may_edit": access.can_edit(request.user),
        "posts": body.posts.prefetch_related("holdings__person"),
        "focal_points": sorted(body.focal_points.select_related("person"), key=present_first),
        "children": body.children.all(),
        "predecessors": body.predecessors.all(),
        "changes": history_of(body),
        "panels": panels_of(request.user, body),
    }
    return render(request, "institutions/detail.html", context)


def present_first(one: FocalPoint) -> tuple[bool, int]:
    """Those of today before former ones, the focal point before alternate and validating authority."""
    return bool(one.end and one.end < timezone.localdate()), FocalRole.values.index(one.role)


def facts_of(body: Body) -> list[tuple[str, object]]:
    """Term and value of everything that is known about the body itself, with its names in both languages."""
    parts = format_html_join(", ", '<a href="{}">{}</a>', ((one.get_absolute_url(), one) for one in body.above()))
    facts: list[tuple[str, object]] = [
        (_("Name in Khmer"), format_html('<span lang="km">{}</span>', body.name_km)),
        (_("Name in English"), format_html('<span lang="en">{}</span>', body.name_en)),
        (_("Code"), format_html('<span class="symbol" lang="en">{}</span>', body.code)),
        (_("Part of"), parts),
        (_("Exists from"), localdate(body.start)),
        (_("Exists to"), localdate(body.end)),
    ]
    return [(term, value) for term, value in facts if strip_tags(str(value))]


@editors
@form
def add(request: HttpRequest) -> HttpResponse:
    sent = NewBodyForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            return redirect(actions.add_body(sent.save(commit=False), by=request.user))
    return form_page(request, sent, title=_("Add a body"), submit=_("Add"), back=reverse("institutions:list"))


@editors
@form
def edit(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    sent = BodyForm(request.POST or None, instance=body)
    if request.method == "POST" and sent.is_valid():
        changed = sent.changed_by_me
        body = sent.save()
        if changed:
            record("institutions.body.edited", body, by=request.user, detail={"fields": changed})
        return redirect(body)
    return form_page(
        request, sent, title=_("Edit the body"), submit=_("Save"), back=body.get_absolute_url(), about=code
    )


@editors
@writes
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    actions.confirm_body(body, by=request.user)
    messages.success(request, _("“%(body)s” is confirmed.") % {"body": body})
    return redirect(body)


@editors
@writes
def confirm_many(request: HttpRequest) -> HttpResponse:
    chosen = access.bodies(request.user).filter(code__in=request.POST.getlist("code"))
    act = actions.confirm_bodies(chosen, by=request.user)
    done = ngettext("%(count)s body is confirmed.", "%(count)s bodies are confirmed.", act.count)
    messages.success(request, done % {"count": localnum(act.count)})
    return redirect("institutions:list")


@editors
@writes
def undo_confirming(request: HttpRequest, pk: int) -> HttpResponse:
    undone = actions.undo_confirming(access.confirming_or_404(request.user, pk), by=request.user)
    done = ngettext("%(count)s body is unconfirmed again.", "%(count)s bodies are unconfirmed again.", undone.restored)
    messages.success(request, done % {"count": localnum(undone.restored)})
    if undone.left:
        left = Body.objects.filter(pk__in=undone.left)
        names = ", ".join(str(body) for body in left)
        messages.warning(
            request, _("Left as they are, because somebody changed them since: %(bodies)s.") % {"bodies": names}
        )
    return redirect("institutions:list")


@editors
@form
def succeed(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    sent = SuccessorForm(request.POST or None, body=body)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.succeed_body(body, **sent.cleaned_data, by=request.user)
            return redirect(body)
    return form_page(
        request, sent, title=_("Record the successor"), submit=_("Record"), back=body.get_absolute_url(), about=body
    )
