"""Complaints of the demonstration with a receipt and a name in custody, and where they stand: with an officer, custodians, another body."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db.models import F

from tamdan.accounts.models import User
from tamdan.audit.notes import SigningKey
from tamdan.clocks.models import Clock
from tamdan.demo.keys import CUSTODIANS, DESK, OF_BODY
from tamdan.demo.sealed import Desk, with_receipt, words
from tamdan.grievances import actions, custody, writing
from tamdan.grievances.custodians import envelope_of
from tamdan.grievances.enums import Writing
from tamdan.grievances.identity import IdentityReason, IdentityRequest
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.referral import actions as referring
from tamdan.grievances.referral import receiving
from tamdan.grievances.referral.models import Referral, ReferralReason
from tamdan.grievances.timing import follow
from tamdan.institutions.models import Body
from tamdan.intake.deciding import record_by_officer
from tamdan.intake.enums import Code, ReleasePurpose
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.intake.reading import read_parts
from tamdan.intake.releasing import release
from tamdan.intake.served import in_base64
from tamdan.intake.submitting import take
from tamdan.intake.vocabularies import ClosingReason
from tamdan.sealing import server
from tamdan.sealing.access import key_of
from tamdan.sealing.envelopes import lock_twice, open_inner
from tamdan.sealing.letters import ItemKind

FILE = Path(__file__).parent / "data" / "letters.yaml"
LENT_DAYS = 7


@dataclass(frozen=True)
class Cast:
    """The offices with their keys, by the names of letters.yaml, and the people, by the first part of their addresses."""

    desks: dict[str, Desk]
    people: dict[str, User]

    @property
    def operator(self) -> User:
        return self.people["intake"]

    @property
    def officer(self) -> User:
        return self.people["cases"]

    @property
    def keeper(self) -> User:
        return self.people["lawyer"]


def arrived(cast: Cast, row: dict[str, Any]) -> Case:
    """Written down by an officer; nobody handles it yet."""
    readers = [cast.desks[DESK].recipient]
    sent = read_parts(with_receipt(row, readers, cast.desks[CUSTODIANS].recipient))
    return Case.objects.get(letter=take(sent, solution=None, by=cast.operator).letter)


def handled(cast: Cast, case: Case) -> Case:
    """Decided to be handled, and said whom it is about: nobody on the list."""
    actions.assign(case, cast.officer, version=None, by=cast.officer)
    ours = AdmissibilityReason.objects.get(code="ours")
    actions.decide(case, ours, version=None, by=cast.officer)
    return actions.recuse(case, bodies=[], people=[], version=None, by=cast.officer)


def key_of_item(cast: Cast, item: Item, desk: str, by: User, purpose: ReleasePurpose) -> str:
    """The item's key: released to this person, taken out of its inner lock with the office's key."""
    held = cast.desks[desk]
    sealed = Envelope.objects.get(item=item, epoch__office=held.office)
    return open_inner(release(sealed, by, purpose).inner, item.ref, held.key.key)


def ask(cast: Cast, case: Case, row: dict[str, Any]) -> IdentityRequest:
    item, key, desk = item_of(case.letter, ItemKind.IDENTITY), key_of(cast.officer), cast.desks[DESK]
    assert key is not None
    lines = [f"{server.host()}/identity-request", case.letter.ref, item.ref, row["why"], key.recipient, ""]
    signed = SigningKey(desk.office.named, desk.key.seed).sign("\n".join(lines))
    reason = IdentityReason.objects.get(code=row["why"])
    return custody.ask(case, item, custody.Asking(reason, signed), by=cast.officer)


def lend(cast: Cast, asked: IdentityRequest) -> IdentityRequest:
    assert envelope_of(cast.keeper, asked) is not None
    key = key_of_item(cast, asked.item, CUSTODIANS, cast.keeper, ReleasePurpose.LEND)
    data = lock_twice(asked.item.ref, key, asked.recipient, server.release_recipient())
    return custody.lend(asked, data, days=LENT_DAYS, by=cast.keeper)


def about_name(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    asked = ask(cast, case, row)
    if row["name_asked"] == "refused":
        custody.refuse(asked, IdentityReason.objects.get(code=row["refusal"]), by=cast.keeper)
    elif row["name_asked"] in ("lent", "returned"):
        lent = lend(cast, asked)
        if row["name_asked"] == "returned":
            custody.give_back(lent, by=cast.officer)


def pass_on(cast: Cast, case: Case, row: dict[str, Any]) -> Referral:
    """With the yes that the person gave by telephone; the story alone goes."""
    there, item = cast.desks[row["passed"]], item_of(case.letter, ItemKind.STORY)
    referring.record_consent(case, there.office, is_given=True, version=None, by=cast.officer)
    key = key_of_item(cast, item, DESK, cast.officer, ReleasePurpose.REFER)
    data = in_base64(lock_twice(item.ref, key, there.recipient, server.release_recipient()))
    envelope = {"item": item.ref, "audience": there.recipient, "data": data}
    sealed = json.dumps({"recipient": there.recipient, "envelopes": [envelope]})
    return referring.pass_on(case, there.office, sealed, version=None, by=cast.officer)


def elsewhere(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    passed, by = pass_on(cast, case, row), cast.people[OF_BODY[row["passed"]]]
    if row["there"] == "waits":
        return
    receiving.take_up(passed, by=by)
    if row["there"] == "returned":
        reason = ReferralReason.objects.get(code=row["reason"])
        receiving.give_back(Referral.objects.get(pk=passed.pk), reason, by=by)
    else:
        there = cast.desks[row["passed"]]
        readers = [cast.desks[DESK].recipient, there.recipient]
        said = words(case.letter, there, row["answer"], readers, to_complainant=True)
        receiving.report_done(Referral.objects.get(pk=passed.pk), said, by=by)


def ask_complainant(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    """A question waits for the complainant, so both clocks stand still."""
    actions.assign(case, cast.officer, version=None, by=cast.officer)
    write(cast, case, row["said"], Writing.QUESTION)


def send_elsewhere(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    reason = AdmissibilityReason.objects.get(code=row["reason"])
    body = Body.objects.get(code=row["elsewhere"])
    actions.decide(case, reason, elsewhere=body, version=None, by=cast.officer)


def be_late(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    """As if it had come, and been decided, some days earlier. What is written once, such as the letter's own hour, stays true."""
    handled(cast, case)
    gone = datetime.timedelta(days=row["days_ago"])
    Case.objects.filter(pk=case.pk).update(received_on=case.received_on - gone, decided_on=F("decided_on") - gone)
    for clock in Clock.objects.on(case):
        clock.started_on, clock.due_on = clock.started_on - gone, clock.due_on - gone
        clock.stopped_on = clock.stopped_on and clock.stopped_on - gone
        clock.save(update_fields=["started_on", "due_on", "stopped_on"])
        follow(clock)


