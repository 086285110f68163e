from django import forms

from tamdan.core.fields import ModelForm
from tamdan.notices.models import Preference


class PreferenceForm(ModelForm):
    """When mail is wanted."""

    class Meta:
        model = Preference
        fields = ("delivery",)
        widgets = {"delivery": forms.RadioSelect}  # noqa: RUF012 Django reads the class
