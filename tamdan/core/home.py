"""Where an installation keeps its data: one folder, named by TAMDAN_HOME, with everything that a backup must hold.

Layout: ``postgres/`` (the embedded cluster, unless it had to live elsewhere), ``vault/`` (files), ``secrets/`` (keys, 0600),
``ledger/`` (published checkpoints), ``tmp/`` and small state files.
"""

import os
import pwd
from pathlib import Path
from typing import IO

from tamdan.core.terminal import TerminalError, reason
from tamdan.core.terminal import gettext_noop as _

PACKAGE = Path(__file__).resolve().parents[2]


class HomeUnusable(TerminalError):
    """The data folder cannot be made or written; the message says what to do."""


def default_home() -> Path:
    """Beside the source in a checkout, otherwise the user's data folder; works with HOME unset."""
    if (PACKAGE / "pyproject.toml").is_file():
        return PACKAGE / "var"
    if os.geteuid() == 0:
        return Path("/var/lib/tamdan/home")
    data = os.environ.get("XDG_DATA_HOME") or str(Path(pwd.getpwuid(os.geteuid()).pw_dir) / ".local/share")
    return Path(data) / "tamdan"


def home() -> Path:
    """The data folder of this process, absolute; not necessarily there yet."""
    return Path(os.environ.get("TAMDAN_HOME") or default_home()).absolute()


def base() -> Path:
    """The home itself, made when absent; as root others may walk through it (not list it) to reach the database's folder."""
    return folder(mode=0o711 if os.geteuid() == 0 else 0o700)


def folder(*names: str, mode: int = 0o700) -> Path:
    """A folder of ours below the home, made when absent, with exactly ``mode``.

    Raises HomeUnusable where the disk is full, read-only or not ours.
    """
    path = home().joinpath(*names)
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
        if path.stat().st_uid == os.geteuid() and path.stat().st_mode & 0o777 != mode:
            path.chmod(mode)
    except OSError as error:
        raise HomeUnusable(
            _(
                "Tamdan cannot use its data folder %(path)s: %(reason)s. "
                "Free some space, make it writable, or name another folder in TAMDAN_HOME."
            ),
            path=path,
            reason=reason(error),
        ) from error
    return path


def lock_file(name: str) -> IO[str]:
    """A small file of the home, opened for locking. Raises HomeUnusable as ``folder``."""
    path = base() / name
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise HomeUnusable(
            _(
                "Tamdan cannot write to its data folder (%(path)s: %(reason)s). "
                "Free some space, make it writable, or name another folder in TAMDAN_HOME."
            ),
            path=path,
            reason=reason(error),
        ) from error
