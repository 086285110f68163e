"""An e-mail (.eml): its text part, or its page where it has none; subject, sender and day as what it tells of itself."""

import contextlib
import email.errors
import email.policy
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from tamdan.press.enums import How
from tamdan.press.errors import NoText
from tamdan.press.extracting.kinds import Extracted, decoded
from tamdan.press.extracting.page import of_page


def extract(data: bytes) -> Extracted:
    """Raises NoText for a message without words; attachments are not read."""
    message = message_from_bytes(data, policy=email.policy.default)
    told = _told(message)
    plain, page = _part(message, "text/plain"), _part(message, "text/html")
    if plain.strip():
        text = decoded(plain)[0]
    elif page.strip():
        text = of_page(page).text
    else:
        raise NoText
    return Extracted("\n\n".join(filter(None, (told.get("title", ""), text))), How.EMAIL, told)


def _part(message: Message, kind: str) -> bytes:
    """The bytes of the first part of a kind that is no attachment, as UTF-8."""
    for part in message.walk():
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        try:
            return payload.decode(part.get_content_charset() or "utf-8").encode()
        except (UnicodeDecodeError, LookupError):
            return payload
    return b""


def _told(message: Message) -> dict[str, str]:
    assert isinstance(message, EmailMessage)
    told = {"title": _header(message, "subject"), "author": _header(message, "from").partition("<")[0].strip(' "')}
    with contextlib.suppress(ValueError, TypeError):
        told["published"] = parsedate_to_datetime(_header(message, "date")).date().isoformat()
    return {name: value[:500] for name, value in told.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (
        email.errors.HeaderParseError,
        ValueError,
        AttributeError,
        IndexError,
    ):  # the library fails on some broken headers
        return ""
