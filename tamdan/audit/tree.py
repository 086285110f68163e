"""The Merkle tree of RFC 6962 over SHA-256: growth, roots, proofs, and their verification (RFC 9162 §2.1.3 and §2.1.4).

Nothing here touches a database. Hashes of complete subtrees come through a ``Reader``, asked once for each proof, so a
proof costs one query of O(log n) rows. All hashes are 32 bytes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()


class Subtree(NamedTuple):
    """The complete subtree over the leaves ``index << level`` up to ``(index + 1) << level``; level 0 is one leaf."""

    level: int
    position: int


Reader = Callable[[Sequence[Subtree]], Mapping[Subtree, bytes]]


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children."""
    return sha256(b"\x01" + left + right).digest()


class Edge:
    """The right edge of a growing tree: the roots of its largest complete subtrees, largest first."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)

    @classmethod
    def at(cls, size: int, read: Reader) -> "Edge":
        """The edge of a stored tree."""
        parts = cover(0, size)
        found = read(parts)
        return cls(size, [found[part] for part in parts])

    def append(self, leaf: bytes) -> list[tuple[Subtree, bytes]]:
        """Add a leaf by its hash; returns the inner subtrees that it completed, lowest first."""
        index, level, value, completed = self.size, 0, leaf, []
        while index >> level & 1:
            value = node_hash(self._peaks.pop(), value)
            level += 1
            completed.append((Subtree(level, index >> level), value))
        self._peaks.append(value)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The tree's root at its present size."""
        return _fold(self._peaks) if self._peaks else EMPTY_ROOT


def root_of(entries: Iterable[bytes]) -> bytes:
    """The root over entries (not yet hashed), in constant memory."""
    edge = Edge()
    for entry in entries:
        edge.append(leaf_hash(entry))
    return edge.root()


def cover(begin: int, end: int) -> list[Subtree]:
    """The fewest complete subtrees that make up the leaves ``begin`` up to ``end``, left to right."""
    parts = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        if begin:
            level = min(level, (begin & -begin).bit_length() - 1)
        parts.append(Subtree(level, begin >> level))
        begin += 1 << level
    return parts


def root(size: int, read: Reader) -> bytes:
    """The root of the first ``size`` leaves."""
    return Edge.at(size, read).root()


def inclusion_proof(index: int, size: int, read: Reader) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root of the first ``size`` leaves, the leaf's sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    begin, end, ranges = 0, size, []
    while end - begin > 1:
        middle = begin + _left_part(end - begin)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((begin, middle))
            begin = middle
    return _hashes(ranges[::-1], read)


def consistency_proof(old: int, new: int, read: Reader) -> list[bytes]:
    """The hashes which show that the tree of ``new`` leaves begins with the tree of ``old`` leaves."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot contain a tree of {old}")
    if old in (0, new):
        return []
    begin, end, ranges = 0, new, []
    while old != end:
        middle = begin + _left_part(end - begin)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((begin, middle))
            begin = middle
    # The old root itself is known to whoever checks; it is in the proof only when it is not a subtree of the new tree.
    if begin:
        ranges.append((begin, end))
    return _hashes(ranges[::-1], read)


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """RFC 9162 §2.1.3.2: whether ``leaf`` (a leaf hash) is entry ``index`` of the tree with this size and root."""
    if not 0 <= index < size:
        return False
    node, last, value = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            value = node_hash(part, value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, part)
        node, last = node >> 1, last >> 1
    return last == 0 and value == expected_root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 §2.1.4.2: whether the tree of ``new`` leaves only added to the tree of ``old`` leaves."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(proof) and _walk(old - 1, new - 1, path) == (old_root, new_root)


def _walk(node: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency path leads to; None when the path is longer or shorter than the trees."""
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for part in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            older, newer = node_hash(part, older), node_hash(part, newer)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, part)
        node, last = node >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _left_part(size: int) -> int:
    """The largest power of two that is smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


def _hashes(ranges: Sequence[tuple[int, int]], read: Reader) -> list[bytes]:
    covers = [cover(begin, end) for begin, end in ranges]
    found = read([part for parts in covers for part in parts])
    return [_fold([found[part] for part in parts]) for parts in covers]


def _fold(peaks: Sequence[bytes]) -> bytes:
    value = peaks[-1]
    for peak in reversed(peaks[:-1]):
        value = node_hash(peak, value)
    return value
