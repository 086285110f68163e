"""What the rooms declare for the ledger in their ``panels.py``: the acts they write, and how their records are removed.

``AUDIT_VERBS``: verb -> label. ``ERASERS``: kind -> function that removes one record by its primary key with all that
hangs on it and returns the references (kind, id) of everything removed. ``ERASURE_FOLLOWERS``: functions that take
those references and remove what they keep about them (index, files). ``RETENTION``: kind -> function that gives the
records whose keeping time began before a moment.
"""

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

Label = str | Promise
Eraser = Callable[[str], Sequence[tuple[str, str]]]
Follower = Callable[[Sequence[tuple[str, str]]], None]
Due = Callable[[datetime.datetime], "QuerySet[Any]"]


class UnknownVerb(LookupError):
    """An act that no room declares in ``AUDIT_VERBS``."""


@cache
def _panels() -> tuple[ModuleType, ...]:
    configs = apps.get_app_configs()
    return tuple(
        import_module(f"{config.name}.panels")
        for config in configs
        if config.module is not None and module_has_submodule(config.module, "panels")
    )


def _declared(name: str) -> dict[str, Any]:
    return {key: value for module in _panels() for key, value in getattr(module, name, {}).items()}


@cache
def verbs() -> dict[str, Label]:
    """Every verb of every room with its label."""
    return _declared("AUDIT_VERBS")


def check_verb(verb: str) -> None:
    """Raises UnknownVerb."""
    if verb not in verbs():
        raise UnknownVerb(f"{verb} is in no room's AUDIT_VERBS (panels.py)")


def erasers() -> dict[str, Eraser]:
    """How records of each kind are removed."""
    return _declared("ERASERS")


def followers() -> list[Follower]:
    """What is told about everything that an erasure removed."""
    return [follower for module in _panels() for follower in getattr(module, "ERASURE_FOLLOWERS", ())]


def retention() -> dict[str, Due]:
    """How each kind of record finds those whose time is over."""
    return _declared("RETENTION")
