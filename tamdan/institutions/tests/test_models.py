import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from tamdan.core.history import former_states
from tamdan.institutions.models import Body, Installation, Person, Post

FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, datetime.date(2025, 1, 1), False),
        (FIRST, LAST, datetime.date(2023, 12, 31), False),
        (None, None, FIRST, True),
        (FIRST, None, datetime.date(2999, 1, 1), True),
        (None, LAST, datetime.date(1900, 1, 1), True),
    ],
)
def test_both_ends_are_included_and_an_absent_one_is_open(db, start, end, day, expected):
    Body.objects.create(code="t-held", kind="other", name_en="Held", start=start, end=end)
    assert Body.objects.on(day).filter(code="t-held").exists() is expected


@pytest.mark.parametrize(
    "values",
    [
        {"name_en": "", "name_km": ""},
        {"start": LAST, "end": FIRST},
        {"kind": "other", "parent_id": 1},
        {"kind": "other", "successor_id": 1},
    ],
)
def test_the_database_refuses_what_must_never_be(db, values):
    made = Body(pk=1, code="t-wrong", **{"kind": "other", "name_en": "Wrong", **values})
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
    with pytest.raises(ValidationError):
        made.validate_constraints()


@pytest.mark.parametrize(("model", "values"), [(Person, {}), (Post, {})])
def test_a_person_and_a_post_have_a_name(cast, model, values):
    made = model(**({"body": cast.ministry} if model is Post else {}))
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_there_is_one_installation(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(body=cast.ministry, country="xa", state_iso3="XXA")
    assert Installation.objects.get().body == cast.committee


def test_a_name_shows_in_the_language_of_the_page_or_the_only_one():
    both, khmer = Body(name_en="Ministry", name_km="ក្រសួង"), Body(name_km="ក្រសួង")
    with override("km"):
        assert [str(both), str(khmer)] == ["ក្រសួង", "ក្រសួង"]
    with override("en"):
        assert [str(both), str(khmer)] == ["Ministry", "ក្រសួង"]


def test_former_states_are_kept_whoever_changes_the_row(cast):
    Body.objects.filter(pk=cast.ministry.pk).update(acronym="NEW")
    assert [state.acronym for state in former_states(cast.ministry)] == [""]


def test_above_ends_where_somebody_made_a_circle(cast):
    Body.objects.filter(pk=cast.ministry.pk).update(parent=cast.committee)
    Body.objects.filter(pk=cast.committee.pk).update(parent=cast.ministry)
    assert Body.objects.get(pk=cast.ministry.pk).above() == [cast.committee, cast.ministry]
