"""A recording as it is brought: recorded in the page or chosen as a file, either way posted as a file. Its content says what it is."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tamdan.intake.prompts import LONGEST
from tamdan.intake.recordings import Brought
from tamdan.intake.sounds import LARGEST, sound_type
from tamdan.language.templatetags.language import localnum


class RecordingForm(forms.Form):
    """``seconds`` is what the browser measured; without JavaScript nobody knows, and the size alone is limited."""

    sound = forms.FileField(
        label=_("A sound file"),
        help_text=_("MP3, M4A, Ogg or WebM, at most 1 MB and 90 seconds. Every telephone plays MP3 and M4A."),
        widget=forms.FileInput({"accept": "audio/*", "data-longest": LONGEST}),
        allow_empty_file=True,
    )
    seconds = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean_sound(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["sound"]
        if not file.size:
            raise forms.ValidationError(_("Nothing was recorded: the file is empty. Record it again."))
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB. Read more briskly, or save it as MP3 or Ogg."))
        self.content = file.read()
        self.media_type = sound_type(self.content)
        if not self.media_type:
            raise forms.ValidationError(
                _("This is no sound that browsers play. Save it as MP3, M4A, Ogg or WebM, without a picture.")
            )
        return file

    def clean_seconds(self) -> int | None:
        seconds: int | None = self.cleaned_data["seconds"]
        if seconds is not None and seconds > LONGEST:
            raise forms.ValidationError(
                _("The recording lasts %(seconds)s seconds; at most %(limit)s are heard to the end."),
                params={"seconds": localnum(seconds), "limit": localnum(LONGEST)},
            )
        return seconds

    @property
    def brought(self) -> Brought:
        """What a valid form holds."""
        name = str(self.cleaned_data["sound"].name)
        return Brought(self.content, self.media_type, name, self.cleaned_data["seconds"])
