"""Our own small supervisor of the embedded PostgreSQL: make, start, share, stop; and how to connect in each role.

``running()`` is what every command uses: it starts the server where none runs, holds it while in use, and stops it when the
last process of this folder leaves. The server listens on a Unix socket only; the operating system says who connects (peer).
Roles: ``super`` (this supervisor alone), ``owner`` (migrations), ``app`` (web, worker), ``sequencer`` (the ledger's tree).
"""

import contextlib
import fcntl
import os
import pwd
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
from psycopg.conninfo import conninfo_to_dict

from tamdan.core import cluster
from tamdan.core.cluster import DatabaseUnusable
from tamdan.core.home import home, lock_file
from tamdan.core.terminal import gettext_noop as _

DATABASE = "tamdan"
ROLES = {"super": "tamdan_super", "owner": "tamdan_owner", "app": "tamdan_app", "sequencer": "tamdan_sequencer"}
URL_VARIABLES = {
    "app": "DATABASE_URL",
    "owner": "TAMDAN_OWNER_DATABASE_URL",
    "sequencer": "TAMDAN_SEQUENCER_DATABASE_URL",
}
START_SECONDS = 120
SUITED = "-c autovacuum_naptime=10s -c jit=off"
"""Statistics and indexes are in order soon after an import, which is when people look; no statement of ours gains by compiling."""
BUFFERS = 1 << 30
"""Bytes of tables that the server keeps at hand, where that is no more than a quarter of the machine's memory. They are taken as they
are used: an installation that is small or idle has few of them."""
STOP_SECONDS = 60
RECOVERY_SECONDS = 20


def is_external() -> bool:
    """Whether the installation brings its own PostgreSQL (DATABASE_URL)."""
    return bool(os.environ.get("DATABASE_URL"))


def connection_params(role: str = "app", dbname: str = DATABASE) -> dict[str, Any]:
    """Arguments for ``psycopg.connect`` in a role; the embedded server's folder is made known but not started."""
    if is_external():
        url = os.environ.get(URL_VARIABLES.get(role, ""), "") or os.environ["DATABASE_URL"]
        return dict(conninfo_to_dict(url))
    return {"host": str(cluster.socket_folder(_account())), "dbname": dbname, "user": ROLES[role]}


@lru_cache(maxsize=1)
def _account() -> cluster.Account:
    return cluster.service_account()


@contextlib.contextmanager
def running(options: str = "") -> Iterator[None]:
    """Hold a reachable server for the length of the block. ``options`` go to ``postgres`` if it is started here.

    Raises DatabaseUnusable with a sentence that says what to do.
    """
    if is_external():
        _check_external()
        yield
        return
    with _lock("postgres-users.lock", fcntl.LOCK_SH) as users:
        with _lock("postgres-start.lock", fcntl.LOCK_EX):
            if not _answers():
                _start(options)
        try:
            yield
        finally:
            _leave(users)


def _leave(users: IO[str]) -> None:
    """Stop the server if nobody else of this folder uses it."""
    with _lock("postgres-start.lock", fcntl.LOCK_EX), contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop()


def keep_up() -> bool:
    """Start the embedded server again where its process ended (the disk was full, somebody killed it); True if it had to.

    Raises DatabaseUnusable and HomeUnusable while that is not possible.
    """
    if is_external() or _is_alive():
        return False
    with _lock("postgres-start.lock", fcntl.LOCK_EX):
        if not _answers():
            _start("")
    return True


def _is_alive() -> bool:
    """Whether the process that the cluster's own lock file names is there and works in its folder; it may still be recovering."""
    data = cluster.data_folder(_account())
    try:
        process = psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))
        if not process.name().startswith("postgres") or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return Path(process.cwd()) == data.resolve()
    except psutil.AccessDenied:
        return True
    except (OSError, ValueError, IndexError, psutil.Error):
        return False


