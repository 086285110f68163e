"""When a file is erased, the imports that read it forget what they hold of it and keep where their records came from."""

from collections.abc import Sequence

from django.db.models import Q

from tamdan.imports.enums import AT_WORK, TRANSITIONS, RunState
from tamdan.imports.errors import FileInUse
from tamdan.imports.models import ImportRun, RefusedRow
from tamdan.notices.models import Notice

FILE, RUN = "vault.file", "imports.importrun"


def forget_files(erased: Sequence[tuple[str, str]]) -> None:
    """Detach the runs of erased files. Digest, counts and differences stay, and with them the row that each record came from;
    name, sample rows and refused rows go. An import that was not stored yet ends. Raises FileInUse while one is at work.
    """
    files = [int(pk) for kind, pk in erased if kind == FILE]
    if not files:
        return
    found = ImportRun.objects.filter(Q(file__in=files) | Q(file__original__in=files))
    runs = list(found.select_for_update(of=("self",)))
    if any(run.state in AT_WORK for run in runs):
        raise FileInUse
    for run in runs:
        run.file, run.notes = None, {name: run.notes[name] for name in ("repairs",) if name in run.notes}
        if RunState.CANCELLED in TRANSITIONS[run.state]:
            run.state = RunState.CANCELLED
        run.save(update_fields=["file", "notes", "state"])
    RefusedRow.objects.filter(run__in=runs).delete()
    Notice.objects.filter(object_kind=RUN, object_id__in=[run.pk for run in runs]).delete()
