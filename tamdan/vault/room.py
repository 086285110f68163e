"""Room on the disk is promised before a byte is sent, and letters find some when files find none any longer."""

import os
import shutil

from django.conf import settings
from django.db import connection

from tamdan.vault.errors import NoRoomForFiles, NoRoomForLetters
from tamdan.vault.models import Ticket
from tamdan.vault.store import incoming


def refuse_files_when_full(more: int) -> None:
    """Raises NoRoomForFiles when ``more`` bytes, with all that is promised, would go below the floor for files of letters.

    Two who ask at once ask one after the other, until the end of the transaction: so they cannot be promised the same bytes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('vault.room'))")
    if _free() - Ticket.objects.promised() - more < settings.LETTER_FILES_FLOOR:
        raise NoRoomForFiles


def refuse_segment_when_full(more: int) -> None:
    """For a segment that has a promise. Others fill disks too: below the floor of letters it does not hold any longer."""
    if _free() - more < settings.FREE_SPACE_FLOOR:
        raise NoRoomForFiles


def refuse_letters_when_full() -> None:
    """Raises NoRoomForLetters below the floor of free space, and when the disk cannot be written."""
    if _free() < settings.FREE_SPACE_FLOOR:
        raise NoRoomForLetters


def _free() -> int:
    """Bytes free where files come in; less than none where nothing can be written, such as on a disk that turned read-only."""
    try:
        folder = incoming()
    except OSError:
        return -1
    return shutil.disk_usage(folder).free if os.access(folder, os.W_OK) else -1
