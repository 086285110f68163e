"""``read``: what a dump of press pages says, without a database."""

import os
from gettext import gettext
from pathlib import Path
from typing import Any

import click
import django
from django.utils import translation

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, printed, say
from tamdan.core.terminal import gettext_noop as _
from tamdan.core.terminal import spoken_language
from tamdan.language.errors import LanguageError

SAID = {
    "empty": _("The file holds no text. Copy the pages again."),
    "login": _("This is a login page, not an article. Log in at the outlet, then copy the article itself."),
    "cookies": _(
        "This is a page about cookies, not an article. Answer it in the browser, then copy the article itself."
    ),
    "no-article": _("No article was found. The file must hold the text of the pages and not only their menus."),
    "mixed-encodings": _(
        "The file is in more than one encoding; each line was read in its own. Check accents and Khmer words."
    ),
    "repaired": _("Letters damaged by a wrong encoding were repaired. Check quotations against the page."),
}
UNREADABLE = {
    "encoding_unknown": _("The characters of this file cannot be read. Save it as UTF-8 and read it again."),
    "legacy_khmer": _(
        "This text was typed in an old Khmer font, which is not Unicode. Convert it, save "
        "it as UTF-8 and read it again."
    ),
    "characters_lost": _(
        "The Khmer letters of this file were lost: question marks stand for them. Copy the "
        "pages again and save them as UTF-8."
    ),
}
DUMPS = ("", ".txt", ".text")
"""Endings of dumps."""
LARGEST = 100_000_000
"""Bytes of a dump that are read."""


def shown(found: dict[str, Any]) -> str:
    """For a person: each article with its lines, outlet and day, and below it who says what."""
    lines = []
    for article in found["articles"]:
        about = ", ".join(filter(None, (article["outlet"], article["published"])))
        lines.append(
            f"{article['start_line']}–{article['end_line']} {article['title'] or '—'}"
            + (f" ({about})" if about else "")
        )
        lines += [
            f"  {quote['line']}: “{' … '.join(quote['parts'])}” — {quote['speaker'] or '?'}"
            for quote in article["quotes"]
        ]
    return "\n".join(lines)


def is_text(file: Path) -> bool:
    """Whether the file is a dump as text, by its first bytes; a dump may hold mails and markup. Of what is no file of the press the reader
    of other kinds says so."""
    from tamdan.press.enums import How  # noqa: PLC0415 no other command needs it
    from tamdan.press.errors import UnknownKind  # noqa: PLC0415 no other command needs it
    from tamdan.press.extracting.kinds import kind_of  # noqa: PLC0415 no other command needs it

    with file.open("rb") as stream:
        try:
            kind = kind_of(stream.read(4096), file.name)
        except UnknownKind:
            return False
    return kind == How.TEXT or (file.suffix.lower() in DUMPS and kind not in (How.PDF, How.DOCX))


def taken_out(file: Path) -> tuple[str, list[str]]:
    """The text of a page, PDF, Word file or e-mail, and what is to be said of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    from tamdan.press.enums import Note  # noqa: PLC0415 needs Django's apps
    from tamdan.press.errors import PressRefused  # noqa: PLC0415 needs Django's apps
    from tamdan.press.extracting.kinds import extract  # noqa: PLC0415 needs Django's apps

    try:
        with file.open("rb") as stream, translation.override(spoken_language()):
            found = extract(stream, file.name)
            return found.text, [str(Note(code).label) for code in found.notes]
    except PressRefused as error:
        with translation.override(spoken_language()):
            raise Failed(str(error), error.code) from error


@click.command(
    cls=Command,
    help=_(
        "Read FILE, a dump of press pages as text, or a saved page, PDF, Word file or e-mail: articles, quotations and their speakers, "
        "claims, figures, promises."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--country", default="kh", show_default=True, help=_("Home State: the name of a folder below country/."))
@printed(shown)
def read(file: Path, country: str) -> dict[str, Any]:
    from tamdan.press.reading import read as read_text  # noqa: PLC0415 no other command needs it
    from tamdan.press.reading import read_bytes  # noqa: PLC0415 no other command needs it
    from tamdan.press.reading.schema import as_json  # noqa: PLC0415 no other command needs it

    if not file.is_file():
        raise Failed(_("There is no file %(path)s. Check the name."), "no_such_file", path=file)
    if file.stat().st_size > LARGEST:
        raise Failed(_("The file is larger than 100 MB. Split it into several."), "too_large")
    notes: list[str] = []
    try:
        if is_text(file):
            reading = read_bytes(file.read_bytes(), file.stem, country)
        else:
            text, notes = taken_out(file)
            reading = read_text(text, file.stem, country)
    except LanguageError as error:
        raise Failed(UNREADABLE[error.code], error.code) from error
    with spoken():
        for note in reading.notes:
            say(gettext(SAID[note]))
        for sentence in notes:
            say(sentence)
    return as_json(reading)
