"""What the page of a file shows: its thread with what may be opened, its clocks, what may be done now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.clocks.models import Clock
from tamdan.core.history import Change, history_of
from tamdan.grievances.access import offices_of, thread_of
from tamdan.grievances.actions import ARTICLE
from tamdan.grievances.enums import Move, Writing
from tamdan.grievances.identity import IdentityRequest, What
from tamdan.grievances.models import Case
from tamdan.grievances.referral.rules import may_refer
from tamdan.grievances.referral.shown import offices_of as offices_heard
from tamdan.grievances.referral.shown import title_of
from tamdan.grievances.timing import KIND, clocks_of
from tamdan.institutions.models import Body
from tamdan.intake.enums import ReleasePurpose, Side
from tamdan.intake.halves import halves_of
from tamdan.intake.models import Envelope, Item, Letter, Release
from tamdan.intake.vocabularies import Kind
from tamdan.links.models import Tag
from tamdan.sealing import facts, server
from tamdan.sealing.access import copies_for
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import Office
from tamdan.sealing.published import recipients
from tamdan.taxonomy.models import Article, Theme

SCRIPT = "reading"
"""What runs on the pages of a file (static/src/office/reading.ts)."""
LISTS_OF_IDS = ("holders", "complained_bodies", "complained_people")
SIDES = {
    Side.COMPLAINANT: _("The complainant wrote"),
    Side.OFFICE: _("The office wrote to the complainant"),
    Side.NOTE: _("Note of the office"),
}


@dataclass(frozen=True)
class Part:
    """An item on the page. ``can_open``: it is sealed to an office of the reader, or was lent to them; ``size`` in bytes of its
    ciphertext; ``asked``: requests for a name; ``mine``: the reader's own that waits or is in force; ``can_ask``: they may ask."""

    item: Item
    can_open: bool
    size: int
    releases: list[tuple[Release, str]]
    asked: list[IdentityRequest]
    mine: IdentityRequest | None = None
    can_ask: bool = False


@dataclass(frozen=True)
class Entry:
    """A letter of the thread."""

    letter: Letter
    title: str | Promise
    parts: list[Part]


def entries(case: Case, user: User) -> list[Entry]:
    """The thread in its order, the newest last."""
    mine = set(offices_of(user).values_list("pk", flat=True))
    asked = list(case.identity_requests.select_related("reason", "refusal", "asked_by", "decided_by"))
    parts = partial(_part, mine=mine, asked=asked, user=user, handles=case.officer_id == user.pk and not case.is_closed)
    return [
        Entry(
            letter,
            title_of(letter) or SIDES[Side(letter.side)],
            [parts(item) for item in story_first(letter.items.all())],
        )
        for letter in thread_of(case)
    ]


def story_first(items: Iterable[Item]) -> list[Item]:
    """What happened, then what shows it: the story also says how the files are called."""
    return sorted(items, key=lambda item: item.kind != ItemKind.STORY)


def _part(item: Item, *, mine: set[int], asked: list[IdentityRequest], user: User, handles: bool) -> Part:
    about = [one for one in asked if one.item_id == item.pk]
    unfinished = (one for one in about if one.what == What.LEND and (one.is_waiting or one.is_in_force))
    own = next((one for one in unfinished if one.asked_by_id == user.pk), None)
    lent = own is not None and own.is_in_force
    offices = {one.epoch.office_id for one in item.envelopes.all() if one.epoch is not None}
    size = sum(segment.blob.size for segment in item.segments.all())
    releases = [(one, str(ReleasePurpose(one.purpose).label)) for one in item.releases.all()]
    can_ask = handles and own is None and item.kind == ItemKind.IDENTITY
    return Part(item, bool(offices & mine) or lent, size, releases, about, own, can_ask)


def beside(case: Case) -> list[Item]:
    """What may be looked at again while somebody writes or decides: stories and messages of the thread. One query."""
    letters = Letter.objects.of_thread(case.letter).order_by().values("pk")
    found = Item.objects.filter(letter__in=letters, kind__in=(ItemKind.STORY, ItemKind.MESSAGE))
    return list(found.select_related("letter").order_by("letter", "position"))


