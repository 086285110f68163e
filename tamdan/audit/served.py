"""What the ledger shows to anybody: checkpoints, proofs and tiles of hashes. Never an event."""

from dataclasses import dataclass

from django.db import connection

from tamdan.audit.models import Checkpoint, Cosignature, Leaf
from tamdan.audit.proofs import ConsistencyProof, InclusionProof
from tamdan.audit.stored import reader, run_of_hashes
from tamdan.audit.tree import consistency_proof, inclusion_proof

TILE_BITS = 8
TILE_WIDTH = 1 << TILE_BITS


@dataclass(frozen=True)
class Tile:
    """A run of 256 neighbouring hashes of every eighth level (C2SP tlog-tiles); ``width`` is less for one that grows."""

    level: int
    number: int
    width: int = TILE_WIDTH


def newest_checkpoint(log: int | None = None) -> Checkpoint | None:
    """The last checkpoint of a log, of the newest log when none is named."""
    checkpoints = Checkpoint.objects.select_related("log")
    return (checkpoints if log is None else checkpoints.filter(log=log)).first()


@dataclass(frozen=True)
class Witnessed:
    """A checkpoint with the newest line of each witness below it."""

    checkpoint: Checkpoint
    lines: list[Cosignature]

    @property
    def note(self) -> str:
        """The whole signed note, as it is kept outside."""
        return self.checkpoint.note + "".join(one.line for one in self.lines)


def newest_witnessed(log: int | None = None) -> Witnessed | None:
    """The last checkpoint that somebody outside cosigned; None before the first. Three queries."""
    newest = newest_checkpoint(log)
    last = Cosignature.objects.filter(log=newest.log_id).first() if newest else None
    if newest is None or last is None:
        return None
    checkpoint = Checkpoint.objects.select_related("log").get(log=last.log_id, size=last.size)
    lines = Cosignature.objects.filter(log=last.log_id, size=last.size)
    newest_of_each = {one.key: one for one in reversed(lines)}
    return Witnessed(checkpoint, [newest_of_each[key] for key in sorted(newest_of_each)])


def prove_entry(leaf_hash: bytes) -> InclusionProof | None:
    """That the entry with this leaf hash is in the ledger; None when it is not there or not yet signed. Three queries."""
    leaf = Leaf.objects.filter(hash=leaf_hash).first()
    if leaf is None:
        return None
    checkpoint = newest_checkpoint(leaf.log_id)
    if checkpoint is None or checkpoint.size <= leaf.seq:
        return None
    with connection.cursor() as cursor:
        hashes = inclusion_proof(leaf.seq, checkpoint.size, reader(cursor, leaf.log_id))
    return InclusionProof(leaf.seq, hashes, checkpoint.note)


def prove_growth(log: int, old: int, new: int | None) -> ConsistencyProof | None:
    """That the log at ``new`` entries (a signed size, the last when not given) only added to its first ``old``."""
    checkpoints = Checkpoint.objects.filter(log=log)
    checkpoint = checkpoints.first() if new is None else checkpoints.filter(size=new).first()
    if checkpoint is None or not 0 <= old <= checkpoint.size:
        return None
    with connection.cursor() as cursor:
        hashes = consistency_proof(old, checkpoint.size, reader(cursor, log))
    return ConsistencyProof(old, hashes, checkpoint.note)


def tile_bytes(log: int, tile: Tile) -> bytes | None:
    """The hashes of a tile, 32 bytes each; None for one that the signed log does not fill yet."""
    checkpoint = newest_checkpoint(log)
    begin = tile.number * TILE_WIDTH
    end = begin + tile.width
    if checkpoint is None or end > checkpoint.size >> (TILE_BITS * tile.level):
        return None
    with connection.cursor() as cursor:
        return b"".join(run_of_hashes(cursor, log, TILE_BITS * tile.level, begin, end))
