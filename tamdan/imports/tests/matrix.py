"""This room's rows of the permission matrix."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tamdan.imports.access import IMPORTERS
from tamdan.imports.models import ImportRun
from tamdan.recommendations.tests.upr_info_export import HEADINGS, Printed, export
from tamdan.vault.actions import store_file
from tests.matrix import Row

IMPORT = frozenset(map(str, IMPORTERS))
ROWS_OF_FILE = [Printed("Fiji", "Open places of detention", "Japan")]
COLUMNS = {"state": "0", "text": "3", "by": "4", "position": "7", "action": "8", "issues": "9", "session": "10"}


def a_run(user, body, state, **values):
    """An import of this body in a state."""
    file = store_file([export(ROWS_OF_FILE)], name="export.csv", owner=body, by=user)
    made = ImportRun.objects.create(
        file=file, digest=file.digest, owner=body, by=user, state=state, format="upr-info",
        mapping={name: int(place) for name, place in COLUMNS.items()}, columns=list(HEADINGS), total=1, **values,
    )  # fmt: skip
    return {"uuid": made.uuid}


def in_state(state, **values):
    return lambda user, body: a_run(user, body, state, **values)


def stored(user, body):
    return a_run(user, body, "done", committed_at=timezone.now())


def a_file(_user, body):
    return {"file": SimpleUploadedFile("export.csv", export(ROWS_OF_FILE)), "owner": body.pk}


ROWS = [
    Row("imports:list", IMPORT),
    Row("imports:add", IMPORT, post=a_file, status=302),
    Row("imports:run", IMPORT, in_state("previewed")),
    Row("imports:progress", IMPORT, in_state("checking")),
    Row("imports:columns", IMPORT, in_state("read"), post=COLUMNS, status=302),
    Row("imports:check", IMPORT, in_state("previewed"), post={}, status=302),
    Row("imports:commit", IMPORT, in_state("previewed"), post={}, status=302),
    Row("imports:cancel", IMPORT, in_state("previewed"), post={}, status=302),
    Row("imports:undo", IMPORT, stored, post={}, status=302),
    Row("imports:publish", IMPORT, stored, post={}, status=409),
    Row("imports:refused", IMPORT, in_state("previewed")),
    Row("imports:original", IMPORT, in_state("previewed"), post={}),
]
