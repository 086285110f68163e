"""Under which address people reach this installation: what links in mails, feeds and printed codes begin with."""

import contextlib
import json
import os
from urllib.parse import urlsplit

from tamdan.core.home import home

SERVED = "serve.lock"
"""The file of the home in which ``tamdan serve`` notes its process and its address while it holds the folder."""
PORT = 8000


def origin() -> str:
    """Scheme and host without a slash: as TAMDAN_ORIGIN says, otherwise the first host name with the port that is served."""
    told = os.environ.get("TAMDAN_ORIGIN", "").rstrip("/")
    if told:
        return told
    host = os.environ.get("TAMDAN_HOSTS", "").split(",")[0].strip().lstrip(".*") or "localhost"
    if os.environ.get("TAMDAN_TLS") == "1":
        return f"https://{host}"
    return f"http://{host}:{served_port()}"


def served_port() -> int:
    """That of the server of this folder, or of the last one that did not end in order; otherwise the usual one."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        address = json.loads((home() / SERVED).read_text(encoding="utf-8"))["address"]
        return urlsplit(address).port or PORT
    return PORT
