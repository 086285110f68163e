"""Many recommendations pasted on a page: read, corrected, stored in one act, undone."""

import pytest
from django.urls import reverse

from tamdan.imports import actions as imports
from tamdan.imports.models import ImportRun
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.tests.typed import pasted, rows_of, typed

FIVE = """118. The recommendations listed below enjoy the support of Fiji:
118.1 Ratify the second protocol (Germany);
118.2 Open places of detention to visits (Japan, Peru);
118.3 Train judges (Chad); and publish their judgements (Mali);
119. The recommendations below did not enjoy the support of Fiji and would thus be noted:
119.1 Build schools (Atlantis);
119.2 សាងសង់សាលារៀន (បារាំង)។
"""
PASTE = "recommendations:paste"


@pytest.fixture
def send(as_secretary):
    return lambda sent: as_secretary.post(reverse(PASTE), sent)


@pytest.fixture
def rows(send, cast):
    return send(pasted(cast.committee, FIVE))


def test_five_are_read_corrected_and_stored(rows, send):
    assert rows.status_code == 200
    assert not Recommendation.objects.exists()
    assert send(rows_of(rows)).status_code == 422
    answer = send(rows_of(rows, **{"row-3-by": "Angola", "row-2-text": "Train every judge", "row-1-answer": "pending"}))
    run = ImportRun.objects.get()
    assert answer.url == reverse("imports:run", args=[run.uuid])
    assert (run.state, run.new, run.format) == ("done", 5, "pasted")
    found = {one.paragraph: one for one in Recommendation.objects.all()}
    assert {number: one.position for number, one in found.items()} == {
        "118.1": "supported", "118.2": "under_consideration", "118.3": "supported", "119.1": "noted", "119.2": "noted",
    }  # fmt: skip
    assert found["118.3"].texts.get().text == "Train every judge"
    assert set(found["118.3"].recommending.values_list("state_id", flat=True)) == {"TCD", "MLI"}
    assert found["119.1"].recommending.get().state_id == "AGO"
    assert found["119.2"].texts.get().language == "km"
    assert found["118.1"].identifier == "A/HRC/99/7 118.1"
    assert found["118.1"].visibility == "staff"
    taken = found["119.2"].positions.get()
    assert (str(taken.date), taken.document) == ("2014-06-26", "A/HRC/99/7/Add.1")


def test_the_source_keeps_what_was_pasted_beside_what_was_corrected(rows, send):
    send(rows_of(rows, **{"row-3-by": "Angola"}))
    source = SourceRecord.objects.get(recommendation__paragraph="119.1")
    said = dict(source.verbatim)
    assert said["As pasted"] == "119.1\nBuild schools (Atlantis);"
    assert said["Recommending States"] == "Angola"
    assert source.file_digest == ImportRun.objects.get().digest


def test_an_unknown_state_is_said_at_its_row_and_everything_stays(rows, send):
    answer = send(rows_of(rows, **{"row-0-text": "Changed by me"}))
    content = answer.content.decode()
    assert "No State is named “Atlantis”" in content
    assert "Changed by me" in content
    assert not Recommendation.objects.exists()


def test_a_row_is_left_out(rows, send):
    sent = rows_of(rows)
    del sent["row-3-taken"]
    send(sent)
    assert sorted(Recommendation.objects.values_list("paragraph", flat=True)) == ["118.1", "118.2", "118.3", "119.2"]


def test_no_row_taken_stores_nothing(rows, send):
    sent = {name: value for name, value in rows_of(rows).items() if not name.endswith("-taken")}
    answer = send(sent)
    assert answer.status_code == 422
    assert "No row is taken" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_page_that_lost_its_rows_stores_nothing(send, cast):
    assert send(pasted(cast.committee, FIVE, step="rows")).status_code == 422
    assert not ImportRun.objects.exists()


def test_one_number_twice_is_said(rows, send):
    answer = send(rows_of(rows, **{"row-3-by": "", "row-1-paragraph": "118.1"}))
    assert answer.status_code == 422
    assert "stands above already" in answer.content.decode()


def test_it_is_undone_as_a_whole(rows, send, secretary):
    send(rows_of(rows, **{"row-3-by": ""}))
    imports.undo(ImportRun.objects.get(), by=secretary)
    assert not Recommendation.objects.exists()


def test_what_is_there_is_shown_and_joined(send, cast, as_secretary):
    bare = typed(cast.committee, text="Ratify the second protocol", by="Germany", symbol="", paragraph="")
    as_secretary.post(reverse("recommendations:add"), bare)
    there = Recommendation.objects.get()
    rows = send(pasted(cast.committee, FIVE))
    assert reverse("recommendations:detail", args=[there.pk]) in rows.content.decode()
    send(rows_of(rows, **{"row-3-by": ""}))
    run = ImportRun.objects.get()
    assert (run.new, run.attached) == (4, 1)


def test_pasting_the_same_again_changes_nothing(rows, send, cast):
    sent = rows_of(rows, **{"row-3-by": ""})
    send(sent)
    send(sent)
    assert Recommendation.objects.count() == 5
    assert ImportRun.objects.order_by("pk").last().unchanged == 5


def test_going_back_keeps_what_was_pasted(rows, send):
    answer = send(rows_of(rows) | {"step": "back"})
    assert answer.status_code == 200
    assert "118.1 Ratify the second protocol" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pasted": "123"}, "No recommendation was found"),
        ({"pasted": ""}, "required"),
        ({"session": "900"}, "has no session 900"),
        ({"state": ""}, "required"),
        ({"pasted": "\n".join(f"118.{n} Do it (Japan);" for n in range(1, 400))}, "at most 300"),
    ],
)
def test_what_cannot_be_read_is_said(send, cast, wrong, sentence):
    answer = send(pasted(cast.committee, FIVE) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_third_cycle_of_198_is_stored_in_one_act(send, cast):
    heads = (
        "110. The recommendations below enjoy the support of Fiji:",
        "111. The recommendations below were noted by Fiji:",
    )
    supported = [f"110.{number} Do the {number}th thing for every person (Japan, Peru);" for number in range(1, 174)]
    noted = [f"111.{number} Undo the {number}th thing (Chad);" for number in range(1, 26)]
    rows = send(pasted(cast.committee, "\n".join([heads[0], *supported, heads[1], *noted]), symbol="A/HRC/99/8"))
    assert send(rows_of(rows)).status_code == 302
    counted = Recommendation.objects.of_review("FJI", 18)
    assert (counted.filter(position="supported").count(), counted.filter(position="noted").count()) == (173, 25)
