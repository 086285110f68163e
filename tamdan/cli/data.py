"""``import``, ``export`` and ``search``: data in, data out, and where something is said."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.cli.language import spoken
from tamdan.cli.output import Failed, dump, result, say
from tamdan.cli.ready import system

COUNTS = ("new", "changed", "unchanged", "attached", "refused")


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_code", help="Say which format it is, where it cannot be recognised.")
@click.option("--state", help="State under review, where a file does not say it (ISO code or name).")
@click.option("--session", help="Session of the working group, where a file does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.option("--publish", is_flag=True, help="Publish what these files brought, in one act.")
@result
def import_(
    files: tuple[Path, ...],
    format_code: str | None,
    state: str | None,
    session: str | None,
    dry_run: bool,
    publish: bool,
) -> dict[str, Any]:
    """Read files into the register. What is imported stays internal until it is published."""
    with system(), spoken():
        from tamdan.imports.actions import import_file  # noqa: PLC0415 needs Django's apps
        from tamdan.imports.terminal import acting_body, progress_bar, publish_runs, said_of  # noqa: PLC0415 needs Django's apps

        owner = acting_body()
        totals: dict[str, Any] = dict.fromkeys(COUNTS, 0)
        fixed = {"state": state or "", "session": session or ""}
        runs = []
        for path in files:
            if not path.is_file():
                raise Failed(
                    gettext_lazy("There is no file %(path)s. Check the name."), "no_such_file", totals, path=path
                )
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


@click.command()
@click.argument("what")
@click.option("--state", help="ISO code of the State under review (three letters).")
@click.option("--session", type=int, help="Session of the working group.")
@click.option("--format", "format_code", type=click.Choice(["json"]), default="json", show_default=True)
def export(what: str, state: str | None, session: int | None, format_code: str) -> None:
    """Print records as one JSON list: WHAT is "recommendations"."""
    with system():
        from tamdan.core.panels import merged  # noqa: PLC0415 needs Django's apps

        exports = merged("EXPORTS")
        if what not in exports:
            with spoken():
                sentence = _("There is nothing named %(name)s to export. Choose one of: %(known)s.")
                say(sentence % {"name": what, "known": ", ".join(sorted(exports))})
            raise SystemExit(1)
        write_list(exports[what](state=state, session=session))


def write_list(rows: Any) -> None:
    """A JSON list, written row by row so that a million rows need no more memory than one."""
    sys.stdout.write("[")
    for number, row in enumerate(rows):
        sys.stdout.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, default=str))
    sys.stdout.write("\n]\n")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="Hits at most.")
@click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON object.")
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find WORDS, in Khmer or English, in everything this installation holds."""
    with system():
        from tamdan.language.templatetags.language import localnum  # noqa: PLC0415 needs Django's apps
        from tamdan.search.cli import search_json  # noqa: PLC0415 needs Django's apps

        found = search_json(" ".join(words), limit=limit)
        if as_json:
            click.echo(dump(found))
            return
        for hit in found["hits"]:
            click.echo(f"{hit['kind']} {hit['id']}: {hit['highlighted']}")
        with spoken():
            say(_("%(number)s found") % {"number": localnum(found["total"])})
