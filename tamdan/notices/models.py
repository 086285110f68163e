"""What a person was told, in their inbox and by mail, and how they want to be told."""

import datetime
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tamdan.core.panels import NoticeKind, merged
from tamdan.language.digits import format_number
from tamdan.notices.enums import Delivery, Mail


class Shown(int):
    """A number that a sentence shows in the digits of the reader's language; its plural is chosen by its value."""

    def __str__(self) -> str:
        return format_number(int(self), spoken())


def spoken() -> str:
    """The active language, "km" or "en"."""
    return "km" if get_language() == "km" else "en"


def shown(params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a notice in the active language."""
    language = spoken()
    values: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, int):
            values[name] = Shown(value)
        else:
            values[name] = value.get(language) or value.get("en", "") if isinstance(value, dict) else value
    return values


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def mark_read(self) -> None:
        """What is read need not be mailed any more."""
        self.need_no_mail()
        self.unread().update(read_at=timezone.now())

    def need_no_mail(self) -> None:
        self.unread().filter(mail=Mail.WAITING).update(mail=Mail.NONE)

    def to_mail(self, now: datetime.datetime) -> Self:
        return self.filter(mail=Mail.WAITING, mail_at__lte=now)

    def troubled(self) -> Self:
        """Whose mail failed for good, or is being tried again."""
        return self.exclude(failure="").filter(mail__in=[Mail.FAILED, Mail.WAITING])


class Notice(models.Model):
    """One sentence to one person: ``kind`` (panels.NOTICE_KINDS) and ``params`` are rendered in the reader's language.

    ``path`` is the address of what it is about, without the language; ``object_kind`` and ``object_id`` name that record.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    path = models.CharField(max_length=300, blank=True)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    mail = models.CharField(max_length=8, choices=Mail, default=Mail.NONE)
    in_digest = models.BooleanField(default=False)
    mail_at = models.DateTimeField(null=True, blank=True)
    """When its mail, or the next attempt at it, is due."""
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    """What the mail server said last."""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("user", "-id"), name="notices_inbox"),
            models.Index(fields=("mail_at",), condition=models.Q(mail=Mail.WAITING), name="notices_to_mail"),
            models.Index(fields=("object_id", "object_kind"), name="notices_record"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(mail=Mail.WAITING) | models.Q(mail_at__isnull=False),
                name="notices_waiting_mail_has_a_time",
                violation_error_message=gettext_lazy("A mail that waits has the time at which it is due."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def declared(self) -> NoticeKind | None:
        """What its room declares of the kind; None when that room is gone."""
        return merged("NOTICE_KINDS").get(self.kind)

    @property
    def text(self) -> str:
        """The sentence, in the active language."""
        declared = self.declared
        if declared is None:
            return _("A notice of a part of this system that is no longer there.")
        return str(declared.text % shown(self.params))

    @property
    def label(self) -> str:
        declared = self.declared
        return str(declared.label) if declared else ""

    @property
    def url(self) -> str:
        """The page that it is about, in the active language; empty where there is none."""
        return f"/{get_language()}{self.path}" if self.path else ""


class Preference(models.Model):
    """How a person wants to be told; without a row at once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    delivery = models.CharField(gettext_lazy("Mail"), max_length=9, choices=Delivery, default=Delivery.IMMEDIATE)

    def __str__(self) -> str:
        return self.get_delivery_display()
