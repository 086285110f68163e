"""The supervisor, each test with a cluster of its own: made, shared, killed, refused."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tamdan.core import cluster, postgres
from tamdan.core.cluster import DatabaseUnusable
from tamdan.core.home import HomeUnusable
from tamdan.core.major import upgrade_cluster

QUICK = "-c fsync=off -c shared_buffers=1MB"


def ask(question: str, role: str = "app") -> object:
    with psycopg.connect(**postgres.connection_params(role)) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


@pytest.fixture
def made_home(empty_home: Path) -> Path:
    """A home whose cluster was made, used once and stopped; it holds one table of the owner."""
    with postgres.running(QUICK), psycopg.connect(**postgres.connection_params("owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    return empty_home


def test_first_start_makes_a_cluster_that_keeps_khmer_and_listens_on_no_port(empty_home: Path) -> None:
    with postgres.running(QUICK):
        assert ask("SELECT current_user") == "tamdan_app"
        assert ask("SELECT usesuper FROM pg_user WHERE usename = current_user") is False
        assert ask("SELECT current_setting('listen_addresses')") == ""
        assert ask("SELECT current_setting('data_checksums')") == "on"
        assert ask("SELECT cardinality(show_trgm('សិទ្ធិមនុស្ស')) > 3")
        assert ask("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'tamdan'") == "tamdan_owner"
    with pytest.raises(psycopg.OperationalError):
        ask("SELECT 1")


def test_inner_command_leaves_the_server_to_the_outer_one(empty_home: Path) -> None:
    with postgres.running(QUICK):
        command = [sys.executable, "-c", "from tamdan.core import postgres\nwith postgres.running(): pass"]
        subprocess.run(command, check=True, env={**os.environ}, cwd="/")
        assert ask("SELECT 1") == 1


def test_killed_server_starts_again_with_what_was_committed(empty_home: Path) -> None:
    with postgres.running(QUICK):
        with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        pid = int((cluster.data_folder(cluster.service_account()) / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
    with postgres.running(QUICK):
        assert ask("SELECT count(*) FROM kept", "owner") == 1000


def test_served_database_that_was_killed_is_started_again(empty_home: Path) -> None:
    with postgres.running(QUICK):
        assert postgres.keep_up() is False
        pid = int((cluster.data_folder(cluster.service_account()) / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
        assert postgres.keep_up() is True
        assert ask("SELECT 1") == 1


def test_lock_that_cannot_be_written_says_so(empty_home: Path) -> None:
    (empty_home / "postgres-users.lock").mkdir()
    with (
        pytest.raises(HomeUnusable, match="it is a folder"),
        postgres.running(QUICK),
    ):
        pass


def test_stale_lock_of_a_dead_process_does_not_stop_a_start(made_home: Path) -> None:
    data = cluster.data_folder(cluster.service_account())
    dead = subprocess.Popen(["true"])
    dead.wait()
    (data / "postmaster.pid").write_text(f"{dead.pid}\n{data}\n1\n5432\n\n\n  0 0\n")
    with postgres.running(QUICK):
        assert ask("SELECT 1") == 1


def test_stale_lock_whose_number_another_process_has_does_not_stop_a_start(made_home: Path) -> None:
    account = cluster.service_account()
    data = cluster.data_folder(account)
    with subprocess.Popen(["sleep", "60"], **account.arguments()) as stranger:  # type: ignore[call-overload]
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n1\n5432\n\n\n  0 0\n")
        with postgres.running(QUICK):
            assert ask("SELECT 1") == 1
        stranger.kill()


def test_folder_of_another_major_version_is_refused_with_the_command(made_home: Path) -> None:
    (cluster.data_folder(cluster.service_account()) / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseUnusable, match="tamdan upgrade --old-binaries"), postgres.running(QUICK):
        pass


def test_refused_upgrade_changes_nothing_and_the_next_one_is_tried(made_home: Path) -> None:
    """pg_upgrade itself refuses: the programs of the release that the folder says it is of are not in the folder named."""
    data = cluster.data_folder(cluster.service_account())
    (data / "PG_VERSION").write_text("17\n")
    absent = made_home / "bin-17"
    absent.mkdir(mode=0o755)
    cluster.run(["mkdir", "-p", data.with_name("data-new") / "base"], cluster.service_account())  # an earlier refusal
    with pytest.raises(DatabaseUnusable, match=rf"(?s)pg_upgrade refused.*{absent}/p"):
        upgrade_cluster(absent)
    (data / "PG_VERSION").write_text("18\n")
    with postgres.running(QUICK):
        assert ask("SELECT n FROM kept", "owner") == 7


def test_what_an_earlier_upgrade_kept_is_not_written_over(made_home: Path) -> None:
    data = cluster.data_folder(cluster.service_account())
    assert upgrade_cluster(made_home) == "18 already"
    data.with_name("data-17").mkdir()
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseUnusable, match=r"An earlier upgrade left .*data-17"):
        upgrade_cluster(made_home)


def test_path_of_120_characters_and_no_home_variable_work(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = empty_home / ("d" * (120 - len(str(empty_home))))
    monkeypatch.setenv("TAMDAN_HOME", str(deep))
    monkeypatch.delenv("HOME", raising=False)
    empty_home.chmod(0o711)
    with postgres.running(QUICK):
        assert ask("SELECT 1") == 1
    shutil.rmtree(cluster.socket_folder(cluster.service_account()))
    monkeypatch.setenv("TAMDAN_HOME", str(empty_home))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_other_accounts_are_refused(empty_home: Path) -> None:
    with postgres.running(QUICK):
        programs = cluster.binaries(cluster.service_account())
        host = postgres.connection_params()["host"]
        command = [str(programs / "psql"), "-h", host, "-U", "tamdan_super", "-c", "SELECT 1", "postgres"]
        done = subprocess.run(
            command, user=65534, group=65534, extra_groups=[], capture_output=True, cwd="/", check=False
        )
        assert done.returncode != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps folders that the server's account cannot reach")
def test_home_that_the_account_cannot_reach_is_not_opened(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = empty_home / "closed"
    closed.mkdir(mode=0o700)
    empty_home.chmod(0o711)
    monkeypatch.setenv("TAMDAN_HOME", str(closed / "inside"))
    with postgres.running(QUICK):
        assert ask("SELECT 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(cluster.data_folder(cluster.service_account()).parent)
    monkeypatch.setenv("TAMDAN_HOME", str(empty_home))


def test_wrong_binary_folder_says_what_to_do(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAMDAN_PG_BIN", str(empty_home))
    with pytest.raises(DatabaseUnusable, match="initdb"), postgres.running(QUICK):
        pass
    monkeypatch.delenv("TAMDAN_PG_BIN")


def test_unreachable_database_url_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnusable, match="DATABASE_URL"), postgres.running():
        pass
