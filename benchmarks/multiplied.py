"""A register many times as large: the recommendations that are there copied in the database, each copy varied."""

import sys
from typing import Any

LEXEMES = 5_000
"""Different words that the copies add, so that each of them is rare."""

# Copy ``k`` of a row: its State is the k-th after it, its identifier and words are its own.
_COPY = """
WITH states AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS all FROM taxonomy_state),
made AS (
    INSERT INTO recommendations_recommendation
        (id, owner_id, visibility, shared_with, uuid, identifier, kind, mechanism_id, state_id, session, cycle, symbol, paragraph,
         number, date, asker_id, asker_name, part, position, position_stated, text_key, sort_key, facets, published_at, created_at, version)
    SELECT one.id + %(step)s, owner_id, visibility, shared_with, gen_random_uuid(), md5(one.id::text || '-%(k)s'), kind, mechanism_id,
           other.code, session, cycle, symbol, paragraph, number, date, asker_id, asker_name, part, position, position_stated,
           md5(one.id::text || '-%(k)s')::uuid, other.code || substr(sort_key, 4) || '-%(k)s',
           array_replace(facets, 'state:' || state_id, ('state:' || other.code)::varchar), published_at, created_at, 1
    FROM recommendations_recommendation one
    JOIN states own ON own.code = one.state_id JOIN states other ON other.place = (own.place + %(k)s) %% own.all
    WHERE one.id <= %(last)s
    RETURNING id
)
SELECT count(*) FROM made
"""
_COPY_TEXTS = """
INSERT INTO recommendations_recommendationtext
    (recommendation_id, language, text, kind, digest, translated_from, translator)
SELECT recommendation_id + %(step)s, language, 'word' || ((recommendation_id * 31 + %(k)s) %% {lexemes}) || ' ' || text, kind,
       digest, translated_from, translator
FROM recommendations_recommendationtext WHERE recommendation_id <= %(last)s
"""
_COPY_DOCUMENTS = """
INSERT INTO search_document ({columns})
SELECT {values} FROM search_document WHERE kind = 'recommendation' AND object_id <= %(last)s
"""
_OTHER = {
    "object_id": "object_id + %(step)s",
    "slug": "(object_id + %(step)s)::text",
    "identifier": "md5(object_id::text || '-%(k)s')",
    "key": "md5(object_id::text || '-%(k)s')",
    "body": "'word' || ((object_id * 31 + %(k)s) %% {lexemes}) || ' ' || body",
    "terms": "terms || setweight(to_tsvector('simple', 'word' || ((object_id * 31 + %(k)s) %% {lexemes})), 'B')",
}


def multiply(cursor: Any, wanted: int) -> int:
    """Copies until there are ``wanted`` recommendations; indexes are made again at the end. Gives how many there are."""
    cursor.execute("SELECT max(id), count(*) FROM recommendations_recommendation")
    last, number = cursor.fetchone()
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ',') FROM pg_attribute WHERE attrelid = 'search_document'::regclass "
        "AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'id'"
    )
    columns = cursor.fetchone()[0].split(",")
    documents = _COPY_DOCUMENTS.format(
        columns=",".join(columns), values=",".join(_OTHER.get(name.strip('"'), name) for name in columns)
    ).replace("{lexemes}", str(LEXEMES))
    dropped = _drop_indexes(cursor)
    for k in range(1, -(-wanted // number)):
        values = {"k": k, "step": k * (last + 1), "last": last}
        for statement in (_COPY, _COPY_TEXTS.format(lexemes=LEXEMES), documents):
            cursor.execute(statement.replace("'-%(k)s'", f"'-{k}'"), values)
        print(f"copy {k}", file=sys.stderr)
    cursor.execute("SET maintenance_work_mem = '1GB'")
    for made in dropped:
        cursor.execute(made)
    cursor.execute("SELECT count(*) FROM recommendations_recommendation")
    return int(cursor.fetchone()[0])


def _drop_indexes(cursor: Any) -> list[str]:
    """The definitions of the indexes that no constraint needs."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [["recommendations_recommendation", "recommendations_recommendationtext", "search_document"]],
    )
    found = cursor.fetchall()
    for name, _made in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [made for _name, made in found]
