"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class SealBroken(DomainError):
    """Ciphertext that is no age file, was cut, altered or sealed to another key."""

    code = "seal-broken"
    status = 422
    message = _(
        "This cannot be opened: it was cut off or changed on its way, or it was sealed to another key. Send it again."
    )


class FrameBroken(SealBroken):
    """Opened bytes whose frame (length, content, zeros) does not fit: cut off, or pieces in another order."""

    code = "frame-broken"
