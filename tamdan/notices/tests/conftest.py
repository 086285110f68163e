"""A real mail server on loopback, which keeps what it takes and refuses what a test asks it to refuse."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils.translation import override


@dataclass
class Sink:
    """``refusal`` answers every recipient; ``mails`` are what was taken."""

    mails: list[EmailMessage] = field(default_factory=list)
    refusal: str = ""

    async def handle_RCPT(  # noqa: N802 the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


class Listener(Controller):
    """On a port that the system chose; the library tries the server out on the port that it was given, which is 0."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        super()._trigger_server()


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    made = Sink()
    controller = Listener(made, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.ORIGIN = "https://tamdan.example.org"
    yield made
    controller.stop()


def subject_of(mail: EmailMessage) -> str:
    return str(mail["subject"]).strip()


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The text or the HTML of a mail."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Requests leave their language behind."""
    with override("en"):
        yield
