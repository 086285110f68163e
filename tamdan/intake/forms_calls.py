"""What is asked of a call: what stays open when it is noted, what came of ringing, how it ended."""

import base64
import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tamdan.intake.calling import Noted
from tamdan.intake.calls import CHOSEN, Answer, Ending, Reason
from tamdan.language.templatetags.language import localnum
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office
from tamdan.sealing.published import offices as listed_offices

REF = re.compile(r"[0-9a-f]{32}")


class NoteForm(forms.Form):
    """Number, name and words are fields of the page without a name: its script seals them into ``sealed`` and ``envelope``."""

    office = forms.ChoiceField(label=_("Which office calls back?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason.choices, widget=forms.RadioSelect)
    is_dangerous = forms.BooleanField(label=_("Somebody may be in danger: call today, before others"), required=False)
    language = forms.ChoiceField(label=_("Language of the person"), required=False)
    safe_from = forms.ChoiceField(label=_("Safe to call from"), required=False)
    safe_until = forms.ChoiceField(label=_("until"), required=False)
    ref = forms.CharField(widget=forms.HiddenInput, required=False)
    audience = forms.CharField(widget=forms.HiddenInput, required=False)
    sealed = forms.CharField(widget=forms.HiddenInput, required=False)
    envelope = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(one.uuid): one for one in listed_offices() if one.purpose == Purpose.OFFICE}
        self._offer("office", [(code, str(office)) for code, office in self.offices.items()])
        for name in ("safe_from", "safe_until"):
            self._offer(name, [("", _("at any time")), *((str(hour), localnum(f"{hour}:00")) for hour in range(24))])
        self._offer("language", [("", _("not known")), *settings.LANGUAGES])
        if len(self.offices) == 1:
            self.initial.setdefault("office", next(iter(self.offices)))

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a field of choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("safe_from"), cleaned.get("safe_until")
        if bool(start) != bool(end) or (start and start == end):
            self.add_error("safe_until", _("Give both hours, from and until, or none."))
        whole = REF.fullmatch(cleaned.get("ref") or "") and cleaned.get("sealed") and cleaned.get("envelope")
        if not self.errors and not whole:
            self.add_error(
                None, _("This browser sealed nothing. Switch JavaScript on, type the number again, and store it.")
            )
        return cleaned

    def clean_sealed(self) -> bytes:
        return self._bytes("sealed")

    def clean_envelope(self) -> bytes:
        return self._bytes("envelope")

    def _bytes(self, name: str) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data[name], validate=True)
        except ValueError as error:
            raise forms.ValidationError(_("What the browser sent cannot be read. Load the page again.")) from error

    @property
    def noted(self) -> Noted:
        data = self.cleaned_data
        hours = (int(data["safe_from"]), int(data["safe_until"]) or 24) if data["safe_from"] else None
        office: Office = self.offices[data["office"]]
        return Noted(
            office, data["audience"], data["ref"], data["sealed"], data["envelope"], data["reason"], data["language"],
            data["is_dangerous"], hours,
        )  # fmt: skip


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("What came of it?"), choices=Answer.choices, widget=forms.RadioSelect)


class EndForm(forms.Form):
    ending = forms.ChoiceField(
        label=_("How did it end?"), choices=[(one.value, one.label) for one in CHOSEN], widget=forms.RadioSelect
    )

    @property
    def chosen(self) -> Ending:
        return Ending(self.cleaned_data["ending"])
