"""What officers do with recorded prompts: bring one, put it on the page, take it off, say that it still fits. Each is an event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.core.access import Viewer, Visibility
from tamdan.core.ledger import record
from tamdan.institutions.models import Body, Installation
from tamdan.intake.errors import RecordingGone
from tamdan.intake.prompts import LANGUAGES, PROMPTS, Prompt, Recording
from tamdan.vault.actions import store_file

RECORDED, PUBLISHED, ENDED, CONFIRMED = "prompt.recorded", "prompt.published", "prompt.ended", "prompt.confirmed"
RECORDERS = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT, Role.INTAKE_OFFICER, Role.CASE_OFFICER})
"""Who may record and publish."""


@dataclass(frozen=True)
class Brought:
    """A sound that was looked at (forms_prompts): its bytes, what they are, what the sender called it."""

    content: bytes
    media_type: str
    name: str
    seconds: int | None


@transaction.atomic
def take(prompt: Prompt, language: str, brought: Brought, *, by: User) -> Recording:
    """Keep a recording of what the page says today; on no page until it is published. Raises what the vault raises."""
    file = store_file([brought.content], name=brought.name, owner=_owner(), by=by, visibility=Visibility.STAFF)
    made = Recording.objects.create(
        prompt=prompt.code, language=language, words=prompt.words(language), file=file, made_by=by,
        media_type=brought.media_type, seconds=brought.seconds,
    )  # fmt: skip
    record(RECORDED, made, by=by)
    return made


@transaction.atomic
def publish(recording: Recording, *, by: User) -> Recording:
    """Put it on the page, in the place of the one that is there. Raises RecordingGone where its sound was erased."""
    same = Recording.objects.select_for_update(of=("self",)).filter(
        prompt=recording.prompt, language=recording.language
    )
    found = {one.pk: one for one in same}
    wanted = found[recording.pk]
    if wanted.file_id is None:
        raise RecordingGone
    for other in found.values():
        if other.is_published and other.pk != wanted.pk:
            _end(other, by)
    if not wanted.is_published:
        wanted.published_at, wanted.published_by = timezone.now(), by
        wanted.ended_at, wanted.ended_by = None, None
        wanted.save(update_fields=["published_at", "published_by", "ended_at", "ended_by"])
        record(PUBLISHED, wanted, by=by)
    return wanted


@transaction.atomic
def take_off(recording: Recording, *, by: User) -> None:
    """The page is silent there again; the recording stays in the list and can come back."""
    found = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    if found.is_published:
        _end(found, by)


@transaction.atomic
def confirm(recording: Recording, *, by: User) -> None:
    """An officer listened: it still says what the page says today, so it is played again."""
    found = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    known = PROMPTS.get(found.prompt)
    if known is not None and found.is_stale:
        found.words = known.words(found.language)
        found.save(update_fields=["words"])
        record(CONFIRMED, found, by=by)


def let_go(erased: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Before a file of the vault goes (``ERASURE_FOLLOWERS``): its recording leaves the page and keeps no sound."""
    files = [int(pk) for kind, pk in erased if kind == "vault.file" and pk.isdigit()]
    found = Recording.objects.filter(file__in=files)
    found.published().update(ended_at=timezone.now())
    found.update(file=None)
    return []


def stale(_user: Viewer) -> int:
    """How many recordings on the page fell silent because it says something else now: on the desk."""
    return sum(one.is_stale for one in Recording.objects.published())


@dataclass
class Standing:
    """What is on the page of one prompt in one language, and how many recordings were never published."""

    published: Recording | None = None
    waiting: int = 0


def standing(recordings: Iterable[Recording]) -> dict[tuple[str, str], Standing]:
    """By prompt and language."""
    found = {(code, language): Standing() for code in PROMPTS for language in LANGUAGES}
    for one in recordings:
        place = found.get((one.prompt, one.language))
        if place is not None and one.is_published:
            place.published = one
        elif place is not None and one.published_at is None:
            place.waiting += 1
    return found


def _end(recording: Recording, by: User) -> None:
    recording.ended_at, recording.ended_by = timezone.now(), by
    recording.save(update_fields=["ended_at", "ended_by"])
    record(ENDED, recording, by=by)


def _owner() -> Body:
    """The sounds of the public pages are the installation's."""
    installation = Installation.current()
    assert installation is not None, "officers sign in after the first run"
    return installation.body
