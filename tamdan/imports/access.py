"""Who may import into which body's registers. A run is seen by the people of its body alone."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, reach_of
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body

IMPORTERS = (Role.ADMINISTRATOR, Role.SECRETARIAT)


def runs_of(user: Viewer) -> QuerySet[ImportRun]:
    """Runs of the person's bodies."""
    return ImportRun.objects.filter(owner__in=reach_of(user).bodies).select_related("file", "owner", "by")


def run_or_404(user: Viewer, uuid: object) -> ImportRun:
    """Absent and not theirs read alike."""
    return get_object_or_404(runs_of(user), uuid=uuid)


def bodies_of(user: Viewer) -> QuerySet[Body]:
    """Bodies that the person may import for. Raises Http404 for none."""
    found = Body.objects.filter(pk__in=reach_of(user).bodies)
    if not found:
        raise Http404
    return found
