"""The form of the first run."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.first_run import home_states, is_first_run_token
from tamdan.accounts.forms import NameField
from tamdan.accounts.models import User
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body, Installation


class StartForm(forms.Form):
    """Which body this installation belongs to, its home State, languages, mail, and the first administrator."""

    token = forms.CharField(label=_("Key of the first run"), help_text=_("The server printed it when it started."))
    known = forms.ModelChoiceField(
        Body.objects.all(), label=_("Your body, if it is in this list"), required=False,
        help_text=_("Otherwise leave this empty and give its name below."),
    )  # fmt: skip
    name_en = NameField(label=_("Name of your body in English"), required=False, max_length=300)
    name_km = NameField(label=_("Name of your body in Khmer"), required=False, max_length=300)
    acronym = NameField(label=_("Acronym"), required=False, max_length=40)
    kind = forms.ChoiceField(label=_("Kind of body"), choices=BodyKind.choices, initial=BodyKind.NATIONAL_COMMITTEE)
    country = forms.ChoiceField(label=_("Home State"))
    default_language = forms.ChoiceField(label=_("First language"), choices=settings.LANGUAGES)
    mail_from = forms.EmailField(
        label=_("Sender of the mail that this installation sends"), required=False,
        help_text=_("An address of your body. The mail server itself is named in the environment of the server."),
    )  # fmt: skip
    admin_name = NameField(label=_("Your name"), max_length=200)
    admin_email = forms.EmailField(label=_("Your e-mail address, to sign in with"))
    password1 = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazystr(password_validators_help_text_html()),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Password once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = {one.code: one for one in home_states()}
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name_km if get_language() == "km" else one.name_en) for one in self.states.values()
        ]
        self.initial.setdefault("country", settings.COUNTRY)
        self.initial.setdefault("default_language", get_language())

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if not is_first_run_token(token.strip()):
            raise ValidationError(
                _("This is not the key that the server printed. Copy it again from the terminal or the log.")
            )
        return token

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = data.get("name_en") or data.get("name_km")
        if not data.get("known") and not named:
            self.add_error("name_en", _("Choose your body from the list, or give its name in at least one language."))
        if data.get("known") and named:
            self.add_error("known", _("Choose your body from the list or type a new name, not both."))
        self._check_passwords(data)
        return data

    def _check_passwords(self, data: dict[str, Any]) -> None:
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        if first:
            try:
                validate_password(first, self.administrator)
            except ValidationError as error:
                self.add_error("password1", error)

    @property
    def body(self) -> Body:
        """The chosen body, or the new one, not stored yet."""
        data = self.cleaned_data
        known: Body | None = data["known"]
        if known:
            return known
        made = Body(name_en=data["name_en"], name_km=data["name_km"], acronym=data["acronym"], kind=data["kind"])
        code = slugify(data["acronym"] or data["name_en"])[:48]
        made.code = code if code and not Body.objects.filter(code=code).exists() else f"body-{made.uuid.hex[:8]}"
        return made

    @property
    def installation(self) -> Installation:
        data = self.cleaned_data
        first = data["default_language"]
        others = [code for code, _name in settings.LANGUAGES if code != first]
        return Installation(
            country=data["country"], state_iso3=self.states[data["country"]].iso3, default_language=first,
            languages=[first, *others], mail_from=data["mail_from"],
        )  # fmt: skip

    @property
    def administrator(self) -> User:
        data = self.cleaned_data
        return User(
            email=data.get("admin_email", ""),
            name=data.get("admin_name", ""),
            language=data.get("default_language", "en"),
        )
