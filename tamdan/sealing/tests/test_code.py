import pytest

from tamdan.audit.models import Event
from tamdan.sealing import code
from tamdan.sealing.code import ReleasedCode, listing, note_code

pytestmark = pytest.mark.django_db


def test_other_scripts_leave_an_entry_and_are_told(client, settings, tmp_path):
    assert " seal.js\n" in listing()
    assert note_code()
    assert not note_code()
    first = ReleasedCode.objects.get()
    built = tmp_path / "tamdan/static/built"
    built.mkdir(parents=True)
    (built / "seal.js").write_text("changed")
    settings.ROOT = tmp_path
    assert note_code()
    assert [first.sha256.encode() in bytes(event.body) for event in Event.objects.filter(verb=code.VERB)] == [
        False,
        True,
    ]
    told = client.get("/code.txt").content.decode()
    assert told.index(listing()) < told.index(first.listing)
