"""Lists that the country keeps about complaints (``country/<code>/*.yaml``), in both languages; nothing here is in the program."""

import time

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.models import localized
from tamdan.taxonomy.models import Listed
from tamdan.taxonomy.naming import Named

CODE_LENGTH = 40


KNOWN_SECONDS = 60.0
_known: dict[tuple[str, ...], tuple[float, frozenset[str]]] = {}


def known(model: "type[Choice]", **narrowed: bool) -> frozenset[str]:
    """The codes of a list in use, of those rows for which ``narrowed`` holds. Lists change with a release, so they are asked once a
    minute and not for each letter."""
    name = (str(connection.settings_dict["NAME"]), settings.COUNTRY, model._meta.label, *sorted(narrowed))
    at, found = _known.get(name, (0.0, frozenset[str]()))
    if not at or time.monotonic() - at > KNOWN_SECONDS:
        rows = model._default_manager.filter(retired=False, **narrowed)
        found = frozenset(rows.values_list("code", flat=True))
        _known[name] = (time.monotonic(), found)
    return found


class Choice(Named, Listed):
    """An entry of such a list, in the order of its file. ``hint`` says in plain words what it means."""

    code = models.SlugField(_("code"), max_length=CODE_LENGTH, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the list"))
    hint_en = models.CharField(max_length=300, blank=True)
    hint_km = models.CharField(max_length=300, blank=True)

    class Meta(Named.Meta):
        abstract = True
        ordering = ("position",)

    @property
    def hint(self) -> str:
        return localized(self, "hint")


class Kind(Choice):
    """What a complaint is about (``complaint_kinds.yaml``), with the right (a theme's code) and the articles that it touches."""

    right = models.CharField(_("right"), max_length=80, blank=True)
    articles = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_dangerous = models.BooleanField(_("often dangerous"), default=False)
    """Such complaints are read before others, whatever the sender says of urgency."""

    class Meta(Choice.Meta):
        abstract = False
        verbose_name = _("kind of complaint")


class Urgency(Choice):
    """Who is in danger and from what (``urgencies.yaml``). The first of the list is read first."""

    is_dangerous = models.BooleanField(_("danger"), default=True)

    class Meta(Choice.Meta):
        abstract = False
        verbose_name_plural = "urgencies"


class Source(models.TextChoices):
    """What an officer takes a complaint from, where that is more than a conversation or a paper."""

    BOX = "box", _("Opening of a complaint box")
    FORUM = "forum", _("Session of a public forum")
    EMAIL = "email", _("File of an e-mail")


class Channel(Choice):
    """How a complaint reaches an office (``channels.yaml``). ``by_sender``: the person sends it alone, from an own device;
    ``by_officer``: an officer takes it down on the console; ``taken_from``: it comes from an opening, a session or a file."""

    by_sender = models.BooleanField(_("sent by the person alone"), default=False)
    by_officer = models.BooleanField(_("taken down by an officer"), default=False)
    taken_from = models.CharField(_("taken from"), max_length=5, choices=Source, blank=True)

    class Meta(Choice.Meta):
        abstract = False


def line() -> str:
    """The number on which an officer takes complaints down; empty where none is set, or where no channel lets officers do that."""
    return settings.TELEPHONE if "telephone" in known(Channel, by_officer=True) else ""


class ConsentPurpose(Choice):
    """What a person may agree to about an own complaint (``consents.yaml``); nothing is agreed to by silence."""

    names_a_body = models.BooleanField(_("for one named body"), default=False)

    class Meta(Choice.Meta):
        abstract = False


class ClosingReason(Choice):
    """Why an office ends a complaint (``closing_reasons.yaml``). The hint says to the person where else to go."""

    is_refusal = models.BooleanField(_("the complaint was not taken up"), default=False)

    class Meta(Choice.Meta):
        abstract = False