def be_answered(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    """Answered; the complainant may confirm or contest it."""
    handled(cast, case)
    write(cast, case, row["said"], Writing.ANSWER)


def be_closed(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    """Answered and closed; the complainant may reopen it."""
    be_answered(cast, case, row)
    actions.close(case, ClosingReason.objects.get(code=row["reason"]), version=None, by=cast.officer)


def be_contested(cast: Cast, case: Case, row: dict[str, Any]) -> None:
    """Answered and closed; then the complainant rang and did not agree."""
    be_closed(cast, case, row)
    record_by_officer(case.letter, Code.CONTEST, "", by=cast.operator)


STANDS: dict[str, Callable[[Cast, Case, dict[str, Any]], None]] = {
    "asked": ask_complainant, "elsewhere": send_elsewhere, "late": be_late, "answered": be_answered, "closed": be_closed,
    "contested": be_contested, "new": lambda _cast, _case, _row: None,
}  # fmt: skip


def write(cast: Cast, case: Case, said: str, what: Writing) -> None:
    desk = cast.desks[DESK]
    sealed = words(case.letter, desk, said, [desk.recipient], to_complainant=True)
    writing.write(case, sealed, what=what, version=None, by=cast.officer)


def item_of(letter: Letter, kind: ItemKind) -> Item:
    return Item.objects.get(letter=letter, kind=kind)


def load_letters(desks: dict[str, Desk]) -> int:
    """Through the same acts as real work; gives the number of letters. In no transaction: what is released is committed first."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demonstration=True)}
    cast = Cast(desks, people)
    for row in rows:
        case = arrived(cast, row)
        if "stands" in row:
            STANDS[row["stands"]](cast, case, row)
            continue
        handled(cast, case)
        if "passed" in row:
            elsewhere(cast, case, row)
        if "name_asked" in row:
            about_name(cast, case, row)
    return len(rows)
