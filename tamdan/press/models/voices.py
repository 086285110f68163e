"""Who speaks: names as printed, and the persons, bodies and States of the register that they may stand for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Body, Holding, Owned, OwnedQuerySet, Person, localized
from tamdan.links.models import Decided
from tamdan.press.enums import Side, SpeakerKind
from tamdan.press.models.articles import Article
from tamdan.taxonomy.models import State


def one_of(*fields: str) -> models.Q:
    """Exactly one of these is set."""
    condition = models.Q()
    for chosen in fields:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in fields})
    return condition


@tracked()
class Naming(Decided, Owned):
    """A name as the press prints it (``folded``, without titles) may stand for one person, body or State of the register.

    What a person decides here holds for every article that prints the name, those to come among them: a doubt is settled once.
    A name that two people bear is settled in the article (``Voice``).
    """

    name = models.CharField(_("name as printed"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("body"))
    state = models.ForeignKey(
        State, models.CASCADE, to_field="code", null=True, blank=True, related_name="+", verbose_name=_("State")
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("folded", "-confidence", "id")
        constraints = (
            *Decided.Meta.constraints,
            models.CheckConstraint(condition=one_of("person", "body", "state"), name="press_naming_of_one"),
            models.UniqueConstraint(
                fields=("owner", "folded", "person", "body", "state"), name="press_naming_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.person or self.body or self.state}"


@tracked()
class Voice(Decided):
    """Somebody who speaks in an article, by the fullest name there. ``decision`` is about whom it stands for (``person``, ``body`` or
    ``state``); ``holding`` is the post that the person held on the article's day, where the register knows it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="voices")
    name = models.CharField(_("name as printed"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=6, choices=SpeakerKind)
    role = models.CharField(_("office as printed"), max_length=300, blank=True)
    side = models.CharField(_("side"), max_length=13, choices=Side, default=Side.OTHER)
    is_side_settled = models.BooleanField(_("side said by a person"), default=False)
    """A person's word about a side holds for the name in the other articles of the body, those to come among them (``settling``)."""
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="voices", verbose_name=_("person")
    )
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="voices", verbose_name=_("body")
    )
    state = models.ForeignKey(
        State, models.SET_NULL, to_field="code", null=True, blank=True, related_name="+", verbose_name=_("State")
    )
    holding = models.ForeignKey(
        Holding, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("post")
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=("article", "name"),
                name="press_voice_once",
                violation_error_message=_("This name is among those who speak in the article already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def meant(self) -> Person | Body | State | None:
        """Whom of the register the name stands for or is suggested to; ``decision`` says which."""
        return self.person or self.body or self.state

    @property
    def office(self) -> str:
        """The post held on that day, or the office as printed."""
        return localized(self.holding.post, "label") if self.holding else self.role
