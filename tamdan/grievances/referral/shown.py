"""What pages show of complaints that are passed on: on the office's file, and in the other body's reading room."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tamdan.accounts.models import User
from tamdan.grievances.answers import words_for
from tamdan.grievances.models import Case
from tamdan.grievances.referral.enums import LEADS_TO, Standing
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.referral.rules import (
    consent_for,
    is_about,
    listed_recipient,
    may_refer,
    says_whom_it_is_about,
    targets,
)
from tamdan.grievances.referral.told import given_words
from tamdan.intake.enums import ReleasePurpose, Side
from tamdan.intake.halves import halves_of
from tamdan.intake.models import Decision, Envelope, Item, Letter, Release
from tamdan.sealing import facts, server
from tamdan.sealing.access import copies_for
from tamdan.sealing.letters import APART, ItemKind
from tamdan.sealing.models import Office
from tamdan.sealing.published import recipients


@dataclass(frozen=True)
class Target:
    """A body on the page of choosing one: what stands between it and the complaint."""

    office: Office
    referral: Referral | None
    consent: Decision | None
    is_about: bool
    has_key: bool

    @property
    def may_ask(self) -> bool:
        return not self.is_about and self.consent is None and self.referral is None

    @property
    def may_pass(self) -> bool:
        waits = self.referral is None or Standing.OFFERED in LEADS_TO[self.referral.standing]
        return not self.is_about and self.consent is not None and waits


@dataclass(frozen=True)
class Given:
    """A part of the letter on a page of referrals. ``can_open``: its envelope for that body stands."""

    item: Item
    title: str | Promise
    can_open: bool
    size: int
    releases: list[tuple[Release, str]]


@dataclass(frozen=True)
class Passed:
    """A referral on the file of the office."""

    referral: Referral
    given: str

    @property
    def may_write(self) -> bool:
        return self.referral.is_open and self.referral.is_readable

    @property
    def may_take_back(self) -> bool:
        return Standing.ENDED in LEADS_TO[self.referral.standing]

    @property
    def has_outcome(self) -> bool:
        """Whether an officer records what a body without an account did."""
        return self.referral.standing == Standing.HANDED


def bodies(case: Case) -> list[Target]:
    """Every body that receives what is referred."""
    standing = {one.office_id: one for one in Referral.objects.filter(case=case).unfinished()}
    return [
        Target(
            one, standing.get(one.pk), consent_for(case, one), is_about(case, one), listed_recipient(one) is not None
        )
        for one in targets()
    ]


def why_not(case: Case) -> str:
    """What has to be done before the file can go anywhere; empty where nothing."""
    if not may_refer(case):
        return "standing"
    return "" if says_whom_it_is_about(case) else "recusal"


def passed(case: Case) -> list[Passed]:
    found = Referral.objects.filter(case=case).select_related("office", "reason").prefetch_related("items__letter")
    return [Passed(one, given_words(one)) for one in found]


def sendable(case: Case) -> list[tuple[Item, int]]:
    """What the complainant sent and may be passed on, never the name or a number, with the bytes of its ciphertext."""
    thread = Letter.objects.of_thread(case.letter).filter(side=Side.COMPLAINANT).order_by().values("pk")
    found = Item.objects.filter(letter__in=thread).exclude(kind__in=APART).order_by("letter__pk", "position")
    rows = found.select_related("letter").prefetch_related("segments__blob")
    return [(item, sum(segment.blob.size for segment in item.segments.all())) for item in rows]


def question(case: Case, office: Office, *, has_key: bool) -> str:
    """The words that are offered for asking, in the complainant's language; the officer may change them."""
    with translation.override(case.letter.language or translation.get_language()):
        name = {"body": str(office)}
        said = (
            _(
                "May we pass your complaint to %(body)s? They could deal with it. Your name and how to reach you do not go there."
            )
            % name
        )
        taken = (
            _("You can take your yes back later; then they can open nothing of it any longer.")
            if has_key
            else _("They have no account here and would get a locked file. A file cannot be taken back.")
        )
        how = _("Answer on this page under “Other bodies” with yes or no. Without your yes nothing goes.")
        return f"{said} {taken} {how}"


def title_of(letter: Letter) -> str | None:
    """What words between the office and another body are called on the file; None for every other letter."""
    found = getattr(letter, "referral_message", None)
    if found is None:
        return None
    name = {"body": str(found.referral.office)}
    if not found.from_body:
        return _("This office wrote to %(body)s") % name
    return (
        _("%(body)s answered the complainant") if letter.side == Side.OFFICE else _("%(body)s wrote to this office")
    ) % name


def offices_of(case: Case) -> Q:
    """Offices whose words stand in the thread: those that hold the file, and bodies that had it."""
    return Q(pk__in=case.holders) | Q(pk__in=Referral.objects.filter(case=case).values("office"))


def parts(referral: Referral) -> list[Given]:
    """What was given, then what was written, the oldest first; releases of that body alone."""
    written = Q(letter__referral_message__referral=referral)
    found = (
        Item.objects.filter(Q(pk__in=referral.items.values("pk")) | written)
        .distinct()
        .order_by("letter__pk", "position")
    )
    rows = list(
        found.select_related("letter__referral_message").prefetch_related("segments__blob", "releases__officer")
    )
    open_now = set(_open(referral, rows))
    return [_part(item, referral, item.pk in open_now) for item in rows]


def _open(referral: Referral, rows: list[Item]) -> list[int]:
    if not referral.is_readable:
        return []
    sealed = Envelope.objects.in_force().filter(item__in=rows, epoch__office=referral.office_id)
    return list(sealed.values_list("item", flat=True))


def _part(item: Item, referral: Referral, can_open: bool) -> Given:
    releases = [
        (one, str(ReleasePurpose(one.purpose).label))
        for one in item.releases.all()
        if one.epoch_id is not None and one.epoch_id == referral.epoch_id
    ]
    size = sum(segment.blob.size for segment in item.segments.all())
    return Given(item, _title(item), can_open, size, releases)


def _title(item: Item) -> str | Promise:
    message = getattr(item.letter, "referral_message", None)
    if message is None:
        return ItemKind(item.kind).label
    return _("You wrote") if message.from_body else _("The office wrote")


def for_body(referral: Referral, user: User) -> dict[str, Any]:
    """What the page of the other body tells its script: to whom its words are sealed, and how they are signed."""
    copies = list(copies_for(user))
    case = referral.case
    offices = list(Office.objects.filter(Q(pk__in=case.holders) | Q(pk=referral.office_id)).prefetch_related("epochs"))
    held = {copy.epoch.office_id for copy in copies if copy.epoch.retired_at is None}
    return {
        **facts.of_person(user, copies),
        "host": server.host(),
        "thread": case.letter.ref,
        "complainant": halves_of(case.letter)._asdict(),
        "release": server.release_recipient(),
        "offices": recipients(offices),
        "verify": [{"name": one.named, "key": epoch.verify} for one in offices for epoch in one.epochs.all()],
        "signer": str(referral.office.uuid) if referral.office_id in held else "",
        "called": _called(referral),
    }


def _called(referral: Referral) -> dict[str, dict[str, str]]:
    """Names of codes in the letter. Places are those of its open district, so they are told with the story alone."""
    known = words_for(referral.case)
    has_story = referral.items.filter(kind=ItemKind.STORY).exists()
    return known if has_story else {**known, "place": {}}
