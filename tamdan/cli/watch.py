"""``watch``: look at another installation as a visitor's browser does; needs no database."""

import datetime
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, nothing, printed, say
from tamdan.core.terminal import Sentence
from tamdan.core.terminal import gettext_noop as _

PATIENCE = 30
MOST = 4 << 20
"""Bytes of one answer; the largest script of ours has a twentieth of it."""


@click.command(
    cls=Command,
    help=_(
        "Look at an installation from outside, as a visitor's browser does: are the list of keys and the scripts those that its stewards "
        "signed? For rights groups, at irregular times and over Tor (`torsocks`); ends with status 1 where something does not fit."
    ),
)
@click.argument("url")
@option(
    "--anchor", type=click.Path(path_type=Path, dir_okay=False),
    help=_("The site's `/anchor.js` as you compared it with the stewards; written there at the first look, compared from then on."),
)  # fmt: skip
@printed(nothing)
def watch(url: str, anchor: Path | None) -> dict[str, Any]:
    from tamdan.sealing.watching import look  # noqa: PLC0415 no other command needs it

    site = urlsplit(url)
    if site.scheme not in ("http", "https") or not site.hostname:
        raise Failed(_("This is no address of an installation. Write it as `https://example.org`."), "address")
    origin = f"{site.scheme}://{site.netloc}"
    kept = anchor.read_bytes() if anchor and anchor.exists() else None
    seen = look(lambda path: _fetched(origin, path), site.hostname, kept, _today())
    with spoken():
        for _code, sentence in seen.problems:
            say(str(sentence))
    told = {"version": seen.version, "scripts": seen.scripts, "problems": [code for code, _sentence in seen.problems]}
    if seen.problems:
        raise Failed(
            _("Something does not fit. Tell other rights groups and the stewards before anybody complains there."),
            "differs",
            told,
        )
    if anchor and kept is None:
        anchor.write_bytes(_fetched(origin, "/anchor.js").body)
    with spoken():
        say(
            str(
                Sentence(
                    _("Everything fits: version %(version)s of the list of keys, %(scripts)s scripts."),
                    version=seen.version,
                    scripts=len(seen.scripts),
                )
            )
        )
    return told


def _today() -> datetime.date:
    return datetime.datetime.fromtimestamp(time.time(), datetime.UTC).date()


def _fetched(origin: str, path: str) -> Any:
    from tamdan.sealing.watching import Answer  # noqa: PLC0415 no other command needs it

    try:
        with urllib.request.urlopen(origin + path, timeout=PATIENCE) as answer:  # noqa: S310 the scheme was looked at
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read(MOST)
            )
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, {name.lower(): value for name, value in refused.headers.items()}, b"")
    except OSError as error:
        raise Failed(
            _("%(address)s does not answer: %(reason)s."), "no_answer", address=origin + path, reason=error
        ) from error
