"""What a script posts as it is: bytes, never a form."""

from django.http import HttpRequest

from tamdan.intake.errors import TooLarge

LONGEST_LETTER = 6 << 20
"""Bytes of a submission: sixty items of the largest class that travels inside, in base64."""


def body_of(request: HttpRequest, limit: int) -> bytes:
    """The bytes that were posted, at most ``limit``. Raises TooLarge."""
    body: bytes = request.read(limit + 1)
    if len(body) > limit:
        raise TooLarge
    return body
