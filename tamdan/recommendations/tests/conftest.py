from pathlib import Path

import pytest

from tamdan.imports.actions import import_file
from tamdan.recommendations.tests.upr_info_export import export


@pytest.fixture
def bring(cast, tmp_path):
    """Import rows (or a whole file) for the committee, as the command does; gives the counts."""

    def inner(rows, name="export.csv", owner=None, by=None, **options):
        path = tmp_path / name
        path.write_bytes(rows if isinstance(rows, bytes) else export(rows))
        return import_file(path, owner=owner or cast.committee, by=by, **options)

    return inner


SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "upr_info"


@pytest.fixture
def genuine():
    """The genuine exports beside the checkout, where they are."""
    files = sorted((SHARED / "raw").glob("*.csv")) if SHARED.is_dir() else []
    if not files:
        pytest.skip("the genuine UPR Info exports are not beside this checkout (../shared/data/upr_info)")
    return files
