import datetime

import pytest

from tamdan.audit.models import Event
from tamdan.core.bulk import AlreadyUndone
from tamdan.institutions import actions
from tamdan.institutions.enums import BodyKind, FocalRole
from tamdan.institutions.errors import (
    AlreadyConfirmed,
    EndedAlready,
    EndsBeforeStart,
    HasSuccessor,
    PostIsTaken,
    SuccessionInACircle,
)
from tamdan.institutions.models import Body, FocalPoint, Holding, Person, Post
from tamdan.institutions.panels import erase_person

DAY = datetime.date(2024, 3, 1)


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_a_body_that_a_person_types_is_confirmed(secretary):
    made = actions.add_body(Body(code="t-new", kind=BodyKind.AGENCY, name_en="New"), by=secretary)
    assert made.is_confirmed
    assert verbs() == ["institutions.body.added"]
    assert Event.objects.get().who == f"u:{secretary.uuid}"


def test_confirming_is_done_once(cast, secretary):
    actions.confirm_body(cast.ministry, by=secretary)
    cast.ministry.refresh_from_db()
    assert (cast.ministry.is_confirmed, cast.ministry.version) == (True, 2)
    with pytest.raises(AlreadyConfirmed):
        actions.confirm_body(cast.ministry, by=secretary)
    assert verbs() == ["institutions.body.confirmed"]


def test_confirming_many_is_one_event_and_undoing_another(cast, secretary):
    act = actions.confirm_bodies(Body.objects.filter(code__startswith="t-"), by=secretary)
    assert actions.undo_confirming(act, by=secretary).restored == 3
    assert not Body.objects.filter(is_confirmed=True, code__startswith="t-").exists()
    assert verbs() == ["institutions.bodies.confirmed", "institutions.bodies.confirming_undone"]
    with pytest.raises(AlreadyUndone):
        actions.undo_confirming(act, by=secretary)


def test_a_succeeded_body_ends_and_names_its_successor(cast, secretary):
    actions.succeed_body(cast.ministry, successor=cast.committee, last_day=DAY, by=secretary)
    cast.ministry.refresh_from_db()
    assert (cast.ministry.successor, cast.ministry.end, cast.ministry.version) == (cast.committee, DAY, 2)
    assert list(cast.committee.predecessors.all()) == [cast.ministry]
    with pytest.raises(HasSuccessor):
        actions.succeed_body(cast.ministry, successor=cast.rights_group, last_day=DAY, by=secretary)


def test_successors_never_lead_back(cast, secretary):
    actions.succeed_body(cast.ministry, successor=cast.committee, last_day=DAY, by=secretary)
    actions.succeed_body(cast.committee, successor=cast.rights_group, last_day=DAY, by=secretary)
    with pytest.raises(SuccessionInACircle):
        actions.succeed_body(cast.rights_group, successor=cast.ministry, last_day=DAY, by=secretary)
    with pytest.raises(SuccessionInACircle):
        actions.succeed_body(cast.rights_group, successor=cast.rights_group, last_day=DAY, by=secretary)


def test_a_body_cannot_end_before_it_began(cast, secretary):
    Body.objects.filter(pk=cast.ministry.pk).update(start=DAY)
    with pytest.raises(EndsBeforeStart):
        actions.succeed_body(
            cast.ministry, successor=cast.committee, last_day=DAY - datetime.timedelta(days=1), by=secretary
        )


@pytest.fixture
def post(cast, secretary):
    return actions.add_post(Post(body=cast.ministry, label_en="Director"), by=secretary)


def test_a_new_holder_ends_the_one_before(post, secretary):
    first = actions.fill_post(post, person=Person(name_en="First"), start=DAY, by=secretary)
    later = DAY + datetime.timedelta(days=100)
    second = actions.fill_post(post, person=Person(name_km="ទីពីរ"), start=later, by=secretary)
    first.refresh_from_db()
    assert (first.end, second.end) == (later - datetime.timedelta(days=1), None)
    on = Holding.objects.on(later)
    assert [holding.person.name_km for holding in on] == ["ទីពីរ"]


def test_a_holder_of_a_later_day_is_not_overtaken(post, secretary):
    actions.fill_post(post, person=Person(name_en="First"), start=DAY, by=secretary)
    with pytest.raises(PostIsTaken, match="First"):
        actions.fill_post(post, person=Person(name_en="Second"), start=DAY, by=secretary)
    assert not Person.objects.filter(name_en="Second").exists()


def test_several_people_may_answer_for_a_body(cast, secretary):
    for name, role in (("One", FocalRole.FOCAL_POINT), ("Two", FocalRole.ALTERNATE), ("Three", FocalRole.VALIDATOR)):
        actions.name_focal_point(cast.ministry, person=Person(name_en=name), role=role, start=DAY, by=secretary)
    assert FocalPoint.objects.on(DAY).count() == 3
    assert FocalPoint.objects.on(DAY - datetime.timedelta(days=1)).count() == 0


def test_what_ended_does_not_end_again(cast, secretary):
    named = actions.name_focal_point(
        cast.ministry, person=Person(name_en="One"), role=FocalRole.ALTERNATE, start=DAY, by=secretary
    )
    with pytest.raises(EndsBeforeStart):
        actions.end_held(named, last_day=DAY - datetime.timedelta(days=1), by=secretary)
    actions.end_held(named, last_day=DAY, by=secretary)
    with pytest.raises(EndedAlready):
        actions.end_held(named, last_day=DAY, by=secretary)


def test_an_erased_person_leaves_posts_and_bodies(post, secretary, cast):
    person = Person.objects.create(name_en="Somebody")
    actions.fill_post(post, person=person, start=DAY, by=secretary)
    actions.name_focal_point(cast.ministry, person=person, role=FocalRole.VALIDATOR, start=DAY, by=secretary)
    gone = erase_person(str(person.pk))
    assert [kind for kind, _pk in gone] == ["institutions.holding", "institutions.focalpoint", "institutions.person"]
    assert Post.objects.filter(pk=post.pk).exists()
    assert not Holding.objects.exists()
