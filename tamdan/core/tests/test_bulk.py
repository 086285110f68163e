import datetime

import pytest
from django.utils import timezone

from tamdan.core import bulk
from tamdan.core.models import BulkAct
from tamdan.institutions.models import Body

VERB = "institutions.bodies.confirmed"


@pytest.fixture
def bodies(cast):
    return Body.objects.filter(pk__in=[cast.ministry.pk, cast.rights_group.pk, cast.committee.pk])


def confirmed():
    return set(Body.objects.filter(is_confirmed=True, code__startswith="t-").values_list("code", flat=True))


def test_a_change_remembers_only_what_it_changed(bodies, cast, secretary):
    Body.objects.filter(pk=cast.committee.pk).update(is_confirmed=True)
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    assert act.before.keys() == {cast.ministry.pk, cast.rights_group.pk}
    assert (act.count, act.by, act.after) == (2, secretary.uuid, {"is_confirmed": True})
    assert confirmed() == {"t-ministry", "t-rights", "t-committee"}


def test_undoing_restores_exactly_what_was_changed(bodies, cast, secretary):
    Body.objects.filter(pk=cast.committee.pk).update(is_confirmed=True)
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    assert bulk.undo(act, by=secretary) == bulk.Undone(restored=2, left=())
    assert confirmed() == {"t-committee"}
    act.refresh_from_db()
    assert act.undone_by == secretary.uuid
    assert act.undone_at


def test_open_forms_notice_a_bulk_act_and_its_undoing(bodies, cast, secretary):
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    bulk.undo(act, by=secretary)
    cast.ministry.refresh_from_db()
    assert cast.ministry.version == 3


def test_undoing_leaves_alone_what_somebody_changed_since(bodies, cast, secretary):
    act = bulk.change(bodies, verb=VERB, by=secretary, kind="agency", acronym="X")
    Body.objects.filter(pk=cast.ministry.pk).update(acronym="MINE")
    assert bulk.undo(act, by=secretary) == bulk.Undone(restored=2, left=(cast.ministry.pk,))
    cast.ministry.refresh_from_db()
    assert (cast.ministry.acronym, cast.ministry.kind) == ("MINE", "agency")


def test_relations_days_and_nothing_come_back(bodies, cast, secretary):
    parent = Body.objects.create(code="t-parent", kind="other", name_en="Parent")
    Body.objects.filter(pk=cast.ministry.pk).update(start=datetime.date(2001, 2, 3))
    act = bulk.change(bodies, verb=VERB, by=secretary, parent=parent, start=datetime.date(2010, 1, 1))
    cast.ministry.refresh_from_db()
    assert (cast.ministry.parent, cast.ministry.start) == (parent, datetime.date(2010, 1, 1))
    bulk.undo(BulkAct.objects.get(pk=act.pk), by=secretary)
    cast.ministry.refresh_from_db()
    assert (cast.ministry.parent, cast.ministry.start) == (None, datetime.date(2001, 2, 3))


def test_nothing_to_change_is_refused(bodies, secretary):
    bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    with pytest.raises(bulk.NothingToChange):
        bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    assert BulkAct.objects.count() == 1


def test_an_act_is_undone_once(bodies, secretary):
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    bulk.undo(act, by=secretary)
    with pytest.raises(bulk.AlreadyUndone):
        bulk.undo(act, by=secretary)


def test_after_thirty_days_it_is_too_late(bodies, secretary):
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    BulkAct.objects.update(at=timezone.now() - datetime.timedelta(days=30, minutes=1))
    with pytest.raises(bulk.TooLateToUndo):
        bulk.undo(act, by=secretary)
    assert "t-ministry" in confirmed()
    assert not BulkAct.objects.reversible("institutions.body").exists()


def test_only_acts_on_that_kind_are_offered(bodies, secretary):
    act = bulk.change(bodies, verb=VERB, by=secretary, is_confirmed=True)
    assert list(BulkAct.objects.reversible("institutions.body")) == [act]
    assert not BulkAct.objects.reversible("accounts.user").exists()
