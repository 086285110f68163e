"""Followers as a test needs them, and what reached them."""

from xml.etree import ElementTree

from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app as queue

from tamdan.notices.enums import Mail
from tamdan.portal.enums import Pace
from tamdan.portal.models import Follow, Follower
from tamdan.portal.tasks import tell
from tamdan.recommendations.models import Recommendation

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def follower(
    query: str = "",
    record: Recommendation | None = None,
    *,
    address: str = "reader@example.org",
    pace: Pace = Pace.AT_ONCE,
    language: str = "en",
) -> Follower:
    """Somebody who confirmed that they follow it."""
    made, _new = Follower.objects.get_or_create(address=address, defaults={"pace": pace, "language": language})
    Follow.objects.create(
        follower=made, query=query, recommendation=record, pace=pace, language=language, confirmed_at=timezone.now(),
        mail=Mail.SENT,
    )  # fmt: skip
    return made


def work() -> None:
    """The worker, as long as there is work."""
    tell.defer(timestamp=0)
    with queue.replace_connector(queue.connector.get_worker_connector()) as app:  # type: ignore[attr-defined]
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def next_act() -> None:
    """In a test without commits: what follows is another transaction to the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tamdan.bulletin', '', true)")


def entries(path: str) -> list[ElementTree.Element]:
    """The entries of a feed as a visitor gets it."""
    response = Client().get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall("a:entry", ATOM)


def titles(path: str) -> list[str]:
    return [entry.findtext("a:title", "", ATOM) for entry in entries(path)]
