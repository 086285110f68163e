"""Witnesses: the format of their lines by plain cryptography, what a witness refuses, and a ledger cosigned over the network."""

import base64
import hashlib
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.urls import reverse

from tamdan.audit import sequencer, tree, witness
from tamdan.audit.cosignatures import CosigningKey, WitnessKey
from tamdan.audit.cosigning import ask_witnesses
from tamdan.audit.health import findings
from tamdan.audit.models import Asked, Checkpoint, Cosignature, Log, Witness
from tamdan.audit.notes import Note, NoteRefused, PublicKey, SigningKey, TreeHead, encode
from tamdan.audit.proofs import ConsistencyProof
from tamdan.audit.tests.conftest import act

LOG = SigningKey("example.org/ledger", bytes(32))
NOW = 1_790_000_000


def grown(old: int, entries: list[bytes], key: SigningKey = LOG) -> str:
    """The request of a log that holds these entries, from a tree of the first ``old``."""
    store = {}
    edge = tree.Edge()
    for number, entry in enumerate(entries):
        value = tree.leaf_hash(entry)
        store[tree.Subtree(0, number)] = value
        store |= dict(edge.append(value))
    proof = tree.consistency_proof(old, len(entries), lambda wanted: {one: store[one] for one in wanted}) if old else []
    note = key.sign(str(TreeHead(key.name, len(entries), tree.root_of(entries))))
    return str(ConsistencyProof(old, proof, note))


@pytest.fixture
def watching(tmp_path, monkeypatch):
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    return witness.WitnessOf(
        CosigningKey("council.example/witness", bytes(range(32))), {LOG.name: LOG.public}, tmp_path
    )


def test_a_cosignature_is_what_the_standard_says(watching):
    """Without our own reader: key id, time and signature as C2SP tlog-cosignature has them."""
    sent = grown(0, [b"one"])
    reply = watching.add_checkpoint(sent, NOW)
    assert reply.status == 200
    _dash, name, value = reply.text.split()
    raw = base64.b64decode(value)
    key = bytes(watching.key.public.raw)
    assert (name, len(raw)) == ("council.example/witness", 4 + 8 + 64)
    assert raw[:4] == hashlib.sha256(b"council.example/witness\n\x04" + key).digest()[:4]
    assert int.from_bytes(raw[4:12], "big") == NOW
    body = sent.partition("\n\n")[2].partition("\n\n")[0] + "\n"
    said = f"cosignature/v1\ntime {NOW}\n{body}".encode()
    Ed25519PublicKey.from_public_bytes(key).verify(raw[12:], said)
    assert str(watching.key.public) == "+".join([name, raw[:4].hex(), base64.b64encode(b"\x04" + key).decode()])
    assert Note.parse(watching.file(LOG.name).read_text()).is_signed_by(LOG.public)


def test_a_witness_never_signs_what_contradicts_what_it_saw(watching):
    entries = [bytes([number]) for number in range(9)]
    assert watching.add_checkpoint(grown(0, entries[:3]), NOW).status == 200
    assert watching.add_checkpoint(grown(3, entries), NOW).status == 200
    assert watching.add_checkpoint(grown(9, entries), NOW + 3600).status == 200  # the log was idle: a fresh line

    other = [b"other", *entries[1:]]
    refused = {
        grown(9, other): 409,  # the same size, another tree
        grown(9, [*other, b"more"]): 422,  # an entry was changed, then the log went on
        grown(3, entries): 409,  # not from what was seen last
        grown(0, entries[:5]): 409,  # a cut end
        grown(9, [*entries, b"more"]).replace("old 9", "old 12"): 400,
        grown(9, [*entries, b"more"], SigningKey(LOG.name, bytes([1] * 32))): 403,
        grown(0, [b"one"], SigningKey("another.example/ledger", bytes(32))): 404,
        "old 9\nnonsense": 400,
    }
    for sent, status in refused.items():
        reply = watching.add_checkpoint(sent, NOW)
        assert reply.status == status, reply
        if status == 409:
            assert (reply.text, reply.kind) == ("9\n", "text/x.tlog.size")
    assert watching.last(LOG.name).root == tree.root_of(entries)


@pytest.mark.parametrize(
    "text", ["", "a b+00000000+AA==", str(LOG.public), "council+00000000+" + encode(b"\x04" + bytes(32))]
)
def test_another_key_is_not_the_key_of_a_witness(text):
    with pytest.raises(NoteRefused):
        WitnessKey.parse(text)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


@pytest.fixture
def served(tmp_path, monkeypatch):
    """The witness behind a real socket, told to watch the suite's own ledger; gives its address."""
    monkeypatch.setenv(witness.NAME, "council.example")
    server = make_server("127.0.0.1", 0, witness.Application(), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.commits
def test_a_ledger_is_cosigned_shown_and_a_cut_end_is_noticed(committing_db, client, served, monkeypatch):
    act()
    sequencer.run_once()
    key = Log.objects.get().key
    monkeypatch.setenv(witness.LOGS, key)
    theirs = witness.witness("council.example", [PublicKey.parse(key)])
    kept = theirs.file(PublicKey.parse(key).name)
    kept.unlink(missing_ok=True)  # of another run in the same data folder
    named = Witness.objects.create(name="Press Council", address=served, key=str(theirs.key.public))
    assert ask_witnesses() == 1
    assert ask_witnesses() == 0  # nothing new, and the hour is not over
    act()
    sequencer.run_once()
    assert ask_witnesses() == 1

    newest = Checkpoint.objects.first()
    shown = client.get("/ledger/witnessed").content.decode()
    assert theirs.key.public.cosigned_at(Note.parse(shown)) > NOW
    assert shown.startswith(newest.note)
    assert Note.parse(shown).is_signed_by(PublicKey.parse(key))
    assert "council.example" in client.get(reverse("audit:ledger")).content.decode()

    Asked.objects.update(size=0)  # as after a restore of this database alone: the witness says where it stands
    assert ask_witnesses() == 1
    ahead = CosigningKey("x", bytes(32))
    seed = SigningKey(PublicKey.parse(key).name, sequencer._seed())
    note = seed.sign(str(TreeHead(seed.name, newest.size + 5, bytes(32))))
    kept.write_text(note + ahead.line(note, NOW))
    act()
    sequencer.run_once()
    assert ask_witnesses() == 0
    assert Asked.objects.get(witness=named).trouble == "other"
    assert [found.status for found in findings() if found.name == "cosignatures"] == ["bad"]
    assert Cosignature.objects.count() == 3
