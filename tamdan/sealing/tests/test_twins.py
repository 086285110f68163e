"""The server's half and the browser's half of the protocol give the same bytes and open each other's files."""

import base64
import datetime
import io
import json
import secrets
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tamdan.audit import tree
from tamdan.audit.notes import SigningKey, TreeHead, open_note
from tamdan.audit.proofs import InclusionProof
from tamdan.sealing import age, envelopes, items, padding, receipts
from tamdan.sealing.errors import FrameBroken, SealBroken
from tamdan.sealing.keylist import KeyList, ListedKey, Previous, hash_of, note_text, signers
from tamdan.sealing.letters import Complainant, ItemKind, ItemSketch, LetterSketch, new_id
from tamdan.sealing.published import parse

HOST = "example.org"
Twin = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Twin:
    """``twin([name, *arguments], …)`` gives the results of the browser's functions; an Exception where one threw."""
    out = tmp_path_factory.mktemp("twin") / "seal.mjs"

    def call(*calls: list[Any]) -> list[Any]:
        given = json.dumps([[_out(value) for value in one] for one in calls])
        command = [settings.ROOT / ".venv/node-bin/node", Path(__file__).with_name("twin.mjs"), settings.ROOT, out]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=settings.ROOT)
        assert done.returncode == 0, done.stderr
        return [
            ValueError(one["error"]) if "error" in one else _in(one.get("value")) for one in json.loads(done.stdout)
        ]

    return call


def _out(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    if isinstance(value, dict):
        return {key: _out(inner) for key, inner in value.items()}
    return [_out(inner) for inner in value] if isinstance(value, list) else value


def _in(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            bytes.fromhex(value["hex"]) if set(value) == {"hex"} else {key: _in(inner) for key, inner in value.items()}
        )
    return [_in(inner) for inner in value] if isinstance(value, list) else value


def test_frames_are_equal(twin: Twin) -> None:
    sizes = [0, 1, 4_088, 4_089, 16_377, 65_528, 65_529, 1_000_000, 2**30, 2**31 + 1, 200_000_000]
    assert twin(*[["framedSize", size] for size in sizes]) == [padding.padded(8 + size) for size in sizes]
    content = secrets.token_bytes(5_000)
    whole = padding.frame(content)
    cuts = [(0, 4), (0, 100), (3, 11), (6_000, 16_384), (0, len(whole))]
    assert twin(*[["framedPiece", content, *cut] for cut in cuts]) == [whole[start:end] for start, end in cuts]
    assert twin(["unframe", whole]) == [content]


def test_padding_never_leaks_more_than_a_few_sizes() -> None:
    assert [padding.padded(size) for size in (1, 4_096, 4_097, 65_536)] == [4_096, 4_096, 16_384, 65_536]
    for size in (65_537, 10**6, 2 * 10**8, 2 * 10**9):
        assert size <= padding.padded(size) <= size * 1.032


@pytest.mark.parametrize(
    "broken",
    [b"", b"\0" * 7, padding.frame(b"abc")[:-1], padding.frame(b"abc") + b"\0", padding.frame(b"abc")[:-1] + b"x", b"\xff" * 4_096],
)  # fmt: skip
def test_a_broken_frame_is_refused(broken: bytes) -> None:
    with pytest.raises(FrameBroken):
        padding.unframe(broken)


def test_each_opens_the_items_of_the_other(twin: Twin) -> None:
    content = secrets.token_bytes(items.SEGMENT + 5)
    [key] = twin(["newKeyPair"])
    ours = items.seal_item(content, key["recipient"])
    sealed, digests = [one.sealed for one in ours], [one.digest for one in ours]
    opened, swapped, cut, theirs = twin(
        ["openItem", sealed, digests, key["identity"]],
        ["openItem", sealed[::-1], digests, key["identity"]],
        ["openItem", sealed[:1], digests[:1], key["identity"]],
        ["sealedItem", content, {"recipient": key["recipient"], "identity": key["identity"]}],
    )
    assert opened == content
    assert isinstance(swapped, ValueError)
    assert isinstance(cut, ValueError)
    assert (
        items.open_item([one["sealed"] for one in theirs], [one["digest"] for one in theirs], key["identity"])
        == content
    )


@pytest.mark.parametrize("harm", ["swap", "drop", "repeat", "flip"])
def test_a_harmed_item_is_refused(harm: str) -> None:
    key = age.new_identity()
    parts = [one.sealed for one in items.seal_item(secrets.token_bytes(2 * items.SEGMENT), age.recipient_of(key))]
    digests = [age.digest(part) for part in parts]
    harmed = {
        "swap": [parts[1], parts[0], *parts[2:]],
        "drop": parts[:-1],
        "repeat": [*parts, parts[-1]],
        "flip": [parts[0][:-1] + bytes([parts[0][-1] ^ 1]), *parts[1:]],
    }
    with pytest.raises(SealBroken):
        items.open_item(harmed[harm], digests, key)


def test_each_opens_the_envelopes_of_the_other(twin: Twin) -> None:
    office, release, item_key, item = age.new_identity(), age.new_identity(), age.new_identity(), new_id()
    ours = envelopes.lock(item, item_key, age.recipient_of(office))
    opened, other, theirs = twin(
        ["openInner", ours, item, office],
        ["openInner", ours, new_id(), office],
        ["lockTwice", item, item_key, age.recipient_of(office), age.recipient_of(release)],
    )
    assert opened == item_key
    assert isinstance(other, ValueError)
    assert len(theirs) < envelopes.LONGEST
    assert envelopes.open_inner(age.unseal(theirs, release), item, office) == item_key


def test_an_envelope_needs_both_locks() -> None:
    office, release, item_key, item = age.new_identity(), age.new_identity(), age.new_identity(), new_id()
    stored = envelopes.lock_twice(item, item_key, age.recipient_of(office), age.recipient_of(release))
    with pytest.raises(SealBroken):
        envelopes.open_inner(stored, item, office)
    with pytest.raises(SealBroken):
        envelopes.open_inner(age.unseal(stored, release), item, release)


def test_receipts_derive_alike(twin: Twin, settings: Any) -> None:
    settings.RECEIPT_DIGITS = 20
    digits, u = receipts.new_digits(), secrets.token_bytes(32)
    ours = receipts.derive(digits, HOST)
    handle, wrap, elsewhere, shown, khmer, fresh = twin(
        ["handleOf", digits, HOST],
        ["wrapOf", digits, HOST, u],
        ["handleOf", digits, "example.net"],
        ["readable", digits],
        ["readDigits", digits.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))],
        ["newDigits", 20],
    )
    assert handle == ours.handle != elsewhere
    assert wrap == ours.identity(u)
    assert shown == receipts.readable(digits)
    assert khmer == digits
    assert receipts.read(fresh) == fresh
    assert len(fresh) == len(digits) == receipts.length() == 21


