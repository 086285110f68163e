"""The worker's part of the portal: telling followers, and reading the open data for its descriptions."""

from procrastinate.contrib.django import app as queue

from tamdan.portal.actions import forget_unfollowing
from tamdan.portal.editions import describe_changed
from tamdan.portal.telling import distribute, send_due


@queue.periodic(cron="*/2 * * * *")
@queue.task(name="portal.tell", queueing_lock="portal.tell", lock="portal.tell")
def tell(timestamp: int) -> None:
    """Every two minutes, and at once when somebody asks to follow: what is new, what is due, what a crash left."""
    forget_unfollowing()
    distribute()
    send_due()


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="portal.describe_open_data", queueing_lock="portal.describe", lock="portal.describe")
def describe_open_data(timestamp: int) -> None:
    """Reads each table whose rows changed since it was last read."""
    describe_changed()
