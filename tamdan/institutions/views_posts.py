"""The office's pages of posts and focal points of a body: who holds what, from when to when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required
from tamdan.core.pages import form_page, refusals_in
from tamdan.institutions import access, actions
from tamdan.institutions.enums import FocalRole
from tamdan.institutions.forms import EndForm, FocalPointForm, PersonForm, PostForm
from tamdan.institutions.models import Body, FocalPoint, Holding, Post

editors = role_required(*access.EDITORS)


@editors
@form
def add_post(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    sent = PostForm(request.POST or None, instance=Post(body=body))
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.add_post(sent.save(commit=False), by=request.user)
            return redirect(body)
    return form_page(request, sent, title=_("Add a post"), submit=_("Add"), back=body.get_absolute_url(), about=body)


@editors
@form
def fill_post(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    post = access.post_or_404(request.user, code, pk)
    sent = PersonForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.fill_post(post, person=sent.person, start=sent.cleaned_data["start"], by=request.user)
            return redirect(post.body)
    return form_page(
        request,
        sent,
        title=_("Name the holder of the post"),
        submit=_("Name"),
        back=post.body.get_absolute_url(),
        about=post,
    )


@editors
@form
def name_focal_point(request: HttpRequest, code: str) -> HttpResponse:
    body = access.body_or_404(request.user, code)
    sent = FocalPointForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            role, start = FocalRole(sent.cleaned_data["role"]), sent.cleaned_data["start"]
            actions.name_focal_point(body, person=sent.person, role=role, start=start, by=request.user)
            return redirect(body)
    return form_page(
        request,
        sent,
        title=_("Name who answers for this body"),
        submit=_("Name"),
        back=body.get_absolute_url(),
        about=body,
    )


@editors
@form
def end_holding(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    holding = access.holding_or_404(request.user, code, pk)
    return _end(request, holding, holding.post.body)


@editors
@form
def end_focal_point(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    focal_point = access.focal_point_or_404(request.user, code, pk)
    return _end(request, focal_point, focal_point.body)


def _end(request: HttpRequest, held: Holding | FocalPoint, body: Body) -> HttpResponse:
    sent = EndForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        with refusals_in(sent):
            actions.end_held(held, last_day=sent.cleaned_data["last_day"], by=request.user)
            return redirect(body)
    return form_page(
        request, sent, title=_("Say when it ended"), submit=_("Save"), back=body.get_absolute_url(), about=held
    )
