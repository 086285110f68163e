"""A file on its way through the pages: chosen, checked, looked at, stored, taken back."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tamdan.imports.models import ImportRun
from tamdan.imports.tasks import check, commit
from tamdan.imports.tests.files import table, workbook
from tamdan.imports.tests.matrix import COLUMNS
from tamdan.notices.models import Notice
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tamdan.vault.models import Custody

ROWS = [Printed("Fiji", "Open places of detention to visits", "Japan"), Printed("Atlantis", "=1+1", "Japan")]


@pytest.fixture
def upload(as_secretary, cast):
    def inner(content=None, name="export.csv", client=as_secretary):
        file = SimpleUploadedFile(name, export(ROWS) if content is None else content)
        return client.post(reverse("imports:add"), {"file": file, "owner": cast.committee.pk})

    return inner


def page(client, run):
    return client.get(reverse("imports:run", args=[run.uuid]))


def do(client, run, act):
    return client.post(reverse(f"imports:{act}", args=[run.uuid]))


@pytest.fixture
def checked(upload):
    upload()
    run = ImportRun.objects.get()
    check(run.pk)
    run.refresh_from_db()
    return run


def test_a_known_format_is_handed_to_a_worker_at_once(upload):
    response = upload()
    run = ImportRun.objects.get()
    assert (run.state, run.format, run.total) == ("checking", "upr-info", 2)
    assert response["Location"] == reverse("imports:run", args=[run.uuid])
    assert ProcrastinateJob.objects.get().task_name == "imports.check"


def test_work_that_waits_for_a_worker_says_so(upload, as_secretary):
    upload()
    assert "no worker is running" in page(as_secretary, ImportRun.objects.get()).content.decode()


def test_the_progress_piece_stands_in_the_page_too(upload, as_secretary):
    upload()
    run = ImportRun.objects.get()
    piece = as_secretary.get(reverse("imports:progress", args=[run.uuid]))
    assert piece.content.decode() in page(as_secretary, run).content.decode()
    assert "HX-Refresh" not in piece


def test_the_page_loads_anew_when_the_work_is_done(checked, as_secretary):
    assert as_secretary.get(reverse("imports:progress", args=[checked.uuid]))["HX-Refresh"] == "true"


def test_a_check_shows_what_would_happen_and_stores_nothing(checked, as_secretary):
    assert (checked.state, checked.new, checked.refused) == ("previewed", 1, 1)
    text = page(as_secretary, checked).content.decode()
    assert "No State is named “Atlantis”" in text
    assert "Open places of detention to visits" in text
    assert not Recommendation.objects.exists()


def test_where_nothing_can_be_stored_the_page_says_why_and_offers_no_button(upload, as_secretary):
    upload(export(ROWS[1:]))
    run = ImportRun.objects.get()
    check(run.pk)
    text = page(as_secretary, run).content.decode()
    assert "every row was refused" in text
    assert reverse("imports:commit", args=[run.uuid]) not in text


def test_refused_rows_are_downloaded_with_reasons_and_no_formula(checked, as_secretary):
    response = as_secretary.get(reverse("imports:refused", args=[checked.uuid]))
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    _head, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row[0] == "3"
    assert "Atlantis" in row[1]
    assert row[5] == "'=1+1"


def test_storing_is_a_second_act_by_a_person(checked, as_secretary, secretary):
    do(as_secretary, checked, "commit")
    assert not Recommendation.objects.exists()
    commit(checked.pk)
    checked.refresh_from_db()
    assert (checked.state, checked.new) == ("done", 1)
    assert Recommendation.objects.get().visibility == "staff"
    assert list(Notice.objects.order_by("pk").values_list("kind", "user")) == [
        ("imports.checked", secretary.pk), ("imports.stored", secretary.pk),
    ]  # fmt: skip


def test_storing_twice_is_refused(checked, as_secretary):
    do(as_secretary, checked, "commit")
    assert do(as_secretary, checked, "commit").status_code == 409
    commit(checked.pk)
    assert do(as_secretary, checked, "commit").status_code == 409
    commit(checked.pk)
    assert Recommendation.objects.count() == 1


def test_a_stored_import_is_published_and_undone_from_its_page(checked, as_secretary):
    do(as_secretary, checked, "commit")
    commit(checked.pk)
    assert do(as_secretary, checked, "publish").status_code == 302
    assert Recommendation.objects.get().visibility == "public"
    refused = do(as_secretary, checked, "undo")
    assert refused.status_code == 409
    assert Recommendation.objects.get().identifier in refused.content.decode()


def test_an_import_is_undone_from_its_page(checked, as_secretary):
    do(as_secretary, checked, "commit")
    commit(checked.pk)
    do(as_secretary, checked, "undo")
    assert not Recommendation.objects.exists()


def test_a_cancelled_import_can_be_checked_again(checked, as_secretary):
    do(as_secretary, checked, "cancel")
    checked.refresh_from_db()
    assert checked.state == "cancelled"
    assert do(as_secretary, checked, "commit").status_code == 409
    assert do(as_secretary, checked, "check").status_code == 302
    check(checked.pk)
    checked.refresh_from_db()
    assert checked.state == "previewed"


def test_an_import_cancelled_while_it_waits_stores_nothing(checked, as_secretary):
    do(as_secretary, checked, "commit")
    do(as_secretary, checked, "cancel")
    commit(checked.pk)
    checked.refresh_from_db()
    assert checked.state == "cancelled"
    assert not Recommendation.objects.exists()


def test_an_unknown_table_is_mapped_by_a_person(upload, as_secretary):
    content = table([["Fiji", "បើកពន្ធនាគារ", "2019-01-30"]], ["Where", "What", "When"])
    response = upload(content, "sheet.csv")
    run = ImportRun.objects.get()
    address = reverse("imports:columns", args=[run.uuid])
    assert response["Location"] == address
    assert "2. What (បើកពន្ធនាគារ)" in as_secretary.get(address).content.decode()
    response = as_secretary.post(address, {"state": "0", "text": "1", "date": "2"})
    assert response.status_code == 302
    check(run.pk)
    run.refresh_from_db()
    assert (run.state, run.new) == ("previewed", 1)
    do(as_secretary, run, "commit")
    commit(run.pk)
    record = Recommendation.objects.get()
    assert (record.state_id, str(record.date), record.texts.get().language) == ("FJI", "2019-01-30", "km")


def test_a_mapping_without_a_needed_column_stays_on_the_form(upload, as_secretary):
    upload(table(), "sheet.csv")
    run = ImportRun.objects.get()
    response = as_secretary.post(reverse("imports:columns", args=[run.uuid]), {"state": "0"})
    assert response.status_code == 422
    response = as_secretary.post(reverse("imports:columns", args=[run.uuid]), {"state": "0", "text": "0"})
    assert response.status_code == 422
    assert "One column was chosen for two fields" in response.content.decode()


def test_another_format_shows_its_own_fields(upload, as_secretary):
    upload(table(), "sheet.csv")
    run = ImportRun.objects.get()
    text = as_secretary.get(reverse("imports:columns", args=[run.uuid]), {"format": "upr-info"}).content.decode()
    assert "Kind of action" in text
    assert "Document symbol" not in text


def test_a_workbook_imports_like_a_csv_file(upload):
    rows = [row.cells() for row in ROWS[:1]]
    head = ["SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org", "Response", "Action", "Issue", "Session"]
    upload(workbook(rows, head), "export.xlsx")
    run = ImportRun.objects.get()
    check(run.pk)
    run.refresh_from_db()
    assert (run.state, run.new) == ("previewed", 1)


@pytest.mark.parametrize(("content", "words"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "before 2007"),
    (b"%PDF-1.7", "cannot be imported"),
    (b"one column\nalone\n", "No columns were found"),
    (b'a,b\n1,"open\n', "never closed"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_says_so_on_its_page(upload, as_secretary, content, words):
    assert upload(content, "file.bin").status_code == 302
    run = ImportRun.objects.get()
    assert run.state == "failed"
    assert words in page(as_secretary, run).content.decode()


def test_an_empty_file_stays_on_the_form(upload):
    response = upload(b"", "empty.csv")
    assert response.status_code == 422
    assert "Check that you chose the right file" in response.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("size", [(1 << 20) + 1, 3 << 20], ids=["just above", "far above"])
def test_a_file_above_the_limit_is_refused_with_the_limit(settings, secretary, cast, size):
    settings.UPLOAD_LIMIT = 1 << 20
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretary)
    client.get(reverse("imports:add"))
    token = client.cookies["csrftoken"].value
    file = SimpleUploadedFile("large.csv", b"x" * size)
    sent = {"csrfmiddlewaretoken": token, "file": file, "owner": cast.committee.pk}
    response = client.post(reverse("imports:add"), sent)
    assert response.status_code == 413
    assert "1 MB" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_full_disk_is_said_on_the_form(upload, settings):
    settings.FREE_SPACE_FLOOR = 1 << 60
    response = upload()
    assert response.status_code == 422
    assert "too little free space" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_opening_the_original_leaves_a_trace(checked, as_secretary, secretary):
    response = do(as_secretary, checked, "original")
    assert b"".join(response.streaming_content) == export(ROWS)
    assert Custody.objects.filter(act="viewed", by=secretary).count() == 1


def test_another_bodys_import_is_not_there(checked, client, cast, administrator):
    ImportRun.objects.update(owner=cast.rights_group)
    client.force_login(administrator)
    assert page(client, checked).status_code == 404
    assert do(client, checked, "commit").status_code == 404


def test_pages_cost_few_queries(checked, as_secretary, django_assert_max_num_queries):
    for _ in range(3):
        ImportRun.objects.create(file=checked.file, owner=checked.owner)
    with django_assert_max_num_queries(12):
        as_secretary.get(reverse("imports:list"))
    with django_assert_max_num_queries(16):
        page(as_secretary, checked)


def test_columns_of_the_matrix_are_those_that_the_format_proposes(upload):
    upload()
    assert {name: str(place) for name, place in ImportRun.objects.get().mapping.items()} == COLUMNS
