"""Two records that may be one, sources that disagree: a person decides, everything is written down and can be taken back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.imports import actions as imports
from tamdan.imports.errors import LaterChange
from tamdan.imports.models import ImportRun
from tamdan.links.models import Tag
from tamdan.recommendations import doubts, merging
from tamdan.recommendations.models import Disagreement, Merge, NearCase, PositionTaken, Recommendation
from tamdan.recommendations.tests.doubting import ONE, disagreeing, near
from tamdan.recommendations.tests.register import add_text, make
from tamdan.recommendations.tests.two_sources import matrix
from tamdan.recommendations.tests.upr_info_export import Printed, export


@pytest.fixture
def case(cast):
    return near(cast.committee)


def verbs():
    return list(Event.objects.filter(verb__startswith="recommendations.").order_by("pk").values_list("verb", flat=True))


def post(client, name, pk, **values):
    return client.post(reverse(f"recommendations:{name}", args=[pk]), values)


def versions(case):
    return {f"version-{one.pk}": one.version for one in (case.candidate, case.recommendation)}


def test_the_queue_shows_both_texts_and_their_difference(as_secretary, case):
    page = as_secretary.get(reverse("recommendations:near")).content.decode()
    assert "<del" in page
    assert "<ins" in page
    assert page.count("without notice") >= 3


def test_the_queue_is_narrowed_by_state_and_session(as_secretary, case):
    address = reverse("recommendations:near")
    assert "without notice" in as_secretary.get(f"{address}?state=FJI&session=18").content.decode()
    assert "without notice" not in as_secretary.get(f"{address}?state=TCD").content.decode()
    assert "without notice" in as_secretary.get(f"{address}?session=%F0%9F%98%80&record=9999999999999").content.decode()


def test_one_and_the_same_keeps_the_one_with_a_paragraph(as_secretary, case, client):
    kept, lost = case.candidate, case.recommendation
    add_text(lost, "km", "បើកពន្ធនាគារ")
    Tag.objects.create(
        kind="recommendations.recommendation",
        object_id=lost.pk,
        scheme="theme",
        code="detention",
        origin="person",
        decision="accepted",
    )
    assert post(as_secretary, "near_decide", case.pk, decision="same", **versions(case)).status_code == 302
    assert list(Recommendation.objects.values_list("pk", flat=True)) == [kept.pk]
    kept.refresh_from_db()
    assert kept.sources.count() == 2
    assert "theme:detention" in kept.facets
    assert kept.texts.filter(language="km").exists()
    assert verbs() == ["recommendations.merged"]


def test_a_merge_is_taken_back_and_later_edits_stay(as_secretary, case):
    kept, lost = case.candidate, case.recommendation
    held = lost.identifier, lost.facets, lost.text_key
    moved = add_text(lost, "km", "បើកពន្ធនាគារ")
    post(as_secretary, "near_decide", case.pk, decision="same")
    moved.refresh_from_db()
    moved.text = "បើកពន្ធនាគារទាំងអស់"
    moved.save()
    Recommendation.objects.filter(pk=kept.pk).update(number="44")
    made = Merge.objects.get()
    assert post(as_secretary, "merge_take_back", made.pk).status_code == 302
    back = Recommendation.objects.get(pk=lost.pk)
    assert (back.identifier, back.facets, back.text_key) == held
    assert back.texts.get(language="km").text == "បើកពន្ធនាគារទាំងអស់"
    assert back.sources.count() == 1
    assert Recommendation.objects.get(pk=kept.pk).number == "44"
    assert NearCase.objects.get().decision == "waiting"
    assert post(as_secretary, "merge_take_back", made.pk).status_code == 409
    assert verbs() == ["recommendations.merged", "recommendations.merge_undone"]


def test_after_thirty_days_a_merge_stays(case, secretary):
    made = doubts.say_same(case, versions=None, by=secretary)
    Merge.objects.update(at=timezone.now() - datetime.timedelta(days=31))
    with pytest.raises(merging.TooLateToTakeBack):
        merging.take_back(made, by=secretary)


def test_who_reads_an_old_version_does_not_decide(as_secretary, case):
    seen = versions(case)
    Recommendation.objects.filter(pk=case.candidate_id).update(version=9)
    assert post(as_secretary, "near_decide", case.pk, decision="same", **seen).status_code == 409
    assert Recommendation.objects.count() == 2


def test_two_demands_are_never_asked_about_again(as_secretary, case):
    assert post(as_secretary, "near_decide", case.pk, decision="different").status_code == 302
    assert NearCase.objects.get().decision == "different"
    assert post(as_secretary, "near_decide", case.pk, decision="same").status_code == 409
    assert verbs() == ["recommendations.told_apart"]


def test_records_of_two_states_are_not_joined(cast, secretary):
    one, other = make(cast.committee), make(cast.committee, state_id="TCD")
    with pytest.raises(merging.NotOne):
        merging.merge(one, other, by=secretary)


def test_a_merge_forbids_to_undo_the_import_that_it_stands_on(bring, secretary):
    first = bring(matrix(), "matrix.csv", format="table")
    bring(export([Printed("Fiji", "Pay all of the teachers", "Chad", "Noted")]), "late.csv")
    kept, lost = Recommendation.objects.get(paragraph="72.12"), Recommendation.objects.get(paragraph="")
    merging.merge(kept, lost, by=secretary)
    for run in ImportRun.objects.all():
        with pytest.raises(LaterChange) as refused:
            imports.undo(run, by=secretary)
        assert refused.value
    merging.take_back(Merge.objects.get(), by=secretary)
    for run in ImportRun.objects.order_by("-pk"):
        imports.undo(run, by=secretary)
    assert first["new"]
    assert not Recommendation.objects.exists()


def test_a_newer_row_of_a_merged_record_finds_the_kept_one(bring, secretary):
    bring(matrix(), "matrix.csv", format="table")
    row = Printed("Fiji", "Pay all of the teachers", "Chad", "Noted")
    bring(export([row]), "late.csv")
    kept, lost = Recommendation.objects.get(paragraph="72.12"), Recommendation.objects.get(paragraph="")
    merging.merge(kept, lost, by=secretary)
    found = bring(export([Printed("Fiji", row.text, "Chad", "Supported")]), "later.csv")
    assert (found["new"], found["changed"]) == (0, 1)
    assert not Recommendation.objects.filter(paragraph="").exists()


def test_both_values_are_shown_and_a_person_settles(as_secretary, cast):
    doubt = disagreeing(cast.committee)
    noted = doubt.recommendation.sources.get(format="upr-info")
    assert "Noted" in as_secretary.get(reverse("recommendations:disagreements")).content.decode()
    assert post(as_secretary, "disagreement_settle", doubt.pk, source=noted.pk).status_code == 302
    record = Recommendation.objects.get()
    assert (record.position, "position:noted" in record.facets) == ("noted", True)
    assert PositionTaken.objects.get(source=noted).recorded == "noted"
    assert Disagreement.objects.get().settled_for == noted
    assert not doubts.disagreements(as_secretary.get("/").wsgi_request.user).exists()
    other = record.sources.get(format="ohchr-matrix")
    post(as_secretary, "disagreement_settle", doubt.pk, source=other.pk)
    assert Recommendation.objects.get().position == "supported"
    assert verbs() == ["recommendations.disagreement.settled"] * 2


def test_a_source_that_does_not_say_it_settles_nothing(as_secretary, cast):
    doubt = disagreeing(cast.committee)
    assert post(as_secretary, "disagreement_settle", doubt.pk, source=999999).status_code == 409
    assert post(as_secretary, "disagreement_settle", doubt.pk, source="x").status_code == 400


def test_nothing_waits(as_secretary):
    assert "No pair waits" in as_secretary.get(reverse("recommendations:near")).content.decode()
    assert "No sources disagree" in as_secretary.get(reverse("recommendations:disagreements")).content.decode()


def test_the_desk_counts_both(as_secretary, case):
    assert ONE
    page = as_secretary.get("/en/desk/", follow=True).content.decode()
    assert "may be one" in page
