"""Splitting a compound recommendation into lettered parts, putting them together, and joining two records by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tamdan.core.access import form, role_required, writes
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations import merging, parts
from tamdan.recommendations.access import DECIDERS, editable_or_404
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation

deciders = role_required(*DECIDERS)


class SplitForm(forms.Form):
    """One text box for all parts: a line that is left empty parts them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    texts = forms.CharField(
        label=gettext_lazy("The parts"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Leave an empty line between two parts. They get their letters in this order."),
    )
    may_lack_words = forms.BooleanField(
        label=gettext_lazy("Words that no part holds belong to none of them."), required=False
    )

    @property
    def pieces(self) -> list[str]:
        text: str = self.cleaned_data["texts"].replace("\r\n", "\n")
        return [" ".join(piece.split()) for piece in text.split("\n\n") if piece.strip()]


class JoinForm(forms.Form):
    """Another record by its identifier, as its page shows it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.CharField(
        label=gettext_lazy("The other record"),
        max_length=200,
        help_text=gettext_lazy("Its identifier, such as A/HRC/26/16 118.5, or the number in the address of its page."),
    )


@deciders
@form
def split(request: HttpRequest, number: int) -> HttpResponseBase:
    """The text cut where it seems to ask for several things; the person cuts it otherwise, then it is split."""
    found = editable_or_404(request.user, number)
    text = parts.official_text(found)
    if text is None or found.parent_id or found.parts.exists():
        raise parts.CannotSplit
    asked = SplitForm(
        request.POST or None, initial={"version": found.version, "texts": "\n\n".join(parts.proposal(text.text))}
    )
    asked.fields["texts"].widget.attrs["lang"] = text.language
    if asked.is_valid():
        try:
            made = parts.split(
                found, asked.pieces, version=asked.cleaned_data["version"],
                may_lack_words=asked.cleaned_data["may_lack_words"], by=request.user,
            )  # fmt: skip
        except (parts.WordsMissing, parts.TooFewParts) as refused:
            asked.add_error("texts", str(refused))
        else:
            sentence = ngettext("Split into %(shown)s part.", "Split into %(shown)s parts.", len(made))
            messages.success(request, sentence % {"shown": localnum(len(made))})
            return redirect("recommendations:detail", found.pk)
    context = {"recommendation": found, "title": title_of(found, table()), "text": text, "form": asked}
    return render(request, "recommendations/split.html", context, status=422 if asked.errors else 200)


@deciders
@writes
def together(request: HttpRequest, number: int) -> HttpResponseBase:
    """One recommendation without parts again."""
    found = editable_or_404(request.user, number)
    parts.put_together(found, by=request.user)
    messages.success(request, _("The parts are together again. Their history stays."))
    return redirect("recommendations:detail", found.pk)


@deciders
@form
def join(request: HttpRequest, number: int) -> HttpResponseBase:
    """Join this record and another one of the same body and State."""
    found = editable_or_404(request.user, number)
    asked = JoinForm(request.POST or None, initial={"version": found.version})
    if asked.is_valid():
        other = _other(found, asked.cleaned_data["other"])
        if other is None:
            asked.add_error("other", _("No record of this body has this identifier or number. Look at its page again."))
        else:
            versions = {found.pk: asked.cleaned_data["version"]}
            made = merging.merge(found, other, by=request.user, versions=versions)
            messages.success(request, _("The two are one record now: %(name)s.") % {"name": made.kept.identifier})
            return redirect("recommendations:detail", made.kept_id)
    context: dict[str, Any] = {"recommendation": found, "title": title_of(found, table()), "form": asked}
    return render(request, "recommendations/join.html", context, status=422 if asked.errors else 200)


def _other(found: Recommendation, said: str) -> Recommendation | None:
    rows = Recommendation.objects.filter(owner=found.owner_id).exclude(pk=found.pk)
    named = rows.filter(identifier=said.strip()).first()
    if named or not (said.isdecimal() and said.isascii() and len(said) < 18):
        return named
    return rows.filter(pk=int(said)).first()
