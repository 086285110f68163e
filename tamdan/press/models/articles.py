"""The articles in a capture, and which of them repeat one another."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.links.enums import Decision
from tamdan.links.models import Decided
from tamdan.press.enums import ArticleKind, Language, Likeness, Mark
from tamdan.press.models.captures import Capture
from tamdan.press.models.outlets import Outlet


class ArticleQuerySet(OwnedQuerySet["Article"]):
    def standing(self) -> Self:
        """Without those that were removed here, or that a person said are none."""
        return self.filter(removed_at__isnull=True).exclude(decision=Decision.REFUSED)

    def waiting(self) -> Self:
        """Those that nobody has looked through yet: the reading queue."""
        return self.filter(removed_at__isnull=True, decision=Decision.SUGGESTED)


@tracked("text", "skipped", "signature", "bands")
class Article(Decided, Owned):
    """Lines ``start_line`` to ``end_line`` (from 1, both included) of a capture.

    Places of what stands in it are offsets into ``text``, which begins at offset ``start`` of the capture's text. ``decision`` is what a
    person decided about the reading as a whole: accepted means looked through. ``day`` is the day of publication, else of capture.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    capture = models.ForeignKey(Capture, models.CASCADE, related_name="articles", verbose_name=_("capture"))
    start_line = models.IntegerField(_("first line"))
    end_line = models.IntegerField(_("last line"))
    start = models.IntegerField(editable=False)
    text = models.TextField(_("text as read"))
    boilerplate = ArrayField(models.IntegerField(), default=list, blank=True)
    """Numbers of its lines (of the capture) that are not the article's own words: credits, captions, sources."""
    title = models.CharField(_("title"), max_length=500, blank=True)
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("outlet")
    )
    outlet_name = models.CharField(_("outlet as printed"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    """Where the public finds it; a released quotation links there."""
    published_on = models.DateField(_("published"), null=True, blank=True)
    day = models.DateField(editable=False)
    language = models.CharField(_("language"), max_length=5, choices=Language)
    kind = models.CharField(_("kind"), max_length=8, choices=ArticleKind)
    is_relevant = models.BooleanField(_("about human rights"), default=False)
    marks = ArrayField(models.CharField(max_length=10, choices=Mark), default=list, blank=True)
    skipped = models.JSONField(default=list, blank=True)
    """Words in quotation marks that nobody says: [first place, last place, reason of the reader]."""
    signature = models.BinaryField(default=bytes, editable=False)
    bands = ArrayField(models.BigIntegerField(), default=list, editable=False)
    """What near-duplicates share (press.alike): compared only with articles that share one."""
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    """Gone from every page, index and feed; the row stays so that it is not read in again."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()
    queue = ""
    """Not stored: what the reading queue was narrowed to, as addresses of its pages carry it along ("?outlet=3")."""

    class Meta:
        verbose_name = _("article of the press")
        ordering = ("-day", "-id")
        indexes = (
            models.Index(fields=("-day", "-id"), name="press_article_newest"),
            GinIndex(fields=("bands",), name="press_article_bands"),
        )
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(start_line__gte=1, end_line__gte=models.F("start_line"), start__gte=0),
                name="press_article_has_lines",
                violation_error_message=_("The last line lies before the first. Correct one of them."),
            ),
        )

    def __str__(self) -> str:
        return self.title or gettext("Article without a title")

    def get_absolute_url(self) -> str:
        return reverse("press:article", args=[self.uuid])

    @property
    def mark_labels(self) -> list[str]:
        """What its outlet or the article itself says of it, in the reader's language."""
        return [str(Mark(mark).label) for mark in self.marks]

    def said(self, start: int, end: int) -> str:
        """The words at a place, with white space made plain."""
        return " ".join(self.text[start:end].split())

    def line_of(self, place: int) -> int:
        """The line of the capture that a place stands in."""
        return self.start_line + self.text.count("\n", 0, place)


@tracked()
class Republication(Decided):
    """``article`` repeats ``original``, the first of its group; a refused one is not suggested again."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="republication")
    original = models.ForeignKey(Article, models.CASCADE, related_name="republications")
    likeness = models.CharField(_("likeness"), max_length=7, choices=Likeness)

    class Meta:
        ordering = ("id",)
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(article=models.F("original")), name="press_republication_of_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} = {self.original_id}"
