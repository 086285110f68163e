"""What a verification of the ledger found, as lines for people and as one object for programs."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tamdan.core.panels import merged

SHOWN = 200
"""Problems that are kept in full; beyond it they are only counted, so that memory stays bounded."""

SENTENCES = {
    "event-changed": gettext_lazy("Entry %(where)s: the event does not have the bytes that were entered."),
    "event-gone": gettext_lazy("Entry %(where)s: the event was deleted."),
    "event-unreadable": gettext_lazy("Entry %(where)s: the event's bytes are not an event."),
    "column-changed": gettext_lazy("Entry %(where)s: a column that is shown differs from the event's bytes: %(what)s."),
    "detail-changed": gettext_lazy("Entry %(where)s: the detail beside the event was changed or added."),
    "detail-gone": gettext_lazy("Entry %(where)s: the detail beside the event is gone and no erasure explains it."),
    "gap": gettext_lazy("Entry %(where)s: numbers are missing before it. What follows cannot be checked."),
    "node-wrong": gettext_lazy("Tree: the inner node %(where)s is missing or wrong."),
    "node-beyond": gettext_lazy("Tree: %(what)s inner nodes lie beyond the last entry of %(where)s."),
    "orphans": gettext_lazy("Rows of %(where)s belong to no log: %(what)s."),
    "checkpoint-root": gettext_lazy("Checkpoint %(where)s does not fit the entries: they were changed after it."),
    "checkpoint-signature": gettext_lazy("Checkpoint %(where)s is not signed by the log's key."),
    "checkpoint-text": gettext_lazy("Checkpoint %(where)s says something else than its row."),
    "checkpoint-unreadable": gettext_lazy("%(where)s is not a checkpoint."),
    "checkpoint-stranger": gettext_lazy("%(where)s belongs to a log that this database does not know: %(what)s."),
    "tail-cut": gettext_lazy("Checkpoint %(where)s counts more entries than there are: %(what)s. The end was cut off."),
    "unplaced": gettext_lazy("An event is neither in the tree nor in the queue: %(where)s."),
    "queue-broken": gettext_lazy("The queue names an event that is gone or placed already: %(where)s."),
}


@dataclass(frozen=True)
class Problem:
    """One finding: ``code`` is stable, ``where`` names the entry, checkpoint or file."""

    code: str
    where: str
    what: str = ""

    def __str__(self) -> str:
        sentences = SENTENCES | merged("LEDGER_SENTENCES")
        return str(sentences[self.code]) % {"where": self.where, "what": self.what}


@dataclass
class LogFigures:
    """One log as it was found."""

    origin: str
    size: int = 0
    root: bytes = b""
    checkpoints: int = 0


@dataclass
class Report:
    """The outcome. ``ok`` means that nothing contradicts anything that was read."""

    logs: list[LogFigures] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    notes: list[str] = field(default_factory=list)
    outside: int = 0
    waiting: int = 0
    erased_details: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.problem_count == 0

    @property
    def entries(self) -> int:
        return sum(log.size for log in self.logs)

    @property
    def per_second(self) -> int:
        """Entries verified in a second."""
        return round(self.entries / self.seconds) if self.seconds else 0

    def add(self, code: str, where: object, what: object = "") -> None:
        """Note a problem."""
        self.problem_count += 1
        if len(self.problems) < SHOWN:
            self.problems.append(Problem(code, str(where), str(what)))

    def lines(self) -> list[str]:
        """For a terminal, in the active language."""
        return [
            *map(self._log_line, self.logs),
            *self._figures(),
            *self.notes,
            *map(str, self.problems),
            self._verdict(),
        ]

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "ok": self.ok,
            "logs": [
                {"origin": log.origin, "size": log.size, "root": log.root.hex(), "checkpoints": log.checkpoints}
                for log in self.logs
            ],
            "problems": [{"code": one.code, "where": one.where, "message": str(one)} for one in self.problems],
            "problem_count": self.problem_count,
            "notes": self.notes,
            "outside_checkpoints": self.outside,
            "waiting": self.waiting,
            "erased_details": self.erased_details,
            "seconds": round(self.seconds, 3),
            "entries_per_second": self.per_second,
        }

    def _log_line(self, log: LogFigures) -> str:
        return _("Log %(origin)s: %(size)s entries, root %(root)s, %(count)s checkpoints.") % {
            "origin": log.origin, "size": log.size, "root": log.root.hex(), "count": log.checkpoints,
        }  # fmt: skip

    def _figures(self) -> list[str]:
        speed = _("Read in %(seconds).1f seconds, %(speed)s entries a second.")
        made = [speed % {"seconds": self.seconds, "speed": self.per_second}]
        if self.waiting:
            made.append(_("Waiting for their place: %(count)s events.") % {"count": self.waiting})
        if self.erased_details:
            made.append(_("Details erased by the rules: %(count)s.") % {"count": self.erased_details})
        if not self.outside:
            made.append(_(
                "No checkpoint from outside was given: a rewritten ledger or a cut end can be found only with one "
                "(tamdan audit verify --checkpoint FILE)."
            ))  # fmt: skip
        return made

    def _verdict(self) -> str:
        if self.ok:
            return _("Nothing was altered, removed or added out of turn.")
        found = ngettext("%(count)s problem was found.", "%(count)s problems were found.", self.problem_count)
        return found % {"count": self.problem_count}
