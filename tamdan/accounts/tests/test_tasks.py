import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tamdan.accounts.tasks import forget_sessions


def test_ended_sessions_are_forgotten_and_running_ones_stay(secretary):
    now = timezone.now()
    for key, hours in (("over", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours))
        UserSession.objects.create(user=secretary, session_key=key, ip="192.0.2.1", user_agent="A browser")
    assert forget_sessions(now) == 1
    assert [session.session_key for session in Session.objects.all()] == ["running"]
    assert [session.session_key for session in UserSession.objects.all()] == ["running"]
