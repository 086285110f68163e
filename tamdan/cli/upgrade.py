"""``upgrade``: bring the database and its reference rows to this release, or to a newer PostgreSQL."""

from pathlib import Path
from typing import Any

import click

from tamdan.cli.language import Command, option
from tamdan.cli.output import result
from tamdan.cli.ready import prepare_database, release, release_in_database, system
from tamdan.core.major import upgrade_cluster
from tamdan.core.terminal import gettext_noop as _


@click.command(
    cls=Command, help=_("Migrate the database, set its rights again and load reference rows; safe to repeat.")
)
@option("--old-binaries", type=click.Path(path_type=Path, file_okay=False, exists=True),
        help=_("The bin folder of the PostgreSQL that made the data folder."))  # fmt: skip
@result
def upgrade(old_binaries: Path | None) -> dict[str, Any]:
    moved = upgrade_cluster(old_binaries) if old_binaries else None
    with system(prepare=False):
        was_current = release_in_database() == release()
        counts = prepare_database()
    return {"was_current": was_current, "reference": counts, "postgresql": moved or "unchanged"}
