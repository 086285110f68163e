"""Choosing a file, and saying what its columns are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tamdan.imports.errors import EmptyTable
from tamdan.imports.formats import Cells, Format, Mapped
from tamdan.institutions.forms import OwnerForm
from tamdan.institutions.models import Body
from tamdan.language.selects import MarkedSelect

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.docx,.json"
FIXED = "-fixed"
"""Behind the code of a field: the name of the input for a value of the whole file."""
LONGEST = 200
SHOWN = 40
"""Characters of a column's first value beside its name."""


class UploadForm(OwnerForm):
    """The file, and the body that it is imported for where the person has several."""

    file = forms.FileField(
        label=_("File to import"),
        help_text=_(
            "CSV, .xlsx, .docx or .json. Drop it here or choose it. It is checked first; nothing is stored until you say so."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": EmptyTable.message},
    )
    owner = forms.ModelChoiceField(Body.objects.none(), label=_("Import for"), empty_label=None)

    field_order = ("file", "owner")

    @property
    def upload(self) -> "UploadedFile[Any]":
        found: UploadedFile[Any] = self.cleaned_data["file"]
        return found


class FormatForm(forms.Form):
    """Which format a file is, asked before its columns."""

    format = forms.ChoiceField(label=_("Format"))

    def __init__(self, *args: Any, formats: Sequence[Format], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(one.code, one.label) for one in formats]  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """A choice of column for each field of a format; the first value of a column stands beside its name. A value that holds for
    the whole file is typed instead, where the format allows it."""

    def __init__(
        self, *args: Any, chosen: Format, columns: Cells, first: Cells, mapping: Mapped, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        choices = [
            ("", _("not in this file")),
            *((str(place), _named(place, columns, first)) for place in range(len(columns))),
        ]
        for one in chosen.fields:
            said = mapping.get(one.code, "")
            if columns:
                self.fields[one.code] = forms.ChoiceField(
                    label=str(one.label),
                    choices=choices,
                    required=one.required and not one.fixed,
                    initial="" if isinstance(said, str) else str(said),
                    widget=MarkedSelect,
                )
            if one.fixed:
                label = _("%(field)s, the same for the whole file") % {"field": one.label} if columns else one.label
                initial = said if isinstance(said, str) else ""
                self.fields[one.code + FIXED] = forms.CharField(
                    label=str(label), required=False, initial=initial, max_length=LONGEST
                )

    @property
    def mapping(self) -> dict[str, int | str]:
        """Field -> number of the column, from 0, or the value of every row."""
        found: dict[str, int | str] = {}
        for one in self.chosen.fields:
            place = self.cleaned_data.get(one.code, "")
            said = self.cleaned_data.get(one.code + FIXED, "")
            if said or place:
                found[one.code] = said or int(place)
        return found


def _named(place: int, columns: Cells, first: Cells) -> str:
    value = first[place] if place < len(first) else ""
    name = f"{place + 1}. {columns[place]}"
    return f"{name} ({value[:SHOWN]})" if value else name
