"""How signing in behaves: nobody registers alone, mails are in the reader's language, every sentence is ours."""

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from smtplib import SMTPException
from typing import Any, ClassVar

import qrcode  # type: ignore[import-untyped] # has none
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tamdan.accounts.enums import Role
from tamdan.accounts.errors import SecondFactorUnreadable
from tamdan.accounts.kept import remember_writer
from tamdan.accounts.models import User
from tamdan.core.secrets import secret
from tamdan.institutions.models import Installation

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask an administrator."),
        "email_password_mismatch": _("The e-mail address or the password is wrong. Type both again."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This code is wrong or too old. Type the newest one."),
        "incorrect_password": _("The password is wrong. Type it again."),
        "invalid_password_reset": _("This link was used already or is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account gives reach, so somebody has to grant it."""
        return False

    def get_from_email(self) -> str:
        installation = Installation.current()
        return (installation and installation.mail_from) or settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person it goes to. A mail server that does not answer is logged, never shown to visitors."""
        user = context.get("user")
        with override(user.language if isinstance(user, User) else None):
            try:
                super().send_mail(template_prefix, email, context)
            except (OSError, SMTPException):
                log.exception("a mail of signing in could not be sent")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Names the person whom it tells: the library takes whoever sits at the browser, which after a reset is nobody."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link leads to the page in the person's language, whatever language it was asked for in."""
        with override(user.language):
            context["password_reset_url"] = self.get_reset_password_from_key_url(f"{context['uid']}-{context['key']}")
        super().send_password_reset_mail(user, email, context)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """This browser is the person's: what they were writing when a session ended comes back to them alone."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_writer(response, user)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library is untyped
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "An administrator needs a second factor. Add another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
        "incorrect_code": _("This code is wrong or too old. Type the newest one."),
    }

    def encrypt(self, text: str) -> str:
        """Secrets of second factors lie in the database under a key that does not."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises SecondFactorUnreadable where the key is another one."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise SecondFactorUnreadable from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """An administrator keeps at least one second factor."""
        if Role.ADMINISTRATOR not in authenticator.user.roles():
            return True
        kept = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(kept.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def build_totp_svg(self, url: str) -> SafeString:
        """The square code as SVG inside the page: a picture of its own would need a data address, which our pages forbid."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        side, title = len(rows), _("Square code for the authenticator app")
        return mark_safe(  # only numbers of our own go in
            f'<svg viewBox="0 0 {side} {side}" width="240" height="240" role="img" aria-labelledby="qr">'
            f'<title id="qr">{title}</title>'
            f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
        )

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 the library's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(secret("second-factor").encode()).digest()))
