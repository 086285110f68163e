"""A person sees their own notices and no others; administrators see which mails failed, without what they said."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.core.models import BulkAct
from tamdan.notices.actions import READ_ALL
from tamdan.notices.enums import Mail
from tamdan.notices.models import Notice, NoticeQuerySet

POSTMASTERS = (Role.ADMINISTRATOR,)


def inbox_of(user: User) -> NoticeQuerySet:
    return Notice.objects.filter(user=user)


def notice_or_404(user: User, pk: int) -> Notice:
    return get_object_or_404(inbox_of(user), pk=pk)


def reversible(user: User) -> BulkAct | None:
    """The last time this person marked everything as read, while that can be taken back."""
    return BulkAct.objects.reversible("notices.notice").filter(verb=READ_ALL, by=user.uuid).first()


def read_all_or_404(user: User, pk: int) -> BulkAct:
    return get_object_or_404(BulkAct, pk=pk, verb=READ_ALL, by=user.uuid)


def troubled_mail() -> QuerySet[Notice]:
    return Notice.objects.troubled().select_related("user")


def failed_or_404(pk: int) -> Notice:
    return get_object_or_404(Notice, pk=pk, mail=Mail.FAILED)
