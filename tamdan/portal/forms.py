"""Forms of following."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.portal.enums import Pace


class PaceForm(forms.Form):
    """How often mail is wanted."""

    pace = forms.ChoiceField(
        label=_("When do you want mail?"), choices=Pace.choices, initial=Pace.DAILY, widget=forms.RadioSelect
    )


class FollowForm(PaceForm):
    """The address of whoever wants to follow something."""

    address = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        error_messages={"invalid": _("This is no mail address. It looks like name@example.org.")},
    )
    field_order = ("address", "pace")
