"""Forms of complaint boxes. Numbers may be typed in either script; seals are compared as Latin digits."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.core.access import Viewer
from tamdan.core.fields import DayField, ModelForm
from tamdan.core.versions import VersionedForm
from tamdan.grievances.access_boxes import own_bodies
from tamdan.institutions.forms import CleanTexts
from tamdan.institutions.models import Body
from tamdan.intake.boxes import SEAL_LENGTH, WORDS, Box, CustodyRecord, OutOfUse, SealState
from tamdan.intake.opening_boxes import Told, witnesses
from tamdan.language.digits import to_ascii
from tamdan.language.script import language_of
from tamdan.language.selects import MarkedRadios, MarkedSelect
from tamdan.places.choosing import districts
from tamdan.places.models import Place

MOST = 5_000
"""Slips of one opening, or lines of one sheet: more is a mistake in typing."""


class Number(forms.IntegerField):
    """A count, typed in either script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=MOST,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )


class Seal(forms.CharField):
    """The number of a seal as it is compared: Latin digits and letters, without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=SEAL_LENGTH, widget=forms.TextInput({"autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        return to_ascii("".join(str(super().clean(value)).split())).upper()


class Where(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the type checker alone
    """A district, chosen among those of the home State by province."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Place.objects.current(),
            label=_("District"),
            required=False,
            to_field_name="code",
            widget=MarkedSelect,
            **kwargs,
        )

    def offer(self) -> None:
        self.choices = [("", _("not said")), *districts()]


