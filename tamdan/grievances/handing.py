"""All files of somebody who leaves go to somebody else, in one act that can be reversed for 30 days."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from tamdan.accounts.models import User
from tamdan.core import bulk
from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.core.notices import notify
from tamdan.grievances import custody, reminding
from tamdan.grievances.actions import pass_on
from tamdan.grievances.errors import AlreadyTheirs
from tamdan.grievances.models import Case, CaseQuerySet, Handover
from tamdan.institutions.models import Body

HANDED_OVER = "grievances.handed_over"
TAKEN_BACK = "grievances.handover_reversed"


@dataclass(frozen=True)
class Given:
    """What a handover gave, and how many files stay with the leaver because they are kept from the successor."""

    handover: Handover
    given: int
    kept: int


def files_of(leaver: User) -> CaseQuerySet:
    """The open files of an officer."""
    return Case.objects.filter(officer=leaver).open()


@transaction.atomic
def hand_over(leaver: User, successor: User, *, owner: Body, by: Any) -> Given:
    """Every open file of ``leaver`` that ``successor`` may see. Raises AlreadyTheirs and bulk.NothingToChange.

    A file that is about the successor, or of an office that is not theirs, stays where it is and is counted. One that ``by`` does not
    find is neither given nor counted: whoever is complained about chooses nobody and learns nothing.
    """
    if leaver.pk == successor.pk:
        raise AlreadyTheirs
    wanted = files_of(leaver).filter(pk__in=Case.objects.visible_to(by).values("pk"))
    theirs = list(wanted.values_list("pk", flat=True))
    allowed = list(Case.objects.visible_to(successor).filter(pk__in=theirs).values_list("pk", flat=True))
    custody.pass_on(allowed, successor, by=by)
    act = bulk.change(Case.objects.filter(pk__in=allowed), verb=HANDED_OVER, by=by, officer=successor)
    given = [int(pk) for pk in act.before]
    pass_on(given, successor)
    reminding.follow(given, leaver=leaver, successor=successor)
    made = Handover.objects.create(leaver=leaver, successor=successor, act=act, owner=owner)
    record(HANDED_OVER, made, by=by, count=len(given))
    notify([successor], HANDED_OVER, None, {"number": len(given)})
    return Given(made, len(given), len(theirs) - len(given))


@transaction.atomic
def take_back(handover: Handover, *, by: Any) -> bulk.Undone:
    """The files go back to whom they were, but for those that somebody else took meanwhile.

    Raises bulk.AlreadyUndone and bulk.TooLateToUndo.
    """
    given = {int(pk): before["officer"] for pk, before in handover.act.before.items()}
    undone = bulk.undo(handover.act, by=by)
    back = given.keys() - set(undone.left)
    former = {user.pk: user for user in User.objects.filter(pk__in={given[pk] for pk in back})}
    for officer, user in former.items():
        returned = [pk for pk in back if given[pk] == officer]
        pass_on(returned, user)
        custody.pass_on(returned, user, by=by)
        reminding.follow(returned, leaver=handover.successor, successor=user)
    record(TAKEN_BACK, handover, by=by, count=undone.restored)
    return undone


def reversible(owners: set[int], user: Viewer) -> list[Handover]:
    """Handovers of these bodies that can still be reversed, the last one first; without those of files that are about this person."""
    acts = BulkAct.objects.reversible(Case._meta.label_lower).filter(verb=HANDED_OVER)
    found = Handover.objects.filter(act__in=acts, owner__in=sorted(owners)).select_related("act", "leaver", "successor")
    return list(without_hidden(found, user)[:10])


def without_hidden(found: models.QuerySet[Handover], user: Viewer) -> models.QuerySet[Handover]:
    about = [str(pk) for pk in Case.objects.all().hidden_from(user).values_list("pk", flat=True)]
    return found.exclude(act__before__has_any_keys=about) if about else found
