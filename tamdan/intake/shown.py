"""What somebody who came back with the digits is shown: letters, who can open what, to whom it was released, and the proofs."""

import base64
import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.audit.models import Event, Leaf
from tamdan.core.panels import listed as declared
from tamdan.intake import chain
from tamdan.intake.deciding import consents_now, hash_of
from tamdan.intake.enums import Code, ReleasePurpose, Side
from tamdan.intake.models import Envelope, Item, Letter, Release
from tamdan.intake.reissuing import ISSUED
from tamdan.intake.releasing import inner_of_answers
from tamdan.intake.visits import Opened
from tamdan.intake.vocabularies import Channel, known
from tamdan.sealing.models import Office

ONE_OFFICER = _("One officer, for a time")
UNREADABLE = "item.unreadable"
SEND_AGAIN = _("An officer could not open this part: it was cut off or changed on its way. Send it once more below.")
STANDING = (Code.WITHDRAW, Code.CONFIRM, Code.CONTEST, Code.REOPEN)


def page_of(opened: Opened) -> dict[str, Any]:
    """The answer to a handle that was found, as JSON. About twelve queries whatever the number of letters."""
    thread = opened.receipt.thread
    status, decisions = status_of(thread), decisions_of(thread)
    items = list(
        Item.objects.filter(letter__in=Letter.objects.of_thread(thread).exclude(side=Side.NOTE).values("pk"))
        .select_related("letter")
        .prefetch_related("segments__blob")
        .order_by("letter", "position")
    )
    envelopes = list(Envelope.objects.in_force().filter(item__in=items).select_related("epoch__office").order_by("id"))
    events = list(chain.events_of(thread))
    return {
        "token": opened.token,
        "u": base64.b64encode(opened.u).decode(),
        "wrapped": base64.b64encode(bytes(opened.receipt.wrapped)).decode(),
        "opened": opened.opened_before.isoformat() if opened.opened_before else None,
        "thread": thread.ref,
        "number": chain.number_of(thread),
        "received": moment(thread.received_at),
        "status": status,
        "letters": _letters(thread, items, envelopes),
        "access": _access(items, envelopes, _unreadable(events)),
        "events": [
            {"body": base64.b64encode(bytes(event.body)).decode(), "leaf": chain.leaf_of(event)} for event in events
        ],
        "decisions": decisions,
        "may": may_decide(status, decisions),
        "number_seen": is_number_seen(thread, events),
        "consents": sorted(consents_now(thread)),
        "sections": [section for told in declared("RECEIPT_SECTIONS") for section in told(thread)],
    }


def moment(at: datetime.datetime) -> str:
    """A moment with the offset of the home State: its first ten signs are the day there, wherever the device is."""
    return timezone.localtime(at).isoformat()


def is_number_seen(thread: Letter, events: Iterable[Event]) -> bool:
    """Whether somebody else wrote the letter down or issued a receipt for a lost one, and so saw digits that were not changed since."""
    is_seen = thread.channel not in known(Channel, by_sender=True)
    for event in events:
        if event.verb in (ISSUED, "receipt.changed"):
            is_seen = event.verb == ISSUED
    return is_seen


def may_decide(status: list[dict[str, Any]], decisions: list[dict[str, Any]]) -> list[Code]:
    """The decisions that make sense now: nobody is asked whether it was put right before there is an answer."""
    done = {step["code"] for step in status if step["date"]}
    standing = next((one["code"] for one in reversed(decisions) if one["code"] in STANDING), "")
    is_over = "closed" in done or standing in (Code.WITHDRAW, Code.CONFIRM)
    judged = [Code.CONFIRM, Code.CONTEST] if done & {"answered", "closed"} else []
    return [*judged, Code.REOPEN if is_over else Code.WITHDRAW]


def status_of(thread: Letter) -> list[dict[str, Any]]:
    """The steps that the rooms which work on complaints let the complainant see, in their order."""
    return [step for steps in declared("RECEIPT_STATUS") for step in steps(thread)]


