"""Rights of the three database roles, set again after every migration from what the rooms declare.

``tamdan_app`` reads and writes every table but those that an app names in ``append_only`` (insert and select, no more);
``tamdan_sequencer`` has only what an app names in ``sequencer_tables`` (model name -> rights).
"""

from django.apps import AppConfig, apps
from django.db import connection

from tamdan.core.postgres import ROLES


def apply() -> None:
    """Grant and revoke, as the owner. Without our roles (another PostgreSQL with one role) there is nothing to divide."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[ROLES["app"], ROLES["sequencer"]]])
        if len(cursor.fetchall()) < 2:
            return
        existing = set(connection.introspection.table_names(cursor))
        for statement in statements(existing):
            cursor.execute(statement)


def statements(existing: set[str]) -> list[str]:
    """The SQL, in order: open for the application, then narrowed for tables that only grow."""
    app, sequencer = ROLES["app"], ROLES["sequencer"]
    made = [
        f"GRANT USAGE ON SCHEMA public TO {app}, {sequencer}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM " + app,
    ]
    for config in apps.get_app_configs():
        for attribute, taken in (("append_only", "UPDATE, DELETE"), ("sequencer_only", "INSERT, UPDATE, DELETE")):
            tables = {table_of(config, name) for name in getattr(config, attribute, ())} & existing
            made += [f'REVOKE {taken} ON "{table}" FROM {app}' for table in sorted(tables)]
        for name, rights in sorted(getattr(config, "sequencer_tables", {}).items()):
            made.append(f'GRANT {rights} ON "{table_of(config, name)}" TO {sequencer}')
    return made


def table_of(config: AppConfig, model: str) -> str:
    return str(config.get_model(model)._meta.db_table)


def narrowed() -> list[str]:
    """The tables that the application may not change, by name."""
    found = []
    for config in apps.get_app_configs():
        names = {*getattr(config, "append_only", ()), *getattr(config, "sequencer_only", ())}
        found += [table_of(config, name) for name in sorted(names)]
    return found
