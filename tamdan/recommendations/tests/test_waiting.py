"""What waits for a person is said where people work: the import, the State, the preview of publishing, the record itself."""

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.imports import actions as imports
from tamdan.imports.models import ImportRun
from tamdan.imports.terminal import said_of
from tamdan.recommendations import doubts, parts
from tamdan.recommendations.models import NearCase, Recommendation
from tamdan.recommendations.panels import unpublished
from tamdan.recommendations.tests.doubting import disagreeing, near
from tamdan.recommendations.tests.register import add_source, make
from tamdan.recommendations.tests.two_sources import DISAGREE, Asked, matrix, upr_info
from tamdan.recommendations.tests.upr_info_export import Printed


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_an_import_says_what_a_person_has_to_look_at(as_secretary, bring):
    bring(upr_info())
    found = bring(matrix(), name="matrix.csv", format="table")
    run = ImportRun.objects.get(uuid=found["run"])
    sentence = f"It found {DISAGREE - 1} fields of records on which sources disagree."
    assert sentence in found["to_look_at"]
    assert " ".join(found["to_look_at"]) in said_of("matrix.csv", found)
    shown = page(as_secretary, "imports:run", run.uuid)
    assert sentence in shown
    queue = f"{reverse('recommendations:disagreements')}?run={run.pk}"
    assert queue in shown
    assert f"{DISAGREE} fields of records wait" in as_secretary.get(queue).content.decode()
    assert "No sources disagree." in as_secretary.get(f"{queue}9").content.decode()


def test_an_import_without_doubts_says_nothing(as_secretary, bring):
    found = bring([Printed("Fiji", "Open the prisons", "Japan")])
    assert found["to_look_at"] == []
    assert "Waits for a decision" not in page(as_secretary, "imports:run", found["run"])


def test_a_dry_run_says_it_too(bring):
    bring(upr_info())
    assert len(bring(matrix(), name="matrix.csv", format="table", dry_run=True)["to_look_at"]) >= 1


def test_the_state_says_it_to_those_who_decide(as_secretary, cast):
    near(cast.committee)
    disagreeing(cast.committee)
    Recommendation.objects.update(visibility=Visibility.PUBLIC)
    shown = page(as_secretary, "recommendations:state", "FJI")
    for name in ("near", "disagreements"):
        assert f"{reverse(f'recommendations:{name}')}?state=FJI&amp;session=18" in shown
    assert "Waits for a decision" not in page(Client(), "recommendations:state", "FJI")


def test_the_preview_of_publishing_warns(as_secretary, cast):
    disagreeing(cast.committee)
    shown = page(as_secretary, "recommendations:publish_review", cast.committee.code, "FJI", 18)
    assert "waits for a decision" in shown
    assert "1 field on which sources disagree" in shown


def test_the_preview_does_not_warn_of_other_reviews(as_secretary, cast):
    disagreeing(cast.committee)
    make(cast.committee, "Of another session", session=6, cycle=1, visibility=Visibility.STAFF)
    shown = page(as_secretary, "recommendations:publish_review", cast.committee.code, "FJI", 6)
    assert "waits for a decision" not in shown


def test_a_review_without_session_has_a_queue(as_secretary, cast):
    doubt = disagreeing(cast.committee)
    Recommendation.objects.update(session=None, cycle=None)
    [waiting] = as_secretary.get(reverse("recommendations:state", args=["FJI"])).context["waiting"]
    [(_text, url)] = waiting.links
    assert f"doubt-{doubt.pk}" in as_secretary.get(url).content.decode()


@pytest.fixture
def split(cast, secretary):
    made = make(cast.committee, "Open the prisons; train the guards", visibility=Visibility.STAFF)
    add_source(made, by=["JPN"])
    parts.split(made, ["Open the prisons", "train the guards"], version=1, may_lack_words=False, by=secretary)
    return made


def test_the_record_has_the_ways_back(as_secretary, split, cast, secretary):
    shown = page(as_secretary, "recommendations:detail", split.pk)
    assert reverse("recommendations:parts_together", args=[split.pk]) in shown
    made = doubts.say_same(near(cast.committee), versions=None, by=secretary)
    shown = page(as_secretary, "recommendations:detail", made.kept_id)
    assert reverse("recommendations:merge_take_back", args=[made.pk]) in shown
    Recommendation.objects.update(visibility=Visibility.PUBLIC)
    assert "Take back" not in page(Client(), "recommendations:detail", made.kept_id)


def test_the_button_puts_the_parts_together(as_secretary, split):
    assert as_secretary.post(reverse("recommendations:parts_together", args=[split.pk])).status_code == 302
    assert not split.parts.exists()


def test_sources_that_disagree_are_said_on_the_record(as_secretary, cast):
    doubt = disagreeing(cast.committee)
    shown = page(as_secretary, "recommendations:detail", doubt.recommendation_id)
    assert "Sources disagree." in shown
    assert "Supported" in shown
    assert "Noted" in shown


@pytest.mark.parametrize("name", ["detail", "tags", "positions", "revise", "texts"])
def test_a_part_is_worked_on_like_a_record(as_secretary, split, name):
    part = split.parts.get(part="b")
    assert as_secretary.get(reverse(f"recommendations:{name}", args=[part.pk])).status_code == 200


def test_parts_are_counted_beside_what_is_published(as_secretary, split, secretary, cast):
    assert unpublished(secretary) == 1
    assert [row[4:] for row in as_secretary.get(reverse("recommendations:publish")).context["waiting"]] == [(1, 2)]
    shown = page(as_secretary, "recommendations:publish_review", cast.committee.code, "FJI", 18)
    assert "1 recommendation of" in shown
    assert "and 2 parts" in shown
    address = reverse("recommendations:publish_review", args=[cast.committee.code, "FJI", 18])
    said = as_secretary.post(address, follow=True).content.decode()
    assert "1 recommendation is public now. (and 2 parts)" in said


def test_what_a_person_told_apart_stays_so_when_an_import_is_undone_and_brought_again(bring, secretary):
    old = matrix((Asked("71.1", "Open every place of detention to visits without notice", ("Japan",)),))
    new = [Printed("Fiji", "Open every place of detention for visits without notice", "Japan")]
    bring(old, name="matrix.csv", format="table")
    run = ImportRun.objects.get(uuid=bring(new)["run"])
    doubts.say_different(NearCase.objects.get(), by=secretary)
    imports.undo(run, by=secretary)
    assert not NearCase.objects.exists()
    assert bring(new)["to_look_at"] == []
    assert not NearCase.objects.exists()
    assert Recommendation.objects.count() == 2
