"""Every page x every role x an object of one's own body or of another: the status is computed, never listed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.institutions.models import Body
from tests.matrix import People, Question, Row, all_rows, ask, pages, question, rooms, rows_of

Roles = Sequence[Role | None]
FEW = {None, Role.AUDITOR, Role.FOCAL_POINT, Role.RIGHTS_GROUP}
"""Who is asked about pages that everybody sees alike: a visitor, one of the staff, one of a ministry, one of a rights group."""


def test_every_page_has_one_row():
    names = sorted(page.name for page in pages())
    declared = sorted(row.name for row in all_rows())
    unnamed = [name for name in names if name.endswith("None")]
    assert not unnamed, f"pages without a name: {unnamed}"
    missing, gone = sorted(set(names) - set(declared)), sorted(set(declared) - set(names))
    assert not missing, f"pages without a row in tamdan/<room>/tests/matrix.py: {missing}"
    assert not gone, f"rows without a page: {gone}"
    assert len(declared) == len(set(declared)), "a page has two rows"


def test_a_page_about_an_object_has_an_object_of_another_body():
    rows = {row.name: row for row in all_rows()}
    bare = [page.name for page in pages() if page.arguments and page.name in rows and rows[page.name].make is None]
    assert not bare, f"rows without an object: {bare}"


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.name)
def test_status_follows_from_the_row(row: Row, people: People) -> None:
    roles = [role for role in (None, *Role) if role in FEW or not row.is_alike_for_everybody]
    wrong = [*refused(row, roles, people), *among_others(row, roles, people), *at_home(row, roles, people)]
    assert not wrong, "\n".join(wrong)


def refused(row: Row, roles: Roles, people: People) -> Iterator[str]:
    """Nobody's object opens to somebody without the role: they are asked about one that opens to somebody else."""
    without = [role for role in roles if row.refuses(role)]
    owner, body = people.somebody(next((role for role in Role if not row.refuses(role)), None))
    with undone():
        asked = question(row, owner, body) if without else None
        for role in without:
            yield from fault(row, role, asked, people, is_own=False)


def among_others(row: Row, roles: Roles, people: People) -> Iterator[str]:
    """An object of another body, once for all who share that other body."""
    by_stranger: dict[tuple[User, Body], list[Role | None]] = defaultdict(list)
    for role in roles:
        if row.make and not row.refuses(role):
            by_stranger[people.stranger(role)].append(role)
    for (owner, body), asking in by_stranger.items():
        with undone():
            asked = question(row, owner, body)
            for role in asking:
                yield from fault(row, role, asked, people, is_own=False)


def at_home(row: Row, roles: Roles, people: People) -> Iterator[str]:
    for role in roles:
        if not row.refuses(role):
            with undone():
                yield from fault(row, role, question(row, *people.somebody(role)), people, is_own=True)


def fault(row: Row, role: Role | None, asked: Question, people: People, *, is_own: bool) -> Iterator[str]:
    with undone():
        found = ask(people.client(role), asked)
    if found != row.expected(role, is_own=is_own):
        whose = "own" if is_own else "other"
        yield f"{role or 'visitor'} ({whose} body): {found}, expected {row.expected(role, is_own=is_own)}"


@contextmanager
def undone() -> Iterator[None]:
    """No trace is left for the next question."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("room", [room for room in rooms() if rows_of(room)])
def test_pages_that_only_read_refuse_to_be_sent_to(room: str, people: People) -> None:
    client, (administrator, body) = people.client(Role.ADMINISTRATOR), people.somebody(Role.ADMINISTRATOR)
    views = {page.name: page.view for page in pages()}
    wrong = []
    for row in rows_of(room):
        access = getattr(views.get(row.name), "access", None)
        if access not in ("reads", "writes") or row.expected(Role.ADMINISTRATOR, is_own=True) in (403, 404):
            continue
        with undone():
            swapped = replace(row, post={} if access == "reads" else None)
            found = ask(client, question(swapped, administrator, body))
        if found != 405:
            wrong.append(f"{row.name} ({access}): {found}")
    assert not wrong, "\n".join(wrong)
