from django.db import migrations

# One bulletin a transaction: its number is kept in a setting that ends with the transaction, and that a savepoint takes back.
BULLETIN = """
CREATE FUNCTION portal_open_bulletin() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    held text := current_setting('tamdan.bulletin', true);
    made bigint;
BEGIN
    IF held <> '' THEN
        RETURN held::bigint;
    END IF;
    INSERT INTO portal_bulletin (at) VALUES (clock_timestamp()) RETURNING id INTO made;
    PERFORM set_config('tamdan.bulletin', made::text, true);
    RETURN made;
END $$
"""
# A trigger's plan is made once in a session: one that was made for three rows would join 35,000 of them by nested loops.
HASHED = "SET enable_nestloop = off"
NEWS = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {planned} AS $$
DECLARE act bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {rows}) THEN
        RETURN NULL;
    END IF;
    act := portal_open_bulletin();
    INSERT INTO portal_news (uuid, bulletin_id, recommendation_id, is_published, position_before, position_after,
                             stated_before, stated_after, languages)
    SELECT gen_random_uuid(), act, {values} FROM {rows} {order}
    ON CONFLICT (bulletin_id, recommendation_id) DO UPDATE SET {again};
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
RECORD = {
    "table": "recommendations_recommendation",
    "planned": HASHED,
    "order": "ORDER BY after.sort_key, after.id",
    "again": "is_published = portal_news.is_published OR excluded.is_published,"
    " position_after = excluded.position_after, stated_after = excluded.stated_after",
}
TEXT = {
    "table": "recommendations_recommendationtext",
    "planned": "",
    "values": "one.id, false, one.position, one.position, one.position_stated, one.position_stated,"
    " array_agg(DISTINCT after.language)",
    "order": "GROUP BY one.id, one.position, one.position_stated ORDER BY one.id",
    "again": "languages = ARRAY(SELECT DISTINCT unnest(portal_news.languages || excluded.languages))",
}
OF_PUBLIC = (
    "JOIN recommendations_recommendation AS one ON one.id = after.recommendation_id AND one.visibility = 'public'"
)
REWRITTEN = "(SELECT changed.* FROM changed JOIN before USING (id) WHERE before.text <> changed.text) AS after"
TRIGGERS = [
    RECORD
    | {
        "name": "portal_news_of_new_records",
        "event": "INSERT",
        "tables": "NEW TABLE AS inserted",
        "rows": "(SELECT * FROM inserted WHERE visibility = 'public') AS after",
        "values": "after.id, true, after.position, after.position, after.position_stated, after.position_stated, '{}'",
    },
    RECORD
    | {
        "name": "portal_news_of_records",
        "event": "UPDATE",
        "tables": "OLD TABLE AS before NEW TABLE AS after",
        "rows": "before JOIN after USING (id) WHERE after.visibility = 'public' AND"
        " ROW(before.visibility, before.position, before.position_stated)"
        " IS DISTINCT FROM ROW(after.visibility, after.position, after.position_stated)",
        "values": "after.id, before.visibility <> 'public', before.position, after.position, before.position_stated,"
        " after.position_stated, '{}'",
    },
    TEXT
    | {
        "name": "portal_news_of_new_texts",
        "event": "INSERT",
        "tables": "NEW TABLE AS after",
        "rows": f"after {OF_PUBLIC}",
    },
    TEXT
    | {
        "name": "portal_news_of_texts",
        "event": "UPDATE",
        "tables": "OLD TABLE AS before NEW TABLE AS changed",
        "rows": f"{REWRITTEN} {OF_PUBLIC}",
    },
]
# Records go with their import without Django's knowing; whoever followed a record that was merged follows what it became.
CONSTRAINTS = """
ALTER TABLE {table} ADD CONSTRAINT {table}_of_record FOREIGN KEY (recommendation_id)
REFERENCES recommendations_recommendation (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
"""
MERGED = """
CREATE FUNCTION portal_follow_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE portal_follow AS followed SET recommendation_id = NEW.kept_id
    WHERE recommendation_id = NEW.lost_id AND NOT EXISTS (
        SELECT 1 FROM portal_follow WHERE follower_id = followed.follower_id AND recommendation_id = NEW.kept_id);
    RETURN NULL;
END $$;
CREATE TRIGGER portal_follow_merged AFTER INSERT ON recommendations_merge FOR EACH ROW EXECUTE FUNCTION portal_follow_merged();
"""
UNMERGED = "DROP TRIGGER portal_follow_merged ON recommendations_merge; DROP FUNCTION portal_follow_merged()"
STAMP = """
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON portal_news
FOR EACH STATEMENT EXECUTE FUNCTION search_touch('news')
"""


def dropped(one):
    return f"DROP TRIGGER {one['name']} ON {one['table']}; DROP FUNCTION {one['name']}()"


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_news_and_who_follows"), ("search", "0004_calendar_and_body_count_as_changes")]

    operations = [
        migrations.RunSQL(BULLETIN, "DROP FUNCTION portal_open_bulletin()"),
        *(migrations.RunSQL(NEWS.format(**one), dropped(one)) for one in TRIGGERS),
        *(
            migrations.RunSQL(CONSTRAINTS.format(table=table), f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_record")
            for table in ("portal_news", "portal_follow")
        ),
        migrations.RunSQL(MERGED, UNMERGED),
        migrations.RunSQL(STAMP, "DROP TRIGGER search_touch ON portal_news"),
    ]
