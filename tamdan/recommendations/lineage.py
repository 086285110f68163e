"""The same demand asked again: links between recommendations that say the same words to the same State at a later session."""

from django.db import connection

from tamdan.imports.models import ImportRun

_REPEATS = """
INSERT INTO links_link (owner_id, visibility, shared_with, origin, reason, confidence, decision, predicate,
                        from_kind, from_id, to_kind, to_id, made_at)
SELECT owner_id, 'staff', '{}', 'machine', 'same words', 1.0, 'suggested', 'repeats',
       'recommendations.recommendation', id, 'recommendations.recommendation', earlier, now()
FROM (
    SELECT asked.id, asked.owner_id, asked.created_in_id, max(before.id) AS earlier
    FROM recommendations_recommendation asked
    JOIN LATERAL (
        SELECT id FROM recommendations_recommendation
        WHERE text_key = asked.text_key AND state_id = asked.state_id AND owner_id = asked.owner_id
          AND mechanism_id = asked.mechanism_id AND session < asked.session
        ORDER BY session DESC, id LIMIT 1
    ) before ON true
    WHERE asked.text_key IN (SELECT text_key FROM recommendations_recommendation WHERE created_in_id = %s)
    GROUP BY asked.id
) found
ON CONFLICT DO NOTHING
"""


def link_repeats(run: ImportRun) -> int:
    """Suggest a link from each recommendation to the last one before it with the same words, where the import brought
    either of them. Gives how many. A person decides about them: equal words are a sign, not a proof."""
    with connection.cursor() as cursor:
        cursor.execute(_REPEATS, [run.pk])
        return int(cursor.rowcount)
