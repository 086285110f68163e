"""The desk: what waits for this person, from every room."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, reads, roles_of
from tamdan.core.panels import DeskEntry, listed
from tamdan.taxonomy.country import today


@reads
def desk(request: HttpRequest) -> HttpResponse:
    user = request.user
    roles = ", ".join(str(Role(role).label) for role in sorted(roles_of(user)))
    context = {"today": today(), "counts": counts_for(user, listed("DESK")), "role_names": roles}
    return render(request, "accounts/desk.html", context)


def counts_for(user: Viewer, entries: Iterable[DeskEntry]) -> list[dict[str, Any]]:
    """What waits, late first; entries for other roles and those with nothing waiting are left out. One query each."""
    mine = [entry for entry in entries if entry.roles & roles_of(user)]
    counted = [(entry, entry.count(user)) for entry in sorted(mine, key=lambda entry: not entry.late)]
    return [
        {"number": _said(number, entry.cap), "label": entry.title, "url": reverse(entry.url_name), "late": entry.late}
        for entry, number in counted if number
    ]  # fmt: skip


def _said(number: int, cap: int | None) -> int | str:
    return number if cap is None or number <= cap else f"{cap}+"
