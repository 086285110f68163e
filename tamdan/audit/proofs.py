"""Proofs as text that stands alone: C2SP tlog-proof for one entry, and the C2SP tlog-witness body for growth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tamdan.audit.notes import NoteRefused, PublicKey, TreeHead, decode, encode, open_note
from tamdan.audit.tree import verify_consistency, verify_inclusion

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class InclusionProof:
    """That one entry is in the log. ``extra`` is for the reader's convenience and is itself proved by nothing."""

    index: int
    hashes: Sequence[bytes]
    checkpoint: str
    extra: bytes | None = None

    def __str__(self) -> str:
        extra = [] if self.extra is None else [f"extra {encode(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *map(encode, self.hashes)]
        return "\n".join(lines) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> "InclusionProof":
        """Read the text form. Raises NoteRefused."""
        head, _, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if lines.pop(0) != HEADER or not lines:
            raise NoteRefused("not a tlog-proof")
        extra = decode(lines.pop(0)[6:]) if lines[0].startswith("extra ") else None
        index = re.fullmatch(r"index (0|[1-9][0-9]{0,18})", lines.pop(0) if lines else "")
        if index is None:
            raise NoteRefused("a proof names the index of its entry")
        return cls(int(index[1]), [decode(line) for line in lines], checkpoint, extra)

    def head(self, leaf: bytes, *trusted: PublicKey) -> TreeHead:
        """The signed tree head that ``leaf`` (a leaf hash) is proved to be in. Raises NoteRefused."""
        head = TreeHead.parse(open_note(self.checkpoint, *trusted).text)
        if not verify_inclusion(self.index, head.size, leaf, self.hashes, head.root):
            raise NoteRefused("the proof does not lead to the signed root")
        return head


@dataclass(frozen=True)
class ConsistencyProof:
    """That the log at ``checkpoint`` begins with the log of ``old`` leaves; a witness takes this text as it is."""

    old: int
    hashes: Sequence[bytes]
    checkpoint: str

    def __str__(self) -> str:
        return "\n".join([f"old {self.old}", *map(encode, self.hashes)]) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> "ConsistencyProof":
        """Read the text form. Raises NoteRefused."""
        head, _, checkpoint = text.partition("\n\n")
        first, *lines = head.split("\n")
        old = re.fullmatch(r"old (0|[1-9][0-9]{0,18})", first)
        if old is None:
            raise NoteRefused("a consistency proof names the size that it starts from")
        return cls(int(old[1]), [decode(line) for line in lines], checkpoint)

    def head(self, old_root: bytes, *trusted: PublicKey) -> TreeHead:
        """The signed tree head that grew out of the tree with ``old_root``. Raises NoteRefused."""
        head = TreeHead.parse(open_note(self.checkpoint, *trusted).text)
        if not verify_consistency(self.old, head.size, old_root, head.root, self.hashes):
            raise NoteRefused("the log was changed between the two sizes")
        return head
