"""Forms about complaints that are passed on. What is sealed or wrapped is made by the page's script (``sealed``)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.grievances.forms import ActForm, SealedForm
from tamdan.grievances.referral.models import Referral, ReferralReason
from tamdan.language.selects import MarkedRadios
from tamdan.sealing.models import RECIPIENT_LENGTH

GIVEN, REFUSED = "given", "refused"
DONE = "done"


class ConsentForm(ActForm):
    """What the complainant said by telephone or at the desk about one body."""

    said = forms.ChoiceField(
        label=_("What the complainant said"),
        help_text=_("It is marked as recorded by you, and the complainant sees it."),
        choices=[(GIVEN, _("Yes, they may have it")), (REFUSED, _("No, or taken back"))],
        widget=MarkedRadios,
    )


class PassForm(SealedForm):
    """``sealed``: sent.Passing. The parts that are ticked have no name and are never sent."""


class FileForm(SealedForm):
    """``sealed``: sent.Filed."""

    recipient = forms.CharField(
        label=_("Key of the body"),
        help_text=_("It begins with “age1”. They make it with the program age and send it to you."),
        max_length=RECIPIENT_LENGTH,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "lang": "en"}),
    )
    digits = forms.CharField(
        label=_("The 24 digits of this key"),
        help_text=_(
            "Call the body under a number that you know. It works the digits out of its own key and reads them to you; they"
            " are not shown here, so that they cannot be copied."
        ),
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class Reasons(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the type checker alone
    """A reason with the words that the complainant will read."""

    def label_from_instance(self, obj: ReferralReason) -> str:
        return f"{obj} – {obj.hint}"


class BodyForm(forms.Form):
    """Words of the other body; the words themselves have no name and are never sent."""

    sealed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300_000)

    def __init__(self, *args: Any, case: Referral, **kwargs: Any) -> None:
        """``case``: what the page goes back to, as views.acts calls it."""
        super().__init__(*args, **kwargs)
        self.case = case


class GiveBackForm(BodyForm):
    """Why the body does not take it up, or gives it back."""

    reason = Reasons(
        ReferralReason.objects.none(),
        to_field_name="code",
        label=_("Reason"),
        help_text=_("The complainant reads the words after the dash with their receipt."),
        widget=MarkedRadios,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.queryset = ReferralReason.objects.current()


class OutcomeForm(ActForm):
    """What a body without an account did with its file."""

    outcome = forms.ChoiceField(label=_("What they said"), widget=MarkedRadios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        reasons = [(one.code, f"{one} – {one.hint}") for one in ReferralReason.objects.current()]
        outcome.choices = [(DONE, _("They dealt with it and answered")), *reasons]
