"""Who may change the ledger's tables: nobody. Each role tries each way."""

import psycopg
import pytest
from django.db import connection

from tamdan.core.postgres import connection_params

GROWING = ("audit_event", "audit_log", "audit_leaf", "audit_node", "audit_checkpoint")
WAYS = {
    "update": "UPDATE {} SET {} = {}",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {} CASCADE",
}
COLUMN = {
    "audit_event": "verb",
    "audit_log": "origin",
    "audit_leaf": "seq",
    "audit_node": "hash",
    "audit_checkpoint": "note",
}


def refused(role, statement):
    params = connection_params(role, dbname=str(connection.settings_dict["NAME"]))
    with psycopg.connect(**params) as attempt, pytest.raises(psycopg.errors.InsufficientPrivilege):
        attempt.execute(statement)


@pytest.mark.parametrize("role", ["app", "sequencer", "owner", "super"])
@pytest.mark.parametrize("way", WAYS)
def test_what_only_grows_refuses(django_db_setup, role, way):
    for table in GROWING:
        refused(role, WAYS[way].format(table, COLUMN[table], COLUMN[table]))


@pytest.mark.parametrize("statement", [
    "INSERT INTO audit_pending VALUES (1)",
    "DELETE FROM audit_pending",
    "INSERT INTO audit_leaf (log_id, seq, event_id, hash) VALUES (1, 0, 1, '')",
    "INSERT INTO audit_log VALUES (1, 'a', 'b', now())",
    "INSERT INTO audit_checkpoint VALUES (1, 0, '', '', now())",
    "DELETE FROM audit_eventdetail",
    "UPDATE audit_eventdetail SET detail = ''",
    "DELETE FROM audit_recordkey",
    "DELETE FROM audit_erasuretarget",
])  # fmt: skip
def test_the_application_builds_no_tree_and_forgets_nothing(django_db_setup, statement):
    refused("app", statement)


@pytest.mark.parametrize("statement", [
    "INSERT INTO audit_event (uuid, verb, at, who, kind, object_id, about_kind, about_id, body) "
    "VALUES (gen_random_uuid(), '', now(), '', '', '', '', '', '')",
    "UPDATE audit_pending SET event_id = 1",
    "SELECT * FROM audit_recordkey",
    "SELECT * FROM accounts_user",
    "INSERT INTO audit_leaf (log_id, seq, event_id, hash) VALUES (1, 5, 1, '')",
    "INSERT INTO audit_leaf (log_id, seq, event_id, hash) VALUES (1, 0, 1, ''), (1, 2, 2, '')",
    "INSERT INTO audit_leaf (log_id, seq, event_id, hash) VALUES (1, -1, 1, '')",
    "SELECT audit_erase(1)",
])  # fmt: skip
def test_the_sequencer_only_adds_in_order(django_db_setup, statement):
    refused("sequencer", statement)


def test_the_function_that_erases_asks_for_an_approval(django_db_setup):
    refused("app", "SELECT audit_erase(1)")
