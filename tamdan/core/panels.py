"""What a later room shows on an earlier room's pages: each room declares it in its ``panels.py``, this module collects.

A ``panels.py`` may hold any of these names; nothing reaches a later room in another way (tests/test_architecture.py):

``PANELS``            list[Panel]: sections on a record's page
``DESK``              list[DeskEntry]: counts on a person's desk
``MENU``              list[MenuEntry]: entries of the public and the staff menu
``FOOTER``            list[MenuEntry]: links at the foot of every page
``HOME``              list[HomePart]: what the first page shows of the room
``SEARCH_SOURCES``    list of search.sources.Source: documents of the index
``AUDIT_VERBS``       dict[str, str]: verb of the ledger -> translatable label
``NOTICE_KINDS``      dict[str, NoticeKind]: what the room may tell a person (core.notices)
``REFERENCE_LOADERS`` list of callables that load reference rows and return counts
``IMPORT_FORMATS``    list of imports.formats.Format
``EXPORTS``           dict[str, callable]: what ``tamdan export NAME`` gives
``ERASERS``           dict[str, callable]: kind -> removes one record with what hangs on it (audit.erasing)
``ERASURE_FOLLOWERS`` list of callables that remove what the room keeps about erased records of others (audit.erasing)
``RETENTION``         dict[str, Kept]: kind -> records that a rule may end after some time (audit.erasing)
``CLOCK_FOLLOWERS``   dict[str, callable]: kind -> told of a clock on such a record after it changed (clocks.actions)
``CLOCKS_HIDDEN``     dict[str, callable]: kind -> ids of records whose clocks a person may not see, though their body owns them
``CLOCK_ACTS``        dict[str, callable]: kind -> the acts that a person may do by hand with a clock on such a record (clocks.access)
``LOOPS``             list of callables of a stop event, run beside the worker (core.work)
``HEALTH``            list of callables that yield findings for ``tamdan doctor`` (core.health)
``LEAVERS``           list of callables of a user whose account was closed, and ``by=`` whom (accounts.actions)
``REWRAPPERS``        list of callables that seal to the server's present keys what is sealed to former ones, and return how
                      many they left (sealing.tasks)
``FILES``             list of callables that give the vault digests the room still needs
``EFFORTS``           dict[str, callable]: purpose of a proof of work -> how hard it is for a request (core.effort)
``LETTER_ARRIVALS``   list of callables of a Letter, called in the transaction that stores it (intake.submitting)
``DECISION_ARRIVALS`` list of callables of a Decision, called in its transaction (intake.deciding)
``ENVELOPE_ENDINGS``  list of callables of an Item, a recipient and the Event of the end of what was lent (intake.lending)
``ITEM_HISTORY``      list of callables of a complaint's items that give, by id, the lines that its complainant sees (intake.shown)
``RECEIPT_STATUS``    list of callables of a complaint's first Letter that give the steps its complainant may see (intake.visits)
``RECEIPT_SECTIONS``  list of callables of a complaint's first Letter that give sections of its complainant's page: title, text,
                      lines (at, text, leaf) and acts (value of a consent, label, sure) (intake.shown)
``LETTER_NUMBER``     list of callables of a complaint's first Letter that give what people call it (intake.chain)
``LEDGER_CHECKS``     list of callables of a connection that yield what contradicts the ledger (audit.verify)
``LEDGER_SENTENCES``  dict[str, str]: code of such a finding -> its sentence with ``where`` and ``what`` (audit.report)
``BLOB_REFERENCES``   list of callables that give a queryset of the digests of sealed blobs the room still needs (vault.blobs)
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from tamdan.core.access import Viewer


@dataclass(frozen=True)
class Panel:
    """A section on the page of one record of ``model`` ("app.Model"); ``query`` gives its context in one query, None hides it."""

    model: str
    title: str | Promise
    query: Callable[[Viewer, Any], dict[str, Any] | None]
    template: str
    order: int = 100


@dataclass(frozen=True)
class DeskEntry:
    """A count on the desk of people with one of ``roles``; ``url_name`` is the list that it counts.

    ``cap``: from here on ``count`` looks at no more rows, and the desk says "99+".
    """

    title: str | Promise
    url_name: str
    count: Callable[[Viewer], int]
    roles: frozenset[str]
    late: bool = False
    cap: int | None = None


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the public menu (no roles) or of the staff menu of people with one of ``roles``.

    ``for_whom``: which of them, where a role alone does not say it; asked on every page of theirs, so at most one cheap query.
    """

    title: str | Promise
    url_name: str
    roles: frozenset[str] = frozenset()
    order: int = 100
    for_whom: Callable[[Viewer], bool] | None = None


@dataclass(frozen=True)
class Kept:
    """What people call records of a kind, and those of them whose keeping time began before a moment."""

    label: str | Promise
    begun_before: Callable[[datetime.datetime], "QuerySet[Any]"]


@dataclass(frozen=True)
class NoticeKind:
    """Something that a person is told. ``label`` heads these notices in a digest; ``text`` is one sentence (gettext_lazy or
    ngettext_lazy) with named placeholders for the parameters of ``core.notices.notify``: never a secret, because it is mailed."""

    label: str | Promise
    text: Any


@dataclass(frozen=True)
class HomePart:
    """A piece of the public first page; ``query`` gives its context, None hides it. ``leads``: its heading is the page's."""

    template: str
    query: Callable[[], dict[str, Any] | None]
    leads: bool = False
    order: int = 100


def declared(name: str) -> Iterator[Any]:
    """What every installed room's ``panels.py`` holds under ``name``, in the order of the rooms."""
    for module in _modules(tuple(config.name for config in apps.get_app_configs())):
        if hasattr(module, name):
            yield getattr(module, name)


@cache
def _modules(installed: tuple[str, ...]) -> list[ModuleType]:
    """The ``panels.py`` of these apps. Every page asks for its menus, so files are looked for once."""
    rooms = (name for name in installed if name.startswith("tamdan."))
    return [import_module(f"{name}.panels") for name in rooms if find_spec(f"{name}.panels")]


def listed(name: str) -> list[Any]:
    """The entries of all rooms' lists under ``name``, in one list."""
    return [entry for entries in declared(name) for entry in entries]


def merged(name: str) -> dict[str, Any]:
    """All rooms' mappings under ``name`` in one; two rooms that claim a key are a mistake in the program."""
    found: dict[str, Any] = {}
    for mapping in declared(name):
        clash = found.keys() & mapping.keys()
        assert not clash, f"{name}: declared twice: {sorted(clash)}"
        found.update(mapping)
    return found


def panels_of(user: Viewer, record: Model) -> list[dict[str, Any]]:
    """The sections that later rooms add to this record's page for this person, ready to include."""
    made = []
    for panel in sorted(listed("PANELS"), key=lambda panel: panel.order):
        if panel.model == record._meta.label:
            context = panel.query(user, record)
            if context is not None:
                made.append({"title": panel.title, "template": panel.template, "panel": context})
    return made
