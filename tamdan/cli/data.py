"""``import``, ``export`` and ``search``: data in, data out, and where something is said."""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

import click
from django.utils.translation import gettext

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, printed, refusing, result, say
from tamdan.cli.ready import system
from tamdan.core.home import folder
from tamdan.core.terminal import gettext_noop as _

COUNTS = ("new", "changed", "unchanged", "attached", "refused")


@click.command(
    name="import",
    cls=Command,
    help=_("Read files into the register. What is imported stays internal until it is published."),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--format", "format_code", help=_("Say which format it is, where it cannot be recognised."))
@option("--state", help=_("State under review, where a file does not say it (ISO code or name)."))
@option("--session", help=_("Session of the working group, where a file does not say it."))
@option("--dry-run", is_flag=True, help=_("Say what would change; change nothing."))
@option("--publish", is_flag=True, help=_("Publish what these files brought, in one act."))
@result
def import_(
    files: tuple[Path, ...],
    format_code: str | None,
    state: str | None,
    session: str | None,
    dry_run: bool,
    publish: bool,
) -> dict[str, Any]:
    with system(), spoken():
        from tamdan.imports.actions import import_file  # noqa: PLC0415 needs Django's apps
        from tamdan.imports.terminal import acting_body, progress_bar, publish_runs, said_of  # noqa: PLC0415 needs Django's apps

        owner = acting_body()
        totals: dict[str, Any] = dict.fromkeys(COUNTS, 0)
        fixed = {"state": state or "", "session": session or ""}
        runs = []
        for path in files:
            if not path.is_file():
                raise Failed(_("There is no file %(path)s. Check the name."), "no_such_file", totals, path=path)
            with progress_bar(path.name) as progress:
                found = import_file(
                    path, format=format_code, dry_run=dry_run, owner=owner, by=None, progress=progress, fixed=fixed
                )
            say(said_of(path.name, found))
            for name in COUNTS:
                totals[name] += found[name]
            runs.append(found.get("run"))
        if publish and not dry_run:
            totals["published"] = publish_runs([run for run in runs if run])
        return totals


@click.command(cls=Command, help=_('Print records as one JSON list: WHAT is "recommendations".'))
@click.argument("what")
@option("--state", help=_("ISO code of the State under review (three letters)."))
@option("--session", type=int, help=_("Session of the working group."))
@option(
    "--format",
    "format_code",
    type=click.Choice(["json"]),
    default="json",
    show_default=True,
    help=_("How it is written."),
)
@option("--json", "as_json", is_flag=True, help=_("The same; a failure is printed as an object too."))
def export(what: str, state: str | None, session: int | None, format_code: str, as_json: bool) -> None:
    assert format_code == "json"  # the only one
    with refusing(as_json), system():
        from tamdan.core.panels import merged  # noqa: PLC0415 needs Django's apps

        exports = merged("EXPORTS")
        if what not in exports:
            sentence = _("There is nothing named %(name)s to export. Choose one of: %(known)s.")
            raise Failed(sentence, "no_such_export", name=what, known=", ".join(sorted(exports)))
        rows = exports[what](state=state, session=session)
        write_whole(rows) if as_json else write_list(rows, sys.stdout)


def write_list(rows: Any, out: IO[str]) -> None:
    """A JSON list, written row by row so that a million rows need no more memory than one."""
    out.write("[")
    for number, row in enumerate(rows):
        out.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, default=str))
    out.write("\n]\n")
    out.flush()


def write_whole(rows: Any) -> None:
    """All of the list or nothing: a failure on the way is then the one thing that is printed."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=folder("tmp")) as draft:
        write_list(rows, draft)
        draft.seek(0)
        shutil.copyfileobj(draft, sys.stdout)
        sys.stdout.flush()


def lines_of(found: dict[str, Any]) -> str:
    return "\n".join(f"{hit['kind']} {hit['id']}: {hit['highlighted']}" for hit in found["hits"])


@click.command(cls=Command, help=_("Find WORDS, in Khmer or English, in everything this installation holds."))
@click.argument("words", nargs=-1, required=True)
@option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help=_("Hits at most."))
@printed(lines_of)
def search(words: tuple[str, ...], limit: int) -> dict[str, Any]:
    with system():
        from tamdan.language.templatetags.language import localnum  # noqa: PLC0415 needs Django's apps
        from tamdan.search.cli import search_json  # noqa: PLC0415 needs Django's apps

        found = search_json(" ".join(words), limit=limit)
        with spoken():
            say(gettext("%(number)s found") % {"number": localnum(found["total"])})
        return found
