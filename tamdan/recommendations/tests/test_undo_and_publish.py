"""An import is undone as a whole or not at all; what is imported is public only after somebody said so."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.core.history import former_states
from tamdan.core.models import BulkAct
from tamdan.imports import actions as imports
from tamdan.imports.errors import LaterChange, TooLateToUndo, WrongStep
from tamdan.imports.models import ImportRun
from tamdan.links.models import Tag
from tamdan.recommendations import actions
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendingState, SourceRecord
from tamdan.recommendations.tests.upr_info_export import Printed, invented
from tamdan.search.models import Document

DETENTION = Printed("Fiji", "Open places of detention to visits", "Japan")
NEWER = Printed("Fiji", DETENTION.text, "Japan", "Noted", issues="Labour")
PERU = Printed("Fiji", DETENTION.text, "Peru")


def run_of(found):
    return ImportRun.objects.get(uuid=found["run"])


def everything():
    """Rows of every table that an import writes, without the keys that no sequence gives twice."""
    return {
        "records": list(
            Recommendation.objects.order_by("pk").values("pk", "identifier", "facets", "position", "version")
        ),
        "tags": sorted(Tag.objects.values_list("object_id", "scheme", "code", "origin", "reason")),
        "pairs": sorted(RecommendingState.objects.values_list("recommendation", "state")),
        "positions": list(PositionTaken.objects.order_by("pk").values_list("recommendation", "recorded")),
        "sources": list(SourceRecord.objects.order_by("pk").values_list("pk", "superseded_by")),
        "documents": sorted(Document.objects.filter(kind="recommendation").values_list("object_id", flat=True)),
    }


def test_undoing_a_first_import_leaves_nothing(bring, secretary):
    found = bring(invented(120))
    imports.undo(run_of(found), by=secretary)
    assert not any(everything().values())
    assert run_of(found).state == "undone"
    assert Event.objects.filter(verb="imports.undone").count() == 1


def test_undoing_a_change_puts_back_what_stood(bring, secretary):
    bring([DETENTION])
    before = everything()
    imports.undo(run_of(bring([NEWER, PERU], "newer.csv")), by=secretary)
    after = everything()
    assert after["records"][0].pop("version") > before["records"][0].pop("version")
    assert after == before


def test_undoing_a_second_source_leaves_the_first(bring, secretary):
    bring([DETENTION])
    before = everything()
    imports.undo(run_of(bring([PERU], "peru.csv")), by=secretary)
    after = everything()
    assert after["pairs"] == before["pairs"]
    assert after["sources"] == before["sources"]


def test_an_import_on_which_a_later_one_stands_is_not_undone_and_the_record_is_named(bring, secretary):
    first = run_of(bring([DETENTION]))
    bring([PERU], "peru.csv")
    with pytest.raises(LaterChange) as refused:
        imports.undo(first, by=secretary)
    assert Recommendation.objects.get().identifier in str(refused.value)
    assert Recommendation.objects.exists()


def test_a_change_that_somebody_changed_again_is_not_undone(bring, secretary):
    bring([DETENTION])
    second = run_of(bring([NEWER], "newer.csv"))
    Recommendation.objects.update(position="under_consideration")
    with pytest.raises(LaterChange):
        imports.undo(second, by=secretary)


def test_a_tag_that_a_person_set_keeps_the_import(bring, secretary):
    run = run_of(bring([DETENTION]))
    Tag.objects.create(
        kind="recommendations.recommendation", object_id=Recommendation.objects.get().pk, scheme="theme", code="health",
        origin="person", decision="accepted", decided_by=secretary, decided_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(LaterChange):
        imports.undo(run, by=secretary)


def test_a_published_import_is_withdrawn_before_it_is_undone(bring, secretary):
    run = run_of(bring([DETENTION]))
    imports.publish([run], by=secretary)
    with pytest.raises(LaterChange):
        imports.undo(run, by=secretary)
    actions.withdraw(BulkAct.objects.get(), by=secretary)
    imports.undo(run, by=secretary)
    assert not Recommendation.objects.exists()


def test_an_import_is_undone_once(bring, secretary):
    run = run_of(bring([DETENTION]))
    imports.undo(run, by=secretary)
    with pytest.raises(WrongStep):
        imports.undo(run, by=secretary)


def test_after_thirty_days_an_import_stays(bring, secretary):
    run = run_of(bring([DETENTION]))
    ImportRun.objects.update(committed_at=timezone.now() - datetime.timedelta(days=31))
    with pytest.raises(TooLateToUndo):
        imports.undo(run, by=secretary)


def test_nothing_that_was_imported_is_public(bring, outsider):
    bring([DETENTION])
    assert not Recommendation.objects.visible_to(AnonymousUser()).exists()
    assert not Recommendation.objects.visible_to(outsider).exists()
    assert not Document.objects.visible_to(AnonymousUser()).filter(kind="recommendation").exists()


def test_preview_counts_what_publishing_would_release(bring, cast):
    bring([DETENTION, PERU, Printed("Fiji", "Train judges", "Egypt", "Noted")])
    found = actions.preview(actions.review(cast.committee, "FJI", 6))
    assert (found.recommendations, found.already_public) == (2, 0)
    assert found.pairs == {"supported": 2, "noted": 1}


def test_a_review_is_published_in_one_act_and_taken_back_in_one(bring, cast, secretary):
    bring([DETENTION, Printed("Chad", "Another review", "Japan")])
    act = actions.publish_review("FJI", 6, owner=cast.committee, by=secretary)
    assert act.count == 1
    assert Recommendation.objects.visible_to(AnonymousUser()).get().state_id == "FJI"
    assert Document.objects.visible_to(AnonymousUser()).filter(kind="recommendation").count() == 1
    actions.withdraw(act, by=secretary)
    assert not Recommendation.objects.visible_to(AnonymousUser()).exists()
    assert not Document.objects.visible_to(AnonymousUser()).filter(kind="recommendation").exists()
    assert set(Recommendation.objects.values_list("visibility", flat=True)) == {"staff"}
    verbs = Event.objects.filter(verb__startswith="recommendations.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["recommendations.published", "recommendations.withdrawn"]


def test_publishing_again_says_that_nothing_is_left(bring, cast, secretary):
    bring([DETENTION])
    actions.publish_review("FJI", 6, owner=cast.committee, by=secretary)
    with pytest.raises(actions.NothingToPublish):
        actions.publish_review("FJI", 6, owner=cast.committee, by=secretary)


def test_several_imports_are_published_by_one_act(bring, secretary):
    runs = [run_of(bring([DETENTION])), run_of(bring([Printed("Chad", "Another", "Japan")], "other.csv"))]
    assert imports.publish(runs, by=secretary) == 2
    assert BulkAct.objects.count() == 1


def test_publishing_an_import_releases_what_it_joined_too(bring, secretary):
    bring([DETENTION])
    imports.publish([run_of(bring([PERU], "peru.csv"))], by=secretary)
    assert Recommendation.objects.visible_to(AnonymousUser()).count() == 1


def test_former_states_of_a_record_are_kept(bring):
    bring([DETENTION])
    bring([NEWER], "newer.csv")
    [former] = former_states(Recommendation.objects.get())
    assert former.position == "supported"
