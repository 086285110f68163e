"""A matrix goes into the register as every import does, meets what other sources brought, and is refused with what to do."""

import io
import os
import zipfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tamdan.imports import actions as imports
from tamdan.imports.downloads import refused_rows
from tamdan.imports.errors import OldOffice, TooLargeInside
from tamdan.imports.formats import Refusal
from tamdan.imports.models import ImportRun
from tamdan.imports.sheets import sample_of
from tamdan.imports.tasks import check, commit
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.imports.matrix_errors import DamagedDocument, NoMatrix, ReviewUnknown, SaidUnknown
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.ohchr_matrix import INVENTED, LETTERS, NAMES, NUMERIC, WIDE, Asked, Writing, matrix
from tamdan.recommendations.tests.test_import_matrix_layouts import demands, read
from tamdan.recommendations.tests.upr_info_export import Printed
from tamdan.vault.media import OLE

ROWS = len(INVENTED)
UNTITLED = replace(LETTERS, header="Thematic list of recommendations")


def counts(found):
    return tuple(found[name] for name in ("new", "changed", "unchanged", "attached", "refused"))


def codes(content, **mapping):
    rows, _notes = read(content, "Fiji session 20.docx", **mapping)
    return [row.code for row in rows if isinstance(row, Refusal)]


def test_a_matrix_becomes_recommendations_with_all_that_it_says(bring):
    assert counts(bring(matrix(NAMES), "matrix.docx")) == (ROWS, 0, 0, 0, 0)
    made = next(one for one in export_json(state="FJI", session=20) if one["paragraph"] == "104.9")
    assert (made["id"], made["symbol"], made["body"], made["cycle"]) == ("A/HRC/28/8 104.9", "A/HRC/28/8", "upr", 2)
    assert sorted(made["recommending_states"]) == ["BIH", "JPN", "PER", "TCD", "VNM"]
    assert {(tag["scheme"], tag["code"]) for tag in made["tags"]} >= {
        ("theme", "education"),
        ("group", "migrants"),
        ("sdg", "16"),
    }
    [taken] = made["positions"]
    assert (taken["recorded"], taken["document"]) == ("supported", "A/HRC/28/8/Add.1")
    assert made["visibility"] == "staff"
    [source] = made["sources"]
    assert ["", "Theme: Right to education"] in [list(cell) for cell in source["verbatim"]]


def test_paragraph_nine_comes_before_ten(bring):
    bring(matrix(), "matrix.docx")
    assert list(Recommendation.objects.values_list("paragraph", flat=True)) == [
        "104.1",
        "104.2",
        "104.9",
        "104.10",
        "104.11",
        "105.1",
    ]


def test_a_dry_run_counts_and_leaves_nothing(bring):
    assert bring(matrix(), "matrix.docx", dry_run=True)["new"] == ROWS
    assert not Recommendation.objects.exists()


def test_the_same_file_again_changes_nothing_and_another_layout_joins(bring):
    bring(matrix(), "matrix.docx")
    assert counts(bring(matrix(), "again.docx")) == (0, 0, ROWS, 0, 0)
    assert counts(bring(matrix(NAMES), "other.docx"))[0] == 0
    assert Recommendation.objects.count() == ROWS


def test_undoing_leaves_nothing(bring, secretary):
    found = bring(matrix(), "matrix.docx")
    imports.undo(ImportRun.objects.get(uuid=found["run"]), by=secretary)
    assert not Recommendation.objects.exists()


LONE = Asked("71.5", "Open places of detention to visits", ("Japan", "Peru"), "Supported")


@pytest.mark.parametrize("is_matrix_first", [True, False])
def test_a_matrix_and_upr_info_of_one_review_give_one_set_in_either_order(bring, is_matrix_first):
    files = [
        (matrix(LETTERS, [LONE], session=7, symbol="A/HRC/14/8"), "matrix.docx"),
        ([Printed("Fiji", LONE.text, asker, session="7") for asker in LONE.states], "export.csv"),
    ]
    for content, name in files if is_matrix_first else reversed(files):
        bring(content, name)
    record = Recommendation.objects.get()
    assert record.identifier == "A/HRC/14/8 71.5"
    assert sorted(record.recommending.values_list("state__code", flat=True)) == ["JPN", "PER"]
    assert sorted(record.sources.values_list("format", flat=True)) == ["ohchr-matrix", "upr-info", "upr-info"]


def test_the_same_number_with_other_words_is_refused_and_names_the_first(bring):
    rows = [INVENTED[0], replace(INVENTED[0], text="Do something else")]
    found = bring(matrix(LETTERS, rows), "matrix.docx")
    assert counts(found) == (1, 0, 0, 0, 1)
    lines = "".join(refused_rows(ImportRun.objects.get(uuid=found["run"])))
    assert "104.1 stands in row 3 already" in lines
    assert "Do something else" in lines


def test_the_same_number_with_the_same_words_is_one_recommendation_under_two_themes(bring):
    rows = [INVENTED[0], replace(INVENTED[0], theme=1, themes=(1,))]
    assert counts(bring(matrix(LETTERS, rows), "matrix.docx")) == (1, 0, 0, 1, 0)
    assert {"theme:ratification", "theme:education"} <= set(Recommendation.objects.get().facets)


def test_single_rows_are_refused_with_reasons(db):
    rows = [
        replace(INVENTED[0], position="Perhaps"), replace(INVENTED[1], states=("Neverland",)), replace(INVENTED[4], text="--", states=()),
        INVENTED[5],
    ]  # fmt: skip
    assert codes(matrix(LETTERS, rows)) == ["position-unknown", "state-unknown", "text-empty"]


