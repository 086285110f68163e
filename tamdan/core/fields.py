"""Form fields that several rooms use, and the base of forms of a model."""

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm  # takes no type parameter when the program runs


class DayField(forms.DateField):
    """A day, asked with the browser's own calendar and read as YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)
