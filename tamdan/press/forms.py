"""Forms of capturing, of outlets and of feeds."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.fields import ModelForm
from tamdan.institutions.forms import OwnerForm
from tamdan.language.templatetags.language import localnum
from tamdan.press.addresses import check_address
from tamdan.press.models import Feed, Outlet

ACCEPTED = ".txt,.html,.htm,.mht,.mhtml,.pdf,.docx,.eml"
MOST_FILES = 50
"""Files that are brought at once."""


class AddressField(forms.URLField):
    """An address of the public web."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found:
            try:
                check_address(found)
            except DomainError as error:
                raise forms.ValidationError(str(error)) from error
        return found


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to ``MOST_FILES``, as a list. What is wrong with one of them is said when it is captured."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        found = [one for one in data or [] if one is not None]
        if len(found) > MOST_FILES:
            raise forms.ValidationError(
                _("At most %(limit)s files are taken at once. Bring the others afterwards."),
                params={"limit": localnum(MOST_FILES)},
            )
        return found


class CaptureForm(OwnerForm):
    """A text, files, or both; each becomes a capture."""

    text = forms.CharField(
        label=_("Paste the article, or several"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Everything may be copied as it stands, with the headline, the date and what the page prints around it."),
    )  # fmt: skip
    file = FilesField(
        label=_("Or choose files"), required=False, widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text=_("Text, saved web pages, PDF, Word or e-mail, one or many. The originals are kept as they are."),
    )  # fmt: skip
    address = AddressField(
        label=_("Where it stands on the web"), required=False, max_length=2000,
        help_text=_("Only for a single article. Nothing is fetched from there."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("text") or "").strip() and not found.get("file") and "file" not in self.errors:
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return found


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is removed"), max_length=300, help_text=_("Everybody of your body can read this.")
    )


class OutletForm(ModelForm):
    """``aliases`` are typed one a line."""

    home_page = AddressField(label=_("Home page"), required=False, max_length=500)
    spellings = forms.CharField(
        label=_("Other spellings, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Outlet
        fields = ("name_en", "name_km", "kind", "country", "home_page")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["spellings"].initial = "\n".join(self.instance.aliases)

    @property
    def names(self) -> list[str]:
        lines = self.cleaned_data["spellings"].splitlines()
        return list(dict.fromkeys(line.strip()[:200] for line in lines if line.strip()))[:50]


class FeedForm(ModelForm):
    address = AddressField(label=_("Address of the feed"), max_length=1000)

    class Meta:
        model = Feed
        fields = ("outlet", "address", "takes", "every", "is_paused")

    def __init__(self, *args: Any, outlets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = outlets  # type: ignore[attr-defined]
