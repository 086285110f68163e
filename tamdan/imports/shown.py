"""What the page of an import shows: its counts, its samples, its differences, and what can be done with it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.health import worker
from tamdan.imports.enums import AT_WORK, TRANSITIONS, Outcome, RunState
from tamdan.imports.formats import Difference, Format, Refusal, formats, reasons_of
from tamdan.imports.models import ImportRun, RefusedRow
from tamdan.imports.reasons import LEFT_OUT, sentence
from tamdan.language.templatetags.language import coded, localnum

CHANGES_SHOWN = 50
REMARKS = 5
"""Refused rows of which a terminal says why."""
REFUSED_SHOWN = 20
CELLS = 4
"""Cells of a sample row; the whole row is in the file."""


@dataclass(frozen=True)
class Changed:
    """A record that the import changes, by the row that does it."""

    number: int
    fields: list[Difference]


def repairs() -> dict[str, str]:
    """What was mended, left out or decided while reading, for readers."""
    return {
        "encoding-repaired": _("Letters misread from another encoding were put right"),
        "entities-decoded": _("Characters written as on web pages were put right"),
        "control-characters-removed": _("Invisible control characters were taken out"),
        "letters-unreadable": _("Some letters could not be read; � stands in their place"),
        "labels-unknown": _("A label is in no vocabulary here and gave no tag"),
        "asker-unknown": _("Beside known States one is named that nobody knows here; it was left out"),
        "asker-group": _(
            "A group of States asks; it is kept as who asked, without a pair, unless a State is named beside it"
        ),
        "asker-missing": _("No recommending State is named"),
        "position-missing": _("No position is given"),
        "paragraph-missing": _("No paragraph number is given, so the row joins others by its words alone"),
        "zero-restored": _("A spreadsheet had cut the zero off a paragraph’s number (118.10); its neighbours show it"),
        "letters-joined": _("Letters that stood apart were put together to words"),
        "letters-apart": _("Letters stand apart and were left so, because it is not certain which words they are"),
        "observations-left-out": _("Observations and concerns, which ask for nothing, were left out"),
        "reservations-left-out": _("The theme “Reservations” was left out, because the text speaks of none"),
        "paragraph-shared": _("Another part of the same paragraph is a record of its own"),
        "paragraph-said-otherwise": _(
            "The same paragraph stands in the file with other words; both are kept with the record"
        ),
        "several-states": _("Several States are asked; each got a record of its own"),
        "bodies-several": _("Several bodies ask together; the first stands for them"),
    }


def remarks(chosen: Format, refused: Sequence[Refusal | RefusedRow], mended: Mapping[str, int]) -> list[str]:
    """What a terminal says of a file below its counts: why rows were refused, and what was mended or left out."""
    reasons = reasons_of(chosen)
    faulty = [row for row in refused if not row.code.startswith(LEFT_OUT)]
    found = [
        _("Row %(number)s: %(reason)s")
        % {"number": localnum(row.number), "reason": sentence(reasons, row.code, dict(row.values))}
        for row in faulty[:REMARKS]
    ]
    if more := len(faulty) - REMARKS if len(faulty) > REMARKS else 0:
        found.append(
            ngettext("%(number)s more row was refused.", "%(number)s more rows were refused.", more)
            % {"number": localnum(more)}
        )
    return [*found, *(f"{text}: {localnum(mended[code])}" for code, text in repairs().items() if code in mended)]


def page_of(run: ImportRun) -> dict[str, Any]:
    """The context of the page; a handful of small queries."""
    chosen = formats().get(run.format)
    can, mended = TRANSITIONS[run.state], run.notes.get("repairs", {})
    nothing = _nothing_to_store(run)
    return {
        "run": run,
        "title": run.file_name,
        "trail": [(_("Imports"), reverse("imports:list"))],
        "facts": _facts(run, str(chosen.label) if chosen else ""),
        "is_at_work": run.state in AT_WORK,
        "is_waiting_for_worker": run.state in AT_WORK and not is_worker_there(),
        "counts": _counts(run),
        "count_columns": [_("What becomes of it"), _("Rows")],
        "reason_columns": [_("Row"), _("Reason")],
        "sample_columns": [_("Row"), _("Cells as printed")],
        "repairs": [(text, mended[code]) for code, text in repairs().items() if code in mended],
        "samples": _samples(run),
        "refused": _refused(run, chosen),
        "changes": _changes(run, chosen),
        "nothing_to_store": nothing,
        "may_commit": RunState.COMMITTING in can and not nothing,
        "may_map": RunState.READ in can and _is_mappable(run, chosen),
        "may_cancel": RunState.CANCELLED in can and not run.cancel_asked,
        "may_undo": RunState.UNDONE in can and run.undo_until is not None and timezone.now() < run.undo_until,
        "may_publish": run.state == RunState.DONE and run.new + run.attached + run.changed > 0,
    }  # fmt: skip


def _nothing_to_store(run: ImportRun) -> str:
    """Why storing a checked file would change nothing, and what to do; empty where it would change something."""
    if run.state != RunState.PREVIEWED or run.new + run.changed + run.attached:
        return ""
    faulty = run.refused_rows.exclude(code__startswith=LEFT_OUT).exists()
    if run.unchanged and not faulty:
        return _("There is nothing to store: all that this file holds is in the register already.")
    if not faulty:
        return _("There is nothing to store: the file holds nothing that belongs in the register.")
    if run.unchanged:
        return _(
            "There is nothing to store: some rows are in the register already, the others were refused. Correct those for the "
            "reasons below and bring them again."
        )
    return _(
        "There is nothing to store: every row was refused. The reasons stand below. Correct the file and bring it again, or say "
        "what the columns are if they were read wrongly."
    )


def _is_mappable(run: ImportRun, chosen: Format | None) -> bool:
    """Whether there is anything to say about the file: its columns, or a value that holds for all of it."""
    may_say = chosen is not None and any(one.fixed for one in chosen.fields)
    return run.file is not None and (bool(run.columns) or may_say)


def is_worker_there() -> bool:
    """Whether a worker gave a sign of life in the last minute; without one, work waits."""
    return any(finding.status == "ok" for finding in worker())


def _facts(run: ImportRun, label: str) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (_("Status"), run.get_state_display()),
        (_("Format"), label),
        (_("For"), run.owner),
        (_("Brought by"), run.by or _("the terminal")),
        (_("SHA-256 of the file"), run.digest),
    ]
    return [(term, value) for term, value in facts if value]


def _counts(run: ImportRun) -> list[list[object]]:
    """Rows of the file by outcome; nothing before the first check, and nothing once it was undone: none became anything."""
    if run.state == RunState.UNDONE or not any(run.counts.values()):
        return []
    labels = dict(Outcome.choices)
    return [[labels[name], number] for name, number in run.counts.items()]


def _samples(run: ImportRun) -> list[tuple[str, list[list[str]]]]:
    found = {} if run.state == RunState.UNDONE else run.notes.get("samples", {})
    labels = dict(Outcome.choices)
    return [
        (str(labels[name]), [[localnum(one["number"]), " · ".join(_long_cells(one["cells"]))] for one in found[name]])
        for name in (Outcome.NEW, Outcome.ATTACHED, Outcome.UNCHANGED)
        if found.get(name)
    ]


def _long_cells(cells: list[list[str]]) -> list[str]:
    """The cells that say most, in their order."""
    longest = sorted(cells, key=lambda cell: -len(cell[1]))[:CELLS]
    return [value.strip() for name, value in cells if [name, value] in longest and value.strip()]


def _refused(run: ImportRun, chosen: Any) -> list[list[str]]:
    if chosen is None:
        return []
    reasons = reasons_of(chosen)
    faulty = run.refused_rows.exclude(code__startswith=LEFT_OUT)[:REFUSED_SHOWN]
    return [[localnum(row.number), coded(sentence(reasons, row.code, row.values))] for row in faulty]


def _changes(run: ImportRun, chosen: Format | None) -> list[Changed]:
    if chosen is None or run.state == RunState.UNDONE:
        return []
    told = chosen.target.differences
    found = (Changed(change.number, told(change.before, change.after)) for change in run.changes.all()[:CHANGES_SHOWN])
    return [change for change in found if change.fields]
