"""Short forms about one recommendation, and about several at once: answers, translations, tags."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamdan.core.fields import DayField
from tamdan.language.digits import to_ascii
from tamdan.recommendations import identity
from tamdan.recommendations.answering import Answer
from tamdan.recommendations.enums import Position, Stated
from tamdan.recommendations.handfields import SCHEME, TAGGED, Line, TagFields, Words, in_language_of, language_choices
from tamdan.recommendations.models import PositionTaken, Recommendation

_RANGE = re.compile(r"(\d[\w.()]*)(?:\s*[-–]\s*(\d[\w.()]*))?")
"""A paragraph, or the first and the last of several."""


class AnswerForm(forms.Form):
    """What a State answered at one moment."""

    recorded = forms.ChoiceField(
        label=_("As recorded by the UN"), required=False, choices=[("", _("not recorded")), *Position.choices]
    )
    stated = forms.ChoiceField(
        label=_("As the State put it"),
        required=False,
        choices=[("", _("not known")), *Stated.choices],
        help_text=_("Where the State says “rejected”, the UN records “noted”: choose both."),
    )
    date = DayField(
        label=_("Date"), help_text=_("Of the document. The position of the newest date is the present one.")
    )
    document = Line(label=_("Document"), required=False, max_length=200, help_text=_("Such as A/HRC/26/16/Add.1."))

    def __init__(self, *args: Any, taken: PositionTaken | None = None, **kwargs: Any) -> None:
        self.taken = taken
        if taken:
            kwargs["initial"] = {name: getattr(taken, name) for name in AnswerForm.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["date"].required = taken is None or taken.date is not None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not (found.get("recorded") or found.get("stated")):
            self.add_error("recorded", _("Say what the State answered, or what the UN recorded."))
        return found

    @property
    def answer(self) -> Answer:
        return Answer(**{name: self.cleaned_data[name] for name in ("recorded", "stated", "date", "document")})


class TranslationForm(forms.Form):
    """The words in another language."""

    language = forms.ChoiceField(label=_("Language of the translation"))
    text = Words(label=_("Translation"), rows=6)
    translator = Line(label=_("Translator"), required=False, max_length=200)

    def __init__(self, *args: Any, official: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.official = official
        choices = [one for one in language_choices() if one[0] != official]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        if self.initial.get("text"):
            in_language_of(self.fields["text"], self.initial["text"])


class TagForm(TagFields):
    """Themes, groups and goals to add, with the reason that readers see beside them."""

    reason = Line(
        label=_("Reason"),
        max_length=300,
        help_text=_("Readers see it beside the tag, such as “the text speaks of schools”."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.tags:
            self.add_error("themes", _("Choose at least one theme, group or goal."))
        return found

    @property
    def tags(self) -> list[tuple[str, str]]:
        """(vocabulary, code)."""
        names = ("themes", "groups", "goals")
        return [
            (SCHEME[facet], code)
            for facet, name in zip(TAGGED, names, strict=True)
            for code in self.cleaned_data.get(name, ())
        ]


class ChoiceForm(forms.Form):
    """Which recommendations of a list: those that are ticked, all of them, or those of some paragraphs."""

    all_of_them = forms.BooleanField(label=_("All of this list"), required=False)
    paragraphs = Line(
        label=_("Those of these paragraphs"),
        required=False,
        max_length=2_000,
        help_text=_("Such as 118.5, 118.9-118.12. They are added to those that are ticked."),
    )
    one = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, listed: Sequence[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        self.fields["one"].choices = [(str(row.pk), row.pk) for row in listed]  # type: ignore[attr-defined]

    def clean_paragraphs(self) -> set[int]:
        """Keys of the recommendations; a number that no recommendation of the list has is told."""
        found: set[int] = set()
        for start, end in _RANGE.findall(to_ascii(self.cleaned_data["paragraphs"])):
            first, last = _order(start), _order(end or start)
            inside = {row.pk for row in self.listed if row.paragraph and first <= _order(row.paragraph) <= last}
            if not inside:
                raise ValidationError(
                    _("No recommendation of this list has the paragraph %(number)s."), params={"number": start}
                )
            found |= inside
        return found

    @property
    def chosen(self) -> set[int]:
        found = self.cleaned_data
        if found["all_of_them"]:
            return {row.pk for row in self.listed}
        ticked = {int(one) for one in found["one"]}
        return ticked.union(found["paragraphs"])


def _order(paragraph: str) -> str:
    """Puts paragraph 118.9 before 118.10."""
    return identity.sort_key(state="", session=None, paragraph=paragraph)


class ReasonForm(forms.Form):
    """Why a tag is taken away."""

    reason = Line(label=_("Reason"), max_length=300, help_text=_("People of your body read it in the history."))
