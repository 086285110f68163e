"""Finds a Chromium and starts it shut in: an account of its own, no network, limits, a folder that is removed.

In this order: ``TAMDAN_CHROMIUM``, one that the system has, the one of the npm package that ``make`` fetched (unpacked once
into a folder of ours; it brings its own libraries and fonts). The tests' browser is found here too, the package's first.
"""

import contextlib
import functools
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tamdan.core.cluster import SYSTEM_FOLDER, Account, DatabaseUnusable, reaches, service_account
from tamdan.core.errors import DomainError
from tamdan.core.home import PACKAGE, folder

PRINT_ACCOUNT = "tamdan-print"
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NPM_PACKAGE = PACKAGE / "node_modules" / "@sparticuz" / "chromium"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{root}/fonts</dir><dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
"""
"""The package names folders of a machine that is not ours; a browser without a single font stops."""
CPU_SECONDS = 60
FILE_BLOCKS = 512 * 2**10
"""Largest file that it may write, in blocks of 512 bytes: shared memory counts as files."""

QUIET = ["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--disable-breakpad"]  # fmt: skip
NO_NETWORK = [
    "--proxy-server=http://0.0.0.0:1",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
"""No name resolves, and every address, our own machine's too, goes to a proxy that cannot exist."""

LIMITED = f'ulimit -c 0; ulimit -t {CPU_SECONDS}; ulimit -f {FILE_BLOCKS}; exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null'
"""The protocol's pipe is file 3 (in) and 4 (out) of the browser."""


class ChromiumMissing(DomainError):
    """There is no browser to print with; the page itself and the Word file are offered instead."""

    code = "no-chromium"
    status = 503
    message = _(
        "This server has no Chromium, so it cannot make a PDF. Open the page and print it with your browser, or take the Word "
        "file. The administrator can install Chromium or run `make` again."
    )


@dataclass(frozen=True)
class Browser:
    """A Chromium: its program and what it needs in its environment."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def find(*, is_own_first: bool = False) -> Browser | None:
    """The Chromium of this machine, None where there is none; with ``is_own_first`` that of the npm package if it is there."""
    configured = os.environ.get("TAMDAN_CHROMIUM")
    if is_own_first and not configured and NPM_PACKAGE.is_dir() and (own := _unpacked()):
        return own
    names = [configured] if configured else SYSTEM_NAMES
    for name in names:
        program = shutil.which(name)
        if program:
            return Browser(Path(program))
    return None if configured or not NPM_PACKAGE.is_dir() else _unpacked()


def _unpacked() -> Browser | None:
    """The npm package's browser, unpacked by its own program; None without Node. Two processes that start together agree."""
    version = json.loads((NPM_PACKAGE / "package.json").read_text())["version"]
    root = (SYSTEM_FOLDER if os.geteuid() == 0 else folder("chromium")) / f"chromium-{version}"
    if not root.exists():
        node = shutil.which("node", path=f"{PACKAGE / '.venv' / 'node-bin'}:{os.environ.get('PATH', '')}")
        if node is None:
            return None
        root.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="unpacking-", dir=root.parent))
        _unpack(node, made)
        (made / "fonts.conf").write_text(FONTS.format(root=root))
        made.chmod(0o755)
        try:
            made.rename(root)
        except OSError:
            shutil.rmtree(made)
            if not root.exists():
                raise
    return Browser(
        root / "chromium",
        {"LD_LIBRARY_PATH": str(root / "al2023" / "lib"), "FONTCONFIG_FILE": str(root / "fonts.conf")},
    )


def _unpack(node: str, target: Path) -> None:
    script = f"import({NPM_PACKAGE.joinpath('build', 'index.js').as_uri()!r}).then((found) => found.default.executablePath())"
    # The package lays out its own libraries only when told, before the first unpacking, that it runs on a bare system.
    environment = {
        "TMPDIR": str(target),
        "HOME": str(target),
        "PATH": os.environ.get("PATH", ""),
        "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x",
    }
    subprocess.run([node, "-e", script], env=environment, check=True, capture_output=True, timeout=180)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.name == "chromium" else 0o644)


def _account() -> Account:
    try:
        return service_account(PRINT_ACCOUNT)
    except DatabaseUnusable as error:
        raise ChromiumMissing from error


@functools.cache
def _namespaces(account: Account) -> bool:
    """Whether the account may have namespaces of its own: then the kernel takes the network away, and Chromium's sandbox works."""
    program = shutil.which("unshare")
    if program is None:
        return False
    command = [*_alone(program), "true"]
    return subprocess.run(command, capture_output=True, check=False, cwd="/", **account.arguments()).returncode == 0  # type: ignore[call-overload, no-any-return]


def _alone(program: str) -> list[str]:
    return [program, "--user", "--map-current-user", "--net", "--"]


@contextlib.contextmanager
def running() -> Iterator["subprocess.Popen[bytes]"]:
    """A browser that answers on its standard input and output (DevTools over a pipe) and is gone, with its folder, afterwards.

    Raises ChromiumMissing.
    """
    browser, account = find(), _account()
    if browser is None or not reaches(account, browser.program):
        raise ChromiumMissing
    made = Path(tempfile.mkdtemp(prefix="tamdan-print-"))
    try:
        os.chown(made, account.uid, account.gid)
        process = subprocess.Popen(
            command(browser, account, made), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=made,
            env={"PATH": "/usr/bin:/bin", "HOME": str(made), "TMPDIR": str(made), "LC_ALL": "C.UTF-8", **browser.environment},
            umask=0o077, start_new_session=True, **account.arguments(),  # type: ignore[call-overload]
        )  # fmt: skip
        with process:
            try:
                yield process
            finally:
                # The whole group: its zygote and renderers would outlive it and hold the folder.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def command(browser: Browser, account: Account, profile: Path) -> list[str]:
    """How the browser is started: in a network of its own that holds nothing where the kernel allows it, limited, unlinked."""
    isolated = _namespaces(account)
    before = _alone(shutil.which("unshare") or "") if isolated else []
    options = [*QUIET, *NO_NETWORK, f"--user-data-dir={profile}", *([] if isolated else ["--no-sandbox"])]
    return [
        *before,
        "/bin/sh",
        "-c",
        LIMITED,
        "sh",
        str(browser.program),
        *options,
        "--remote-debugging-pipe",
        "about:blank",
    ]
