"""Forms about names: what an officer asks, what a custodian decides. Free words are sealed in the browser and have no field."""

import base64
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tamdan.grievances.custody import DAYS
from tamdan.grievances.errors import UnsignedRequest
from tamdan.grievances.forms import ActForm
from tamdan.grievances.identity import IdentityReason, What
from tamdan.language.digits import in_language
from tamdan.language.selects import MarkedRadios
from tamdan.language.templatetags.language import active_language


class ReasonsForNames(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the type checker alone
    """A reason with the words that the complainant will read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            IdentityReason.objects.none(), to_field_name="code", label=_("Reason"), widget=MarkedRadios, empty_label=None,
            help_text=_("The complainant reads the words after the dash with their receipt."), **kwargs,
        )  # fmt: skip

    def label_from_instance(self, obj: IdentityReason) -> str:
        return f"{obj} – {obj.hint}"


class AskForm(ActForm):
    """Why the name is needed. ``signed``, in base64, and ``sealed`` are made in the browser (static/src/office/custody.ts)."""

    what = What.LEND
    reason = ReasonsForNames()
    signed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    sealed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.queryset = IdentityReason.objects.current().filter(is_refusal=False, what=self.what)

    def clean_signed(self) -> str:
        """The note as it was signed: a browser would change the ends of its lines."""
        try:
            return base64.b64decode(self.cleaned_data["signed"], validate=True).decode()
        except ValueError as error:
            raise forms.ValidationError(str(UnsignedRequest())) from error


class LostForm(AskForm):
    """Why a custodian is asked who somebody is; what the person says of themselves is sealed in the browser."""

    what = What.CONFIRM

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        self.initial["reason"] = reason.queryset.values_list("code", flat=True).first()


class RefuseForm(forms.Form):
    """``sealed``: words to the officer's office, made in the browser where the custodian wrote some."""

    reason = ReasonsForNames()
    sealed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300_000)

    def __init__(self, *args: Any, what: str = What.LEND, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.queryset = IdentityReason.objects.current().filter(is_refusal=True, what=what)


class LendForm(forms.Form):
    """For how long. ``envelope``: the name's key for that officer alone, made in the custodian's browser."""

    days = forms.TypedChoiceField(label=_("For how long"), coerce=int, widget=MarkedRadios, initial=DAYS[1])
    envelope = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["days"]
        days.choices = [
            (day, ngettext("%(days)s day", "%(days)s days", day) % {"days": in_language(str(day), active_language())})
            for day in DAYS
        ]
