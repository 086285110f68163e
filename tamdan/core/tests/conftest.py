import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tamdan.core import cluster, postgres


def a_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="tamdan-test-"))
    monkeypatch.setenv("TAMDAN_HOME", str(path))
    account = cluster.service_account()
    base, sockets = cluster.data_folder(account).parent, cluster.socket_folder(account)
    yield path
    monkeypatch.setenv("TAMDAN_HOME", str(path))
    postgres.stop("immediate")
    for left in (base, sockets, path):
        shutil.rmtree(left, ignore_errors=True)


@pytest.fixture
def empty_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder as `mktemp -d` makes it, with its cluster stopped and everything removed after."""
    yield from a_home(monkeypatch)


@pytest.fixture
def other_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second one; asking for it before ``empty_home`` leaves TAMDAN_HOME at the latter."""
    yield from a_home(monkeypatch)
