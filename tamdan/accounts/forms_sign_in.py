"""The library's forms of signing in with our words: its own have no Khmer, and ours say what to type."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from tamdan.language.digits import to_ascii

EMAIL, PASSWORD, CODE = _("E-mail address"), _("Password"), _("Code")


def _word(form: forms.BaseForm, **labels: Any) -> None:
    """Our labels, and no placeholder: what vanishes while one types is no label."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login=EMAIL, password=PASSWORD)
        self.fields["password"].help_text = ""


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password=PASSWORD)
        self.fields["password"].help_text = ""


class _TwicePassword:
    """Mixin: the rules stand beside the new password, and both have to be the same."""

    fields: dict[str, forms.Field]
    add_error: Any

    def word_passwords(self) -> None:
        _word(self, password1=_("New password"), password2=_("New password once more"))  # type: ignore[arg-type]
        self.fields["password1"].help_text = lazystr(password_validators_help_text_html())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = forms.Form.clean(self)  # type: ignore[arg-type, assignment]
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return data


class ChangePasswordForm(_TwicePassword, account.ChangePasswordForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, oldpassword=_("Present password"))
        self.fields["oldpassword"].help_text = ""
        self.word_passwords()


class SetPasswordForm(_TwicePassword, account.SetPasswordForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_passwords()


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email=EMAIL)


class ResetPasswordKeyForm(_TwicePassword, account.ResetPasswordKeyForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_passwords()


class _CodeField:
    """Mixin: codes are typed with or without spaces, in Latin or Khmer digits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)  # type: ignore[arg-type]

    def clean_code(self) -> Any:
        data: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        data["code"] = to_ascii("".join(data["code"].split()))
        return super().clean_code()  # type: ignore[misc]


class AuthenticateForm(_CodeField, mfa.AuthenticateForm):  # type: ignore[misc] # the library is untyped
    pass


class ReauthenticateCodeForm(_CodeField, mfa.ReauthenticateForm):  # type: ignore[misc] # the library is untyped
    pass


class ActivateTOTPForm(_CodeField, totp.ActivateTOTPForm):  # type: ignore[misc] # the library is untyped
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self,
            name=_("A name for this passkey"),
            passwordless=_("Sign in with this passkey alone, without a password"),
        )
        self.fields["passwordless"].help_text = _("The device then asks for your finger, your face or its own code.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc] # the library is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, name=_("A name for this passkey"))
