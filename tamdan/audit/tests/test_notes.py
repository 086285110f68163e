from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.audit import tree
from tamdan.audit.notes import Note, NoteRefused, PublicKey, SigningKey, TreeHead, decode, encode, open_note
from tamdan.audit.proofs import HEADER, ConsistencyProof, InclusionProof
from tamdan.audit.tests import independent

# Published example of the format's first implementation (Go's sumdb/note): key pair, text and signature.
EXAMPLE_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_SEED = decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
EXAMPLE_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
EXAMPLE_SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
EXAMPLE_NOTE = f"{EXAMPLE_TEXT}\n— PeterNeumann {EXAMPLE_SIGNATURE}\n"

KEY = SigningKey("example.org/ledger", bytes(range(32)))
OTHER = SigningKey("witness.example/w1", bytes(range(1, 33)))


def test_the_published_example_is_reproduced():
    key = SigningKey("PeterNeumann", EXAMPLE_SEED)
    assert str(key.public) == EXAMPLE_PUBLIC
    assert key.sign(EXAMPLE_TEXT) == EXAMPLE_NOTE
    assert open_note(EXAMPLE_NOTE, PublicKey.parse(EXAMPLE_PUBLIC)).text == EXAMPLE_TEXT


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], whitelist_characters="\n"), max_size=60))
def test_any_text_comes_back_as_it_was_signed(text):
    assert open_note(KEY.sign(f"{text}\n"), KEY.public).text == f"{text}\n"


def test_a_note_holds_further_signatures():
    note = KEY.sign("a\n\nb\n") + OTHER.sign("a\n\nb\n").rpartition("\n\n")[2]
    assert open_note(note, KEY.public).text == open_note(note, OTHER.public).text == "a\n\nb\n"
    assert len(Note.parse(note).signatures) == 2


def test_one_changed_letter_is_found():
    with pytest.raises(NoteRefused, match="is false"):
        open_note(KEY.sign("size 10\n").replace("size 10", "size 11"), KEY.public)


def test_a_stranger_s_signature_proves_nothing():
    with pytest.raises(NoteRefused, match="no trusted key"):
        open_note(OTHER.sign("text\n"), KEY.public)


def test_a_false_signature_beside_a_true_one_condemns_the_note():
    note = KEY.sign("text\n") + OTHER.sign("another text\n").rpartition("\n\n")[2]
    with pytest.raises(NoteRefused, match="is false"):
        open_note(note, KEY.public, OTHER.public)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        "text\n\n— name AAAA",
        "text\n\n— name AAAA\n",
        "text\n\n— na+me AAAAAAAA\n",
        "text\n\n— name AAAAAAB=\n",
        "te\txt\n\n— name AAAAAAAA\n",
        b"\xff\n\n\xe2\x80\x94 name AAAAAAAA\n",
        "x" * 200_000 + "\n\n— name AAAAAAAA\n",
    ],
)
def test_what_is_not_a_note_is_refused(raw):
    with pytest.raises(NoteRefused):
        Note.parse(raw)


@pytest.mark.parametrize(
    "text", ["", "name", "name+00000000+AAAA", EXAMPLE_PUBLIC.replace("c74f20a3", "c74f20a4"), "a b+00+AA=="]
)
def test_what_is_not_a_key_is_refused(text):
    with pytest.raises(NoteRefused):
        PublicKey.parse(text)


def test_text_that_cannot_be_a_note_is_not_signed():
    for text in ("no newline", "a\x00b\n", "a\r\n"):
        with pytest.raises(ValueError, match="newline"):
            KEY.sign(text)


def test_a_tree_head_is_three_lines():
    head = TreeHead("example.org/ledger", 12, tree.EMPTY_ROOT)
    assert str(head) == f"example.org/ledger\n12\n{encode(tree.EMPTY_ROOT)}\n"
    assert TreeHead.parse(str(head)) == head
    assert TreeHead.parse(f"{head}an extension\n") == head


