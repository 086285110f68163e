"""From one major version of PostgreSQL to the next: ``pg_upgrade`` into a new folder beside the old one, which is kept."""

from pathlib import Path

from tamdan.core import cluster, postgres
from tamdan.core.cluster import DatabaseUnusable
from tamdan.core.terminal import gettext_noop as _


def upgrade_cluster(old_binaries: Path) -> str:
    """Upgrade the embedded cluster with the programs that made it. Returns "17 -> 18"; the old folder stays as ``data-17``.

    Raises DatabaseUnusable with pg_upgrade's own words where it refuses; the old folder is then untouched.
    """
    account = cluster.service_account()
    data, programs = cluster.data_folder(account), cluster.binaries(account)
    old, new = postgres.versions(programs, data, account)
    if old == new:
        return f"{new} already"
    kept, made = data.with_name(f"data-{old}"), data.with_name("data-new")
    if kept.exists():
        raise DatabaseUnusable(_("An earlier upgrade left %(path)s. Move it away and try again."), path=kept)
    # What a refused upgrade left, with the words of pg_upgrade in it; it was never in use.
    cluster.run(["rm", "-rf", made], account)
    postgres.make_cluster(programs, made, account)
    command: list[str | Path] = [
        programs / "pg_upgrade", "-b", old_binaries.absolute(), "-B", programs, "-d", data, "-D", made,
        "-U", postgres.ROLES["super"], "--socketdir", cluster.socket_folder(account),
    ]  # fmt: skip
    done = cluster.run(command, account, timeout=24 * 3600, cwd=data.parent)
    if done.returncode:
        sentence = _("pg_upgrade refused, and nothing was changed in %(path)s: %(words)s")
        raise DatabaseUnusable(sentence, path=data, words=done.stdout.strip()[-1500:])
    data.rename(kept)
    made.rename(data)
    return f"{old} -> {new}; the old folder is kept as {kept}"
