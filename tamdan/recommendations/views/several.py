"""The same act on several recommendations of a list: a position, or tags; each can be taken back for 30 days."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import form, reach_of, role_required, writes
from tamdan.core.bulk import NothingToChange
from tamdan.core.models import BulkAct
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations import answering, tagging
from tamdan.recommendations.access import EDITORS, publications
from tamdan.recommendations.actforms import AnswerForm, ChoiceForm, TagForm
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.labels import table
from tamdan.recommendations.rows import row_of
from tamdan.recommendations.selection import Selection

editors = role_required(*EDITORS)
AT_ONCE = 400
"""Recommendations of one review and more; a longer list is narrowed first."""
VERBS = (answering.ADDED_TO_MANY, tagging.TAGGED_MANY)
ACTS_SHOWN = 5
FORMS: dict[str, type[AnswerForm] | type[TagForm]] = {"position": AnswerForm, "tags": TagForm}


@editors
@form
def several(request: HttpRequest, act: str) -> HttpResponseBase:
    """``act``: position or tags. The address narrows the list as that of the register does; ``one`` are the chosen ones."""
    if act not in FORMS:
        raise Http404
    sent = FORMS[act](request.POST or None)
    selection = Selection.read(request.GET)
    rows = selection.recommendations(request.user).filter(owner__in=reach_of(request.user).bodies).whole()
    listed = list(rows.order_by("sort_key", "id").prefetch_related("texts")[: AT_ONCE + 1])
    which = ChoiceForm(request.POST or None, listed=listed[:AT_ONCE])
    chosen = which.chosen if which.is_valid() else set()
    if request.method == "POST" and sent.is_valid() and which.is_valid():
        if not chosen:
            sent.add_error(None, _("Choose at least one recommendation of the list."))
        elif _do(request, sent, chosen):
            return redirect(f"{reverse('recommendations:several', args=[act])}{selection.as_query()}")
    known = table()
    context = {
        "act": act,
        "form": sent,
        "which": which,
        "rows": [(row_of(one, selection.asked, known), one.pk in chosen) for one in listed[:AT_ONCE]],
        "is_cut": len(listed) > AT_ONCE,
        "most": AT_ONCE,
        "back": f"{reverse('recommendations:register')}{selection.as_query()}",
        "query": selection.as_query(),
        "acts": publications(
            request.user, BulkAct.objects.filter(verb=VERBS[act == "tags"]).reversible(KIND)[:ACTS_SHOWN]
        ),
    }
    return render(request, "recommendations/several.html", context, status=422 if sent.is_bound else 200)


def _do(request: HttpRequest, sent: Any, chosen: set[int]) -> bool:
    """Whether it changed anything; the page says what."""
    by = request.user
    try:
        if isinstance(sent, AnswerForm):
            made = answering.add_to_many(chosen, sent.answer, by=by)
        else:
            made = tagging.tag_many(chosen, sent.tags, reason=sent.cleaned_data["reason"], by=by)
    except NothingToChange as refused:
        sent.add_error(None, str(refused))
        return False
    done = ngettext("%(shown)s recommendation was changed.", "%(shown)s recommendations were changed.", made.count)
    messages.success(request, done % {"shown": localnum(made.count)})
    return True


@editors
@writes
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one act of the person's bodies added."""
    found = publications(request.user, BulkAct.objects.filter(pk=pk, verb__in=VERBS))
    if not found:
        raise Http404
    is_answer = found[0].verb == answering.ADDED_TO_MANY
    number = (answering if is_answer else tagging).take_back(found[0], by=request.user)
    done = ngettext("%(shown)s entry was taken back.", "%(shown)s entries were taken back.", number)
    messages.success(request, done % {"shown": localnum(number)})
    return redirect("recommendations:several", "position" if is_answer else "tags")
