"""A record is corrected by its form: what follows from it is kept in step, and two people do not overwrite each other."""

import pytest
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import add_text, make
from tamdan.search.models import Document


@pytest.fixture
def made(cast):
    found = make(cast.committee, symbol="A/HRC/99/7", paragraph="118.5")
    add_text(found, "km", "បើកសាលា", TextKind.TRANSLATION, translated_from=found.texts.get().digest)
    return found


@pytest.fixture
def page(as_secretary, made):
    """The form as it is opened: what a browser would send back."""

    def inner(**more):
        form = as_secretary.get(reverse("recommendations:revise", args=[made.pk])).context["form"]
        sent = {field.html_name: field.value() or "" for field in form}
        return sent | {"reason": "typing"} | more

    return inner


def send(client, made, sent):
    return client.post(reverse("recommendations:revise", args=[made.pk]), sent)


def test_words_states_and_paragraph_take_everything_along(as_secretary, made, page):
    sent = page(
        text="Open every school", by="Peru; Chad", paragraph="118.6", session="6", reason="source", note="Corr.1"
    )
    assert send(as_secretary, made, sent).status_code == 302
    made.refresh_from_db()
    assert (made.identifier, made.session, made.cycle) == ("A/HRC/99/7 118.6", 6, 1)
    assert {"by:PER", "by:TCD", "session:6", "cycle:1"} <= set(made.facets)
    assert "by:JPN" not in made.facets
    assert "0118.0006" in made.sort_key
    assert Document.objects.get(kind="recommendation", object_id=made.pk).identifier == "A/HRC/99/7 118.6"
    official, translation = made.texts.get(language="en"), made.texts.get(language="km")
    assert official.text == "Open every school"
    assert translation.is_behind(official)
    page = as_secretary.get(reverse("recommendations:history", args=[made.pk])).content.decode()
    assert "The source itself was corrected. Corr.1" in page
    assert "Open every school" in page
    assert Event.objects.filter(verb="recommendations.revised").count() == 1


def test_a_reason_is_asked_for(as_secretary, made, page):
    answer = send(as_secretary, made, page(text="Other words", reason=""))
    assert answer.status_code == 422
    assert "Other words" in answer.content.decode()


def test_a_name_that_another_record_has_is_refused_with_the_way_there(as_secretary, made, page, cast):
    other = make(cast.committee, "Another", symbol="A/HRC/99/7", paragraph="118.7")
    answer = send(as_secretary, made, page(paragraph="118.7"))
    assert answer.status_code == 422
    assert reverse("recommendations:detail", args=[other.pk]) in answer.content.decode()
    made.refresh_from_db()
    assert made.paragraph == "118.5"


def test_two_people_at_once_see_both_texts(as_secretary, made, page):
    first, second = page(text="Mine"), page(text="Theirs")
    assert send(as_secretary, made, second).status_code == 302
    answer = send(as_secretary, made, first)
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert "Theirs" in answer.content.decode()
    assert made.texts.get(language="en").text == "Theirs"


def test_a_record_without_a_document_keeps_a_name_of_its_own(as_secretary, cast):
    bare = make(cast.committee, "Bare words", symbol="", paragraph="")
    before = bare.identifier
    form = as_secretary.get(reverse("recommendations:revise", args=[bare.pk])).context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"reason": "typing"}
    send(as_secretary, bare, sent | {"number": "7"})
    bare.refresh_from_db()
    assert (bare.identifier, bare.number) == (before, "7")
    sent["version"] = bare.version
    send(as_secretary, bare, sent | {"text": "Barer words"})
    bare.refresh_from_db()
    assert bare.identifier != before


def test_the_same_words_otherwise_spelt_leave_a_translation_as_it_is(as_secretary, made, page):
    send(as_secretary, made, page(text=made.texts.get(language="en").text + "."))
    assert not made.texts.get(language="km").is_behind(made.texts.get(language="en"))


def test_parts_follow_their_whole(as_secretary, made, page, cast):
    part = make(cast.committee, "A part", parent=made, part="a")
    send(as_secretary, made, page(paragraph="118.9"))
    part.refresh_from_db()
    assert (part.identifier, part.paragraph) == ("A/HRC/99/7 118.9 a", "118.9")


def test_another_bodys_record_is_not_corrected(client, cast, outsider, made):
    client.force_login(outsider)
    assert client.get(reverse("recommendations:revise", args=[made.pk])).status_code == 403
    Recommendation.objects.filter(pk=made.pk).update(visibility="owner")
    assert client.get(reverse("recommendations:revise", args=[made.pk])).status_code == 404
