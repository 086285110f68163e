"""The language of the terminal: sentences that must be said before Django can say any, and what click says itself.

All of it comes from the catalogue of the pages, read by Python's own gettext, which needs no settings and which click asks too.
"""

import contextlib
import errno
import gettext
import os
from collections.abc import Iterator
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("en", "km")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides (POSIX.1-2024, 8.2)."""
_SPOKEN = "LANGUAGE"
"""What Python's gettext looks at first."""


def of_locale() -> str:
    """The language that the terminal's locale asks for."""
    locale = next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    language = locale.lower().partition(".")[0].partition("_")[0]
    return language if language in LANGUAGES else "en"


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Sentences are said in that language for the length of the block."""
    before = os.environ.get(_SPOKEN)
    gettext.bindtextdomain("django", str(CATALOGUES))
    gettext.textdomain("django")
    os.environ[_SPOKEN] = language
    try:
        yield
    finally:
        os.environ.pop(_SPOKEN)
        if before is not None:
            os.environ[_SPOKEN] = before


def spoken_language() -> str:
    """The language of the block that we are in; outside any that of the locale."""
    language = os.environ.get(_SPOKEN, "")
    return language if language in LANGUAGES else of_locale()


def gettext_noop(message: str) -> str:
    """Marks a sentence for the catalogue; it is looked up when it is said."""
    return message


class Sentence:
    """A sentence of the catalogue with named placeholders; ``str()`` says it in the language of that moment."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values

    def __str__(self) -> str:
        said = gettext.gettext(self.message)
        return said % self.values if self.values else said


class TerminalError(Exception):
    """Something that ends a command, perhaps before Django is there: a marked sentence that says what to do, and its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.sentence = Sentence(message, **values)

    def __str__(self) -> str:
        return str(self.sentence)


_ = gettext_noop
REASONS = {
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("this account may not use more of the disk"),
    errno.EROFS: _("the disk is read-only"),
    errno.EACCES: _("this account may not do that"),
    errno.EPERM: _("this account may not do that"),
    errno.ENOENT: _("it is not there"),
    errno.EEXIST: _("it is there already"),
    errno.ENOTDIR: _("a part of its path is no folder"),
    errno.EISDIR: _("it is a folder"),
    errno.EADDRINUSE: _("another program listens there"),
    errno.EADDRNOTAVAIL: _("this machine has no such address"),
    errno.ENAMETOOLONG: _("its name is too long"),
    errno.EIO: _("the disk does not answer"),
}
"""What people meet; the rest is said in the words of the operating system."""


def reason(error: OSError) -> Sentence:
    """Why the operating system refused."""
    return Sentence(REASONS.get(error.errno or 0, error.strerror or str(error)))
