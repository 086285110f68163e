import datetime

import pytest
from django.utils import timezone

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.accounts.models import Membership, User
from tamdan.institutions.models import Body
from tamdan.institutions.panels import STAFF
from tests.cast import make_user

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, None, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_a_role_counts_on_its_days(cast, start, end, counts):
    user = User.objects.create_user("a@example.org", "a long enough password", name="A")
    Membership.objects.create(user=user, body=cast.committee, role=Role.SECRETARIAT, start=start, end=end)
    assert (Role.SECRETARIAT in user.roles()) is counts
    assert user.reach().sees_staff is counts


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_a_staff_role_counts_in_the_installations_own_body_alone(cast, role):
    assert make_user(cast.committee, role).reach().sees_staff
    stranger = make_user(cast.ministry, role)
    assert not stranger.reach().sees_staff
    assert stranger.roles() == frozenset()
    assert stranger.reach().bodies == frozenset()


def test_a_staff_role_counts_in_an_office_of_the_installations_body(cast):
    office = Body.objects.create(code="t-office", kind="office", name_en="Office", parent=cast.committee)
    desk = Body.objects.create(code="t-desk", kind="office", name_en="Desk", parent=office)
    assert make_user(desk, Role.CASE_OFFICER).reach().sees_staff


def test_other_roles_count_where_they_are(cast):
    user = make_user(cast.ministry, Role.FOCAL_POINT)
    assert user.reach().bodies == {cast.ministry.pk}
    assert not user.reach().sees_staff


def test_reach_costs_one_query(cast, django_assert_num_queries):
    user = fresh(make_user(cast.committee, Role.AUDITOR))
    with django_assert_num_queries(1):
        assert user.reach().sees_staff
        assert user.roles() == {Role.AUDITOR}


def test_the_earlier_room_names_the_same_staff():
    """institutions cannot import our roles, so it names them."""
    assert STAFF == STAFF_ROLES
