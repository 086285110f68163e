"""The mail server of the notices' tests, and a register that commits, as the worker meets it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.imports.actions import import_file
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body
from tamdan.notices.tests.conftest import sink  # noqa: F401 a fixture
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tests.cast import make_cast, make_user

FIRST = Printed("Fiji", "Open places of detention to visits", "Japan")
NEWER = Printed("Fiji", FIRST.text, "Japan", "Noted")
OTHER = Printed("Chad", "Train judges of children", "Egypt")


@dataclass
class Register:
    """The committee's register; ``bring`` imports a file of rows and gives its run."""

    owner: Body
    secretary: User
    bring: Callable[[list[Printed], str], ImportRun]


@pytest.fixture
def register(committing_db: Any, tmp_path: Path) -> Register:
    cast = make_cast()

    def bring(rows: list[Printed], name: str) -> ImportRun:
        path = tmp_path / name
        path.write_bytes(export(rows))
        found = import_file(path, owner=cast.committee, by=None)
        return ImportRun.objects.get(uuid=found["run"])

    return Register(cast.committee, make_user(cast.committee, Role.SECRETARIAT), bring)
