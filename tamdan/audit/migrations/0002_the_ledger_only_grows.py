"""Triggers: what only grows refuses update, delete and truncate; a new event queues itself and wakes the sequencer."""

from django.db import migrations

GROWING = ("event", "log", "leaf", "node", "checkpoint")

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger only grows: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# The application has no right to write to the queue: it could queue an event twice and stop the sequencer.
# At most one open transaction notifies: the server lets notifying transactions commit only one after the other,
# and the sequencer looks once a second anyhow.
QUEUE = """
CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_pending (event_id) SELECT id FROM added;
    IF pg_try_advisory_xact_lock(hashtext('audit_notify')) THEN
        PERFORM pg_notify('audit_event', '');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_event_queue AFTER INSERT ON audit_event
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_queue();
"""

NUMBER = """
CREATE FUNCTION audit_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE first bigint; last bigint; many bigint; logs bigint; here smallint;
BEGIN
    SELECT min(seq), max(seq), count(*), count(DISTINCT log_id), min(log_id)
        INTO first, last, many, logs, here FROM added;
    IF many = 0 THEN
        RETURN NULL;
    END IF;
    IF logs > 1 OR first < 0 OR last - first + 1 <> many
        OR (first > 0 AND NOT EXISTS (SELECT FROM audit_leaf WHERE log_id = here AND seq = first - 1)) THEN
        RAISE EXCEPTION 'leaves are numbered without a gap' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_leaf_number AFTER INSERT ON audit_leaf
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_number();
"""


def refusals():
    for name in GROWING:
        yield migrations.RunSQL(
            f"""
            CREATE TRIGGER audit_{name}_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_{name}
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
            """,
            f"DROP TRIGGER audit_{name}_grows ON audit_{name};",
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_ledger_and_forgetting")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION audit_refuse();"),
        migrations.RunSQL(QUEUE, "DROP TRIGGER audit_event_queue ON audit_event; DROP FUNCTION audit_queue();"),
        migrations.RunSQL(NUMBER, "DROP TRIGGER audit_leaf_number ON audit_leaf; DROP FUNCTION audit_number();"),
        *refusals(),
        # Drained all day long: dead rows must not pile up between two visits of autovacuum.
        migrations.RunSQL(
            "ALTER TABLE audit_pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);",
            "ALTER TABLE audit_pending RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);",
        ),
    ]