class BoxForm(CleanTexts, VersionedForm):
    """What is known of a box. Its seal changes with openings alone."""

    place = Where()

    class Meta:
        model = Box
        fields = ("name_en", "name_km", "body", "place", "spot")
        widgets: ClassVar[dict[str, type[MarkedSelect]]] = {"body": MarkedSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_bodies(self)


class NewBoxForm(CleanTexts, ModelForm):
    """A box that was hung."""

    place = Where()
    seal = Seal(label=_("Number of the seal on it now"))
    hung_on = DayField(label=_("There since"), initial=timezone.localdate)

    class Meta:
        model = Box
        fields = ("owner", "name_en", "name_km", "body", "place", "spot", "seal", "hung_on")
        widgets: ClassVar[dict[str, type[MarkedSelect]]] = {"body": MarkedSelect, "owner": MarkedSelect}

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_bodies(self)
        owners: Any = self.fields["owner"]
        owners.queryset = own_bodies(user)
        owners.label, owners.empty_label = _("Body whose officers open it"), None

    def clean_hung_on(self) -> datetime.date:
        return not_ahead(self.cleaned_data["hung_on"])


class RestForm(CleanTexts, ModelForm):
    """Out of use from a day on."""

    start = DayField(label=_("Out of use since"), initial=timezone.localdate)

    class Meta:
        model = OutOfUse
        fields = ("start", "reason")

    def clean_start(self) -> datetime.date:
        return not_ahead(self.cleaned_data["start"])


class BackForm(forms.Form):
    """In use again, with a new seal."""

    day = DayField(label=_("In use again since"), initial=timezone.localdate)
    seal = Seal(label=_("Number of the seal on it now"))

    def clean_day(self) -> datetime.date:
        return not_ahead(self.cleaned_data["day"])


class OpeningForm(CleanTexts, forms.Form):
    """What two people say of an opening. The first is who fills it in."""

    day = DayField(label=_("Day of the opening"), initial=timezone.localdate)
    hour = forms.TimeField(
        label=_("Time of the opening"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("For example 09:30."),
    )
    second = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Second person, with an account here"),
        help_text=_("They are told at once, and confirm with their own count."),
        required=False,
        empty_label=_("somebody from outside, named below"),
        widget=MarkedSelect,
    )
    second_name = forms.CharField(
        label=_("Name of a second person from outside"),
        help_text=_("Two people open a box: choose one above, or name one here."),
        max_length=200,
        required=False,
    )
    second_post = forms.CharField(
        label=_("Post of that person"),
        help_text=_("For example: lawyer of a rights group, village chief. The record then says “named by the first”."),
        max_length=200,
        required=False,
    )
    absent = forms.CharField(
        label=_("Who should have been there and was not, or was kept away"),
        help_text=_("For example: no officer of the prison was within sight or hearing."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    seal_state = forms.ChoiceField(
        label=_("The seal, before you opened"), choices=SealState.choices, widget=MarkedRadios
    )
    seal_found = Seal(label=_("Number of the seal that you found"), required=False)
    seal_words = forms.CharField(
        label=_("What you saw of a seal that was not intact"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    slips = Number(label=_("How many slips were in it"), help_text=_("All of them, also those that nobody can read."))
    seal_new = Seal(label=_("Number of the new seal"))

    def __init__(self, *args: Any, box: Box, first: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first
        second: Any = self.fields["second"]
        second.queryset = User.objects.filter(pk__in=[one.pk for one in witnesses(box.owner, today(), but=first)])
        second.queryset = second.queryset.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        """The same rules as the table's, each at its field."""
        super().clean()
        data = self.cleaned_data
        named = [data.get("second_name"), data.get("second_post")]
        if data.get("second") and any(named):
            self.add_error(
                "second", _("Choose the second person from the list or name somebody from outside, not both.")
            )
        elif not data.get("second") and not all(named) and "second" not in self.errors:
            self.add_error(
                "second",
                _("Two different people open a box. Choose the second, or give name and post of one from outside."),
            )
        intact = data.get("seal_state") == SealState.INTACT
        if intact and not data.get("seal_found") and "seal_found" not in self.errors:
            self.add_error("seal_found", _("Give the number that stands on the seal."))
        if data.get("seal_state") and not intact and not data.get("seal_words"):
            self.add_error("seal_words", _("Say what you saw of a seal that was broken or not there."))
        if data.get("seal_new") and data["seal_new"] == data.get("seal_found"):
            self.add_error("seal_new", _("A new seal has a number of its own."))
        return data

    def told(self) -> Told:
        """What was said, for the act."""
        data = self.cleaned_data
        at = timezone.make_aware(datetime.datetime.combine(data["day"], data["hour"]))
        names = (
            "second",
            "second_name",
            "second_post",
            "absent",
            "seal_state",
            "seal_found",
            "seal_words",
            "slips",
            "seal_new",
        )
        return Told(opened_at=at, **{name: data[name] for name in names})


class CorrectionForm(OpeningForm):
    """The whole record once more, with the reason; ``after`` is the record that the page showed."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=WORDS, widget=forms.Textarea({"rows": 2}))
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("absent", "seal_words", "second_name", "second_post"):
            written = str(self.initial.get(name) or "")
            if written and language_of(written) != get_language():  # read aloud and set in its own script
                self.fields[name].widget.attrs["lang"] = language_of(written)

    @staticmethod
    def of(record: CustodyRecord) -> dict[str, Any]:
        """What the form begins with: the record that counts now."""
        here = timezone.localtime(record.opened_at)
        names = ("second_name", "second_post", "absent", "seal_state", "seal_found", "seal_words", "slips", "seal_new")
        given = {name: getattr(record, name) for name in names}
        return {**given, "day": here.date(), "hour": here.time(), "second": record.second_id, "after": record.number}


class ConfirmForm(CleanTexts, forms.Form):
    """What the second person says with an own account."""

    counted = Number(label=_("How many slips did you count?"))
    objection = forms.CharField(
        label=_("What you saw otherwise than the record says"),
        help_text=_(
            "Leave it empty if the record is right. The secretariat is told of what you write, and of another count."
        ),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class PaperForm(forms.Form):
    """In which language a record is printed."""

    language = forms.ChoiceField(label=_("Language of the paper"), choices=settings.LANGUAGES, widget=MarkedRadios)


def _offer_bodies(form: Any) -> None:
    form.fields["place"].offer()
    form.fields["body"].queryset = Body.objects.on(today()).order_by("name_km" if get_language() == "km" else "name_en")
    form.fields["spot"].help_text = _("For example: in the yard beside the visitors' gate.")


def not_ahead(day: datetime.date) -> datetime.date:
    if day > today():
        raise forms.ValidationError(_("This day lies ahead."))
    return day
