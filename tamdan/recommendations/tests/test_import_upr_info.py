"""UPR Info exports become recommendations, whatever their form, once."""

import hashlib
from collections import Counter

import pytest
from django.utils import translation

from tamdan.audit.models import Event
from tamdan.audit.tree import root_of
from tamdan.core.access import Visibility
from tamdan.imports.models import ImportRun
from tamdan.imports.shown import page_of
from tamdan.language.script import has_khmer
from tamdan.links.models import Link, Tag
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendingState, SourceRecord
from tamdan.recommendations.tests.conftest import SHARED
from tamdan.recommendations.tests.upr_info_export import (
    RARE,
    Printed,
    body_rows,
    export,
    features,
    invented,
    whole_words,
)
from tamdan.search.models import Document

DETENTION = Printed("Fiji", "Open places of detention to visits", "Japan")


def counts(found):
    return tuple(found[name] for name in ("new", "changed", "unchanged", "attached", "refused"))


def test_generated_file_has_the_features_of_a_genuine_one(genuine):
    made = export(invented())
    for path in genuine:
        assert features(path.read_bytes()) == features(made), path.name
    rows = [row for path in genuine for row in body_rows(path.read_bytes())]
    for name, shows in RARE.items():
        assert shows(rows), f"no genuine file shows {name}"
        assert shows(body_rows(made)), f"the generator does not show {name}"


def test_every_row_is_taken_with_its_source(bring):
    rows = invented()
    found = bring(rows)
    assert found["refused"] == 0
    assert sum(counts(found)) == len(rows)
    assert found["unchanged"] == 1, "the row that stands twice"
    assert SourceRecord.objects.count() == len(rows) - 1
    assert Recommendation.objects.count() == found["new"]
    assert Document.objects.filter(kind="recommendation").count() == found["new"]


def test_a_row_becomes_a_recommendation_with_all_that_it_says(bring):
    bring([Printed("Fiji", "Open places of detention ", "Japan", "Noted", "5", "Detention,Women's rights", "17")])
    [made] = export_json()
    assert (made["state"], made["session"], made["cycle"], made["body"]) == ("FJI", 17, 2, "upr")
    assert (made["position"], made["position_stated"]) == ("noted", None)
    assert made["positions"] == [{"recorded": "noted", "stated": None, "date": None, "document": None}]
    assert made["recommending_states"] == ["JPN"]
    assert made["texts"] == {"en": "Open places of detention"}
    assert made["visibility"] == Visibility.STAFF
    assert {(tag["scheme"], tag["code"]) for tag in made["tags"] if tag["origin"] == "official"} == {
        ("upr_issue", "detention"), ("upr_issue", "womens-rights"), ("action_kind", "5"),
    }  # fmt: skip
    mapped = {(tag["scheme"], tag["code"], tag["reason"]) for tag in made["tags"] if tag["origin"] == "mapped"}
    assert ("group", "women-and-girls", "upr_issue:womens-rights") in mapped
    [source] = made["sources"]
    assert source["row"] == 2
    assert source["verbatim"][3] == ["Recommendation", "Open places of detention "]
    assert [name for name, _value in source["verbatim"]].count("Rgrp") == 2


def test_words_by_several_states_with_one_answer_are_one_recommendation(bring):
    found = bring([DETENTION, Printed("Fiji", "Open places of DETENTION to visits.", "Peru")])
    assert counts(found) == (1, 0, 0, 1, 0)
    assert sorted(RecommendingState.objects.values_list("state__code", flat=True)) == ["JPN", "PER"]
    assert {"by:JPN", "by:PER"} <= set(Recommendation.objects.get().facets)


def test_the_same_words_with_another_answer_to_another_state_are_another_recommendation(bring):
    found = bring([DETENTION, Printed("Fiji", DETENTION.text, "Peru", "Noted")])
    assert counts(found) == (2, 0, 0, 0, 0)


def test_the_same_file_twice_changes_nothing(bring):
    rows = invented()
    bring(rows)
    before = list(Recommendation.objects.order_by("pk").values())
    assert counts(bring(rows)) == (0, 0, len(rows), 0, 0)
    assert list(Recommendation.objects.order_by("pk").values()) == before


