"""Keys of this installation: one file each in ``<home>/secrets``, readable by the service alone, made once at first need."""

import contextlib
import os
import secrets as random
from collections.abc import Callable
from pathlib import Path

from tamdan.core.home import HomeUnusable, folder, home
from tamdan.core.terminal import gettext_noop as _
from tamdan.core.terminal import reason


def secret(name: str, size: int = 48, make: Callable[[], str] | None = None) -> str:
    """The text of the key ``name``; made by ``make``, or from ``size`` random bytes, when it does not exist yet.

    Two processes that start together agree: the first link wins.
    """
    path = home() / "secrets" / name
    try:
        with contextlib.suppress(FileNotFoundError):
            return path.read_text(encoding="ascii")
        _write(folder("secrets") / name, make() if make else random.token_urlsafe(size))
        return path.read_text(encoding="ascii")
    except OSError as error:
        sentence = _("Tamdan cannot keep its keys in %(path)s: %(reason)s.")
        raise HomeUnusable(sentence, path=path.parent, reason=reason(error)) from error


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
