"""Imports from a terminal."""

import pytest
from django.utils import translation

from tamdan.imports import actions
from tamdan.imports.errors import NoSuchFormat, UnknownFormat
from tamdan.imports.models import ImportRun
from tamdan.imports.terminal import acting_body, progress_bar, publish_runs, said_of
from tamdan.imports.tests.files import table
from tamdan.institutions.models import Installation
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.upr_info_export import Printed, export

ROWS = [Printed("Fiji", "Open places of detention to visits", "Japan")]


def test_imports_belong_to_the_installations_body(cast):
    assert acting_body() == cast.committee


def test_before_the_first_run_page_a_body_of_its_own_owns_them(cast):
    Installation.objects.all().delete()
    assert acting_body() == acting_body()
    assert acting_body().code == "own-body"


def test_several_files_are_published_in_one_act(cast, tmp_path):
    runs = []
    for state in ("Fiji", "Chad"):
        path = tmp_path / f"{state}.csv"
        path.write_bytes(export([Printed(state, "Open it", "Japan")]))
        with progress_bar(path.name) as progress:
            runs.append(actions.import_file(path, owner=acting_body(), by=None, progress=progress)["run"])
    assert publish_runs(runs) == 2
    assert set(Recommendation.objects.values_list("visibility", flat=True)) == {"public"}


def test_an_import_that_brought_nothing_new_publishes_nothing(cast, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(export(ROWS))
    actions.import_file(path, owner=acting_body(), by=None)
    assert publish_runs([actions.import_file(path, owner=acting_body(), by=None)["run"]]) == 0


@pytest.mark.parametrize(("options", "error"), [({}, UnknownFormat), ({"format": "no-such"}, NoSuchFormat)])
def test_a_file_of_no_known_format_is_refused_and_the_formats_are_named(cast, tmp_path, options, error):
    path = tmp_path / "sheet.csv"
    path.write_bytes(table())
    with pytest.raises(error) as caught:
        actions.import_file(path, owner=acting_body(), by=None, **options)
    assert "upr-info" in str(caught.value)
    assert not ImportRun.objects.exists()


def test_the_line_about_a_file_speaks_the_language_of_the_terminal():
    found = {
        "new": 1200,
        "changed": 0,
        "unchanged": 3,
        "attached": 0,
        "refused": 1,
        "to_look_at": ["Look at it."],
        "remarks": ["Row 2: No."],
    }
    line = "x.csv: 1,200 new, 0 changed, 3 unchanged, 0 attached, 1 refused. Look at it.\n  Row 2: No."
    assert said_of("x.csv", found) == line
    with translation.override("km"):
        assert "១.២០០" in said_of("x.csv", found)


def test_waiting_and_progress_are_told_on_standard_error(capsys):
    with progress_bar("export.csv") as bar:
        bar(1, 2)
        bar.waits("other.csv (Somebody)")
    assert "other.csv (Somebody)" in capsys.readouterr().err