def test_another_form_of_the_same_rows_attaches_and_both_sources_are_listed(bring):
    rows = [DETENTION, Printed("Fiji", "Train judges", "Peru", "Noted")]
    bring(whole_words(rows), "whole.csv")
    found = bring(rows)
    assert counts(found) == (0, 0, 0, 2, 0)
    for made in export_json():
        assert len(made["sources"]) == 2
        assert len({source["file"] for source in made["sources"]}) == 2
        assert len(made["positions"]) == 1


def test_a_newer_export_that_says_otherwise_changes_the_record_and_keeps_what_stood(bring):
    bring([DETENTION])
    found = bring([Printed("Fiji", DETENTION.text, "Japan", "Noted", issues="Labour")], "newer.csv")
    assert counts(found) == (0, 1, 0, 0, 0)
    record = Recommendation.objects.get()
    assert (record.position, record.version) == ("noted", 2)
    assert "position:noted" in record.facets
    assert "position:supported" not in record.facets
    assert list(PositionTaken.objects.values_list("recorded", flat=True)) == ["supported", "noted"]
    assert set(Tag.objects.filter(scheme="upr_issue").values_list("code", flat=True)) == {"labour"}
    old, new = SourceRecord.objects.order_by("pk")
    assert old.superseded_by == new
    run = ImportRun.objects.get(uuid=found["run"])
    [change] = run.changes.all()
    assert (change.before["position"], change.after["position"]) == ("supported", "noted")
    with translation.override("km"):
        [shown] = page_of(run)["changes"]
        said = {str(one.label): (one.gone, one.came) for one in shown.fields}
    assert said["ជំហរ"] == (["ទទួលយក"], ["កត់សម្គាល់"])
    assert all(has_khmer("".join((name, *gone, *came))) for name, (gone, came) in said.items()), (
        "no field is named in English"
    )


def test_a_row_of_an_unknown_asker_stands_without_a_pair(bring):
    assert counts(bring([Printed("Chad", "Asked by nobody knows whom", "&#40;Unknown&#41;")])) == (1, 0, 0, 0, 0)
    assert not RecommendingState.objects.exists()


def test_a_row_without_a_session_stands_without_one(bring):
    bring([Printed("Chad", "No session", "Japan", session="")])
    record = Recommendation.objects.get()
    assert (record.session, record.cycle) == (None, None)


def test_misread_letters_are_put_right_and_counted(bring):
    found = bring([Printed("Fiji", "Address the situation of the GuaranÃ­ people", "Japan")])
    assert Recommendation.objects.get().texts.get().text == "Address the situation of the Guaraní people"
    run = ImportRun.objects.get(uuid=found["run"])
    assert run.notes["repairs"]["encoding-repaired"] == 1
    assert SourceRecord.objects.get().verbatim[3][1].endswith("GuaranÃ­ people"), "the source stays as printed"


def test_rows_that_cannot_be_read_are_refused_with_the_reason(bring):
    found = bring([
        Printed("Atlantis", "A State nobody knows", "Japan"),
        Printed("Fiji", "A session that never was", "Japan", session="99"),
        Printed("Fiji", "An answer that is none", "Japan", "Perhaps"),
        Printed("Fiji", "", "Japan"),
        DETENTION,
    ])  # fmt: skip
    assert counts(found) == (1, 0, 0, 0, 4)
    refused = ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("number", "code")
    assert list(refused) == [
        (2, "state-unknown"), (3, "session-unknown"), (4, "position-unknown"), (5, "field-empty"),
    ]  # fmt: skip


def test_a_label_that_no_vocabulary_has_gives_no_tag_but_a_note(bring):
    found = bring([Printed("Fiji", "Something new", "Japan", issues="Detention,Rights of robots")])
    assert ImportRun.objects.get(uuid=found["run"]).notes["repairs"] == {"labels-unknown": 1}
    assert Tag.objects.filter(scheme="upr_issue").count() == 1


def test_the_ledger_holds_one_event_with_the_root_of_the_rows(bring):
    found = bring([DETENTION, Printed("Fiji", "Train judges", "Peru")])
    event = Event.objects.get(verb="imports.stored")
    run = ImportRun.objects.get(uuid=found["run"])
    digests = SourceRecord.objects.order_by("row").values_list("digest", flat=True)
    root = root_of(bytes.fromhex(digest) for digest in digests).hex()
    assert root.encode() in bytes(event.body)
    assert event.object_id == str(run.pk)
    assert run.file.digest == hashlib.sha256(export([DETENTION, Printed("Fiji", "Train judges", "Peru")])).hexdigest()


