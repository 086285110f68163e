from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.audit import tree
from tamdan.audit.tree import Edge, Subtree

# The entries and roots of Certificate Transparency's own test suite.
CT_ENTRIES = [
    bytes.fromhex(text)
    for text in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LARGEST = 300
LEAVES = [tree.leaf_hash(str(number).encode()) for number in range(LARGEST)]


def recursive_root(leaves):
    """RFC 6962 §2.1 word for word, the oracle of these tests."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return tree.node_hash(recursive_root(leaves[:half]), recursive_root(leaves[half:]))


@pytest.fixture(scope="module")
def stored():
    """All complete subtrees of 300 leaves, as a database would hold them."""
    edge, nodes = Edge(), {Subtree(0, index): leaf for index, leaf in enumerate(LEAVES)}
    for leaf in LEAVES:
        nodes.update(edge.append(leaf))
    return nodes


@pytest.fixture(scope="module")
def roots():
    return [recursive_root(LEAVES[:size]) for size in range(LARGEST + 1)]


def reader(nodes):
    return lambda parts: {part: nodes[part] for part in parts}


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_certificate_transparency_are_reproduced(size):
    assert tree.root_of(CT_ENTRIES[:size]).hex() == CT_ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert tree.root_of([]) == tree.root(0, reader({})) == sha256(b"").digest()


def test_stored_subtrees_give_the_root_of_every_size(stored, roots):
    assert [tree.root(size, reader(stored)) for size in range(LARGEST + 1)] == roots


def test_a_proof_asks_for_few_rows(stored):
    calls: list[int] = []

    def counted(parts):
        calls.append(len(parts))
        return reader(stored)(parts)

    tree.inclusion_proof(137, LARGEST, counted)
    assert len(calls) == 1
    assert calls[0] <= 2 * LARGEST.bit_length()


@settings(max_examples=150, derandomize=True, deadline=None)
@given(data=st.data())
def test_inclusion_is_proved_for_every_size_and_nothing_else_passes(stored, roots, data):
    size = data.draw(st.integers(1, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index, size, reader(stored))
    assert tree.verify_inclusion(index, size, LEAVES[index], proof, roots[size])

    other = data.draw(st.integers(0, size - 1).filter(lambda number: number != index)) if size > 1 else size
    assert not tree.verify_inclusion(other, size, LEAVES[index], proof, roots[size])
    assert not tree.verify_inclusion(index, size, LEAVES[(index + 1) % LARGEST], proof, roots[size])
    assert not tree.verify_inclusion(index, size, LEAVES[index], [*proof, LEAVES[0]], roots[size])
    assert not tree.verify_inclusion(index, size, LEAVES[index], proof, roots[size - 1])
    if proof:
        assert not tree.verify_inclusion(index, size, LEAVES[index], proof[:-1], roots[size])


@settings(max_examples=150, derandomize=True, deadline=None)
@given(data=st.data())
def test_consistency_is_proved_for_every_pair_and_nothing_else_passes(stored, roots, data):
    new = data.draw(st.integers(1, LARGEST))
    old = data.draw(st.integers(1, new))
    proof = tree.consistency_proof(old, new, reader(stored))
    assert tree.verify_consistency(old, new, roots[old], roots[new], proof)

    assert not tree.verify_consistency(old, new, roots[old - 1], roots[new], proof)
    assert not tree.verify_consistency(old, new, roots[old], roots[new - 1], proof)
    assert not tree.verify_consistency(old, new, roots[old], roots[new], [*proof, LEAVES[0]])
    if proof:
        assert not tree.verify_consistency(old, new, roots[old], roots[new], proof[:-1])
        assert not tree.verify_consistency(old, new, roots[old], roots[new], [LEAVES[0], *proof[1:]])


def test_every_pair_of_small_sizes_is_consistent(stored, roots):
    for new in range(40):
        for old in range(new + 1):
            proof = tree.consistency_proof(old, new, reader(stored))
            assert tree.verify_consistency(old, new, roots[old], roots[new], proof), (old, new)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(ValueError, match="not in a tree"):
        tree.inclusion_proof(index, size, reader({}))
    assert not tree.verify_inclusion(index, size, LEAVES[0], [], LEAVES[0])


def test_a_tree_never_shrinks():
    with pytest.raises(ValueError, match="cannot contain"):
        tree.consistency_proof(3, 2, reader({}))
    assert not tree.verify_consistency(3, 2, LEAVES[0], LEAVES[0], [])
