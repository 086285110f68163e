from typing import ClassVar

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Declares what ``core.rights`` grants: the ledger only grows, and only the sequencer builds the tree."""

    name = "tamdan.audit"
    append_only: ClassVar[set[str]] = {
        "event",
        "eventdetail",
        "recordkey",
        "erasuretarget",
        "witnesshistory",
        "cosignature",
    }
    sequencer_only: ClassVar[set[str]] = {"pending", "log", "leaf", "node", "checkpoint"}
    sequencer_tables: ClassVar[dict[str, str]] = {
        "event": "SELECT",
        "pending": "SELECT, DELETE",
        "log": "SELECT, INSERT",
        "leaf": "SELECT, INSERT",
        "node": "SELECT, INSERT",
        "checkpoint": "SELECT, INSERT",
    }

    def ready(self) -> None:
        from tamdan.audit.actions import record  # noqa: PLC0415 models exist only now
        from tamdan.core import ledger  # noqa: PLC0415 needed only here

        ledger.register(record)
