"""Pages for the walks over the whole system (tests/pages.py)."""

from dataclasses import replace

from django.urls import reverse

from tamdan.imports import actions
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.recommendations.tests.ohchr_matrix import LETTERS, matrix
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tamdan.vault.actions import store_file
from tests.cast import Cast
from tests.pages import Page, person

MIXED = [
    Printed("Fiji", "Open places of detention to visits", "Japan"),
    Printed("Atlantis", "A State that nobody knows", "Japan"),
    Printed("Fiji", "Protect the GuaranÃ­ people", "Peru"),
]


def a_run(cast: Cast, name: str = "export.csv") -> ImportRun:
    by = person("secretary", cast)
    content = export(MIXED)
    return actions.receive([content], name=name, size=len(content), owner=cast.committee, by=by)


def previewed(cast: Cast) -> str:
    run = a_run(cast)
    actions.begin(run, RunState.CHECKING)
    run.refresh_from_db()
    actions.check(run)
    return run.get_absolute_url()


def at_work(cast: Cast) -> str:
    run = a_run(cast)
    actions.begin(run, RunState.CHECKING)
    return run.get_absolute_url()


def failed(cast: Cast) -> str:
    file = store_file([b"one column\nalone\n"], name="notes.csv", owner=cast.committee, by=person("secretary", cast))
    error = {"code": "import-not-a-table", "values": {}}
    return ImportRun.objects.create(file=file, owner=cast.committee, state="failed", error=error).get_absolute_url()


def some(cast: Cast) -> str:
    a_run(cast)
    return reverse("imports:list")


def columns(cast: Cast) -> str:
    return reverse("imports:columns", args=[a_run(cast).uuid])


def unsaid(cast: Cast) -> str:
    """A Word document that does not say which review it belongs to; a person does."""
    content = matrix(replace(LETTERS, header="", source=""))
    run = actions.receive(
        [content], name="list.docx", size=len(content), owner=cast.committee, by=person("secretary", cast)
    )
    return reverse("imports:columns", args=[run.uuid])


PAGES = [
    Page("imports-list", some, who="secretary"),
    Page("imports-add", lambda _cast: reverse("imports:add"), who="secretary"),
    Page("imports-previewed", previewed, who="secretary"),
    Page("imports-at-work", at_work, who="secretary"),
    Page("imports-failed", failed, who="secretary"),
    Page("imports-columns", columns, who="secretary"),
    Page("imports-document", unsaid, who="secretary"),
]
