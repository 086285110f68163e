"""Forms of bodies, posts and their holders. Texts are cleaned of control characters and ordered as Khmer is stored."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tamdan.core.fields import DayField, ModelForm
from tamdan.core.versions import VersionedForm
from tamdan.institutions.enums import FocalRole
from tamdan.institutions.models import Body, Person, Post
from tamdan.language.normalise import clean, order


class CleanTexts(forms.BaseForm):
    """Mixin: what is typed loses characters that nobody sees and gets its Khmer signs in order."""

    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and isinstance(self.fields[name], forms.CharField) and name != "seen":
                self.cleaned_data[name] = order(clean(value))
        return self.cleaned_data


class OwnerForm(forms.Form):
    """For which body; not asked where there is one."""

    owner = forms.ModelChoiceField(Body.objects.none(), label=_("For the body"), empty_label=None)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["owner"].initial = bodies[0]
            self.fields["owner"].widget = forms.HiddenInput()


class BodyForm(CleanTexts, VersionedForm):
    """Edit a body. Its code never changes, its successor is recorded by an act of its own."""

    start, end = DayField(label=_("Exists from"), required=False), DayField(label=_("Exists to"), required=False)

    class Meta:
        model = Body
        fields = ("name_en", "name_km", "acronym", "kind", "parent", "start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Body.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]

    def clean_parent(self) -> Body | None:
        """A body may not end up inside itself."""
        parent: Body | None = self.cleaned_data["parent"]
        if parent and self.instance in parent.above():
            raise forms.ValidationError(
                _("“%(parent)s” is part of this body. Choose another one."), params={"parent": parent}
            )
        return parent


class NewBodyForm(CleanTexts, ModelForm):
    """Add a body. Without a code one is made of the acronym or the English name."""

    start, end = DayField(label=_("Exists from"), required=False), DayField(label=_("Exists to"), required=False)
    code = forms.SlugField(
        label=_("Code"),
        required=False,
        max_length=64,
        help_text=_("Latin letters, digits and hyphens. It stands in addresses and never changes; empty, one is made."),
    )

    class Meta:
        model = Body
        fields = ("name_en", "name_km", "acronym", "kind", "parent", "start", "end", "code")

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not data.get("code") and "code" not in self.errors:
            made = slugify(data.get("acronym") or data.get("name_en") or "")[:48]
            data["code"] = (
                made if made and not Body.objects.filter(code=made).exists() else f"body-{self.instance.uuid.hex[:8]}"
            )
        return data


class SuccessorForm(forms.Form):
    """Which body took over, and the last day of the old one."""

    successor = forms.ModelChoiceField(Body.objects.none(), label=_("Succeeded by"))
    last_day = DayField(label=_("Last day of the old body"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Body.objects.exclude(pk=body.pk)  # type: ignore[attr-defined]


class PostForm(CleanTexts, ModelForm):
    """A position that one person after another holds."""

    start, end = DayField(label=_("Exists from"), required=False), DayField(label=_("Exists to"), required=False)

    class Meta:
        model = Post
        fields = ("label_en", "label_km", "start", "end")


class PersonForm(CleanTexts, ModelForm):
    """Somebody known already, or a new person by name; and the first day."""

    known = forms.ModelChoiceField(
        Person.objects.all(), label=_("Somebody who is listed already"), required=False,
        help_text=_("Or leave this empty and type the name of a new person below."),
    )  # fmt: skip
    start = DayField(label=_("First day"), initial=timezone.localdate)
    field_order = ("role", "known", "name_en", "name_km", "family_name", "given_name", "start")

    class Meta:
        model = Person
        fields = ("name_en", "name_km", "family_name", "given_name")

    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = [name for name in self.Meta.fields if self.cleaned_data.get(name)]
        if self.cleaned_data.get("known") and typed:
            self.add_error("known", _("Choose somebody from the list or type a new name, not both."))
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The rules of a new person do not bind when somebody known was chosen."""
        if not self.cleaned_data.get("known"):
            super()._post_clean()  # type: ignore[misc]

    @property
    def person(self) -> Person:
        """The chosen person, or the new one, not stored yet."""
        known: Person | None = self.cleaned_data["known"]
        return known or self.instance


class FocalPointForm(PersonForm):
    """Who answers, stands in or validates."""

    role = forms.ChoiceField(label=_("Role"), choices=FocalRole.choices)


class EndForm(forms.Form):
    """The last day of something that was held."""

    last_day = DayField(label=_("Last day"), initial=timezone.localdate)
