"""Translations and tags by hand: added, reviewed, decided, taken away, on many at once."""

import pytest
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.core.models import BulkAct
from tamdan.links.models import Tag
from tamdan.recommendations import tagging
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.tests.register import make
from tamdan.recommendations.tests.typed import opened
from tamdan.search.models import Document


@pytest.fixture
def made(cast):
    return make(cast.committee)


def address(name, *args):
    return reverse(f"recommendations:{name}", args=args)


def test_a_translation_is_written_changed_and_reviewed(as_secretary, made, secretary):
    page = address("texts", made.pk)
    as_secretary.post(page, {"language": "km", "text": "ធានាមេធាវី", "translator": "S."})
    text = made.texts.get(language="km")
    assert text.reviewed_at is None
    assert "ធានាមេធាវី" in as_secretary.get(f"{page}?language=km").content.decode()
    as_secretary.post(address("text_review", made.pk, text.pk))
    text.refresh_from_db()
    assert text.reviewed_by == secretary
    as_secretary.post(page, opened(as_secretary, f"{page}?language=km") | {"text": "ធានាមេធាវីម្នាក់", "translator": ""})
    text.refresh_from_db()
    assert text.reviewed_by is None
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"recommendations.text.translated", "recommendations.text.reviewed"} <= verbs


def test_a_translation_that_is_behind_is_not_reviewed(as_secretary, made):
    as_secretary.post(address("texts", made.pk), {"language": "km", "text": "ធានា"})
    made.texts.filter(language="en").update(text="Other words", digest="f" * 64)
    text = made.texts.get(language="km")
    assert "Translation of an earlier text" in as_secretary.get(address("texts", made.pk)).content.decode()
    assert as_secretary.post(address("text_review", made.pk, text.pk)).status_code == 409


def test_a_translation_goes_and_is_no_longer_found(as_secretary, made):
    as_secretary.post(address("texts", made.pk), {"language": "km", "text": "ធានាមេធាវី"})
    as_secretary.post(address("text_remove", made.pk, made.texts.get(language="km").pk))
    assert not made.texts.filter(language="km").exists()
    assert "ធានា" not in Document.objects.get(kind="recommendation", object_id=made.pk).names
    assert "ធានាមេធាវី" in as_secretary.get(address("history", made.pk)).content.decode()


def test_the_official_text_is_no_translation(as_secretary, made):
    assert as_secretary.post(address("text_remove", made.pk, made.texts.get().pk)).status_code == 404
    assert as_secretary.post(address("texts", made.pk), {"language": "en", "text": "x"}).status_code == 422


def test_tags_are_set_with_a_reason_and_taken_away_with_one(as_secretary, made):
    as_secretary.post(address("tags", made.pk), {"themes": ["education"], "goals": ["4"], "reason": "Schools"})
    made.refresh_from_db()
    assert {"theme:education", "sdg:4"} <= set(made.facets)
    tag = Tag.objects.get(scheme="theme")
    assert "Schools" in as_secretary.get(address("detail", made.pk)).content.decode()
    assert as_secretary.post(address("tag_remove", made.pk, tag.pk), {"reason": ""}).status_code == 422
    as_secretary.post(address("tag_remove", made.pk, tag.pk), {"reason": "A mistake"})
    made.refresh_from_db()
    assert "theme:education" not in made.facets
    assert "A mistake" in as_secretary.get(address("history", made.pk)).content.decode()


def test_a_tag_of_a_source_is_refused_and_can_be_accepted_again(as_secretary, made):
    tag = Tag.objects.create(
        kind=KIND, object_id=made.pk, scheme="theme", code="education", origin="official", decision="accepted"
    )
    as_secretary.post(address("tag_remove", made.pk, tag.pk), {"reason": "It speaks of courts"})
    tag.refresh_from_db()
    made.refresh_from_db()
    assert (tag.decision, "theme:education" in made.facets) == ("refused", False)
    as_secretary.post(address("tag_decide", made.pk, tag.pk), {"decision": "accepted"})
    made.refresh_from_db()
    assert "theme:education" in made.facets


def test_a_suggestion_is_decided(as_secretary, made):
    tag = Tag.objects.create(
        kind=KIND,
        object_id=made.pk,
        scheme="theme",
        code="education",
        origin="machine",
        decision="suggested",
        confidence=0.7,
    )
    as_secretary.post(address("tag_decide", made.pk, tag.pk), {"decision": "accepted"})
    made.refresh_from_db()
    assert "theme:education" in made.facets
    assert as_secretary.post(address("tag_decide", made.pk, tag.pk), {"decision": "accepted"}).status_code == 409


def test_a_reason_is_asked_for(as_secretary, made):
    assert as_secretary.post(address("tags", made.pk), {"themes": ["education"]}).status_code == 422
    assert as_secretary.post(address("tags", made.pk), {"reason": "x"}).status_code == 422
    assert not Tag.objects.exists()


def test_many_are_tagged_at_once_and_it_is_taken_back(as_secretary, cast, made):
    other = make(cast.committee, "Another one")
    tagging.tag(other, [("theme", "education")], reason="Before", by=None)
    page = address("several", "tags") + "?state=FJI"
    sent = {"themes": ["education"], "groups": ["children"], "reason": "Schools", "one": [made.pk, other.pk]}
    assert as_secretary.post(page, sent).status_code == 302
    assert Tag.objects.count() == 4
    as_secretary.post(address("several_undo", BulkAct.objects.get().pk))
    assert list(Tag.objects.values_list("object_id", "code")) == [(other.pk, "education")]
    made.refresh_from_db()
    assert "group:children" not in made.facets


def test_tagging_what_is_tagged_changes_nothing_and_says_so(as_secretary, made):
    page = address("several", "tags") + "?state=FJI"
    sent = {"themes": ["education"], "reason": "Schools", "one": [made.pk]}
    as_secretary.post(page, sent)
    again = as_secretary.post(page, sent)
    assert again.status_code == 422
    assert "Nothing was changed" in again.content.decode()
