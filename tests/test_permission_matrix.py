"""Every page x every role x an object of one's own body or of another: the status is computed, never listed."""

import datetime

import pytest
from django.db import transaction
from django.test import Client

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership
from tests.cast import make_user
from tests.matrix import Row, all_rows, ask, body_for, pages, rooms, rows_of, sign_in

AT_ONCE = 6
PARTS = [(room, first) for room in rooms() for first in range(0, len(rows_of(room)), AT_ONCE)]
"""Rows in portions that one test asks within a second or two."""
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


@pytest.fixture
def bodies(cast):
    return {"committee": cast.committee, "ministry": cast.ministry, "rights_group": cast.rights_group}


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "visitor")
@pytest.mark.parametrize(("room", "first"), PARTS)
def test_status_follows_from_the_row(room, first, role, bodies):
    client = Client()
    own_body = body_for(role or Role.RIGHTS_GROUP, bodies)
    other_body = bodies["ministry"] if own_body != bodies["ministry"] else bodies["rights_group"]
    user, other = make_user(own_body, role or Role.RIGHTS_GROUP), make_user(other_body, Role.MONITOR)
    Membership.objects.filter(user=other).update(role=Role.FOCAL_POINT, end=datetime.date(2021, 1, 1))
    if role is not None:
        sign_in(client, user)
    wrong = []
    for row in rows_of(room)[first : first + AT_ONCE]:
        if row.is_alike_for_everybody and role not in FEW:
            continue
        for is_own, owner, body in ((True, user, own_body), (False, other, other_body)):
            if not is_own and (row.make is None or row.refuses(role)):
                continue  # nobody's object opens to somebody without the role
            found = undone(client, row, owner, body)
            expected = row.expected(role, is_own=is_own)
            if found != expected:
                wrong.append(f"{row.name} ({'own' if is_own else 'other'} body): {found}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def undone(client: Client, row: Row, owner, body) -> int:
    """Ask, and leave no trace for the next question."""
    with transaction.atomic():
        found = ask(client, row, owner, body)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("room", [room for room in rooms() if rows_of(room)])
def test_pages_that_only_read_refuse_to_be_sent_to(room, administrator, cast):
    client = Client()
    sign_in(client, administrator)
    views = {page.name: page.view for page in pages()}
    wrong = []
    for row in rows_of(room):
        access = getattr(views.get(row.name), "access", None)
        if access not in ("reads", "writes") or row.expected(Role.ADMINISTRATOR, is_own=True) in (403, 404):
            continue
        with transaction.atomic():
            swapped = Row(row.name, row.opens, row.make, row.sees_all, {} if access == "reads" else None)
            found = ask(client, swapped, administrator, cast.committee)
            transaction.set_rollback(True)
        if found != 405:
            wrong.append(f"{row.name} ({access}): {found}")
    assert not wrong, "\n".join(wrong)