def clocks(case: Case) -> list[Clock]:
    """The one that runs out first comes first."""
    return sorted(clocks_of(case).prefetch_related("pauses__reason"), key=lambda clock: clock.due_on)


def articles(case: Case) -> list[Article]:
    """The articles that an officer said the complaint touches."""
    codes = Tag.objects.on(KIND, case.pk).filter(scheme=ARTICLE).standing().values_list("code", flat=True)
    return list(Article.objects.filter(code__in=list(codes)).select_related("instrument"))


def right_of(kind: str) -> Theme | None:
    """The right that complaints of this kind are about, by the country's list."""
    return Theme.objects.filter(code__in=Kind.objects.filter(code=kind).values("right")).first() if kind else None


def articles_of(kind: str) -> set[str]:
    """Codes of the articles that complaints of this kind often touch."""
    return set(Kind.objects.filter(code=kind).values_list("articles", flat=True).first() or ())


def changes(case: Case) -> list[Change]:
    """The edits of the file, without those that only changed lists of ids: their acts stand in the ledger by name."""
    silent = {str(field.verbose_name) for field in Case._meta.concrete_fields if field.name in LISTS_OF_IDS}
    kept = [
        replace(one, fields=[field for field in one.fields if field.label not in silent]) for one in history_of(case)
    ]
    return [one for one in kept if one.fields]


def complained(case: Case) -> list[Any]:
    """The bodies and people that the complaint is about."""
    people = User.objects.filter(pk__in=case.complained_people)
    return [*Body.objects.filter(pk__in=case.complained_bodies), *people]


def acts(case: Case) -> list[tuple[str, str | Promise]]:
    """What the standing of the file allows: name of the address and label. A decision that waits stands at the head of the page."""
    may_decide = case.allows(Move.ADMIT) or case.allows(Move.REFUSE)
    wanted: Iterable[tuple[str, str | Promise, bool]] = (
        ("decide", _("Decide whether we handle it"), may_decide and not case.decision_waits),
        ("assign", _("Give it to an officer"), not case.is_closed),
        ("sort", _("Correct what it is about"), not case.is_closed),
        ("remind", _("Remind me of this file"), True),
        ("recuse", _("Say whom it is about"), True),
        ("phone", _("Record a decision by telephone"), True),
        ("lost", _("They lost their receipt"), True),
        ("bodies", _("Pass it to another body"), may_refer(case)),
        ("close", _("Close it"), case.allows(Move.CLOSE)),
    )
    return [(name, label) for name, label, allowed in wanted if allowed]


def writings(case: Case) -> list[Writing]:
    """What may be written now. An answer needs a file that is handled; to somebody who cannot come back nothing is written."""
    found = [Writing.NOTE, Writing.FINDING]
    if not case.can_be_answered:
        return found
    answer = [Writing.ANSWER] if case.allows(Move.ANSWER) else []
    return [*answer, Writing.REPLY, *([] if case.is_closed else [Writing.QUESTION]), *found]


def _keeping(case: Case) -> set[int]:
    """Offices that keep the name: their words about a request stand in the thread."""
    kept = Envelope.objects.filter(item__letter=case.letter_id, item__kind=ItemKind.IDENTITY, epoch__isnull=False)
    return set(kept.values_list("epoch__office", flat=True))


def for_script(case: Case, user: User) -> dict[str, Any]:
    """What the page tells its script: the person's files, to whom the office's words are sealed, and how they are signed."""
    copies = list(copies_for(user))
    held = {copy.epoch.office_id for copy in copies if copy.epoch.retired_at is None}
    offices = Office.objects.filter(pk__in=case.holders).prefetch_related("epochs")
    heard = Office.objects.filter(offices_heard(case) | Q(pk__in=_keeping(case))).prefetch_related("epochs")
    present = [(office, office.epoch) for office in offices if office.epoch]
    signer = next((office for office, _epoch in present if office.pk in held), None)
    return {
        **facts.of_person(user, copies),
        "host": server.host(),
        "thread": case.letter.ref,
        "complainant": halves_of(case.letter)._asdict(),
        "release": server.release_recipient(),
        "offices": recipients(offices),
        "verify": [{"name": office.named, "key": epoch.verify} for office in heard for epoch in office.epochs.all()],
        "signer": str(signer.uuid) if signer else "",
    }