def test_words_asked_again_at_a_later_session_are_linked_as_a_suggestion(bring):
    bring([DETENTION, Printed("Fiji", DETENTION.text, "Peru", session="17")])
    link = Link.objects.get()
    earlier, later = Recommendation.objects.order_by("session")
    assert (link.from_id, link.to_id) == (later.pk, earlier.pk)
    assert (link.origin, link.decision) == ("machine", "suggested")


def test_two_bodies_keep_registers_of_their_own_with_one_identifier(bring, cast):
    bring([DETENTION])
    assert counts(bring([DETENTION], owner=cast.rights_group)) == (1, 0, 0, 0, 0)
    assert Recommendation.objects.values("identifier").distinct().count() == 1


def test_a_dry_run_gives_the_counts_and_leaves_nothing(bring, settings):
    assert counts(bring([DETENTION], dry_run=True)) == (1, 0, 0, 0, 0)
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()
    assert not list(settings.VAULT_ROOT.rglob("*")) if settings.VAULT_ROOT.exists() else True


def test_a_hundred_rows_of_one_text_are_one_recommendation(bring):
    rows = [Printed("Fiji", DETENTION.text, asker) for asker in ("Japan", "Peru", "Egypt", "Austria")] * 25
    found = bring(rows)
    assert counts(found) == (1, 0, 96, 3, 0)


def test_queries_do_not_grow_with_the_rows(bring, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        bring(invented(400))


def test_genuine_cambodia_has_the_published_figures(bring, genuine):
    path = SHARED / "cambodia_received.csv"
    assert counts(bring(path.read_bytes(), path.name))[4] == 0
    pairs: Counter[tuple[int, str]] = Counter()
    for made in export_json(state="KHM"):
        pairs[made["session"], made["position"]] += len(made["recommending_states"])
    assert pairs == {(6, "supported"): 138, (18, "supported"): 163, (18, "noted"): 42}


def test_genuine_raw_rows_of_cambodia_attach_to_those_received_before(bring, genuine):
    bring((SHARED / "cambodia_received.csv").read_bytes(), "received.csv")
    head, *rows = genuine[3].read_bytes().split(b"\r\n")
    ours = [row for row in rows if row.startswith(b"Cambodia;")]
    found = bring(b"\r\n".join([head, *ours]), "raw.csv")
    assert counts(found) == (0, 0, 0, 205, 0)
    assert len([made for made in export_json(state="KHM", session=18) if len(made["sources"]) < 2]) == 0


@pytest.mark.parametrize("visibility", ["public", "staff"])
def test_export_shows_a_person_what_they_may_see(bring, outsider, visibility):
    bring([DETENTION])
    Recommendation.objects.update(visibility=visibility)
    assert len(list(export_json(user=outsider))) == (visibility == "public")


def test_a_state_whose_name_lost_its_accents_is_known_and_several_may_ask_in_one_cell(bring):
    """Mac Roman read as Windows letters, as older exports show it."""
    found = bring([Printed("C™te dÕIvoire", "Open the prisons", "Türkiye, Viet Nam and MÈxico", "Supported in part")])
    assert (found["new"], found["refused"]) == (1, 0)
    made = Recommendation.objects.get()
    assert (made.state_id, made.position) == ("CIV", "partially_supported")
    assert sorted(made.recommending.values_list("state__code", flat=True)) == ["MEX", "TUR", "VNM"]


def test_answers_of_older_exports_and_headings_of_others_are_known(bring):
    """ "No response" and "General response" were counts of their own once; whatever a State does not support is noted."""
    head = "State under Review (SuR);Recommending State(s);Recommendation Text;Response;Action Category;Issue(s);UPR session"
    answers = ("Accepted", "Rejected", "No Response", "General Response", "Pending")
    rows = [
        f"Fiji;Japan;Open school {place};{answer};4 - General action;Detention|Labour;Session 7"
        for place, answer in enumerate(answers)
    ]
    assert counts(bring("\r".join([head, *rows]).encode(), "export.csv", dry_run=False)) == (5, 0, 0, 0, 0)
    made = Recommendation.objects.order_by("pk")
    assert [one.position for one in made] == ["supported", "noted", "noted", "noted", "under_consideration"]
    assert [one.position_stated for one in made] == ["accepted", "rejected", "", "", ""]
    assert set(SourceRecord.objects.values_list("format", flat=True)) == {"upr-info"}
    assert {"issue:labour", "issue:detention"} <= set(made[0].facets)
