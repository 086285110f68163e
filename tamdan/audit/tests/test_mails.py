import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from tamdan.audit.models import Event, Witness
from tamdan.audit.notes import SigningKey, TreeHead
from tamdan.audit.tasks import mail_checkpoint
from tamdan.audit.tests.signed import signed_ledger

pytestmark = pytest.mark.django_db


class OneAddressFails(EmailBackend):
    """A mail server at the process's edge that knows nobody at bad.example."""

    def send_messages(self, messages):
        if any(address.endswith("@bad.example") for message in messages for address in message.to):
            raise ConnectionRefusedError
        return super().send_messages(messages)


@pytest.fixture
def witnesses():
    return [
        Witness.objects.create(name="Press Council", email="council@example.org", language="en"),
        Witness.objects.create(name="សមាគម", email="association@example.org", language="km"),
    ]


def test_each_witness_gets_the_checkpoint_whole(witnesses):
    checkpoint = signed_ledger(3)
    assert mail_checkpoint() == 2
    for message in mail.outbox:
        assert checkpoint.note in message.body
        (attached,) = message.attachments
        assert attached.content == checkpoint.note
    assert [message.to for message in mail.outbox] == [["council@example.org"], ["association@example.org"]]
    assert "Press Council" in mail.outbox[0].body
    event = Event.objects.get(verb="checkpoint.mailed")
    assert b'"witnesses":2' in bytes(event.body)
    assert b"example.org" not in bytes(event.body)


def test_one_dead_address_keeps_nobody_else_waiting(witnesses, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.OneAddressFails"
    dead = Witness.objects.create(name="A closed office", email="office@bad.example")
    signed_ledger(3)
    assert mail_checkpoint() == 2
    assert f"witness {dead.pk}" in caplog.text


def test_nothing_is_mailed_before_the_first_checkpoint(witnesses):
    assert mail_checkpoint() == 0
    assert not mail.outbox
    assert not Event.objects.exists()
