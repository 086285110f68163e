"""An erased file leaves its imports with a digest and rows, and with nothing of what it said."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.enums import Decision, Ground, RetentionAction
from tamdan.audit.erasing import apply_retention, decide_erasure, erase, place_hold, request_erasure
from tamdan.audit.errors import UnderLegalHold
from tamdan.audit.models import Erasure, RetentionRule
from tamdan.imports import actions
from tamdan.imports.enums import RunState
from tamdan.imports.errors import FileErased, FileInUse
from tamdan.imports.models import ImportRun
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tamdan.vault.actions import store_working_copy
from tamdan.vault.models import Custody, File

NAME = "from-sokha-4711.csv"
REFUSED = "Atlantis of the deep 4711"
ROWS = [Printed("Fiji", "Open places of detention to visits", "Japan"), Printed(REFUSED, "Stop", "Japan")]


@pytest.fixture
def read(cast, secretary):
    content = export(ROWS)
    return actions.receive([content], name=NAME, size=len(content), owner=cast.committee, by=secretary)


@pytest.fixture
def stored(read):
    actions.begin(read, RunState.CHECKING)
    read.refresh_from_db()
    actions.check(read)
    actions.begin(read, RunState.COMMITTING)
    read.refresh_from_db()
    actions.commit(read)
    read.refresh_from_db()
    return read


@pytest.fixture
def forget(administrator, auditor, django_capture_on_commit_callbacks):
    def inner(file):
        asked = request_erasure("vault.file", str(file.pk), by=administrator, ground=Ground.REQUEST, basis="letter 3")
        decided = decide_erasure(asked, by=auditor, decision=Decision.APPROVED)
        with django_capture_on_commit_callbacks(execute=True):
            return erase(decided, by=auditor)

    return inner


def tables_that_hold(marker):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}" AS t WHERE t::text LIKE %s)', [f"%{marker}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_an_import_keeps_its_digest_and_rows_when_its_file_is_erased(stored, forget, settings, as_secretary):
    digest, source = stored.file.digest, SourceRecord.objects.get()
    store_working_copy(stored.file, [b"clean"], name="clean.csv", made_by="cut", by=None)
    assert forget(stored.file) == 2
    stored.refresh_from_db()
    assert (stored.file, stored.digest, stored.state, stored.counts["new"]) == (None, digest, "done", 1)
    kept = SourceRecord.objects.get()
    assert (kept.run, kept.file_digest, kept.row, kept.verbatim) == (stored, digest, source.row, source.verbatim)
    assert not File.objects.exists()
    assert not Custody.objects.exists()
    assert not list(settings.VAULT_ROOT.glob("??/??/*"))
    page = as_secretary.get(stored.get_absolute_url()).content.decode()
    assert "A file that was erased" in page
    assert digest in page
    assert "Open the original file" not in page
    assert as_secretary.get(reverse("imports:list")).status_code == 200


def test_nothing_of_the_file_is_left_in_any_table(stored, forget):
    assert "imports_refusedrow" in tables_that_hold(REFUSED)
    assert "vault_file" in tables_that_hold(NAME)
    forget(stored.file)
    assert tables_that_hold(REFUSED) == []
    assert tables_that_hold(NAME) == []


def test_the_records_can_still_be_taken_back(stored, forget, secretary):
    forget(stored.file)
    stored.refresh_from_db()
    actions.undo(stored, by=secretary)
    assert not Recommendation.objects.exists()


def test_an_import_that_was_not_stored_ends_with_its_file(read, forget, as_secretary):
    actions.begin(read, RunState.CHECKING)
    read.refresh_from_db()
    actions.check(read)
    forget(read.file)
    read.refresh_from_db()
    assert (read.state, read.file, read.notes.get("samples")) == ("cancelled", None, None)
    with pytest.raises(FileErased, match="new import"):
        actions.begin(read, RunState.READ)
    for act in ("check", "original"):
        assert as_secretary.post(reverse(f"imports:{act}", args=[read.uuid])).status_code == 410


def test_a_file_that_is_being_read_is_not_erased(read, forget):
    actions.begin(read, RunState.CHECKING)
    with pytest.raises(FileInUse, match="Cancel the import"):
        forget(read.file)
    assert File.objects.exists()


def test_a_legal_hold_keeps_file_and_import(stored, forget, auditor):
    place_hold("vault.file", str(stored.file.pk), by=auditor, basis="case 3/2026")
    with pytest.raises(UnderLegalHold) as refused:
        forget(stored.file)
    assert "legal hold" in str(refused.value)
    stored.refresh_from_db()
    assert stored.file is not None
    assert stored.refused_rows.exists()


@pytest.mark.parametrize("action", RetentionAction.values)
def test_files_past_their_keeping_time_are_proposed_and_then_go(
    stored, action, auditor, django_capture_on_commit_callbacks
):
    RetentionRule.objects.create(kind="vault.file", days=365, basis_en="Archive rule 7", action=action)
    assert not apply_retention().get("vault.file")
    File.objects.update(received_at=timezone.now() - datetime.timedelta(days=366))
    assert apply_retention()["vault.file"] == 1
    proposed = Erasure.objects.get(kind="vault.file")
    assert proposed.object_id == str(stored.file.pk)
    decided = decide_erasure(proposed, by=auditor, decision=Decision.APPROVED)
    with django_capture_on_commit_callbacks(execute=True):
        erase(decided)
    assert not File.objects.exists()
    assert ImportRun.objects.get().digest == stored.digest


def test_the_same_file_may_come_again_after_it_was_erased(stored, forget, cast, secretary):
    forget(stored.file)
    content = export(ROWS)
    again = actions.receive([content], name="again.csv", size=len(content), owner=cast.committee, by=secretary)
    assert again.state == "read"
    assert again.digest == stored.digest