def test_the_check_digit_finds_every_wrong_digit_and_every_swap(twin: Twin) -> None:
    digits = "4821903377165042"
    whole = digits + receipts.check_digit(digits)
    wrong = [whole[:at] + other + whole[at + 1 :] for at in range(17) for other in "0123456789" if other != whole[at]]
    wrong += [
        whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :] for at in range(16) if whole[at] != whole[at + 1]
    ]
    assert [one for one in wrong if receipts.read(one)] == []
    assert [one for one in twin(*[["readDigits", one] for one in wrong]) if one] == []
    assert receipts.read(receipts.readable(whole)) == whole
    assert [receipts.read(one) for one in ("", "123", whole + "0", "ក" * 17)] == [None] * 4


def test_letter_digests_are_equal(twin: Twin) -> None:
    sketch = LetterSketch(
        letter=new_id(),
        items=[ItemSketch(new_id(), ItemKind.STORY, ["ab" * 32]), ItemSketch(new_id(), ItemKind.FILE, ["cd" * 32, "ef" * 32])],
        audiences={"b": ["age1b", "age1a"], "a": ["age1c"]},
        complainant=Complainant("age1x", "dmVyaWZ5"),
        open={"kind": "land", "district": "KH0102", "week": "ឆ្នាំ 2026"},
        consents=["referral", "contact"],
    )  # fmt: skip
    assert twin(["letterDigest", sketch.plain()]) == [sketch.digest()]
    assert isinstance(twin(["canonical", {"a": 1.5}])[0], ValueError)


