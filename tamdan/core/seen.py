"""Simultaneous edits of what is too small for a version of its own (a limit, a rule): the form carries what stood there when it was opened.

``core.versions`` is for records with a version. Here the form says what stands there now above what the person typed, the page
answers 409 (``core.pages.form_page``), and sending it once more puts theirs in its place.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SeenForm(forms.Form):
    """``there``: what stands there now, in words that a person understands; read under a lock where the form is sent."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    is_late = False

    def __init__(self, *args: Any, there: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = there
        self.initial["seen"] = there

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("seen") != self.there:
            self.is_late = True
            self.data = self.data.copy()  # type: ignore[attr-defined] # what was posted may not be changed, a copy may
            self.data[self.add_prefix("seen")] = self.there  # type: ignore[index] # as above
            raise ValidationError(
                _(
                    "Somebody changed this after you opened the page. Now it says: %(there)s. "
                    "Yours stands below; send it again to replace theirs."
                ),
                params={"there": self.there},
            )
        return found
