from procrastinate.contrib.django import app as queue

from tamdan.clocks.un_calendar import follow_calendar
from tamdan.clocks.watch import watch


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="clocks.watch", queueing_lock="clocks.watch", lock="clocks.watch")
def watch_clocks(timestamp: int) -> None:
    """Often: a day of the home State begins at another hour than the server's, and a new installation gets its calendar soon."""
    follow_calendar()
    watch()
