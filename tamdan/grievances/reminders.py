"""An officer's own reminder: the day on which a file comes back to their desk. It holds no free words, and nobody else sees it."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """What the officer wants to do on that day."""

    LOOK = "look", _("Look at the file again")
    ANSWER = "answer", _("See whether an answer came")
    CALL = "call", _("Make a call")
    WRITE = "write", _("Write to the complainant")


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def due(self, day: datetime.date) -> Self:
        """Those whose day is ``day`` or before it."""
        return self.filter(day__lte=day)


class Reminder(models.Model):
    """One a file and officer; a new day takes the place of the old one. It goes when the officer has done it, or with the file."""

    case = models.ForeignKey("grievances.Case", models.CASCADE, related_name="reminders")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    why = models.CharField(_("what for"), max_length=8, choices=Why, default=Why.LOOK)
    changed_at = models.DateTimeField(auto_now=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ("day", "id")
        indexes = (
            models.Index("day", name="grievances_to_remind", condition=models.Q(told_at__isnull=True)),
            models.Index("officer", "day", "id", name="grievances_reminders_of"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("case", "officer"),
                name="grievances_remind_once",
                violation_error_message=_("You are reminded of this file already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.day}"