def decisions_of(thread: Letter) -> list[dict[str, Any]]:
    """Each decision with the hash that the next one names."""
    return [
        {
            "code": one.code, "label": str(Code(one.code).label), "value": one.value, "at": moment(one.at),
            "by_officer": one.by_officer_id is not None, "hash": hash_of(one),
        }
        for one in thread.decisions.all()
    ]  # fmt: skip


def _letters(thread: Letter, items: list[Item], envelopes: list[Envelope]) -> list[dict[str, Any]]:
    inner = inner_of_answers(envelopes)
    by_letter = defaultdict(list)
    for item in items:
        segments = [segment.blob.digest for segment in item.segments.all()]
        envelope = base64.b64encode(inner[item.pk]).decode() if item.pk in inner else None
        by_letter[item.letter_id].append(
            {"ref": item.ref, "kind": item.kind, "segments": segments, "envelope": envelope}
        )
    return [
        {"ref": letter.ref, "side": letter.side, "at": moment(letter.received_at), "items": by_letter[letter.pk]}
        for letter in Letter.objects.of_thread(thread).exclude(side=Side.NOTE)
    ]


def _unreadable(events: Iterable[Event]) -> dict[int, list[dict[str, str]]]:
    """What an officer's browser could not open, by item: its sender is asked to send it again."""
    found: dict[int, list[dict[str, str]]] = {}
    for event in events:
        if event.verb == UNREADABLE:
            line = {"at": moment(event.at), "text": str(SEND_AGAIN), "leaf": chain.leaf_of(event)}
            found.setdefault(int(event.object_id), []).append(line)
    return found


def _access(
    items: list[Item], envelopes: list[Envelope], unreadable: dict[int, list[dict[str, str]]]
) -> list[dict[str, Any]]:
    """Of what the complainant sent: who can open it, to whom it was released, and what could not be opened."""
    releases = list(Release.objects.filter(item__in=items).select_related("epoch__office"))
    places = dict(
        Leaf.objects.filter(hash__in=[bytes.fromhex(one.leaf) for one in releases]).values_list("hash", "seq")
    )
    asked = history_of(items)
    return [
        {
            "item": item.ref,
            "kind": item.kind,
            "holders": [_holder(one) for one in envelopes if one.item_id == item.pk],
            "releases": [
                {**_release(one), "index": places.get(bytes.fromhex(one.leaf))}
                for one in releases
                if one.item_id == item.pk
            ],
            "asked": [*unreadable.get(item.pk, []), *asked.get(item.pk, [])],
        }
        for item in items
        if item.letter.side == Side.COMPLAINANT
    ]


def history_of(items: list[Item]) -> dict[int, list[dict[str, str]]]:
    """What rooms tell of requests about items, by item: ``{"at", "text", "leaf"}``, the oldest first."""
    found: dict[int, list[dict[str, str]]] = {}
    for told in declared("ITEM_HISTORY"):
        for item, lines in told(items).items():
            found.setdefault(item, []).extend(lines)
    return found


def _holder(envelope: Envelope) -> dict[str, Any]:
    office = envelope.epoch.office if envelope.epoch else None
    return {
        "id": str(office.uuid) if office else "",
        "name": _name(office),
        "names": {"en": office.name_en, "km": office.name_km} if office else {},
        "audience": envelope.audience,
        "until": moment(envelope.until) if envelope.until else None,
    }


def _release(release: Release) -> dict[str, Any]:
    office = release.epoch.office if release.epoch else None
    return {
        "office": _name(office), "office_id": str(office.uuid) if office else "", "at": moment(release.at),
        "purpose": str(ReleasePurpose(release.purpose).label), "code": release.purpose, "leaf": release.leaf,
    }  # fmt: skip


def _name(office: Office | None) -> str:
    return str(office) if office else str(ONE_OFFICER)
