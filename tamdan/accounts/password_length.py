"""The least length of a password, said with the digits of the reader's language."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tamdan.language.templatetags.language import localnum


class LeastLength(MinimumLengthValidator):
    """``min_length`` characters, as Django's, whose own sentence shows other digits than the page."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError."""
        if len(password) < self.min_length:
            said = _("This password is too short. Give it at least %(number)s characters.")
            raise ValidationError(said % {"number": localnum(self.min_length)}, code="password_too_short")

    def get_help_text(self) -> str:
        return _("Your password has at least %(number)s characters.") % {"number": localnum(self.min_length)}
