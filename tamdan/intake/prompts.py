"""What the complainant's pages say, recorded by officers in their own voice, so that nobody has to read to complain.

No program here speaks Khmer as people do, so people speak. A recording says the sentences of one prompt in one language as they were
on that day; when the page says something else it is silent until an officer has listened again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.intake import length
from tamdan.vault.models import File

CODE_LENGTH = 20
LONGEST = 90
"""Seconds of one recording: who listens to more has forgotten how it began."""


@dataclass(frozen=True)
class Prompt:
    """Sentences of a page that are heard together; a test finds each of them on its page, so nothing else is read aloud."""

    code: str
    sentences: tuple[str | Promise, ...]

    @property
    def title(self) -> str:
        return str(self.sentences[0])

    def words(self, language: str) -> str:
        """What is read aloud in a language, a sentence a line."""
        with translation.override(language):
            return "\n".join(str(sentence) for sentence in self.sentences)


FORM = (
    Prompt("opening", (
        _("Make a complaint"),
        _(
            "Your words are sealed on this device. Only the offices that you choose can open them, and you see "
            "each time that they are given to somebody. Nobody needs to know your name."
        ),
    )),
    Prompt("unsealed", (
        _(
            "Your browser runs no JavaScript here. Without it the server sees your words for a moment while it "
            "seals them; with it they are sealed on your device."
        ),
    )),
    Prompt("protect", (
        _("What this page cannot protect"),
        _(
            "Leave now closes this page and clears it; the history of the browser may still show that you were "
            "here. Whoever watches the line sees that something was sent, not what. If this site itself were "
            "taken over, it could show you a false page: rights groups check it."
        ),
    )),
    Prompt("what", (
        _("What happened?"),
        _("Say it, show it or write it: one way is enough. All other questions may stay empty."),
    )),
    Prompt("about", (_("What is it about, and what do you want?"),)),
    Prompt("where", (_("Where did it happen?"), _("A village, or something that everybody there knows"))),
    Prompt("when", (_("When did it happen?"), _("Or in your own words"))),
    Prompt("who", (
        _("Who did it?"),
        _("Somebody in an office that reads letters"),
        _("The office that you tick never gets your letter."),
    )),
    Prompt("safety", (
        _("Are you or others in danger now?"),
        _("What you tick stays readable, so that your letter is opened before others."),
    )),
    Prompt("you", (
        _("Do you want to say who you are?"),
        _(
            "You need not. Your name is sealed apart from your story: only those who keep names can open it, and "
            "they give it to an officer only with a reason that you see."
        ),
    )),
    Prompt("readers", (
        _("Who can read what"),
        _("Who should get your letter?"),
        _("Untick an office, and it cannot open that part. A part that nobody may open is not sent."),
    )),
    Prompt("open", (
        _("What stays open"),
        _("These can be read without a key, by those who run this site too."),
    )),
    Prompt("consents", (
        _("What do you agree to?"),
        _("Nothing is agreed to unless you tick it. You can change it later."),
    )),
    Prompt("receipt", (
        _("Received. This is your receipt"),
        _(
            "Copy this number on paper. It is the only way back to your complaint: nobody can send it to you "
            "again. Whoever has it can read the answers, never your letter."
        ),
    )),
)  # fmt: skip
BACK = (
    Prompt("digits", (_("Follow your complaint"), _("The number of your receipt"), length.hint_lazy())),
    Prompt("seen", (
        _(
            "An officer saw this number when your complaint was written down, or when the receipt was made anew. Change it, and you"
            " alone have it."
        ),
    )),
    Prompt("released", (
        _("Who can open it, and to whom it was released"),
        _(
            "“Released” means that an officer asked for it and was given it. A printed page or a second pair of "
            "eyes is not seen here."
        ),
    )),
    Prompt("decide", (
        _("What you decide"),
        _("Each decision is signed with your receipt. No office can decide in your name."),
    )),
)  # fmt: skip
"""The page of somebody who came back."""
PROMPTS = {prompt.code: prompt for prompt in (*FORM, *BACK)}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class RecordingQuerySet(models.QuerySet["Recording"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False, ended_at__isnull=True)

    def listed(self) -> Self:
        """With what the pages of officers show, the newest first."""
        return self.select_related("file", "made_by", "published_by", "ended_by").order_by("-made_at", "-pk")


@tracked()
class Recording(models.Model):
    """One prompt in one language in somebody's voice. The bytes lie in the vault; they are public once published, and never sealed.

    ``words``: what was to be read aloud on that day, a sentence a line. ``media_type`` is told from the bytes, ``seconds`` as the
    officer's browser measured it. From ``published_at`` to ``ended_at`` it is on the page; there is one at a time. ``file`` is empty
    after an approved erasure.
    """

    prompt = models.CharField(_("prompt"), max_length=CODE_LENGTH)
    language = models.CharField(_("language"), max_length=8)
    words = models.TextField(_("words"))
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", verbose_name=_("sound"))
    media_type = models.CharField(_("type"), max_length=20)
    seconds = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)
    made_at = models.DateTimeField(_("recorded"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    ended_at = models.DateTimeField(_("taken off the page"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = RecordingQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("prompt", "language"),
                condition=Q(published_at__isnull=False, ended_at__isnull=True),
                name="intake_one_recording_on_the_page",
                violation_error_message=_("Another recording of this prompt is on the page already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(published_at__isnull=False),
                name="intake_recording_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(published_at__isnull=True) | Q(ended_at__isnull=False),
                name="intake_recording_on_the_page_has_its_sound",
            ),
        )

    def __str__(self) -> str:
        return f"{self.prompt} {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("prompts:prompt", args=[self.prompt, self.language])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.ended_at is None

    @property
    def is_stale(self) -> bool:
        """The page says something else now than on the day of the recording."""
        known = PROMPTS.get(self.prompt)
        return known is None or known.words(self.language) != self.words


@dataclass(frozen=True)
class Sound:
    """What a page plays: the sentence it begins with, where its bytes are, what they are."""

    title: str
    address: str
    media_type: str


def sounds(prompts: Iterable[Prompt], language: str) -> dict[str, Sound]:
    """The recordings that a page of this language may play, by code. One query; what is stale is not played."""
    wanted = {prompt.code: prompt for prompt in prompts}
    found = Recording.objects.published().filter(language=language, prompt__in=wanted).select_related("file")
    return {
        one.prompt: Sound(wanted[one.prompt].title, reverse("prompt_sound", args=[one.file.digest]), one.media_type)
        for one in found
        if one.file is not None and one.words == wanted[one.prompt].words(language)
    }


def recordings_of(prompt: Prompt, language: str) -> RecordingQuerySet:
    """What was recorded of a prompt in a language, the one on the page first, then the newest. Whoever records sees all of it."""
    on_page = models.Case(models.When(published_at__isnull=False, ended_at__isnull=True, then=0), default=1)
    return Recording.objects.filter(prompt=prompt.code, language=language).listed().order_by(on_page, "-made_at", "-pk")


def recording_or_404(pk: int) -> Recording:
    return get_object_or_404(Recording.objects.listed(), pk=pk)
