"""This room's rows of the permission matrix. The ledger is one for all bodies, so its pages never ask whose a record is."""

from tamdan.audit import access
from tamdan.audit.actions import record
from tamdan.audit.models import Erasure, LegalHold
from tamdan.audit.tests.pages import IDENTITY, a_witness
from tests.matrix import EVERYBODY, Row

READERS, FORGETTERS = frozenset(access.READERS), frozenset(access.FORGETTERS)
HOLDERS, KEEPERS = frozenset(access.HOLDERS), frozenset(access.WITNESS_KEEPERS)
SETTERS = frozenset(access.RULE_SETTERS)


def an_event(_user, _body):
    return {"identity": record("witness.added", a_witness()).uuid}


def erasure(decision=""):
    decided = {"decided_by": IDENTITY.replace("1", "2"), "decided_at": "2026-11-22T00:00:00Z"} if decision else {}

    def make(_user, _body):
        return {
            "pk": Erasure.objects.create(
                kind="audit.witness", object_id=str(a_witness().pk), ground="request", basis="12/2026",
                requested_by=IDENTITY, decision=decision, **decided,
            ).pk
        }  # fmt: skip

    return make


def a_hold(_user, _body):
    return {"pk": LegalHold.objects.create(kind="audit.witness", object_id="0", basis="3/2026", placed_by=IDENTITY).pk}


def a_kind(_user, _body):
    return {"kind": "audit.eventaddress"}


def witness(_user, _body):
    return {"pk": a_witness().pk}


def first_log(_user, _body):
    return {"log": 1}


def leaf(_user, _body):
    return {"leaf": "0" * 64}


def tile(_user, _body):
    return {"level": 0, "number": 0}


def partial_tile(_user, _body):
    return {"level": 0, "number": 0, "width": 1}


ROWS = [
    Row("audit:ledger", EVERYBODY),
    Row("audit:events", READERS),
    Row("audit:event", READERS, an_event, sees_all=READERS),
    Row("audit:reveal", READERS, an_event, sees_all=READERS, post={}),
    Row("audit:erasures", FORGETTERS),
    Row("audit:ask_erasure", FORGETTERS),
    Row("audit:erasure", FORGETTERS, erasure(), sees_all=FORGETTERS),
    Row("audit:approve_erasure", FORGETTERS, erasure(), sees_all=FORGETTERS, post={}, status=302),
    Row("audit:refuse_erasure", FORGETTERS, erasure(), sees_all=FORGETTERS, post={}, status=302),
    Row("audit:carry_out_erasure", FORGETTERS, erasure("approved"), sees_all=FORGETTERS, post={}, status=302),
    Row("audit:keeping", FORGETTERS),
    Row("audit:keep", SETTERS, a_kind, sees_all=SETTERS),
    Row("audit:hold", HOLDERS),
    Row("audit:lift", HOLDERS, a_hold, sees_all=HOLDERS, post={}, status=302),
    Row("audit:witnesses", KEEPERS),
    Row("audit:remove_witness", KEEPERS, witness, sees_all=KEEPERS, post={}, status=302),
    # An empty ledger has signed nothing: these say so in plain words.
    Row("ledger:checkpoint", EVERYBODY, first_log, sees_all=EVERYBODY, status=404),
    Row("ledger:witnessed", EVERYBODY, first_log, sees_all=EVERYBODY, status=404),
    Row("ledger:consistency", EVERYBODY, first_log, sees_all=EVERYBODY, status=400),
    Row("ledger:feed", EVERYBODY),
    Row("ledger:proof", EVERYBODY, leaf, sees_all=EVERYBODY, status=404),
    Row("ledger:tile", EVERYBODY, tile, sees_all=EVERYBODY, status=404),
    Row("ledger:partial_tile", EVERYBODY, partial_tile, sees_all=EVERYBODY, status=404),
]
