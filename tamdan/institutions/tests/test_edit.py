import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.core.history import former_states
from tamdan.institutions.models import Body, FocalPoint, Holding, Person, Post
from tests.cast import make_user


def url(name, *args):
    return reverse(f"institutions:{name}", args=args)


def fields_of(page):
    form = page.context["form"]
    return {name: "" if (value := form[name].value()) is None else value for name in form.fields}


def test_an_edit_is_saved_and_recorded(as_secretary, cast):
    data = {**fields_of(as_secretary.get(url("edit", "t-ministry"))), "acronym": "MOT"}
    assert as_secretary.post(url("edit", "t-ministry"), data).status_code == 302
    cast.ministry.refresh_from_db()
    assert (cast.ministry.acronym, cast.ministry.version) == ("MOT", 2)
    assert [event.verb for event in Event.objects.about(cast.ministry)] == ["institutions.body.edited"]


def test_an_edit_that_changes_nothing_leaves_no_trace(as_secretary, cast):
    as_secretary.post(url("edit", "t-ministry"), fields_of(as_secretary.get(url("edit", "t-ministry"))))
    assert not Event.objects.about(cast.ministry).exists()


def test_two_writers_see_both_texts_and_lose_none(as_secretary, cast):
    """The whole way through the pages: both open, one saves, the other compares, saves on top."""
    mine = {
        **fields_of(as_secretary.get(url("edit", "t-ministry"))),
        "name_en": "Ministry of My Tests",
        "acronym": "ME",
    }
    theirs = {**mine, "name_en": "Ministry of Their Tests", "acronym": "", "name_km": "ក្រសួងរបស់គេ"}
    as_secretary.post(url("edit", "t-ministry"), theirs)
    page = as_secretary.post(url("edit", "t-ministry"), mine)
    assert page.status_code == 409
    for text in (
        "Ministry of My Tests",
        "Ministry of Their Tests",
        "Ministry of Tests",
        "<ins>My</ins>",
        "<del>Their</del>",
    ):
        assert text in page.text
    again = page.context["error"].form
    data = {name: "" if (value := again[name].value()) is None else value for name in again.fields}
    assert as_secretary.post(url("edit", "t-ministry"), data).status_code == 302
    cast.ministry.refresh_from_db()
    assert (cast.ministry.name_en, cast.ministry.acronym) == ("Ministry of My Tests", "ME")
    assert cast.ministry.name_km == "ក្រសួងរបស់គេ"
    former = [state.name_en for state in former_states(cast.ministry).order_by("pgh_id")]
    assert former == ["Ministry of Tests", "Ministry of Their Tests"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_en": "", "name_km": ""}, "Give the name in at least one language."),
        ({"start": "2024-02-01", "end": "2024-01-01"}, "The last day lies before the first."),
        ({"start": "31/31/2024"}, "Enter a valid date."),
        ({"kind": "kingdom"}, "Select a valid choice."),
        ({"version": "x"}, "Enter a whole number."),
        ({"name_en": "x" * 301}, "at most 300 characters"),
        ({"name_en": "nul\0"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_is_answered_and_kept(as_secretary, cast, changes, sentence):
    data = {**fields_of(as_secretary.get(url("edit", "t-ministry"))), "acronym": "KEPT", **changes}
    page = as_secretary.post(url("edit", "t-ministry"), data)
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="KEPT"' in page.text
    cast.ministry.refresh_from_db()
    assert cast.ministry.version == 1


def test_a_body_cannot_be_put_into_its_own_part(as_secretary, cast):
    Body.objects.filter(pk=cast.rights_group.pk).update(parent=cast.ministry)
    data = {**fields_of(as_secretary.get(url("edit", "t-ministry"))), "parent": cast.rights_group.pk}
    assert "is part of this body" in as_secretary.post(url("edit", "t-ministry"), data).text


def test_invisible_and_disordered_signs_are_cleaned(as_secretary, cast):
    data = {
        **fields_of(as_secretary.get(url("edit", "t-ministry"))),
        "name_en": "Ministry\u202e of Tests\u0007",
        "acronym": "A",
    }
    as_secretary.post(url("edit", "t-ministry"), data)
    cast.ministry.refresh_from_db()
    assert cast.ministry.name_en == "Ministry of Tests"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name_en": "Office of Water"}, "office-of-water"),
        ({"name_en": "Office of Water", "acronym": "OW"}, "ow"),
        ({"name_en": "Office", "code": "chosen"}, "chosen"),
        ({"name_en": "Ministry of Tests", "code": "t-ministry"}, None),
    ],
)
def test_a_new_body_gets_a_code(as_secretary, cast, typed, code):
    page = as_secretary.post(url("add"), {"kind": "office", **typed})
    assert page.status_code == (302 if code else 422)
    if code:
        assert Body.objects.get(code=code).is_confirmed


def test_a_khmer_name_alone_gets_a_code_too(as_secretary, cast):
    as_secretary.post(url("add"), {"kind": "office", "name_km": "ការិយាល័យទឹក"})
    assert Body.objects.get(name_km="ការិយាល័យទឹក").code.startswith("body-")


def test_a_successor_is_recorded_and_refusals_stand_in_the_form(as_secretary, cast):
    data = {"successor": cast.committee.pk, "last_day": "2024-06-30"}
    assert as_secretary.post(url("succeed", "t-ministry"), data).status_code == 302
    page = as_secretary.post(url("succeed", "t-ministry"), data)
    assert page.status_code == 422
    assert "was succeeded by “Committee of Tests” already" in page.text
    assert "Committee of Tests" in as_secretary.get(url("detail", "t-ministry")).text


def test_posts_are_filled_and_ended_through_the_pages(as_secretary, cast):
    as_secretary.post(url("add_post", "t-ministry"), {"label_en": "Director"})
    post = Post.objects.get()
    page = as_secretary.post(url("fill_post", "t-ministry", post.pk), {"name_en": "Sok Dara", "start": "2024-01-01"})
    assert page.status_code == 302
    holding = Holding.objects.get()
    assert "Sok Dara" in as_secretary.get(url("detail", "t-ministry")).text
    as_secretary.post(url("end_holding", "t-ministry", holding.pk), {"last_day": "2024-12-31"})
    holding.refresh_from_db()
    assert str(holding.end) == "2024-12-31"


def test_somebody_known_is_named_again_without_a_second_record(as_secretary, cast):
    known = Person.objects.create(name_en="Sok Dara")
    data = {"known": known.pk, "role": "validator", "start": "2024-01-01"}
    assert as_secretary.post(url("name_focal_point", "t-ministry"), data).status_code == 302
    assert Person.objects.count() == 1
    named = FocalPoint.objects.get()
    as_secretary.post(url("end_focal_point", "t-ministry", named.pk), {"last_day": "2024-12-31"})
    named.refresh_from_db()
    assert str(named.end) == "2024-12-31"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "Give the name in at least one language."), ({"name_en": "X", "known": True}, "not both")],
)
def test_a_person_is_either_known_or_new(as_secretary, cast, typed, sentence):
    known = Person.objects.create(name_en="Sok Dara")
    data = {"role": "validator", "start": "2024-01-01", **typed}
    if "known" in data:
        data["known"] = known.pk
    page = as_secretary.post(url("name_focal_point", "t-ministry"), data)
    assert page.status_code == 422
    assert sentence in page.text
    assert Person.objects.count() == 1


@pytest.mark.commits
def test_of_two_writers_at_once_one_saves_and_one_compares(committing_db):
    """Two connections: the second waits for the first one's row and then finds another version."""
    from tamdan.accounts.enums import Role
    from tamdan.institutions.models import Installation

    body = Body.objects.create(code="t-race", kind="ministry", name_en="Before")
    Installation.objects.create(body=body, country="xa", state_iso3="XXA", default_language="en")
    user, statuses = make_user(body, Role.SECRETARIAT), []
    opener = Client()
    opener.force_login(user)
    data = fields_of(opener.get(url("edit", "t-race")))

    def save(name):
        client = Client()
        client.force_login(user)
        statuses.append(client.post(url("edit", "t-race"), {**data, "name_en": name}).status_code)
        connection.close()

    writers = [threading.Thread(target=save, args=[f"Writer {number}"]) for number in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(statuses) == [302, 409]
    body.refresh_from_db()
    assert body.version == 2
