import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tamdan.audit.mails import send_to_witnesses
from tamdan.audit.models import Checkpoint, Event, Log, Witness
from tamdan.audit.notes import SigningKey, TreeHead
from tamdan.audit.tasks import mail_checkpoint

pytestmark = pytest.mark.django_db


class OneAddressFails(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages):
        if any(address.endswith("@bad.example") for message in messages for address in message.to):
            raise ConnectionRefusedError
        return super().send_messages(messages)


@pytest.fixture
def checkpoint():
    """As the sequencer signs one; the application itself may not store it."""
    key = SigningKey("example.org/ledger", bytes(32))
    note = key.sign(str(TreeHead(key.name, 3, bytes(32))))
    return Checkpoint(log=Log(number=1, origin=key.name, key=str(key.public)), size=3, root=bytes(32), note=note)


@pytest.fixture
def witnesses():
    return [
        Witness.objects.create(name="Press Council", email="council@example.org", language="en"),
        Witness.objects.create(name="សមាគម", email="association@example.org", language="km"),
    ]


def test_each_witness_gets_the_checkpoint_whole(witnesses, checkpoint):
    assert send_to_witnesses(checkpoint) == (2, [])
    assert [message.to for message in mail.outbox] == [["council@example.org"], ["association@example.org"]]
    for message, witness in zip(mail.outbox, witnesses, strict=True):
        assert checkpoint.note in message.body
        assert witness.name in message.body
        (attached,) = message.attachments
        assert (attached.filename, attached.content) == ("checkpoint-3.txt", checkpoint.note)


def test_one_dead_address_keeps_nobody_else_waiting(witnesses, checkpoint, settings):
    settings.EMAIL_BACKEND = f"{__name__}.OneAddressFails"
    dead = Witness.objects.create(name="A closed office", email="office@bad.example")
    assert send_to_witnesses(checkpoint) == (2, [dead])


def test_nothing_is_mailed_before_the_first_checkpoint(witnesses):
    assert mail_checkpoint() == 0
    assert not mail.outbox
    assert not Event.objects.exists()
