"""What people type, and what their browser fills in, on the pages of keys."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.forms import NameField, standing_bodies
from tamdan.accounts.models import User
from tamdan.core.fields import DayField
from tamdan.institutions.models import Body
from tamdan.sealing import access, material
from tamdan.sealing.enums import Purpose
from tamdan.sealing.kit import SHEETS
from tamdan.sealing.listing import YEAR


class Filled(forms.CharField):
    """A hidden field that the page's script fills. What is missing or malformed is refused by ``material``, not by the field."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, strip=False, max_length=200_000)


class KeyForm(forms.Form):
    """An officer's key."""

    recipient, file = Filled(), Filled()

    def made(self) -> dict[str, Any]:
        """Raises KeyMalformed."""
        return {
            "recipient": material.recipient(_said(self, "recipient")),
            "file": material.age_file(_said(self, "file")),
        }


class TouchForm(forms.Form):
    """A file for a security key."""

    credential, file = Filled(), Filled()

    def made(self) -> dict[str, Any]:
        """Raises KeyMalformed."""
        return {
            "credential": material.credential(_said(self, "credential")),
            "file": material.age_file(_said(self, "file")),
        }


class OfficeForm(forms.Form):
    """An office: what it is for, whose, and what people choose it by."""

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=Purpose.choices, widget=forms.RadioSelect, initial=Purpose.OFFICE
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    name_en = NameField(label=_("Name in English"), max_length=200)
    name_km = NameField(label=_("Name in Khmer"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = standing_bodies()  # type: ignore[attr-defined]


class EpochForm(forms.Form):
    """A new key of an office."""

    recipient, verify, copies, kit = Filled(), Filled(), Filled(), Filled()

    def made(self) -> material.NewEpoch:
        """Raises KeyMalformed."""
        return material.NewEpoch(
            material.recipient(_said(self, "recipient")),
            material.verify(_said(self, "verify")),
            material.numbered(_said(self, "copies")),
            material.kit_files(_said(self, "kit")),
        )


class KitFilesForm(forms.Form):
    """An office's key for the recovery kit."""

    kit = Filled()

    def made(self) -> dict[str, bytes]:
        """Raises KeyMalformed."""
        return material.kit_files(_said(self, "kit"))


class AdmitForm(forms.Form):
    """The newcomer's digits as they read them out, and the office's keys that the browser wrapped for them."""

    digits = forms.CharField(
        label=_("The 24 digits that this person reads to you"),
        max_length=60,
        help_text=_("Face to face, or by a telephone number that you knew before. Not by mail or message."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    copies = Filled()

    def wrapped(self) -> dict[int, bytes]:
        """Raises KeyMalformed."""
        return material.numbered(_said(self, "copies"))


class RestoreForm(forms.Form):
    """An office's keys that two sheets opened, wrapped to the person's own key."""

    copies = Filled()

    def wrapped(self) -> dict[int, bytes]:
        """Raises KeyMalformed."""
        return material.numbered(_said(self, "copies"))


class StewardForm(forms.Form):
    """Who becomes a steward, and which of the three."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    position = forms.TypedChoiceField(
        label=_("Which of the three"), coerce=int, choices=[(1, "1"), (2, "2"), (3, "3")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, free: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = access.candidates()  # type: ignore[attr-defined]
        self.fields["position"].choices = [(one, str(one)) for one in free]  # type: ignore[attr-defined]


class StewardKeyForm(forms.Form):
    """A steward's key."""

    verify, seed = Filled(), Filled()

    def made(self) -> dict[str, Any]:
        """Raises KeyMalformed."""
        return {"verify": material.verify(_said(self, "verify")), "seed": material.age_file(_said(self, "seed"))}


def _next_year() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=YEAR)


class DraftForm(forms.Form):
    """How long the next list is good for."""

    expires = DayField(
        label=_("Good until"),
        initial=_next_year,
        help_text=_("After this day no letter can be written until a new list is published. Usually a year."),
    )


class SignForm(forms.Form):
    """A steward's signature line."""

    line = Filled()


class KitForm(forms.Form):
    """The public halves of three sheets, and where each is kept."""

    recipient_a, recipient_b, recipient_c = Filled(), Filled(), Filled()
    holder_a = NameField(
        label=_("Where sheet A is kept"), max_length=120, help_text=_("A post or a place, not a person’s name.")
    )
    holder_b = NameField(label=_("Where sheet B is kept"), max_length=120)
    holder_c = NameField(label=_("Where sheet C is kept"), max_length=120)

    def recipients(self) -> dict[str, str]:
        """Raises KeyMalformed."""
        return {letter: material.recipient(_said(self, f"recipient_{letter.lower()}")) for letter in SHEETS}

    def holders(self) -> dict[str, str]:
        return {letter: self.cleaned_data[f"holder_{letter.lower()}"] for letter in SHEETS}


class DrillForm(forms.Form):
    """The number that two sheets opened: filled by the page, or typed after the ``age`` program opened the file."""

    number = forms.CharField(
        label=_("The 24 digits in the opened file"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip


def _said(form: forms.Form, name: str) -> str:
    return str(form.cleaned_data[name])
