"""Loads the reference rows of every room: the same files give the same rows, however often it runs."""

from collections.abc import Callable

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
    loaders = listed("REFERENCE_LOADERS")
    with transaction.atomic():
        for number, loader in enumerate(loaders, 1):
            room = apps.get_containing_app_config(loader.__module__)
            tell(number, len(loaders), room.verbose_name if room else loader.__module__)
            counts.update(loader())
    return counts
