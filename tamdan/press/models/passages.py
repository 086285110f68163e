"""What stands in an article at a place of its text: quotations, figures, promises, names and days."""

from decimal import Decimal
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, reach_of
from tamdan.core.history import tracked
from tamdan.institutions.models import Body, Person
from tamdan.language.segment import words
from tamdan.links.enums import Decision
from tamdan.links.models import Decided
from tamdan.places.models import Place
from tamdan.press.enums import Manner, MentionKind
from tamdan.press.models.articles import Article
from tamdan.press.models.voices import Voice
from tamdan.taxonomy.models import State

P_co = TypeVar("P_co", bound=models.Model, covariant=True)


class PassageQuerySet(models.QuerySet[P_co]):
    def visible_to(self, user: Viewer) -> Self:
        """Passages of the articles that this person may see."""
        return self.filter(reach_of(user).condition("article__"), article__removed_at__isnull=True)

    def standing(self) -> Self:
        """Without those that a person refused."""
        return self.exclude(decision=Decision.REFUSED)


class Passage(Decided):
    """``start`` to ``end`` are places in the article's text. ``decision`` suggested: the machine found it; accepted: a person confirmed or
    corrected it (``decided_by``, ``decided_at``), origin ``person`` where a person added it; refused: it is none."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="%(class)ss")
    line = models.IntegerField(_("line"))
    """Line of the capture on which it begins."""
    start = models.IntegerField()
    end = models.IntegerField()
    cautions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Why a second person has to agree before it is public, by code."""
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        ordering = ("start", "id")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Decided.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(start__gte=0, end__gt=models.F("start")),
                name="%(app_label)s_%(class)s_has_a_place",
                violation_error_message=_("The end lies before the beginning. Mark the words again."),
            ),
        )


@tracked()
class Quotation(Passage):
    """Exact words (``direct``, one quotation may have several ``parts``) or a reported statement (``indirect``) and who said them.

    ``parts`` are [start, end] in the article's text, ``words`` the words of each part as printed with white space made plain.
    ``named_start`` to ``named_end`` is what names the speaker beside it ("he", "the ministry").
    """

    manner = models.CharField(_("manner"), max_length=8, choices=Manner)
    voice = models.ForeignKey(
        Voice, models.SET_NULL, null=True, blank=True, related_name="quotations", verbose_name=_("said by")
    )
    parts = ArrayField(ArrayField(models.IntegerField(), size=2))
    words = ArrayField(models.TextField(), verbose_name=_("words"))
    named_start = models.IntegerField(null=True, blank=True)
    named_end = models.IntegerField(null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta(Passage.Meta):
        abstract = False
        verbose_name = _("quotation")

    def __str__(self) -> str:
        return self.exact

    @property
    def exact(self) -> str:
        """The words; an ellipsis stands where the article has words of its own between two parts."""
        return " […] ".join(self.words)

    @property
    def length(self) -> int:
        """Number of words, by which a limit on released words goes; Khmer is cut into its own words."""
        return sum(len(words(part)) for part in self.words)


@tracked()
class Figure(Passage):
    """A number that counts or measures something. ``number`` is its value, ``unit`` and ``what`` as the reader understood them,
    ``as_of`` the day it holds for (EDTF), ``sentence_start`` to ``sentence_end`` the sentence around it."""

    words = models.CharField(_("as printed"), max_length=200)
    number = models.DecimalField(_("number"), max_digits=24, decimal_places=6)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    what = models.CharField(_("what it counts"), max_length=300, blank=True)
    as_of = models.CharField(_("as of"), max_length=30, blank=True)
    sentence_start = models.IntegerField()
    sentence_end = models.IntegerField()

    objects = PassageQuerySet.as_manager()

    class Meta(Passage.Meta):
        abstract = False
        verbose_name = _("figure")
        indexes = (models.Index(fields=("number",), name="press_figure_number"),)

    def __str__(self) -> str:
        return self.words

    @property
    def value(self) -> Decimal:
        """The number without the zeros behind its point, and never as a power of ten."""
        return Decimal(f"{self.number.normalize():f}")

    @property
    def sentence(self) -> str:
        return self.article.said(self.sentence_start, self.sentence_end)

    @property
    def around(self) -> tuple[str, str, str]:
        """The sentence that it stands in: what is before the figure, the figure as printed, what is behind it."""
        text = self.article.text
        parts = text[self.sentence_start : self.start], text[self.start : self.end], text[self.end : self.sentence_end]
        return parts[0].lstrip(), parts[1], parts[2].rstrip()


@tracked()
class Commitment(Passage):
    """Somebody promises something. ``due`` is EDTF, ``within`` an ISO 8601 duration counted from publication, ``due_on`` the last day
    that follows from them: the suggestion for a clock, which runs once a person confirms it."""

    voice = models.ForeignKey(
        Voice, models.SET_NULL, null=True, blank=True, related_name="commitments", verbose_name=_("promised by")
    )
    words = models.TextField(_("words"))
    due_text = models.CharField(_("by when, as printed"), max_length=200, blank=True)
    due = models.CharField(_("by when"), max_length=30, blank=True)
    within = models.CharField(_("within"), max_length=12, blank=True)
    due_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta(Passage.Meta):
        abstract = False
        verbose_name = _("commitment")

    def __str__(self) -> str:
        return self.words


@tracked()
class Mention(Passage):
    """A person, body, State, place or day that the article names, once an article; ``parts`` are all the places where it does.

    For persons and bodies the register's entry comes from ``Naming``; here stands what is meant in this article.
    """

    kind = models.CharField(_("kind"), max_length=6, choices=MentionKind)
    name = models.CharField(_("name as printed"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    parts = ArrayField(ArrayField(models.IntegerField(), size=2))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="mentions")
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="mentions")
    state = models.ForeignKey(State, models.SET_NULL, to_field="code", null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.SET_NULL, to_field="code", null=True, blank=True, related_name="+")
    date = models.CharField(_("date"), max_length=30, blank=True)
    """EDTF, for a day or month that is named."""

    objects = PassageQuerySet.as_manager()

    class Meta(Passage.Meta):
        abstract = False
        verbose_name = _("mention")
        constraints = (
            *Passage.Meta.constraints,
            models.UniqueConstraint(fields=("article", "kind", "folded"), name="press_mention_once"),
        )

    def __str__(self) -> str:
        return self.name
