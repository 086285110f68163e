"""Exports of the Universal Human Rights Index become recommendations: the same of the workbook and of the JSON file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tamdan.imports.models import ImportRun
from tamdan.imports.shown import page_of
from tamdan.imports.tasks import check
from tamdan.links.models import Tag
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.tests.uhri_export import (
    CONCERN,
    ODD,
    TREATY,
    UPR,
    Annotation,
    as_json,
    as_plain_json,
    as_workbook,
    features,
    invented,
)

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "data" / "uhri_sample" / "uhri_sample_normalised.json"
PLAIN = [
    replace(one, text=one.text.replace("</p><p>", "\n").replace("<p>", "").replace("</p>", ""))
    for one in (TREATY, CONCERN, *ODD[4:5])
]


def counts(found):
    return tuple(found[name] for name in ("new", "changed", "unchanged", "attached", "refused"))


def notes_of(found):
    return ImportRun.objects.get(uuid=found["run"]).notes["repairs"]


def only(annotation, bring):
    bring(as_json([annotation]), "one.json")
    [made] = export_json()
    return made


def official(made, scheme):
    return {tag["code"] for tag in made["tags"] if tag["scheme"] == scheme and tag["origin"] == "official"}


def test_generated_file_has_the_features_of_a_genuine_one():
    if not SAMPLE.is_file():
        pytest.skip("the genuine UHRI sample is not beside this checkout (../shared/data/uhri_sample)")
    assert features(json.loads(SAMPLE.read_bytes())) == features(json.loads(as_plain_json(PLAIN)))


def test_generated_file_shows_every_feature():
    assert all(features(json.loads(as_plain_json(PLAIN))).values())


def test_the_genuine_sample_gives_its_seven_recommendations(bring):
    if not SAMPLE.is_file():
        pytest.skip("the genuine UHRI sample is not beside this checkout (../shared/data/uhri_sample)")
    found = bring(SAMPLE.read_bytes(), "sample.json")
    assert counts(found) == (7, 0, 0, 0, 8)
    assert notes_of(found)["observations-left-out"] == 8
    assert sorted(int(one) for one in Recommendation.objects.values_list("paragraph", flat=True)) == [
        5,
        7,
        9,
        11,
        13,
        15,
        17,
    ]
    texts = [text for made in export_json() for text in made["texts"].values()]
    assert any("Indigenous Peoples’ rights" in text for text in texts)
    assert not any(" ," in text for text in texts)


@pytest.mark.parametrize(("name", "write"), [("export.json", as_json), ("export.xlsx", as_workbook)])
def test_every_annotation_is_taken_or_refused_with_a_reason(bring, name, write):
    annotations = list(invented(70))
    concerns = sum(one.kind == CONCERN.kind for one in annotations)
    found = bring(write(annotations), name)
    assert found["refused"] == concerns > 10
    several = sum(len(one.states) - 1 for one in annotations)
    assert sum(counts(found)) == len(annotations) + several
    assert set(ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)) == {
        "left-out-observation"
    }
    assert Recommendation.objects.count() == found["new"]


def test_the_workbook_and_the_json_file_say_the_same(bring):
    bring(as_json(ODD), "export.json")
    shown = [{key: made[key] for key in made if key != "sources"} for made in export_json()]
    found = bring(as_workbook(ODD), "export.xlsx")
    assert (found["new"], found["changed"]) == (0, 0)
    assert [{key: made[key] for key in made if key != "sources"} for made in export_json()] == shown


def test_a_recommendation_of_the_review(bring):
    made = only(UPR, bring)
    assert (made["id"], made["paragraph"], made["session"], made["cycle"]) == ("A/HRC/26/16 118.5", "118.5", 18, 2)
    assert (made["body"], made["position"], made["recommending_states"]) == ("upr", "supported", ["JPN"])
    assert made["texts"] == {"en": "Open all places of detention to visits"}
    assert made["date"] == "2014-03-27"


def test_a_recommendation_of_a_treaty_body(bring):
    made = only(TREATY, bring)
    assert (made["id"], made["body"], made["session"]) == ("E/C.12/FJI/CO/9 7", "cescr", None)
    lines = made["texts"]["en"].splitlines()
    assert lines == ["The Committee recommends that the State party:", "(a) Build schools;", "(b) Train teachers."]
    assert official(made, "sdg") == {"4", "4.7"}
    assert len(official(made, "theme")) == 2, "blanks around a theme do not hide it"
    assert official(made, "group") == {"children"}
    [source] = made["sources"]
    assert dict(source["verbatim"])["Text"] == TREATY.text, "the source stays as printed"
    assert SourceRecord.objects.get().read["source_id"] == TREATY.name


def test_letters_that_stand_apart_are_put_together_where_it_is_certain(bring):
    found = bring(as_json(ODD[3:5]), "export.json")
    texts = [made["texts"]["en"] for made in export_json()]
    assert (
        "The Committee asks for a register of births, and of Indigenous Peoples’ births; indigenous peoples." in texts
    )
    assert any(text.startswith("The Committee recommends that the State party count") for text in texts)
    assert any("p u p i l s" in text for text in texts), "no vocabulary has the word, so it is left"
    assert notes_of(found)["letters-joined"] == 2
    assert notes_of(found)["letters-apart"] == 1


def test_the_theme_of_reservations_is_taken_where_the_text_speaks_of_one(bring):
    found = bring(as_json([ODD[5], ODD[6]]), "export.json")
    assert Tag.objects.filter(scheme="theme", code="reservations").count() == 1
    assert notes_of(found)["reservations-left-out"] == 1


def test_a_state_may_be_given_by_its_code(bring):
    made = only(ODD[5], bring)
    assert (made["state"], made["paragraph"]) == ("FJI", "11")


def test_two_pieces_of_one_paragraph_are_two_records(bring):
    found = bring(as_json(ODD[7:9]), "export.json")
    assert counts(found) == (2, 0, 0, 0, 0)
    assert list(Recommendation.objects.values_list("paragraph", flat=True)) == ["13", "13"]
    assert Recommendation.objects.filter(identifier="E/C.12/FJI/CO/9 13").count() == 1


def test_an_annotation_about_two_states_is_a_record_of_each(bring):
    content = as_json([ODD[9]])
    found = bring(content, "export.json")
    assert counts(found) == (2, 0, 0, 0, 0)
    assert sorted(Recommendation.objects.values_list("state_id", "paragraph")) == [("FJI", "50"), ("LAO", "50")]
    assert counts(bring(content, "again.json")) == (0, 0, 2, 0, 0)


def test_the_same_annotation_twice_is_one_record(bring):
    found = bring(as_json([TREATY, TREATY, replace(TREATY, id="0a0c9531-85fa-4408-a9db-bc816c2e1261")]), "export.json")
    assert counts(found) == (1, 0, 1, 1, 0)


def test_the_same_file_again_changes_nothing(bring):
    content = as_json(invented(50))
    first = bring(content, "export.json")
    again = bring(content, "export.json")
    assert (again["new"], again["changed"], again["attached"]) == (0, 0, 0)
    assert again["refused"] == first["refused"]


def test_a_newer_print_of_an_annotation_changes_its_record(bring):
    newer = replace(TREATY, text="7. The Committee urges the State party to build schools.", id=TREATY.name)
    bring(as_json([TREATY]), "export.json")
    found = bring(as_workbook([newer]), "newer.xlsx")
    assert counts(found) == (0, 1, 0, 0, 0)
    [made] = export_json()
    assert made["texts"] == {"en": "The Committee urges the State party to build schools."}
    assert [source["superseded"] for source in made["sources"]] == [True, False]
    [change] = ImportRun.objects.get(uuid=found["run"]).changes.all()
    assert change.before != change.after


def test_a_refused_observation_keeps_its_number_and_not_its_text(bring):
    found = bring(as_json([CONCERN, TREATY]), "export.json")
    [refused] = ImportRun.objects.get(uuid=found["run"]).refused_rows.all()
    assert page_of(refused.run)["refused"] == [], "it is no fault, so the page names it among what was left out"
    kept = dict(refused.verbatim)
    assert kept["AnnotationId"] == CONCERN.name
    assert "Text" not in kept


@pytest.mark.parametrize(("change", "code"), [
    ({"states": ("Fijji",)}, "state-unknown-near"), ({"states": ("Atlantis Q",)}, "state-unknown"), ({"body": "CXX"}, "mechanism-unknown"),
    ({"text": "<p></p>"}, "field-empty"), ({"states": ()}, "field-empty"), ({"session": 99}, "session-unknown"),
    ({"positions": ("Perhaps",)}, "position-unknown"),
])  # fmt: skip
def test_what_cannot_be_a_record_is_refused_with_its_reason(bring, change, code):
    found = bring(as_json([replace(UPR, **change), TREATY]), "export.json")
    assert list(ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)) == [code]
    assert found["new"] == 1


def test_signs_that_no_database_holds_are_left_out(bring):
    content = json.dumps([{**TREATY.record(), "Text": "7. Build\x00 schools \ud83d now"}]).encode()
    assert bring(content, "export.json")["new"] == 1


def test_the_normalised_names_are_read_too(bring):
    assert counts(bring(as_plain_json([Annotation("7. Build schools."), CONCERN]), "plain.json")) == (1, 0, 0, 0, 1)
    assert Recommendation.objects.get().identifier == "E/C.12/FJI/CO/9 7"


def test_a_json_file_is_checked_on_the_pages(as_secretary, cast):
    file = SimpleUploadedFile("export.json", as_json([TREATY, CONCERN]))
    as_secretary.post(reverse("imports:add"), {"file": file, "owner": cast.committee.pk})
    run = ImportRun.objects.get()
    assert (run.format, run.state) == ("uhri", "checking"), "its records leave no doubt, so nobody is asked"
    check(run.pk)
    shown = as_secretary.get(reverse("imports:run", args=[run.uuid])).content.decode()
    assert "Observations and concerns, which ask for nothing, were left out: 1 row" in shown
    assert reverse("imports:columns", args=[run.uuid]) not in shown
    assert not Recommendation.objects.exists()


def test_the_state_of_a_whole_sheet_is_said_on_the_pages(as_secretary, cast):
    file = SimpleUploadedFile("sheet.csv", b"Recommendation,No\nOpen it,1\nClose it,2\n")
    as_secretary.post(reverse("imports:add"), {"file": file, "owner": cast.committee.pk})
    run = ImportRun.objects.get()
    columns = reverse("imports:columns", args=[run.uuid]) + "?format=table"
    assert as_secretary.post(columns, {"text": "0", "paragraph": "1"}).status_code == 422
    as_secretary.post(columns, {"text": "0", "paragraph": "1", "state-fixed": "កម្ពុជា"})
    check(run.pk)
    run.refresh_from_db()
    assert (run.state, run.new, run.mapping["state"]) == ("previewed", 2, "កម្ពុជា")


def test_records_wrapped_in_an_object_and_markup_written_as_characters_are_read(bring):
    """Values instead of lists, absent fields, a text escaped twice, labels parted by commas."""
    record = UPR.record() | {
        "Countries": "- Fiji", "Sdgs": None, "UprPositions": "Supported", "Themes": ["Right to education, Right to health"],
        "Text": "&lt;p&gt;118.5&amp;nbsp;Open the prisons (Japan);&lt;/p&gt;",
    }  # fmt: skip
    del record["AffectedPersons"], record["DocumentId"]
    content = json.dumps({"meta": {"count": 1, "of": "Fiji"}, "links": [1, 2], "data": [record]}).encode("utf-16")
    assert counts(bring(content, "export.json")) == (1, 0, 0, 0, 0)
    [made] = export_json()
    assert (made["paragraph"], made["texts"]["en"], made["position"]) == ("118.5", "Open the prisons", "supported")
    assert official(made, "theme") == {"education", "health"}
