"""Form fields that several rooms use."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, asked with the browser's own calendar and read as YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)