def stop(mode: str = "fast") -> bool:
    """Stop the server of this folder; False where none ran. One that does not end in time is ended at once and recovers later."""
    account = _account()
    data = cluster.data_folder(account)
    if not (data / "postmaster.pid").exists():
        return False
    _wait_for_recovery()
    command: list[str | Path] = [cluster.binaries(account) / "pg_ctl", "-D", data, "-w", "-t", str(STOP_SECONDS), "-m"]
    return any(
        cluster.run([*command, how, "stop"], account).returncode == 0 for how in dict.fromkeys((mode, "immediate"))
    )


def _wait_for_recovery() -> None:
    """A server that is asked to stop just as it begins to recover from a crash never does (seen with 18.6 on a full disk)."""
    deadline = time.monotonic() + RECOVERY_SECONDS
    while _is_alive() and not _answers("super", "postgres") and time.monotonic() < deadline:
        time.sleep(0.2)


@contextlib.contextmanager
def _lock(name: str, kind: int) -> Iterator[IO[str]]:
    with lock_file(name) as file:
        fcntl.flock(file, kind)
        yield file


def _answers(role: str = "app", dbname: str = DATABASE) -> bool:
    try:
        with psycopg.connect(**connection_params(role, dbname), connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _check_external() -> None:
    try:
        with psycopg.connect(**connection_params("app"), connect_timeout=10) as connection:
            found = connection.info.server_version
    except psycopg.OperationalError as error:
        sentence = _("The database named in DATABASE_URL does not answer: %(words)s")
        raise DatabaseUnusable(sentence, words=str(error).strip()) from error
    if found < 170000:
        raise DatabaseUnusable(
            _("Tamdan needs PostgreSQL 17 or newer; DATABASE_URL leads to %(version)s."), version=found // 10000
        )


def _start(options: str) -> None:
    account = _account()
    programs, data = cluster.binaries(account), cluster.data_folder(account)
    if not (data / "PG_VERSION").exists():
        make_cluster(programs, data, account)
    _refuse_other_version(programs, data, account)
    deadline = time.monotonic() + START_SECONDS
    while True:
        output = _start_once(programs, data, account, options)
        if _answers("super", "postgres"):
            break
        # After kill -9 an un-reaped process can hold the old lock file for a moment; after a reboot another may have its number.
        if "lock file" in output and not _is_alive():
            (data / "postmaster.pid").unlink(missing_ok=True)
        if time.monotonic() > deadline or "lock file" not in output:
            raise _not_started(data, account, output)
        time.sleep(1)
    _ensure_roles()


def _start_once(programs: Path, data: Path, account: cluster.Account, options: str) -> str:
    log = data.parent / "log"
    sockets = cluster.socket_folder(account)
    buffers = f"-c shared_buffers={min(BUFFERS, psutil.virtual_memory().total // 4) >> 20}MB"
    line = f"-c listen_addresses='' -c unix_socket_permissions=0777 -k {sockets} {SUITED} {buffers} {options}"
    command: list[str | Path] = [
        programs / "pg_ctl",
        "-D",
        data,
        "-w",
        "-t",
        str(START_SECONDS),
        "-l",
        log,
        "-o",
        line,
        "start",
    ]
    offset = log.stat().st_size if log.exists() else 0
    output = cluster.run(command, account, timeout=START_SECONDS + 30).stdout
    if log.exists():
        with log.open(encoding="utf-8", errors="replace") as file:
            file.seek(offset)
            output += file.read()[-4000:]
    return output


def _not_started(data: Path, account: cluster.Account, output: str) -> DatabaseUnusable:
    if "No space left" in output:
        full = _("PostgreSQL cannot start: the disk that holds %(path)s is full. Free some space and start again.")
        return DatabaseUnusable(full, path=data)
    if "Read-only file system" in output:
        return DatabaseUnusable(_("PostgreSQL cannot start: the disk that holds %(path)s is read-only."), path=data)
    tail = " ".join(output.strip().splitlines()[-3:])
    sentence = _(
        "PostgreSQL did not start in %(path)s (account %(account)s). Where the folder is damaged, restore a backup into another one. "
        "Its last words: %(words)s"
    )
    return DatabaseUnusable(sentence, path=data, account=account.name, words=tail)


def make_cluster(programs: Path, data: Path, account: cluster.Account) -> None:
    """A new cluster: checksums, one pinned locale (C.UTF-8: STACK measurements show what others break), peer sign-in only."""
    command: list[str | Path] = [
        programs / "initdb", "-D", data, "-U", ROLES["super"], "--auth-local=peer", "--auth-host=reject",
        "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C",
        "--lc-ctype=C.UTF-8", "--data-checksums", "--no-instructions",
    ]  # fmt: skip
    done = cluster.run(command, account)
    if done.returncode:
        raise _not_started(data, account, done.stdout)
    ours = pwd.getpwuid(os.geteuid()).pw_name
    allowed = [(ours, role) for role in ROLES.values()] + [(account.name, ROLES["super"])]
    _write(data / "pg_hba.conf", "local all all peer map=tamdan\n")
    _write(data / "pg_ident.conf", "".join(f"tamdan {person} {role}\n" for person, role in dict.fromkeys(allowed)))


def _write(path: Path, text: str) -> None:
    """Replace one of the cluster's files, keeping its owner."""
    found = path.stat()
    path.write_text(text, encoding="utf-8")
    os.chown(path, found.st_uid, found.st_gid)


def _refuse_other_version(programs: Path, data: Path, account: cluster.Account) -> None:
    theirs, ours = versions(programs, data, account)
    if theirs != ours:
        raise DatabaseUnusable(
            _(
                "The data folder %(path)s was made by PostgreSQL %(theirs)s; this Tamdan brings %(ours)s. "
                "Run: tamdan upgrade --old-binaries FOLDER (the bin folder of PostgreSQL %(theirs)s)."
            ),
            path=data,
            theirs=theirs,
            ours=ours,
        )


def versions(programs: Path, data: Path, account: cluster.Account) -> tuple[str, str]:
    """The major version that made the data folder, and that of the programs."""
    theirs = cluster.run(["cat", data / "PG_VERSION"], account).stdout.strip()
    said = cluster.run([programs / "postgres", "--version"], account).stdout
    return theirs, (said.split()[-1].split(".")[0] if said else "?")


def _ensure_roles() -> None:
    """The roles, the database and its extensions; repeated at each start, so a half-made cluster heals."""
    with psycopg.connect(**connection_params("super", dbname="postgres"), autocommit=True) as connection:
        have = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in set(ROLES.values()) - have:
            connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT pg_signal_backend TO {ROLES['owner']}")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create_database(connection, DATABASE)
    with psycopg.connect(**connection_params("super"), autocommit=True) as connection:
        add_extensions(connection)


def create_database(connection: psycopg.Connection[Any], name: str, template: str = "template0") -> None:
    """An empty database (or a clone of ``template``) that ``tamdan_owner`` owns; needs a superuser in autocommit."""
    connection.execute(f'CREATE DATABASE "{name}" OWNER {ROLES["owner"]} TEMPLATE "{template}"')


def add_extensions(connection: psycopg.Connection[Any]) -> None:
    """What migrations rely on but only a superuser may install."""
    for extension in ("pg_trgm", "btree_gin", "unaccent"):
        connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    connection.execute(f"ALTER SCHEMA public OWNER TO {ROLES['owner']}")
    connection.execute(f"GRANT USAGE ON SCHEMA public TO {ROLES['app']}, {ROLES['sequencer']}")


def describe() -> dict[str, str]:
    """For ``tamdan doctor``: where the database is and which one."""
    if is_external():
        return {"kind": "DATABASE_URL", "host": str(connection_params().get("host", ""))}
    account = _account()
    return {"kind": "embedded", "data": str(cluster.data_folder(account)), "home": str(home()), "account": account.name}
