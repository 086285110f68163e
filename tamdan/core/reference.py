"""Loads the reference rows of every room: the same files give the same rows, however often it runs."""

from django.db import transaction

from tamdan.core.panels import listed


def load_reference() -> dict[str, int]:
    """Rows added or changed by table, over all rooms, in one transaction. Unchanged files change nothing."""
    counts: dict[str, int] = {}
    with transaction.atomic():
        for loader in listed("REFERENCE_LOADERS"):
            counts.update(loader())
    return counts