def test_a_row_of_another_review_is_refused(db):
    writing = Writing(LETTERS)
    writing.write(INVENTED[:3])
    writing.symbol = "A/HRC/59/4"
    writing.row(INVENTED[4])
    assert codes(writing.bytes()) == ["review-differs"]


def test_a_row_that_says_nothing_of_a_recommendation_is_refused_and_not_lost(db):
    writing = Writing(LETTERS)
    writing.write(INVENTED[:1])
    cells = writing.table.add_row().cells
    cells[0].text, cells[3].text = "Total", "one"
    assert codes(writing.bytes()) == ["no-recommendation"]


def test_an_unknown_state_beside_known_ones_is_noted(db):
    rows, notes = read(matrix(LETTERS, [replace(INVENTED[0], states=("Peru", "Neverland"))]), "Fiji session 20.docx")
    assert rows[0].record.recommending == ("PER",)
    assert notes["asker-unknown"] == 1


def test_a_matrix_without_positions_is_taken_with_a_note(bring):
    layout = replace(LETTERS, columns=(LETTERS.columns[0], LETTERS.columns[2]))
    found = bring(matrix(layout), "matrix.docx")
    assert found["new"] == ROWS
    assert set(Recommendation.objects.values_list("position", flat=True)) == {""}
    assert ImportRun.objects.get(uuid=found["run"]).notes["repairs"]["position-missing"] == ROWS


def test_a_label_of_no_vocabulary_is_counted(db):
    writing = Writing(LETTERS)
    writing._themes = lambda asked: ["Z99 Rights of nobody"]
    assert demands(writing.write(INVENTED[:1]))["104.1"].unknown == ("Z99 Rights of nobody",)


def test_where_the_document_does_not_say_the_review_a_person_does(bring):
    untitled = replace(UNTITLED, source="")
    with pytest.raises(ReviewUnknown):
        bring(matrix(untitled), "list.docx")
    assert bring(matrix(untitled), "list.docx", fixed={"state": "FJI", "session": "20"})["new"] == ROWS
    assert bring(matrix(untitled), "list.docx", fixed={"state": "Chad", "session": "19"})["new"] == ROWS
    assert set(Recommendation.objects.values_list("state_id", "session")) == {("FJI", 20), ("TCD", 19)}


@pytest.mark.parametrize("said", [{"state": "Atlantis"}, {"session": "99"}, {"session": "twenty"}])
def test_a_person_who_says_something_unknown_is_told_so(db, said):
    with pytest.raises(SaidUnknown) as caught:
        read(matrix(), **said)
    assert next(iter(said.values())) in str(caught.value)


def empty_document():
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("A letter")
    document.add_table(2, 2)
    document.save(out)
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _piece in range(26):
            part.write(b"<w:p/>" * (1 << 18))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (empty_document, NoMatrix),
        (bomb, TooLargeInside),
        (lambda: matrix()[:9000], DamagedDocument),
        (lambda: matrix().replace(b"word/document.xml", b"word/documant.xml"), DamagedDocument),
    ],
    ids=["no table of recommendations", "bomb", "cut off", "without its text"],
)
def test_documents_that_are_no_matrix_are_refused_with_what_to_do(db, content, error):
    with pytest.raises(error) as caught:
        read(content())
    assert len(str(caught.value)) > 80


def test_a_document_of_old_word_is_refused_with_what_to_do():
    old = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    with pytest.raises(OldOffice) as caught:
        sample_of(io.BytesIO(old), "matrix.doc")
    assert "save it as .docx" in str(caught.value)


def test_noise_in_place_of_the_text_is_refused(db):
    content = io.BytesIO(matrix())
    out = io.BytesIO()
    with zipfile.ZipFile(content) as packed, zipfile.ZipFile(out, "w") as changed:
        for entry in packed.infolist():
            changed.writestr(
                entry.filename, os.urandom(99) if entry.filename == "word/document.xml" else packed.read(entry)
            )
    with pytest.raises(DamagedDocument):
        read(out.getvalue())


def test_a_dropped_matrix_is_checked_looked_at_and_stored(as_secretary, cast):
    file = SimpleUploadedFile("matrix.docx", matrix(WIDE))
    as_secretary.post(reverse("imports:add"), {"file": file, "owner": cast.committee.pk})
    run = ImportRun.objects.get()
    assert (run.state, run.format) == ("checking", "ohchr-matrix")
    check(run.pk)
    page = as_secretary.get(reverse("imports:run", args=[run.uuid])).content.decode()
    assert "OHCHR matrix of recommendations" in page
    as_secretary.post(reverse("imports:commit", args=[run.uuid]))
    commit(run.pk)
    assert Recommendation.objects.count() == ROWS


def test_on_the_page_a_person_says_which_review_it_is(as_secretary, cast):
    file = SimpleUploadedFile("list.docx", matrix(replace(UNTITLED, source="")))
    as_secretary.post(reverse("imports:add"), {"file": file, "owner": cast.committee.pk})
    run = ImportRun.objects.get()
    check(run.pk)
    columns = reverse("imports:columns", args=[run.uuid])
    page = as_secretary.get(reverse("imports:run", args=[run.uuid])).content.decode()
    assert "does not say which State was reviewed" in page
    assert columns in page
    as_secretary.post(columns, {"state-fixed": "Fiji", "session-fixed": "20"})
    check(run.pk)
    run.refresh_from_db()
    assert (run.state, run.new) == ("previewed", ROWS)
    assert 'value="Fiji"' in as_secretary.get(columns).content.decode()


def test_rows_of_the_numeric_layout_keep_what_was_printed(bring):
    bring(matrix(NUMERIC), "matrix.docx")
    made = next(one for one in export_json() if one["paragraph"] == "104.1")
    names = [name for name, _value in made["sources"][0]["verbatim"]]
    assert names == ["Recommendation", "Recommending state/s", "Position", "Full list of rights/affected persons", ""]
