from procrastinate.contrib.django import app as queue

from tamdan.grievances.reminding import tell_what_is_due
from tamdan.grievances.timing import raise_overdue


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="grievances.remind", queueing_lock="grievances.remind", lock="grievances.remind")
def remind_officers(timestamp: int) -> None:
    """Files that officers wanted to come back to today."""
    tell_what_is_due()


@queue.periodic(cron="7 * * * *")
@queue.task(name="grievances.raise_overdue", queueing_lock="grievances.raise_overdue")
def put_overdue_forward(timestamp: int) -> None:
    """Hourly, because the day ends at another hour in each country: what is past its day leaves the end of the queue."""
    raise_overdue()
