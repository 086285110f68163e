"""What is public of the press, who let it out, and what people asked about it."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.models import Body, Owned, OwnedQuerySet, Person, Post, localized
from tamdan.press.enums_release import ANSWERS, Answer, Asked, Sensitive, SpokeAs, Why
from tamdan.press.models.passages import Quotation

PUBLIC = models.Q(released_at__isnull=False, ended_at__isnull=True, quotation__article__removed_at__isnull=True)


class ReleaseQuerySet(OwnedQuerySet["Release"]):
    def public(self) -> Self:
        """What everybody may read; whatever shows, lists, feeds or indexes quotations begins here."""
        return self.filter(PUBLIC)

    def waiting(self) -> Self:
        """Asked for by one person; a second one has to agree."""
        return self.filter(released_at__isnull=True, ended_at__isnull=True)

    def standing(self) -> Self:
        """Public or on the way to it."""
        return self.filter(ended_at__isnull=True)


def _answers() -> models.Q:
    """Each kind of request with what may be decided of it."""
    condition = models.Q(answer=Answer.WAITING)
    for kind, answers in ANSWERS.items():
        condition |= models.Q(kind=kind, answer__in=answers)
    return condition


class Release(Owned):
    """One quotation let out to the public: who said it as whom on that day, who asked for it, who agreed, when and why it ended.

    ``cautions`` are the reader's marks at that moment; with any of them ``agreed_by`` is a second person. ``said_on``, ``person``,
    ``post`` and ``body`` are as they were when it was released, and what public lists are narrowed by. The words themselves stand
    in the quotation, which nobody can correct while it is public.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="releases")
    spoke_as = models.CharField(_("spoke as"), max_length=12, choices=SpokeAs)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    said_on = models.DateField(_("said on"))
    cautions = ArrayField(models.CharField(max_length=20, choices=Sensitive), default=list, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    released_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(_("why it ended"), max_length=10, choices=Why, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("released quotation")
        ordering = ("-said_on", "-id")
        indexes = (
            models.Index(fields=("-said_on", "-id"), name="press_release_newest", condition=models.Q(ended_at=None)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("quotation",),
                condition=models.Q(ended_at__isnull=True),
                name="press_release_once",
                violation_error_message=_("This quotation is released, or waits for a second person, already."),
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | models.Q(cautions=[])
                | ~models.Q(agreed_by=models.F("asked_by")),
                name="press_release_needs_a_second_person",
                violation_error_message=_(
                    "A passage with a mark is released by a second person, not by whoever asked."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(agreed_by__isnull=False),
                name="press_release_is_somebodys_act",
            ),
            models.CheckConstraint(
                condition=models.Q(spoke_as=SpokeAs.HOLDER, person__isnull=False, post__isnull=False)
                | models.Q(spoke_as=SpokeAs.SPOKESPERSON, person__isnull=False)
                | models.Q(spoke_as=SpokeAs.BODY, person__isnull=True, post__isnull=True),
                name="press_release_of_an_office",
                violation_error_message=_("Only words of somebody in an office, or of a body, are released."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, why="")
                | models.Q(ended_at__isnull=False) & ~models.Q(why=""),
                name="press_release_ends_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.quotation.exact

    def get_absolute_url(self) -> str:
        return reverse("quotations:detail", args=[self.uuid])

    @property
    def is_public(self) -> bool:
        return self.released_at is not None and self.ended_at is None

    @property
    def speaker(self) -> str:
        """Whoever spoke, in the reader's language."""
        return str(self.person or self.body)

    @property
    def standing(self) -> list[str]:
        """The post and its body, as what the speaker is shown, each perhaps in another language; nothing where the body speaks."""
        if self.spoke_as == SpokeAs.BODY:
            return []
        title = localized(self.post, "label") if self.post else str(SpokeAs.SPOKESPERSON.label)
        return [title, str(self.body)]

    @property
    def office(self) -> str:
        return ", ".join(self.standing)

    @property
    def language(self) -> str:
        """``en`` or ``km`` of the words."""
        return "km" if self.quotation.article.language == "km" else "en"


class RequestQuerySet(OwnedQuerySet["Request"]):
    def waiting(self) -> Self:
        return self.filter(answer=Answer.WAITING)

    def answered(self) -> Self:
        return self.exclude(answer=Answer.WAITING)


class Request(Owned):
    """What somebody without an account asked about a released quotation: a correction, a reply beside it, its removal.

    ``text``, ``name`` and ``contact`` are for the staff alone and go with time (retention); ``reason`` is public, and so is
    ``reply``, once it is shown. ``days`` it took are counted from ``made_on``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    release = models.ForeignKey(Release, models.CASCADE, related_name="requests")
    kind = models.CharField(_("what is asked"), max_length=10, choices=Asked)
    text = models.TextField(_("in your words"), max_length=4000, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    contact = models.CharField(_("how to reach you"), max_length=300, blank=True)
    language = models.CharField(max_length=12, choices=settings.LANGUAGES)
    with_effort = models.BooleanField(default=False)
    """Whether a proof of work came with it; without, only some an hour are taken."""
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(_("decision"), max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    reply = models.TextField(_("reply"), max_length=4000, blank=True)
    signed = models.CharField(_("signed"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about a quotation")
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("-made_at", "-id"), name="press_request_newest"),)
        constraints = (
            models.CheckConstraint(
                condition=_answers(),
                name="press_request_answer_fits",
                violation_error_message=_("This cannot be decided of a request of this kind."),
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.WAITING, decided_by__isnull=True)
                | ~models.Q(answer=Answer.WAITING) & ~models.Q(reason="") & models.Q(decided_by__isnull=False),
                name="press_request_decided_with_a_reason",
                violation_error_message=_("Give the reason of the decision: everybody can read it."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("press:request", args=[self.uuid])

    @property
    def made_on(self) -> datetime.date:
        return timezone.localtime(self.made_at).date()

    @property
    def days(self) -> int:
        """From the request to the decision, or to now."""
        until = timezone.localtime(self.decided_at or timezone.now()).date()
        return (until - self.made_on).days
