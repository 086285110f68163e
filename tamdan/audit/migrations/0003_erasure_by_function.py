"""The only way to remove details, record keys and rows of history: a function that asks for an approved erasure."""

from django.db import migrations

ERASE = """
CREATE FUNCTION audit_erase(wanted bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE target record; history regclass; gone integer; removed integer := 0;
BEGIN
    UPDATE audit_erasure SET executed_at = now()
        WHERE id = wanted AND decision = 'approved' AND executed_at IS NULL
        AND decided_by IS DISTINCT FROM requested_by;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'erasure % is not approved or was carried out before', wanted
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR target IN SELECT kind, object_id FROM audit_erasuretarget WHERE erasure_id = wanted LOOP
        IF EXISTS (SELECT FROM audit_legalhold WHERE kind = target.kind AND object_id = target.object_id
                   AND lifted_at IS NULL) THEN
            RAISE EXCEPTION 'a legal hold covers %:%', target.kind, target.object_id
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        DELETE FROM audit_eventdetail detail USING audit_event event WHERE detail.event_id = event.id
            AND ((event.kind = target.kind AND event.object_id = target.object_id)
              OR (event.about_kind = target.kind AND event.about_id = target.object_id));
        GET DIAGNOSTICS gone = ROW_COUNT;
        removed := removed + gone;
        DELETE FROM audit_recordkey WHERE kind = target.kind AND object_id = target.object_id;
        GET DIAGNOSTICS gone = ROW_COUNT;
        removed := removed + gone;
        -- Tables of history are named after their model: app_modelhistory (tamdan.audit.history.tracked).
        history := to_regclass(quote_ident(replace(target.kind, '.', '_') || 'history'));
        IF history IS NOT NULL THEN
            EXECUTE format('DELETE FROM %s WHERE pgh_obj_id = %L', history, target.object_id);
            GET DIAGNOSTICS gone = ROW_COUNT;
            removed := removed + gone;
        END IF;
    END LOOP;
    RETURN removed;
END $$;
REVOKE EXECUTE ON FUNCTION audit_erase(bigint) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_the_ledger_only_grows")]

    operations = [migrations.RunSQL(ERASE, "DROP FUNCTION audit_erase(bigint);")]
