"""A recommendation's page, its citation and its history."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tamdan.core.access import Visibility
from tamdan.links.models import Tag
from tamdan.recommendations.citation import Citation
from tamdan.recommendations.enums import Position, Stated, TextKind
from tamdan.recommendations.imports.entries import KIND as RECORD
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import TEXT, add_source, add_text, make, revise

PARAGRAPH = {"symbol": "A/HRC/99/7", "paragraph": "118.42"}


def page_of(client, made, tail=""):
    return client.get(f"/en/recommendations/{made.pk}/{tail}")


def text_of(page):
    return " ".join(page.content.decode().split())


def test_page_shows_words_facts_and_who_asked(client, cast):
    page = text_of(page_of(client, make(cast.committee, **PARAGRAPH, by=("JPN", "PER"))))
    assert f'<h1 class="words" lang="en">{TEXT}</h1>' in page
    assert "A/HRC/99/7 §118.42" in page
    assert "Japan and 1 other State ask" in page
    assert "Supported" in page


def test_story_tells_positions_in_the_order_of_their_dates(client, cast):
    made = make(cast.committee, date=datetime.date(2024, 5, 8))
    revise(made, datetime.date(2025, 1, 20), Position.NOTED)
    revise(made, datetime.date(2024, 9, 26), Position.SUPPORTED, Stated.ACCEPTED, "A/HRC/99/7/Add.1")
    steps = page_of(client, made).context["steps"]
    assert [step.title for step in steps] == ["Japan asks", "The State says: Accepted", "The UN records: Noted"]
    assert steps[1].text == "The UN records: Supported. A/HRC/99/7/Add.1"


def test_a_missing_answer_keeps_its_place(client, cast):
    steps = page_of(client, make(cast.committee, position="")).context["steps"]
    assert (steps[-1].title, steps[-1].kind) == ("No answer of the State is recorded.", "due")


def test_each_fact_names_the_sources_that_state_it(client, cast):
    made = make(cast.committee)
    add_source(made, state="FJI", position="supported")
    add_source(made, state="FJI", by=["JPN"], position="")
    facts = {fact.term: fact.sources for fact in page_of(client, made).context["facts"]}
    assert (facts["State"], facts["Position"], facts["Recommending States"]) == ([1, 2], [1], [2])


def test_source_is_shown_word_for_word_with_columns_that_stand_twice(client, cast):
    made = make(cast.committee)
    add_source(made, state="FJI")
    page = page_of(client, made)
    source = page.context["sources"][0]
    assert source.fields == [("SuR", "Fiji"), ("Rgrp", "Asia"), ("RS", "Japan")]
    assert "UPR Info database export, row 1518" in text_of(page)


def test_tags_say_where_they_come_from(client, cast):
    made = make(cast.committee)
    Tag.objects.create(
        kind=RECORD,
        object_id=made.pk,
        scheme="theme",
        code="education",
        origin="mapped",
        reason="upr_issue:right-to-education",
        decision="accepted",
    )
    Tag.objects.create(
        kind=RECORD, object_id=made.pk, scheme="group", code="children", origin="machine", decision="suggested"
    )
    groups = page_of(client, made).context["tags"]
    assert [group.title for group in groups] == ["Theme"]
    assert (groups[0].tags[0].origin, groups[0].tags[0].query) == (
        "From the source by a reviewed table",
        "?theme=education",
    )


def test_reader_gets_their_language_and_is_told_when_it_is_behind(client, cast):
    made = make(cast.committee)
    add_text(made, "km", "អត្ថបទខ្មែរ", TextKind.TRANSLATION, translated_from="0" * 64)
    khmer = client.get(f"/km/recommendations/{made.pk}/")
    assert khmer.context["text"].language == "km"
    assert khmer.context["is_behind"]
    assert [one.language for one in khmer.context["others"]] == ["en"]
    assert not page_of(client, made).context["is_behind"]


@pytest.mark.parametrize("tail", ["", "cite/bib/", "cite/ris/"])
def test_out_of_reach_is_not_there(client, cast, outsider, tail):
    made = make(cast.committee, visibility=Visibility.STAFF)
    assert page_of(client, made, tail).status_code == 404
    client.force_login(outsider)
    assert page_of(client, made, tail).status_code == 404


def test_history_is_for_the_body_and_its_staff(client, cast, secretary, outsider):
    made = make(cast.committee)
    Recommendation.objects.filter(pk=made.pk).update(paragraph="9")
    client.force_login(outsider)
    assert page_of(client, made, "history/").status_code == 404
    client.force_login(secretary)
    page = page_of(client, made, "history/")
    assert page.status_code == 200
    assert "<ins>9</ins>" in page.content.decode()


def citation(**values):
    known: dict[str, Any] = {
        "author": "Human Rights Council", "title": "Universal Periodic Review of Fiji, session 18", "symbol": "A/HRC/99/7",
        "paragraph": "118.42", "year": 2014, "asked_by": "Japan, Peru", "url": "https://example.org/en/recommendations/5/",
        "read_on": datetime.date(2026, 11, 22), "number": 5,
    }  # fmt: skip
    return Citation(**known | values)


def test_citation_in_a_sentence():
    assert citation().sentence == (
        "Human Rights Council, Universal Periodic Review of Fiji, session 18, A/HRC/99/7, para. 118.42 (Japan, Peru). "
        "https://example.org/en/recommendations/5/, read on 22 November 2026."
    )


def test_bibtex_has_no_special_sign_of_its_own():
    made = citation(title="100% {of} A & B_C #1 \\ $2\nnext", asked_by="").bibtex
    assert "title = {{100\\% \\{of\\} A \\& B\\_C \\#1   \\$2 next}}," in made
    assert made.startswith("@misc{tamdan5,\n")
    assert "note" not in made


def test_ris_fields_end_at_their_line():
    made = citation(title="Two\r\nlines\u2028three").ris
    assert "TI  - Two lines three\r\n" in made
    assert made.endswith("ER  - \r\n")
    assert all(line[2:6] == "  - " for line in made.splitlines())


def test_citation_downloads_carry_the_page(client, cast):
    made = make(cast.committee, **PARAGRAPH)
    bib = page_of(client, made, "cite/bib/")
    assert f"url = {{http://testserver/en/recommendations/{made.pk}/}}" in bib.content.decode()
    assert bib["Content-Disposition"] == f'attachment; filename="recommendation-{made.pk}.bib"'
    assert page_of(client, made, "cite/docx/").status_code == 404


def test_parts_are_shown_to_those_who_may_see_them(client, cast):
    whole = make(cast.committee, "Do this and do that")
    make(cast.committee, "Do this", parent=whole, part="a")
    make(cast.committee, "Do that", parent=whole, part="b", visibility=Visibility.STAFF)
    assert [part.part for part in page_of(client, whole).context["parts"]] == ["a"]
    assert Recommendation.objects.visible_to(AnonymousUser()).count() == 2
