from django.db import migrations

# Sums of +1 for each entry that a row has after the statement and -1 for each that it had before; rows whose entries, owner and
# visibility did not change are left out.
ADD = """
INSERT INTO recommendations_tally (owner_id, visibility, shared_with, entry, shard, number)
SELECT owner_id, visibility, shared_with, entry, pg_backend_pid() % 256, sum(step)
FROM ({rows}) AS rows, unnest(facets || ''::varchar) AS entry
GROUP BY owner_id, visibility, shared_with, entry HAVING sum(step) <> 0
ORDER BY owner_id, visibility, shared_with, entry
ON CONFLICT (entry, owner_id, visibility, shared_with, shard)
DO UPDATE SET number = recommendations_tally.number + excluded.number;
RETURN NULL;
"""
STATEMENTS = {
    "insert": ("NEW TABLE AS after", "SELECT *, 1 AS step FROM after"),
    "delete": ("OLD TABLE AS before", "SELECT *, -1 AS step FROM before"),
    "update": (
        "NEW TABLE AS after OLD TABLE AS before",
        """
        WITH changed AS (
            SELECT id FROM before JOIN after USING (id)
            WHERE ROW(before.owner_id, before.visibility, before.shared_with, before.facets)
                  IS DISTINCT FROM ROW(after.owner_id, after.visibility, after.shared_with, after.facets))
        SELECT after.*, 1 AS step FROM after JOIN changed USING (id)
        UNION ALL SELECT before.*, -1 FROM before JOIN changed USING (id)
        """,
    ),
}


def create(event):
    tables, rows = STATEMENTS[event]
    return f"""
    CREATE FUNCTION recommendations_tally_{event}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {ADD.format(rows=rows)} END $$;
    CREATE TRIGGER tally_{event} AFTER {event} ON recommendations_recommendation REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION recommendations_tally_{event}();
    """


def drop(event):
    return f"""
    DROP TRIGGER tally_{event} ON recommendations_recommendation;
    DROP FUNCTION recommendations_tally_{event}();
    """


FILL = """
INSERT INTO recommendations_tally (owner_id, visibility, shared_with, entry, shard, number)
SELECT owner_id, visibility, shared_with, entry, 0, count(*)
FROM recommendations_recommendation, unnest(facets || ''::varchar) AS entry
GROUP BY owner_id, visibility, shared_with, entry
"""


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0003_tallies_and_newest")]

    operations = [
        migrations.RunSQL(FILL, ""),
        *(migrations.RunSQL(create(event), drop(event)) for event in STATEMENTS),
    ]
