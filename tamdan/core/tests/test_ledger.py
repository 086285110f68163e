import pytest

from tamdan.core import ledger


def test_an_act_without_a_ledger_fails_loudly(monkeypatch):
    monkeypatch.setattr(ledger, "_recorders", [])
    with pytest.raises(ledger.LedgerMissing):
        ledger.record("institutions.body.added")


def test_the_audit_room_registers_itself():
    assert [recorder.__module__ for recorder in ledger._recorders] == ["tamdan.audit.actions"]
