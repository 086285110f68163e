"""What the page of an import shows of the records it brought."""

from typing import Any

from django.urls import reverse

from tamdan.core.access import Viewer
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.recommendations.counts import count
from tamdan.recommendations.selection import Selection


def by_run(user: Viewer, run: ImportRun) -> dict[str, Any] | None:
    """How many records a stored import brought or added a source to, and the list of them; one query."""
    if run.state != RunState.DONE:
        return None
    selection = Selection(run=run.pk)
    counts = count(user, selection)
    url = reverse("recommendations:register") + selection.as_query()
    return {"counts": counts, "url": url} if counts.recommendations else None
