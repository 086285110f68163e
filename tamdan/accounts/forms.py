"""Forms of accounts: who is invited, what they are where, one's own profile."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.core.fields import DayField, ModelForm
from tamdan.institutions.models import Body
from tamdan.language.normalise import clean, order

ROLE_HELP = _("Roles of staff exist only in the body that runs this installation and its offices.")


def standing_bodies() -> Any:
    """Bodies that have not ended."""
    return Body.objects.filter(Q(end__isnull=True) | Q(end__gte=timezone.localdate()))


class NameField(forms.CharField):
    """A person's name as they write it, without characters that nobody sees."""

    def clean(self, value: Any) -> str:
        return order(clean(super().clean(value)))


class InvitationForm(forms.Form):
    """A new account with one role; the person chooses the password by a link."""

    email = forms.EmailField(label=_("E-mail address"))
    name = NameField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of what we send"), choices=settings.LANGUAGES)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=ROLE_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = standing_bodies()  # type: ignore[attr-defined]


class MembershipForm(forms.Form):
    """A role in a body, from a day to a day."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=ROLE_HELP)
    start = DayField(label=_("First day"), initial=timezone.localdate)
    end = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = standing_bodies()  # type: ignore[attr-defined]


class LastDayForm(forms.Form):
    """The last day of a membership."""

    last_day = DayField(label=_("Last day"), initial=timezone.localdate)


class ProfileForm(ModelForm):
    """What everybody may change about themselves."""

    name = NameField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of what we send"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "language")