def test_notes_and_key_lists_are_read_alike(twin: Twin) -> None:
    stewards = [SigningKey(f"{HOST}/steward/{number}", secrets.token_bytes(32)) for number in (1, 2, 3)]
    keys = [str(steward.public) for steward in stewards]
    office = ListedKey(new_id(), {"en": "Intake office", "km": "ការិយាល័យទទួលបណ្តឹង"}, "age1x", "dmVyaWZ5", 1)
    listed = KeyList(HOST, 3, datetime.date(2027, 1, 1), offices=[office])
    two = stewards[0].sign(listed.text()) + stewards[1].sign(listed.text()).rpartition("\n\n")[2]
    one = stewards[0].sign(listed.text())
    other = (
        stewards[0].sign(note_text(HOST, 4, b"{}")) + stewards[1].sign(note_text(HOST, 4, b"{}")).rpartition("\n\n")[2]
    )

    def reading(
        note: str, stewards: list[str] = keys, minimum: int = 1, host: str = HOST, today: str = "2026-11-22"
    ) -> list[Any]:
        return ["readKeyList", listed.canonical(), note, {"stewards": stewards, "minimum": minimum}, host, today]

    good, unsigned, twice, altered, older, foreign, expired, alone = twin(
        reading(two), reading(one), reading(one, [keys[0], keys[0]]), reading(other), reading(two, minimum=4),
        reading(two, host="example.net"), reading(two, today="2027-01-02"), reading(one, [keys[0]]),
    )  # fmt: skip
    assert good["offices"] == [office.plain()]
    assert alone["version"] == 3
    refusals = [unsigned, altered, older, foreign, expired]
    assert [str(refusal) for refusal in refusals] == ["unsigned", "altered", "older", "altered", "expired"]
    assert [key.name for key in signers(two, [steward.public for steward in stewards])] == [
        f"{HOST}/steward/1",
        f"{HOST}/steward/2",
    ]
    assert twice["version"] == 3  # named twice it is one steward, of an installation that has one


def test_an_earlier_list_is_believed_when_the_one_after_names_its_bytes(twin: Twin) -> None:
    office = ListedKey(new_id(), {"en": "Intake office", "km": "ការិយាល័យទទួលបណ្តឹង"}, "age1x", "dmVyaWZ5", 1)
    before = KeyList(HOST, 3, datetime.date(2026, 1, 1), offices=[office])
    sheets = {letter: age.recipient_of(age.new_identity()) for letter in "ABC"}
    after = KeyList(HOST, 5, datetime.date(2027, 1, 1), previous=Previous.of(3, before.canonical()), kit=sheets)
    steward = SigningKey(f"{HOST}/steward/1", secrets.token_bytes(32))
    anchor = {"stewards": [str(steward.public)], "minimum": 5}
    [trusted] = twin(["readKeyList", after.canonical(), steward.sign(after.text()), anchor, HOST, "2026-11-22"])
    assert (trusted["previous"], trusted["kit"]) == ({"version": 3, "hash": hash_of(before.canonical())}, sheets)
    altered = before.canonical().replace(b'"epoch":1', b'"epoch":2')
    first = json.loads(before.canonical())
    good, changed, unnamed = twin(
        ["readEarlier", before.canonical(), trusted], ["readEarlier", altered, trusted],
        ["readEarlier", before.canonical(), first],
    )  # fmt: skip
    assert good["offices"] == [office.plain()]
    assert {str(changed), str(unnamed)} == {"altered"}
    assert parse(after.canonical()) == after


def test_bytes_of_before_a_field_was_added_stay_what_they_were() -> None:
    old = b'{"bodies":[],"custodians":[],"expires":"2027-01-01","host":"example.org","offices":[],"v":1,"version":1}'
    assert parse(old).canonical() == old


def test_the_browser_signs_what_the_server_verifies(twin: Twin) -> None:
    seed = secrets.token_bytes(32)
    ours = SigningKey(f"{HOST}/office/1", seed)
    note, key = twin(["signNote", "text\n", ours.name, seed], ["keyText", {"name": ours.name, "raw": ours.public.raw}])
    assert open_note(note, ours.public).text == "text\n"
    assert key == str(ours.public)
    assert note == ours.sign("text\n")  # Ed25519 has one signature for a key and a text


def test_a_passphrase_file_of_the_browser_is_a_standard_one(twin: Twin) -> None:
    [sealed] = twin(["sealWithWords", b"secret", "seven words", 10])
    assert age.unseal_with_passphrase(sealed, "seven words") == b"secret"
    with pytest.raises(SealBroken):
        age.unseal_with_passphrase(sealed, "eight words")


def test_base64_is_standard(twin: Twin) -> None:
    value = secrets.token_bytes(31)
    assert twin(["toBase64", value]) == [base64.b64encode(value).decode()]


