"""Documents in manners that no published layout has, and that people make all the same."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tamdan.imports.models import ImportRun
from tamdan.imports.tasks import check
from tamdan.recommendations.tests.odd_matrix import CASES, SAID, Writing
from tamdan.recommendations.tests.test_import_bad_input import LIMON
from tamdan.recommendations.tests.test_import_matrix_layouts import demands, read


@pytest.mark.parametrize("name", CASES)
def test_documents_made_in_manners_of_their_own_say_the_same(db, name):
    made = Writing()
    CASES[name](made)
    found = sorted(
        (one.paragraph, one.text, sorted(one.recommending), one.position)
        for one in demands(made.bytes(), "list.docx", state="FJI", session="20").values()
    )
    assert found == SAID


def test_a_row_without_a_number_that_speaks_of_recommendations_and_rights_is_no_row_of_headings(db):
    made = Writing()
    made.head("Recommendation", "Position", "Theme", "SDG")
    made.row("Implement the recommendations on the rights of women (Chile)", "Supported", "Right to education", "SDG 5")
    made.row("Consider the position of the text on rights", "Noted", "Right to education", "SDG 4")
    rows, _notes = read(made.bytes(), "list.docx", state="FJI", session="20")
    assert [(row.record.text[:9], row.record.recommending, row.record.position) for row in rows] == [
        ("Implement", ("CHL",), "supported"), ("Consider ", (), "noted"),
    ]  # fmt: skip


def test_a_document_typed_in_an_old_khmer_font_is_refused_with_what_to_do(as_secretary, cast):
    made = Writing()
    made.head("Recommendation", "Position")
    for number in range(3):
        made.row(f"104.{number} {LIMON} (Chile)", "Supported")
    as_secretary.post(
        reverse("imports:add"), {"file": SimpleUploadedFile("list.docx", made.bytes()), "owner": cast.committee.pk}
    )
    run = ImportRun.objects.get()
    check(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Convert it to Unicode" in as_secretary.get(run.get_absolute_url()).content.decode()
