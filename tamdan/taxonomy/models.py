"""Reference: what the field already has names and codes for. Rows come from reviewed files (load.py), never from a form.

Every row keeps a stable ``code``, both names, its source and the source's date (EDTF: "2025" or "2025-10-10"). A row that
leaves its file is ``retired``: it still names what was tagged with it, and is no longer offered.
"""

from functools import partial
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tamdan.language.digits import in_language
from tamdan.taxonomy.enums import (
    DeadlineNature,
    GroupKind,
    InstrumentKind,
    MechanismKind,
    Precision,
    RatificationStatus,
    SdgLevel,
    StateKind,
)
from tamdan.taxonomy.naming import Named

M = TypeVar("M", bound=models.Model)


class ListedQuerySet(models.QuerySet[M]):
    def current(self) -> Self:
        """Rows that their file still holds."""
        return self.filter(retired=False)


class Listed(models.Model):
    """A row of a reference file."""

    source = models.CharField(_("source"), max_length=300)
    source_date = models.CharField(_("date of the source"), max_length=10)
    retired = models.BooleanField(_("no longer in use"), default=False)

    objects = ListedQuerySet.as_manager()

    class Meta:
        abstract = True


class Term(Named, Listed):
    """A named, coded entry of a vocabulary; ``aliases`` are other spellings that imports meet, in any language."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    aliases = ArrayField(models.CharField(max_length=300), default=list, blank=True, verbose_name=_("other spellings"))
    km_source = models.CharField(_("source of the Khmer name"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("place in the list"))

    class Meta(Named.Meta):
        abstract = True
        ordering: ClassVar = ["position"]


class StateGroup(Term):
    """A regional group of the UN, an international organisation, or a region of the UN statistical list (M49)."""

    kind = models.CharField(_("kind"), max_length=12, choices=GroupKind)
    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="children")

    class Meta(Term.Meta):
        verbose_name = _("group of States")


class State(Term):
    """A State by its ISO 3166 alpha-3 code, with the areas of the M49 list that imports may name."""

    iso2 = models.CharField("ISO 3166 alpha-2", max_length=2, unique=True)
    m49 = models.CharField("M49", max_length=3, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=StateKind)
    un_member_since = models.PositiveSmallIntegerField(_("member of the United Nations since"), null=True, blank=True)
    regional_group = models.ForeignKey(
        StateGroup,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("regional group"),
    )
    groups = models.ManyToManyField(StateGroup, related_name="states", verbose_name=_("organisations and regions"))
    fictional = models.BooleanField(_("invented for demonstration"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("State")


class AffectedGroup(Term):
    """People whom a recommendation or a case concerns (affected persons of the Universal Human Rights Index)."""

    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="children")

    class Meta(Term.Meta):
        verbose_name = _("affected group")


class Theme(Term):
    """A human-rights theme of the Universal Human Rights Index, below one of its five headings."""

    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="children")

    class Meta(Term.Meta):
        verbose_name = _("human-rights theme")


class LegacyTheme(Listed):
    """A code of an older theme list of OHCHR (A-H, or the numbers of 2014) and the themes and groups it stands for today."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    scheme = models.CharField(_("list"), max_length=8)
    legacy_code = models.CharField(_("code in that list"), max_length=8)
    name_en = models.CharField(_("name in English"), max_length=300)
    themes = models.ManyToManyField(Theme, related_name="legacy_codes")
    groups = models.ManyToManyField(AffectedGroup, related_name="legacy_codes")

    class Meta:
        ordering: ClassVar = ["scheme", "code"]

    def __str__(self) -> str:
        return f"{self.legacy_code} {self.name_en}"


class Sdg(Term):
    """A Sustainable Development Goal ("16") or target ("16.3"); targets carry a short heading of ours, not the UN's sentence."""

    level = models.CharField(_("level"), max_length=6, choices=SdgLevel)
    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="targets")

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")


class Mechanism(Term):
    """A UN human-rights mechanism or mandate. ``short_name`` is what the Universal Human Rights Index prints."""

    kind = models.CharField(_("kind"), max_length=20, choices=MechanismKind)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="children")
    state = models.ForeignKey(State, models.PROTECT, to_field="code", null=True, blank=True, related_name="mandates")

    class Meta(Term.Meta):
        verbose_name = _("mechanism")


