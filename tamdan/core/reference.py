"""Loads the reference rows of every room: the same files give the same rows, however often it runs."""

from collections.abc import Callable
from itertools import groupby

from django.apps import apps
from django.db import transaction

from tamdan.core.panels import listed

Tell = Callable[[int, int, object], object]
"""Told of a long preparation: the step that begins, how many there are, and what it is about (in words for a person)."""


def silent(_number: int, _count: int, _what: object) -> None:
    """Nobody waits for it."""


def load_reference(tell: Tell = silent) -> dict[str, int]:
    """Rows added or changed by table, over all rooms, in one transaction. Unchanged files change nothing."""
    counts: dict[str, int] = {}
    rooms = [(room, list(found)) for room, found in groupby(listed("REFERENCE_LOADERS"), _room)]
    with transaction.atomic():
        for number, (room, loaders) in enumerate(rooms, 1):
            tell(number, len(rooms), room)
            for loader in loaders:
                counts.update(loader())
    return counts


def _room(loader: Callable[[], dict[str, int]]) -> object:
    """The name of the room that a loader is of; a room's loaders follow each other."""
    room = apps.get_containing_app_config(loader.__module__)
    return room.verbose_name if room else loader.__module__
