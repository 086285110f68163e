"""Forms of what may be done with a clock."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, PauseReason
from tamdan.core.fields import DayField
from tamdan.language.normalise import clean, order


class PauseForm(forms.Form):
    """One of the reasons that the clock's rule allows."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, clock: Clock, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = PauseReason.objects.filter(code__in=clock.rule.pause_reasons)
        self.fields["reason"].choices = [(one.code, str(one)) for one in allowed]  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """More days, or a later date; and why."""

    days = forms.IntegerField(label=_("Days more"), required=False, min_value=1, max_value=366)
    to = DayField(label=_("Or a new last day"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stands in the ledger beside the new day.")
    )

    def clean_reason(self) -> str:
        return order(clean(self.cleaned_data["reason"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and (data.get("days") is None) == (data.get("to") is None):
            self.add_error("days", _("Give either a number of days or a new last day."))
        return data


class StopForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(one.value, one.label) for one in (Outcome.DONE, Outcome.DROPPED)],
        widget=forms.RadioSelect,
    )
