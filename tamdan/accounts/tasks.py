"""The daily work on accounts."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app as queue


def forget_sessions(before: datetime.datetime) -> int:
    """Remove sessions that ended before a moment, and what is listed of browsers whose session is gone. Returns how many."""
    gone, _by_model = Session.objects.filter(expire_date__lt=before).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


@queue.periodic(cron="19 3 * * *")
@queue.task(name="accounts.forget_sessions")
def forget_sessions_daily(timestamp: int) -> None:
    """Daily: ended sessions, with what was kept of half-written forms, are removed."""
    forget_sessions(timezone.now())