def _grown(size: int) -> tuple[list[bytes], Any, bytes]:
    """Leaf hashes of a tree, what reads its subtrees, and its root."""
    leaves = [tree.leaf_hash(str(number).encode()) for number in range(size)]
    edge, nodes = tree.Edge(), {tree.Subtree(0, index): leaf for index, leaf in enumerate(leaves)}
    for leaf in leaves:
        nodes.update(edge.append(leaf))
    return leaves, lambda parts: {part: nodes[part] for part in parts}, edge.root()


def test_the_browser_checks_every_place_of_trees_of_all_sizes(twin: Twin) -> None:
    calls, wrong = [], []
    for size in [*range(1, 20), 33, 64, 100]:
        leaves, read, root = _grown(size)
        for index in range(0, size, max(1, size // 9)):
            proof = tree.inclusion_proof(index, size, read)
            assert tree.verify_inclusion(index, size, leaves[index], proof, root)
            calls.append(["isIncluded", index, size, leaves[index], proof, root])
            wrong += [
                ["isIncluded", index, size, tree.leaf_hash(b"other"), proof, root],
                ["isIncluded", index, size + 1, leaves[index], [*proof, root], root],
                ["isIncluded", size, size, leaves[index], proof, root],
                ["isIncluded", index, size, leaves[index], proof, bytes(32)],
            ]
    assert set(twin(*calls)) == {True}
    assert set(twin(*wrong)) == {False}


def test_a_proof_of_the_ledger_is_believed_under_the_logs_own_signature_alone(twin: Twin) -> None:
    log, other = (SigningKey(name, secrets.token_bytes(32)) for name in (f"{HOST}/ledger", f"{HOST}/other"))
    leaves, read, root = _grown(11)
    head = TreeHead(log.name, 11, root)
    hashes = tree.inclusion_proof(4, 11, read)
    good = str(InclusionProof(4, hashes, log.sign(str(head)), b"the entry"))
    foreign = str(InclusionProof(4, hashes, other.sign(str(head))))
    moved = str(InclusionProof(5, hashes, log.sign(str(head))))
    keys = [str(log.public)]
    proved, stranger, elsewhere, another, empty = twin(
        ["provedHead", good, leaves[4], keys], ["provedHead", foreign, leaves[4], [*keys, str(other.public)]],
        ["provedHead", moved, leaves[4], keys], ["provedHead", good, leaves[5], keys], ["provedHead", "", leaves[4], keys],
    )  # fmt: skip
    assert proved == {"size": 11, "root": root}
    assert {str(refusal) for refusal in (stranger, elsewhere, another, empty)} == {"proof-broken"}
    assert twin(["leafHash", b"entry"]) == [tree.leaf_hash(b"entry")]


def test_words_of_an_office_are_believed_under_its_listed_key_alone(twin: Twin) -> None:
    office, thread = new_id(), new_id()
    ours, stranger = (SigningKey(f"{HOST}/office/{office}", secrets.token_bytes(32)) for _ in range(2))
    listed = [{"id": office, "verify": base64.b64encode(ours.public.raw).decode()}]
    text = f"{HOST}/message\n{thread}\n2026-11-22T14:00:00Z\nWe came to the field.\n\nWrite to us.\n"

    def reading(note: str, about: str = thread, offices: list[Any] = listed) -> list[Any]:
        return ["readMessage", note, about, HOST, offices]

    good, forged, moved, unlisted, other, nothing = twin(
        reading(ours.sign(text)), reading(stranger.sign(text)), reading(ours.sign(text), new_id()),
        reading(ours.sign(text), thread, []), reading(ours.sign(text.replace("/message", "/decision"))), reading("Hello"),
    )  # fmt: skip
    assert good == {"office": office, "words": "We came to the field.\n\nWrite to us."}
    assert forged == moved == unlisted == other == {"office": None, "words": ""}
    assert isinstance(nothing, ValueError)


def test_files_that_the_browser_joins_open_with_tar(twin: Twin) -> None:
    """For a body without an account: sizes around a block, and an empty one."""
    files = {f"{size:02}-file.bin": secrets.token_bytes(size) for size in (0, 1, 511, 512, 513, 70_000)}
    (joined,) = twin(["tar", [{"name": name, "bytes": content} for name, content in files.items()], 1_790_000_000])
    with tarfile.open(fileobj=io.BytesIO(joined)) as opened:
        read = {one.name: opened.extractfile(one).read() for one in opened.getmembers()}  # type: ignore[union-attr]
        assert {one.mtime for one in opened.getmembers()} == {1_790_000_000}
    assert read == files
