"""The form of a complaint: one page without JavaScript, the same fields as steps with it. Nothing but the story is compulsory.

The names of the fields are the names of the sealed answers (docs/domain/intake.md); static/src/intake/answers.ts reads the same.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.models import Body
from tamdan.intake import length
from tamdan.intake.models import Channel, ConsentPurpose, Kind, Urgency
from tamdan.intake.periods import periods
from tamdan.intake.sealed_files import MOST, MOST_FILES, SealedFile
from tamdan.intake.vocabularies import Source
from tamdan.language.templatetags.language import localnum
from tamdan.places.choosing import by_name, districts
from tamdan.sealing import receipts
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office
from tamdan.sealing.published import offices as listed_offices

TEXT_LIMIT = 200_000
"""Characters of what happened; more is sent as a file."""
LINE_LIMIT = 500
CONTACT = "contact"
"""The purpose of consent to be contacted (``consents.yaml``)."""
Choices = Sequence[tuple[str, Any]]


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. Each is checked for itself, so one sentence names the file that is at fault."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        several = [one for one in data or [] if one] if isinstance(data, (list, tuple)) else [data] if data else []
        if len(several) > MOST_FILES:
            raise forms.ValidationError(
                _("At most %(limit)s files can be sent at once. Send the others later with your receipt."),
                params={"limit": localnum(MOST_FILES)},
            )
        for one in several:
            self._check(one)
        return several

    def _check(self, file: "UploadedFile[Any]") -> None:
        if not file.size:
            raise forms.ValidationError(
                _("“%(name)s” is empty. Choose it again, or another file."), params={"name": file.name}
            )
        if isinstance(file, SealedFile) and file.is_too_large:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is larger than %(limit)s MB, which is the most without JavaScript. Choose a shorter one."
                ),
                params={"name": file.name, "limit": localnum(MOST >> 20)},
            )


class TellForm(forms.Form):
    """Words and files: all of a further letter, the first step of a complaint."""

    text = forms.CharField(
        label=_("Write it"),
        help_text=_("Who did what, and where. Leave out names if that is safer for you."),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    files = FilesField(  # type: ignore[assignment] # the declared field is taken out of the class
        label=_("Add a picture, a video, a sound or a paper"),
        help_text=_("From your telephone or camera."),
        required=False,
        widget=Files({"accept": "image/*,video/*,audio/*,.pdf"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_whole(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text") and not cleaned.get("files"):
            self.add_error("text", _("Say, show or write what happened."))
        return cleaned


class ComplaintForm(TellForm):
    """Everything about a complaint. Choices come from the country's lists and from the published list of keys."""

    kind = forms.ChoiceField(label=_("What is it about?"), required=False)
    want = forms.CharField(
        label=_("What do you want to be done?"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea({"rows": 3}),
    )
    place = forms.ChoiceField(label=_("District"), required=False)
    place_words = forms.CharField(
        label=_("A village, or something that everybody there knows"),
        help_text=_("For example: behind the market, by the new bridge."),
        required=False,
        max_length=LINE_LIMIT,
    )
    when = forms.ChoiceField(label=_("About when?"), required=False)
    day = forms.CharField(
        label=_("The day, if you know it"), required=False, max_length=10, widget=forms.DateInput({"type": "date"})
    )
    when_words = forms.CharField(
        label=_("Or in your own words"),
        help_text=_("For example: after the harvest, before Khmer New Year."),
        required=False,
        max_length=LINE_LIMIT,
    )
    who_body = forms.ChoiceField(label=_("An institution"), required=False)
    who_words = forms.CharField(
        label=_("A person, or others"), required=False, max_length=TEXT_LIMIT, widget=forms.Textarea({"rows": 3})
    )
    recused = forms.MultipleChoiceField(
        label=_("Somebody in an office that reads letters"),
        help_text=_("The office that you tick never gets your letter."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    safety = forms.MultipleChoiceField(
        label=_("Is somebody in danger?"),
        help_text=_("What you tick stays readable, so that your letter is opened before others."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=LINE_LIMIT)
    contact = forms.CharField(
        label=_("How and when can you be reached safely?"),
        help_text=_(
            "For example: telephone number, in the evening, only a woman calls. Or how somebody whom you trust is reached."
        ),
        required=False,
        max_length=LINE_LIMIT,
    )
    contact_words = forms.CharField(
        label=_("If somebody else answers, what shall the caller say?"),
        help_text=_("Otherwise the caller says nothing of your complaint and hangs up."),
        required=False,
        max_length=LINE_LIMIT,
    )
    call_me = forms.BooleanField(
        label=_("The offices that get my letter may know this too, and call me"),
        help_text=_("They get this, never your name. Without the tick only those who keep names have it."),
        required=False,
    )
    offices = forms.MultipleChoiceField(
        label=_("Who should get your letter?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    consents = forms.MultipleChoiceField(
        label=_("What do you agree to?"),
        help_text=_("Nothing is agreed to unless you tick it. You can change it later."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = [(str(office.uuid), str(office)) for office in listed_offices() if office.purpose == Purpose.OFFICE]
        self._offer("kind", _first(_rows(Kind.objects.all())))
        self._offer("place", _first(districts()))
        self._offer("when", _first(periods(timezone.localdate())))
        self._offer("who_body", _first(institutions()))
        self._offer("safety", _rows(Urgency.objects.filter(is_dangerous=True)))
        self._offer("consents", _rows(ConsentPurpose.objects.filter(names_a_body=False)))
        self._offer("offices", readers)
        self._offer("recused", readers)
        self.initial.setdefault("offices", [uuid for uuid, _name in readers])

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined] # a field of choices

    def clean(self) -> dict[str, Any]:
        """Whoever is complained about is left out of the offices that were chosen."""
        cleaned = super().clean()
        about, bodies = cleaned.get("who_body"), bodies_of_offices()
        chosen = [uuid for uuid in cleaned.get("offices", []) if uuid not in cleaned.get("recused", [])]
        cleaned["offices"] = [uuid for uuid in chosen if not about or about not in bodies.get(uuid, [])]
        if not cleaned["offices"] and not self.errors:
            self.add_error("offices", _("No office is left that may get your letter. Choose another one."))
        if cleaned.get("call_me"):
            self._reached(cleaned)
        return cleaned

    def _reached(self, cleaned: dict[str, Any]) -> None:
        """Whoever gives the offices a number agrees to be contacted, where that is asked here (front.ts ticks the same box)."""
        if not cleaned.get("contact"):
            self.add_error("contact", _("Write how you can be reached, or take away the tick below it."))
        offered = {code for code, _label in self.fields["consents"].choices}  # type: ignore[attr-defined]
        cleaned["consents"] = sorted({*cleaned.get("consents", []), *({CONTACT} & offered)})

    def clean_day(self) -> str:
        day: str = self.cleaned_data["day"]
        if day:
            try:
                datetime.date.fromisoformat(day)
            except ValueError as error:
                raise forms.ValidationError(_("Write the day as 2026-03-12, or use your own words below.")) from error
        return day


class RecordForm(ComplaintForm):
    """The form of a complaint as an officer fills it in for somebody. The channels are those on which somebody
    else than the person writes. Never posted: the page's script seals what it holds."""

    channel = forms.ChoiceField(label=_("How did the complaint reach you?"), widget=forms.RadioSelect)
    illegible = forms.BooleanField(
        label=_("This slip cannot be read"),
        help_text=_(
            "Add a scan or a picture of it below: it is a complaint like any other, and somebody else may read it."
        ),
        required=False,
    )
    way_back = forms.ChoiceField(
        label=_("Can the person come back to it?"),
        choices=[
            ("", _("No: nobody is here, and nobody will ask. No receipt is made.")),
            ("paper", _("Yes: a receipt is printed, for the person or for the envelope that is kept with the record.")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        """``source``: what all complaints of this page are taken from."""
        super().__init__(*args, **kwargs)
        channels = Channel.objects.filter(retired=False)
        offered = channels.filter(taken_from=source) if source else channels.filter(by_officer=True)
        self._offer("channel", [(one.code, str(one)) for one in offered])
        if source:
            self.initial["channel"] = offered[0].code if offered else ""
        if source != Source.BOX:
            del self.fields["illegible"]
        if not source:
            del self.fields["way_back"]
        files = self.fields["files"]
        files.label = _("Add a scan, a picture, a sound or a video")
        files.help_text = _(
            "It is sealed here as it is. This server sees nothing of what is added here: type what a paper says, or add its scan above."
        )
        self.fields["text"].label = _("Write what the person says, or what the paper says")
        self.fields["text"].help_text = _(
            "In the person's own words. Leave out names where that is safer for the person."
        )


def leave_whole(form: forms.Form) -> None:
    """A browser cuts what is pasted at ``maxlength`` and says nothing: the page's script and this server say what is too long."""
    for field in form.fields.values():
        if cut := field.widget.attrs.pop("maxlength", None):
            field.widget.attrs["data-most"] = cut


class DigitsForm(forms.Form):
    """The number of a receipt, in either script with any spaces and dashes."""

    digits = forms.CharField(
        label=_("The number of your receipt"),
        help_text=length.hint_lazy(),
        max_length=200,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_digits(self) -> str:
        typed: str = self.cleaned_data["digits"]
        found = receipts.read(re.sub(r"^\S*/r\s+", "", typed))  # the text of a receipt's code begins with the address
        if found is None:
            raise forms.ValidationError(length.wrong())
        return found


def _first(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("I do not say")), *choices]


def _rows(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    return [(row.code, str(row)) for row in rows.filter(retired=False)]


def institutions() -> list[tuple[str, str]]:
    """The bodies of today that somebody may complain about, by name."""
    field = "name_km" if get_language() == "km" else "name_en"
    rows = Body.objects.on(timezone.localdate()).only("code", "name_en", "name_km").order_by(field)
    return by_name([(row.code, row.name) for row in rows])


def bodies_of_offices() -> dict[str, list[str]]:
    """For each listed office the codes of its body and of those above: who complains about one of them leaves it out."""
    return {str(office.uuid): _codes(office) for office in listed_offices()}


def _codes(office: Office) -> list[str]:
    return [office.body.code, *(body.code for body in office.body.above())]
