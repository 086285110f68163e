"""Forms of capturing, of outlets and of feeds."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.fields import ModelForm
from tamdan.institutions.forms import OwnerForm
from tamdan.press.addresses import check_address
from tamdan.press.models import Feed, Outlet

ACCEPTED = ".txt,.html,.htm,.mht,.mhtml,.pdf,.docx,.eml"


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


class CaptureForm(OwnerForm):
    """A text, a file, or both; each becomes a capture."""

    text = forms.CharField(
        label=_("Paste the article, or several"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Everything may be copied as it stands, with the headline, the date and what the page prints around it."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or choose a file"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Text, saved web page, PDF, Word or e-mail. The original is kept as it is."),
    )  # fmt: skip
    address = AddressField(
        label=_("Where it stands on the web"), required=False, max_length=2000,
        help_text=_("Only for a single article. Nothing is fetched from there."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("text") or "").strip() and not found.get("file"):
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return found

    @property
    def upload(self) -> "UploadedFile[Any] | None":
        found: UploadedFile[Any] | None = self.cleaned_data.get("file")
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
