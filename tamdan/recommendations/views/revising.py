"""Correcting a recommendation."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required
from tamdan.core.pages import form_page
from tamdan.recommendations import revising
from tamdan.recommendations.access import EDITORS, editable_or_404
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.reviseform import ReviseForm

editors = role_required(*EDITORS)


@editors
@form
def revise(request: HttpRequest, number: int) -> HttpResponseBase:
    found = editable_or_404(request.user, number)
    before = copy(found)
    sent = ReviseForm(request.POST or None, instance=found)
    if request.method == "POST" and sent.is_valid() and sent.is_free(before):
        changed = sent.changed_by_me
        after = sent.save()
        revising.follow(before, after, sent.revision, by=request.user, fields=changed)
        messages.success(request, _("The recommendation is corrected. What stood before is in its history."))
        return redirect("recommendations:detail", number)
    return _page(request, sent, before)


def _page(request: HttpRequest, sent: ReviseForm, before: Recommendation) -> HttpResponse:
    return form_page(
        request, sent, title=_("Correct a recommendation"), about=title_of(before, table()), submit=_("Save"),
        back=reverse("recommendations:detail", args=[before.pk]),
    )  # fmt: skip
