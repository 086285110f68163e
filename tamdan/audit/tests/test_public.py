import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from tamdan.audit import sequencer, tree
from tamdan.audit.models import Event, Leaf, Log, Witness
from tamdan.audit.notes import PublicKey, TreeHead, open_note
from tamdan.audit.proofs import ConsistencyProof, InclusionProof
from tamdan.audit.tasks import mail_checkpoint
from tamdan.audit.tests.conftest import act
from tamdan.audit.tree import leaf_hash


def text(response) -> str:
    assert response.status_code == 200, response.content
    return str(response.content.decode())


@pytest.mark.commits
def test_anybody_can_check_the_ledger_over_the_network(committing_db, client, django_assert_max_num_queries):
    """One signed log of 600 entries: checkpoint, proofs of entries, of growth, and the whole tree from its tiles."""
    for size in (1, 299, 300):
        Event.objects.bulk_create(made_event() for _ in range(size))
        sequencer.run_once()
    act()
    key = PublicKey.parse(Log.objects.get().key)

    note = text(client.get("/ledger/checkpoint"))
    head = TreeHead.parse(open_note(note, key).text)
    assert (head.origin, head.size) == (f"{settings.ALLOWED_HOSTS[0]}/ledger", 600)
    assert client.get("/ledger/1/checkpoint").content.decode() == note
    assert client.get("/ledger/2/checkpoint").status_code == 404

    for leaf in Leaf.objects.filter(seq__in=[0, 255, 256, 511, 599]).select_related("event"):
        found = InclusionProof.parse(text(client.get(f"/ledger/proof/{bytes(leaf.hash).hex()}")))
        assert found.head(leaf_hash(bytes(leaf.event.body)), key) == head
        assert found.extra is None
    waiting = leaf_hash(bytes(Event.objects.filter(leaf=None).get().body))
    assert client.get(f"/ledger/proof/{waiting.hex()}").status_code == 404

    bodies = [bytes(leaf.event.body) for leaf in Leaf.objects.order_by("seq").select_related("event")]
    for old in (0, 1, 7, 300, 600):
        grown = ConsistencyProof.parse(text(client.get("/ledger/consistency", {"from": old})))
        assert grown.head(tree.root_of(bodies[:old]), key) == head
    earlier = ConsistencyProof.parse(text(client.get("/ledger/consistency", {"from": 1, "to": 300})))
    assert earlier.head(tree.root_of(bodies[:1]), key).size == 300

    tiles = [text_bytes(client, f"/ledger/tile/0/{name}") for name in ("000", "001", "002.p/88")]
    leaves = [tile[place : place + 32] for tile in tiles for place in range(0, len(tile), 32)]
    assert leaves == [leaf_hash(body) for body in bodies]
    upper = text_bytes(client, "/ledger/tile/1/000.p/2")
    assert upper == tree.root_of(bodies[:256]) + tree.root_of(bodies[256:512])
    for absent in ("0/002", "0/003", "1/000", "2/000.p/1", "0/002.p/89", "0/x001/000"):
        assert client.get(f"/ledger/tile/{absent}").status_code == 404

    feed = ET.fromstring(text_bytes(client, "/ledger/feed"))
    notes = [entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}summary")]
    assert [TreeHead.parse(open_note(note or "", key).text).size for note in notes] == [600, 300, 1]

    for language in ("en", "km"):
        html = text(client.get(f"/{language}/ledger/"))
        assert head.root.hex() in html
        assert str(key) in html
    with django_assert_max_num_queries(6):  # three of them begin, guard and end the transaction
        client.get("/ledger/proof/" + leaves[0].hex())

    Witness.objects.create(name="Press Council", email="council@example.org")
    assert mail_checkpoint() == 1
    assert note in mail.outbox[0].body
    mailed = bytes(Event.objects.get(verb="checkpoint.mailed").body)
    assert b'"facts":{"size":600,"witnesses":1}' in mailed
    assert b"example.org" not in mailed


def made_event():
    event = Event(verb="ledger.read", at="2026-11-22T00:00:00Z", who="system")
    event.body = event.uuid.bytes
    return event


def text_bytes(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content


@pytest.mark.parametrize("query", ["", "from=", "from=-1", "from=1.5", "from=១", "from=1&to=x", "from=" + "9" * 30])
def test_a_wrong_question_is_answered_with_a_sentence(db, client, query):
    response = client.get(f"/ledger/consistency?{query}")
    assert response.status_code == 400
    assert "Give from" in response.content.decode()


@pytest.mark.parametrize("address", [
    "/ledger/checkpoint", "/ledger/consistency?from=0", "/ledger/tile/0/000", f"/ledger/proof/{'0' * 64}",
])  # fmt: skip
def test_an_empty_ledger_says_so(db, client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().strip()


@pytest.mark.parametrize("address", [
    "proof/xyz", f"proof/{'A' * 64}", "tile/0/1", "tile/8/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/00/000", "tile/entries/000",
])  # fmt: skip
def test_addresses_outside_the_format_do_not_exist(db, client, address):
    assert client.get(f"/ledger/{address}").status_code == 404


@pytest.mark.parametrize(
    ("number", "written"), [(0, "000"), (67, "067"), (1234067, "x001/x234/067"), (70_000, "x070/000")]
)
def test_tiles_are_numbered_as_the_format_says(number, written):
    assert reverse("ledger:tile", kwargs={"log": 1, "level": 0, "number": number}) == f"/ledger/tile/0/{written}"


def test_the_page_of_an_empty_ledger_has_no_figures(db, client):
    html = text(client.get("/en/ledger/"))
    assert "Nothing was recorded" in html
    assert not re.search(r"\d+ entr", html)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_ledger_is_read_only(db, client, method):
    for address in ("/ledger/checkpoint", "/ledger/feed", "/en/ledger/"):
        assert getattr(client, method)(address).status_code == 405
