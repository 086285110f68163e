"""The way from every room to a person's inbox: the notices room lies below some of them, so it registers here at start-up."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import models

Params = Mapping[str, str | int | Mapping[str, str]]
"""What fills a notice's sentence: a text, a number, or a text in both languages (``{"en": …, "km": …}``)."""


class NoticesMissing(RuntimeError):
    """No inbox is registered, so nobody can be told."""


class Notifier(Protocol):
    """What the notices room brings."""

    def __call__(self, users: Iterable[Any], kind: str, about: models.Model | None, params: Params, /) -> int: ...


_notifiers: list[Notifier] = []


def register(notifier: Notifier) -> None:
    """Name the inbox of this process; there is one."""
    _notifiers[:] = [notifier]


def notify(users: Iterable[Any], kind: str, about: models.Model | None = None, params: Params | None = None) -> int:
    """Put one notice into the inbox of each user, within the caller's transaction; gives how many.

    ``kind`` stands in the room's ``NOTICE_KINDS``; ``about`` is the record that the notice links to. Mail follows the commit, as each
    person prefers. Raises NoticesMissing, and what ``notices.actions.notify`` raises.
    """
    if not _notifiers:
        raise NoticesMissing("tamdan.notices is not installed or not ready")
    return _notifiers[0](users, kind, about, params or {})
