"""Typing one recommendation: what is like it in the register is said before it is saved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page
from tamdan.recommendations import actions, adding
from tamdan.recommendations.access import EDITORS, can_publish, editable_or_404, own_bodies
from tamdan.recommendations.handforms import AddForm
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.rows import row_of
from tamdan.recommendations.selection import Selection

editors = role_required(*EDITORS)


@editors
@form
def add(request: HttpRequest) -> HttpResponseBase:
    """One recommendation. ``go_on`` holds the numbers of the records that the person saw and still goes on."""
    sent = AddForm(request.POST or None, user=request.user, bodies=own_bodies(request.user))
    found: list[Recommendation] = []
    if request.method == "POST" and sent.is_valid():
        found = list(adding.alike(request.user, sent.demand))
        if not found or request.POST.get("go_on") == _key(found):
            made = adding.add(sent.typed, by=request.user)
            _tell(request, is_new=made.pk not in {one.pk for one in found})
            return redirect("recommendations:detail", made.pk)
    known, nothing = table(), Selection().asked
    return form_page(
        request, sent, template="recommendations/add.html", title=_("Add a recommendation"), submit=_("Save"),
        back=reverse("recommendations:register"), alike=[row_of(one, nothing, known) for one in found], key=_key(found),
        is_same=any(_has_name(one, sent) for one in found), may_publish=can_publish(request.user),
    )  # fmt: skip


def _key(found: list[Recommendation]) -> str:
    return "-".join(str(one.pk) for one in found)


def _has_name(one: Recommendation, sent: AddForm) -> bool:
    """Whether what was typed would be a further source of it, because one body has one record of a name."""
    return one.owner_id == sent.cleaned_data["owner"].pk and one.identifier == sent.demand.identifier


def _tell(request: HttpRequest, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, _("The recommendation is saved. It is internal until somebody publishes it."))
    else:
        messages.success(request, _("What you typed is kept as a further source of this recommendation."))


@editors
@writes
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Release this one recommendation."""
    found = editable_or_404(request.user, number)
    actions.publish_one(found, by=request.user)
    messages.success(request, _("The recommendation is public now."))
    return redirect("recommendations:detail", number)


@editors
@writes
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Make this one recommendation internal again."""
    found = editable_or_404(request.user, number)
    actions.withdraw_one(found, by=request.user)
    messages.success(request, _("The recommendation is internal again."))
    return redirect("recommendations:detail", number)
