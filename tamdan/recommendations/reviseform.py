"""The form that corrects a recommendation. It saves over the version that the person saw, and over no other."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tamdan.core.versions import VersionedForm
from tamdan.recommendations import revising
from tamdan.recommendations.handfields import (
    DocumentFields,
    Line,
    StatesField,
    Words,
    cycle_of,
    in_language_of,
    language_choices,
    names_of,
)
from tamdan.recommendations.models import Recommendation


class ReviseForm(VersionedForm, DocumentFields):
    """Words and States are rows of their own; the form shows and compares them beside the record's columns."""

    text = Words(
        label=_("Text"),
        rows=6,
        help_text=_("A translation stays and is marked as one of an earlier text, unless only marks change."),
    )
    language = forms.ChoiceField(label=_("Language of the text"))
    by = StatesField(
        label=_("Recommending States"), help_text=_("Their names in English or Khmer, one a line or parted by “;”.")
    )
    number = Line(label=_("Number in the source's own list"), required=False, max_length=30)
    reason = forms.ChoiceField(
        label=_("Why it is corrected"), choices=revising.Reason.choices, widget=forms.RadioSelect, required=True
    )
    note = Line(
        label=_("What was wrong"),
        required=False,
        max_length=200,
        help_text=_("Such as the corrigendum that says so. People of your body read it in the history."),
    )
    field_order = (
        "text",
        "language",
        "by",
        "kind",
        "session",
        "date",
        "symbol",
        "paragraph",
        "number",
        "reason",
        "note",
    )

    class Meta:
        model = Recommendation
        fields = ("kind", "session", "date", "symbol", "paragraph", "number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: Recommendation = kwargs["instance"]
        language, text = revising.official_of(instance)
        asked = names_of(instance.recommending.values_list("state__code", flat=True))
        kwargs["initial"] = {"text": text, "language": language, "by": asked} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _with(language)  # type: ignore[attr-defined]
        in_language_of(self.fields["text"], text)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            found["cycle"] = cycle_of(found.get("session"), self.instance.mechanism_id)
        except ValidationError as error:
            self.add_error("session", error)
        return found

    def is_free(self, before: Recommendation) -> bool:
        """Whether no other record has the name that this one would get; says so otherwise, with the way there."""
        name = revising.name_after(before, self.instance, self.cleaned_data["text"])
        other = revising.other_named(before, name)
        if other is None:
            return True
        sentence = _("“%(name)s” is in the register already. Look at it first: the two may be one and the same.")
        there = reverse("recommendations:detail", args=[other.pk])
        link = format_html('<a href="{}">{}</a>', there, _("Go there"))
        self.add_error("paragraph", format_html("{} {}", sentence % {"name": name}, link))
        return False

    @property
    def revision(self) -> revising.Revision:
        found = self.cleaned_data
        return revising.Revision(
            found["language"], found["text"], found["by"], found["cycle"], found["reason"], found["note"]
        )


def _with(language: str) -> list[tuple[str, Any]]:
    """The choices, with the language that the record has where it is none of them."""
    known = language_choices()
    return known if language in dict(known) else [*known, (language, language)]
