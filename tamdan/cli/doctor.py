"""``doctor``: what is wrong, and what to do about it."""

from collections.abc import Iterator
from gettext import gettext
from typing import Any

import click

from tamdan.cli.language import Command, spoken
from tamdan.cli.output import Failed, nothing, printed, say
from tamdan.cli.ready import prepare_database, release, release_in_database, system
from tamdan.core.health import Finding, examine
from tamdan.core.home import home
from tamdan.core.terminal import gettext_noop as _

MARKS = {"ok": _("ok"), "warn": _("WARN"), "bad": _("BAD")}


@click.command(
    cls=Command,
    help=_("Look at the folder, the database, its rights, the ledger, mail and backups, and say what to do."),
)
@printed(nothing)
def doctor() -> dict[str, Any]:
    with system(prepare=False):
        if release_in_database() is None:
            prepare_database()
        findings = [*examine(), *release_look()]
        with spoken():
            for finding in findings:
                say(line(finding))
        with spoken("en"):
            found = {"home": str(home()), "findings": [as_dict(finding) for finding in findings]}
    if any(finding.status == "bad" for finding in findings):
        raise Failed(_("Something is wrong; the lines marked BAD say what to do."), "unhealthy", found)
    return {**found, "healthy": True}


def release_look() -> Iterator[Finding]:
    """A preparation that broke off leaves tables without their reference rows."""
    if release_in_database() != release():
        said = _("Database: its reference data are not those of this release.")
        yield Finding("release", "bad", said, _("Run: `tamdan upgrade`"))


def line(finding: Finding) -> str:
    """For a person, in the active language."""
    message, do = finding.said()
    return f"{gettext(MARKS[finding.status]):<4} {message}" + (f" → {do}" if do else "")


def as_dict(finding: Finding) -> dict[str, str]:
    message, do = finding.said()
    return {"name": finding.name, "status": finding.status, "message": message, "do": do}
