"""The tags of one recommendation: set by hand, taken away, suggested ones decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import form, role_required, writes
from tamdan.core.pages import form_page
from tamdan.core.seen import refuse_late
from tamdan.links.enums import TRANSITIONS, Decision, Origin
from tamdan.links.models import Tag
from tamdan.recommendations import tagging
from tamdan.recommendations.access import EDITORS, editable_or_404, form_target_or_404, locked_or_404, tag_or_404
from tamdan.recommendations.actforms import ReasonForm
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.imports.demand import SCHEMES
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.meanwhile import TagsForm

editors = role_required(*EDITORS)


@editors
@form
def tags(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every tag with where it comes from, suggestions first, and a form for more."""
    found = form_target_or_404(request, number)
    held = sorted(Tag.objects.on(KIND, number), key=lambda one: one.decision != Decision.SUGGESTED)
    sent = TagsForm(request.POST or None, there={f"{one.scheme}:{one.code}": one.decision for one in held})
    if request.method == "POST" and sent.is_valid():
        sent.refuse_late()
        tagging.tag(found, sent.tags, reason=sent.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The tags are set."))
        return redirect("recommendations:tags", number)
    known = table()
    context = {
        "recommendation": found,
        "title": title_of(found, known),
        "rows": [
            (
                one,
                SCHEMES[one.scheme].label,
                label_of(known, SCHEMES[one.scheme], one.code),
                one.origin == Origin.PERSON,
            )
            for one in held
            if one.scheme in SCHEMES
        ],
        "form": sent,
    }
    return render(request, "recommendations/tags.html", context, status=422 if sent.is_bound else 200)


@editors
@form
def remove(request: HttpRequest, number: int, pk: int) -> HttpResponseBase:
    """Take a tag away, with the reason."""
    found, tag = editable_or_404(request.user, number), tag_or_404(number, pk)
    sent = ReasonForm(request.POST or None)
    if request.method == "POST" and sent.is_valid():
        tagging.untag(found, tag, reason=sent.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The tag is taken away."))
        return redirect("recommendations:tags", number)
    label = label_of(table(), SCHEMES[tag.scheme], tag.code)
    return form_page(
        request, sent, title=_("Take a tag away"), about=str(label), submit=_("Take away"),
        back=reverse("recommendations:tags", args=[number]),
    )  # fmt: skip


@editors
@writes
def decide(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """``decision``: accepted or refused."""
    found, tag = locked_or_404(request.user, number), tag_or_404(number, pk)
    refuse_late(request.POST.get("seen"), tag.decision)
    wanted = request.POST.get("decision", "")
    decision = wanted if wanted in TRANSITIONS else Decision.REFUSED
    tagging.decide(found, tag, decision, by=request.user)
    messages.success(request, _("Your decision is kept."))
    return redirect("recommendations:tags", number)
