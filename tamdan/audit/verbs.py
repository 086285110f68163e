"""The acts that the rooms declare in ``panels.AUDIT_VERBS``."""

from functools import cache

from tamdan.core.panels import merged


class UnknownVerb(LookupError):
    """An act that no room declares."""


@cache
def verbs() -> dict[str, str]:
    """Every verb of every room with its label."""
    return merged("AUDIT_VERBS")


def check_verb(verb: str) -> None:
    """Raises UnknownVerb."""
    if verb not in verbs():
        raise UnknownVerb(f"{verb} is in no room's AUDIT_VERBS (panels.py)")


def label_of(verb: str) -> str:
    """What people read; the verb itself for one that a room no longer declares."""
    return str(verbs().get(verb, verb))
