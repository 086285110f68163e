"""Correction, reply and removal: what anybody may ask about a released quotation, within seven days decided with a public reason."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tamdan.clocks.actions import Seen, start_clock, stop_clock
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock
from tamdan.core import effort
from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.press import releasing
from tamdan.press.enums_release import ANSWERS, Answer, Asked, Why
from tamdan.press.models import Release, Request

EFFORT = "press"
RULE = "press-request"
"""Code of the rule of clocks (``country/<code>/clocks.yaml``)."""
RECEIVED = "press.request.received"
DECIDED = "press.request.decided"
KEPT_DAYS = 90
"""How long what a person wrote is kept after the decision, as the public form says."""
UNPROVED_AN_HOUR = 20
"""Requests without a calculation (from a browser without script) that are taken in an hour, of everybody together."""


class TooManyWithoutEffort(DomainError):
    code = "too-many-without-effort"
    status = 429
    message = _(
        "Many requests came in this hour from browsers that run no script. Your request was not stored. Allow scripts for this page "
        "and send it again, or come back in an hour."
    )


class DecidedAlready(Conflict):
    code = "request-decided"
    message = _("Somebody decided this request after you opened the page. Open it again to see what stands now.")


class DoesNotFit(DomainError):
    code = "answer-does-not-fit"
    status = 422
    message = _("This cannot be decided of a request of this kind. Choose one of the answers on the page.")


@dataclass(frozen=True)
class Wish:
    """What the form of the public page holds. Name and contact may be empty; a reply is what is to be shown."""

    kind: str
    text: str
    name: str = ""
    contact: str = ""
    reply: str = ""
    signed: str = ""


@transaction.atomic
def ask(made: Release, wish: Wish, *, language: str, solution: str) -> Request:
    """Keep a request and start its clock. ``solution`` is the proof of work, or nothing. Raises EffortRefused,
    TooManyWithoutEffort, and Release.DoesNotExist for what is not public any more."""
    made = Release.objects.public().select_for_update(of=("self",)).get(pk=made.pk)
    if solution:
        effort.spend(EFFORT, solution)
    else:
        since = timezone.now() - datetime.timedelta(hours=1)
        if Request.objects.filter(made_at__gt=since, with_effort=False).count() >= UNPROVED_AN_HOUR:
            raise TooManyWithoutEffort
    request = Request.objects.create(
        release=made, kind=wish.kind, text=wish.text, name=wish.name, contact=wish.contact, reply=wish.reply, signed=wish.signed,
        language=language, with_effort=bool(solution), owner=made.owner, visibility=made.visibility, shared_with=made.shared_with,
    )  # fmt: skip
    seen = Seen(made.owner, **_titles(wish.kind), visibility=made.visibility, shared_with=made.shared_with)
    start_clock(RULE, on=request, seen=seen, by=None)
    record(RECEIVED, request, by=None, about=made.quotation.article, detail={"kind": wish.kind})
    releasing.moved(made.quotation.article_id)
    return request


@transaction.atomic
def decide(request: Request, answer: str, *, reason: str, version: int, by: Any) -> Request:
    """Answer with a reason that everybody can read; what is taken down goes in the same transaction.

    Raises DecidedAlready, DoesNotFit.
    """
    request = (
        Request.objects.select_for_update(of=("self",)).select_related("release__quotation__article").get(pk=request.pk)
    )
    if request.version != version or request.answer != Answer.WAITING:
        raise DecidedAlready
    if answer not in ANSWERS[request.kind]:
        raise DoesNotFit
    request.answer, request.reason, request.decided_by, request.decided_at = answer, reason, by, timezone.now()
    request.version += 1
    request.save(update_fields=["answer", "reason", "decided_by", "decided_at", "version"])
    record(
        DECIDED,
        request,
        by=by,
        about=request.release.quotation.article,
        detail={"answer": answer, "kind": request.kind},
    )
    if answer == Answer.TAKEN_DOWN and request.release.is_public:
        releasing.withdraw(request.release, why=Why.REQUEST, by=by)
    for clock in Clock.objects.on(request).running():
        stop_clock(clock, outcome=Outcome.DONE, by=by)
    releasing.moved(request.release.quotation.article_id)
    return request


def forget_contacts() -> int:
    """Name, contact and words of whoever asked go KEPT_DAYS after the decision; the decision, its reason and a shown reply stay.
    Gives how many."""
    before = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    rows = Request.objects.answered().filter(decided_at__lt=before).exclude(text="", name="", contact="")
    rows.exclude(answer=Answer.SHOWN).update(reply="", signed="")
    return rows.update(text="", name="", contact="")


def _titles(kind: str) -> dict[str, str]:
    """The clock's title in both languages; it may stand in a mail, so it names nobody."""
    made = {}
    for language in ("en", "km"):
        with override(language):
            made[f"title_{language}"] = str(TITLES[Asked(kind)])
    return made


TITLES = {
    Asked.CORRECTION: _("Correction of a quotation"),
    Asked.REPLY: _("Reply to a quotation"),
    Asked.REMOVAL: _("Removal of a quotation"),
}


def clock_of(request: Request) -> Clock | None:
    return Clock.objects.on(request).order_by("pk").first()
