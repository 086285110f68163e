"""Checkpoints outside the database: the highest one ever signed, and copies for people to carry away.

``high-water`` is written and made durable before a checkpoint becomes public, so that a database restored from an older
backup is recognised. ``checkpoints/`` holds ``latest.txt`` and the last one of each day.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from tamdan.audit.errors import HighWaterUnreadable
from tamdan.audit.notes import Note, NoteRefused, TreeHead
from tamdan.core.durable import replace


def high_water() -> TreeHead | None:
    """The highest tree head that this installation ever signed. Raises HighWaterUnreadable."""
    try:
        return TreeHead.parse(Note.parse(high_water_file().read_bytes()).text)
    except FileNotFoundError:
        return None
    except NoteRefused as error:
        raise HighWaterUnreadable(file=high_water_file()) from error


def raise_high_water(note: str) -> None:
    """Remember a signed checkpoint for good, before anybody can see it."""
    replace(high_water_file(), note)


def publish(note: str) -> None:
    """Copy a checkpoint to where people and backups find it without the database."""
    folder = checkpoint_folder()
    for name in ("latest.txt", f"{datetime.now(UTC):%Y-%m-%d}.txt"):
        replace(folder / name, note)


def high_water_file() -> Path:
    return Path(settings.LEDGER_ROOT) / "high-water"


def checkpoint_folder() -> Path:
    return Path(settings.LEDGER_ROOT) / "checkpoints"
