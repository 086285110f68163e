import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tamdan.audit.acting import acting
from tamdan.audit.models import Witness
from tamdan.core.history import former_states, history_of


@pytest.fixture
def witness(db):
    return Witness.objects.create(name="Press Council", email="council@example.org", language="km")


def test_a_new_row_has_no_history_yet(witness):
    assert history_of(witness) == []


def test_each_edit_is_shown_with_what_it_changed(witness, secretary):
    with acting(secretary):
        Witness.objects.filter(pk=witness.pk).update(name="Council of the Press")
    Witness.objects.filter(pk=witness.pk).update(language="en", email="press@example.org")
    witness.refresh_from_db()
    newest, oldest = history_of(witness)
    assert [(change.label, change.before, change.after) for change in newest.fields] == [
        ("e-mail address", "council@example.org", "press@example.org"),
        ("language", "km", "en"),
    ]
    assert (newest.by, newest.act) == ("", "update")
    assert [(change.label, change.before, change.after) for change in oldest.fields] == [
        ("name", "Press Council", "Council of the Press")
    ]
    assert (oldest.by, oldest.act) == (secretary.name, "update")
    assert oldest.at <= newest.at


def test_an_edit_that_changes_nothing_leaves_no_row(witness):
    witness.save()
    assert not former_states(witness).exists()


def test_a_removed_row_is_kept_whole(witness):
    pk = witness.pk
    witness.delete()
    witness.pk = pk
    (removal,) = history_of(witness)
    assert removal.act == "delete"
    assert {change.before for change in removal.fields} - {""} == {"Press Council", "council@example.org", "km"}
    assert {change.after for change in removal.fields} == {""}


def test_the_application_cannot_change_history(witness):
    witness.delete()
    for statement in ("DELETE FROM audit_witnesshistory", "UPDATE audit_witnesshistory SET name = ''"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_history_costs_two_queries(witness, secretary, django_assert_num_queries):
    with acting(secretary):
        for number in range(5):
            Witness.objects.filter(pk=witness.pk).update(name=f"Name {number}")
    with django_assert_num_queries(2):
        assert len(history_of(witness)) == 5