class Instrument(Term):
    """A treaty or declaration; ``code`` is the customary abbreviation, ``monitored_by`` the body that watches over it."""

    kind = models.CharField(_("kind"), max_length=12, choices=InstrumentKind)
    parent = models.ForeignKey("self", models.PROTECT, to_field="code", null=True, blank=True, related_name="protocols")
    adopted_on = models.DateField(_("adopted on"))
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    monitored_by = models.ForeignKey(
        Mechanism,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("monitored by"),
    )

    class Meta(Term.Meta):
        verbose_name = _("instrument")


class Article(Term):
    """An article with a heading of our own words; ``code`` is the instrument's code, a hyphen and the number (ICCPR-14)."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, to_field="code", related_name="articles")
    number = models.PositiveSmallIntegerField(_("number"))
    themes = models.ManyToManyField(Theme, related_name="articles")

    class Meta(Term.Meta):
        verbose_name = pgettext_lazy("of a law", "article")


class Ratification(Listed):
    """Where a State stands towards an instrument. ``year`` is known for every party but the unclear ones, whole dates for few."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, to_field="code", related_name="ratifications")
    state = models.ForeignKey(State, models.CASCADE, to_field="code", related_name="ratifications")
    status = models.CharField(_("status"), max_length=10, choices=RatificationStatus)
    year = models.PositiveSmallIntegerField(_("year of ratification or accession"), null=True, blank=True)
    ratified_on = models.DateField(_("ratified or acceded on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["instrument", "state"], name="taxonomy_one_status_a_state"),)

    def __str__(self) -> str:
        return f"{self.state_id}, {self.instrument_id}: {self.get_status_display()}"

    @property
    def since(self) -> str:
        """When the State bound itself, as EDTF: a day, otherwise a year, empty where neither is known."""
        return self.ratified_on.isoformat() if self.ratified_on else str(self.year or "")


class UprIssue(Term):
    """One of the 56 issues by which UPR Info tags recommendations, with the themes and groups it stands for."""

    themes = models.ManyToManyField(Theme, related_name="upr_issues")
    groups = models.ManyToManyField(AffectedGroup, related_name="upr_issues")

    class Meta(Term.Meta):
        verbose_name = _("issue of UPR Info")


class ActionKind(Term):
    """How much a recommendation asks, 1 (least) to 5 (most specific), after the method of UPR Info."""

    meaning_en = models.CharField(_("meaning in English"), max_length=200)
    meaning_km = models.CharField(_("meaning in Khmer"), max_length=200)

    class Meta(Term.Meta):
        verbose_name = _("kind of action")


class UprSession(Listed):
    """A session of the UPR working group. Cycles: sessions 1-12, 13-26, 27-40, 41-54."""

    number = models.PositiveSmallIntegerField(_("session"), unique=True)
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        spoken = partial(in_language, language=get_language() or "en")
        return gettext("Session %(number)s (%(year)s)") % {"number": spoken(self.number), "year": spoken(self.year)}


class Review(Listed):
    """A State reviewed, or due to be reviewed, in a session: only where a source says so."""

    session = models.ForeignKey(UprSession, models.PROTECT, to_field="number", related_name="reviews")
    state = models.ForeignKey(State, models.CASCADE, to_field="code", related_name="reviews")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["session", "state"], name="taxonomy_one_review_a_session"),)
        ordering: ClassVar = ["session", "state"]

    def __str__(self) -> str:
        return f"{self.state_id}, {self.session_id}"


class DeadlineKind(Term):
    """A step of the review that the calendar dates."""

    kind = models.CharField(_("nature"), max_length=5, choices=DeadlineNature)

    class Meta(Term.Meta):
        verbose_name = _("step of the review")


class Deadline(Listed):
    """A dated step of a session, for all its States or for one."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    session = models.ForeignKey(UprSession, models.PROTECT, to_field="number", related_name="deadlines")
    kind = models.ForeignKey(DeadlineKind, models.PROTECT, to_field="code", related_name="deadlines")
    state = models.ForeignKey(State, models.CASCADE, to_field="code", null=True, blank=True, related_name="deadlines")
    on = models.DateField(_("date"))
    precision = models.CharField(_("known"), max_length=5, choices=Precision)

    class Meta:
        ordering: ClassVar = ["on", "code"]

    def __str__(self) -> str:
        return f"{self.kind_id}, {self.session_id}: {self.on}"

    @property
    def when(self) -> str:
        """The date as EDTF, as exactly as it is known."""
        return self.on.isoformat()[: 7 if self.precision == Precision.MONTH else 10]