@pytest.mark.parametrize("size", ["012", "-1", "1.0", "១២", "", "9" * 20])
def test_a_size_is_written_in_one_way(size):
    with pytest.raises(NoteRefused):
        TreeHead.parse(f"example.org/ledger\n{size}\n{encode(tree.EMPTY_ROOT)}\n")


def test_a_root_is_32_bytes():
    with pytest.raises(NoteRefused):
        TreeHead.parse(f"example.org/ledger\n1\n{encode(b'short')}\n")


@pytest.fixture
def grown():
    """Five entries, a reader of their tree and the signed checkpoint over them."""
    entries = [b"one", b"two", b"three", b"four", b"five"]
    edge, nodes = tree.Edge(), {}
    for index, entry in enumerate(entries):
        nodes[tree.Subtree(0, index)] = tree.leaf_hash(entry)
        nodes.update(edge.append(tree.leaf_hash(entry)))
    checkpoint = KEY.sign(str(TreeHead(KEY.name, 5, edge.root())))
    return entries, (lambda parts: {part: nodes[part] for part in parts}), checkpoint


@pytest.mark.parametrize("extra", [None, b"one"])
def test_an_inclusion_proof_stands_alone(grown, extra):
    entries, read, checkpoint = grown
    text = str(InclusionProof(1, tree.inclusion_proof(1, 5, read), checkpoint, extra))
    proof = InclusionProof.parse(text)
    assert str(proof) == text
    assert proof.extra == extra
    assert proof.head(tree.leaf_hash(entries[1]), KEY.public).size == 5
    with pytest.raises(NoteRefused, match="does not lead"):
        proof.head(tree.leaf_hash(entries[2]), KEY.public)
    with pytest.raises(NoteRefused, match="no trusted key"):
        proof.head(tree.leaf_hash(entries[1]), OTHER.public)


@pytest.mark.parametrize("index", range(5))
def test_a_short_script_of_nobodys_verifies_the_proof_of_a_receipt(grown, index):
    entries, read, checkpoint = grown
    proof = str(InclusionProof(index, tree.inclusion_proof(index, 5, read), checkpoint, b"extra"))
    assert len(Path(independent.__file__).read_text().splitlines()) < 60
    assert independent.verify(proof, KEY.name, KEY.public.raw, tree.leaf_hash(entries[index])) == 5
    with pytest.raises(ValueError, match="not in the log"):
        independent.verify(proof, KEY.name, KEY.public.raw, tree.leaf_hash(b"another"))
    with pytest.raises(ValueError, match="not signed"):
        independent.verify(proof, KEY.name, OTHER.public.raw, tree.leaf_hash(entries[index]))


def test_a_proof_in_a_log_of_one_has_no_hashes():
    checkpoint = KEY.sign(str(TreeHead(KEY.name, 1, tree.leaf_hash(b"one"))))
    proof = InclusionProof.parse(str(InclusionProof(0, [], checkpoint)))
    assert proof.head(tree.leaf_hash(b"one"), KEY.public).size == 1


def test_a_consistency_proof_stands_alone(grown):
    entries, read, checkpoint = grown
    text = str(ConsistencyProof(3, tree.consistency_proof(3, 5, read), checkpoint))
    proof = ConsistencyProof.parse(text)
    assert str(proof) == text
    assert proof.head(tree.root_of(entries[:3]), KEY.public).size == 5
    with pytest.raises(NoteRefused, match="was changed"):
        proof.head(tree.root_of([b"one", b"TWO", b"three"]), KEY.public)


@pytest.mark.parametrize(
    "text",
    ["", HEADER, f"{HEADER}\nindex 01\n\n", f"{HEADER}\nextra AA==\n\n"],
)
def test_what_is_not_a_proof_is_refused(text):
    with pytest.raises(NoteRefused):
        InclusionProof.parse(text)
    with pytest.raises(NoteRefused):
        ConsistencyProof.parse(text)
