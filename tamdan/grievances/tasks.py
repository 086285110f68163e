from procrastinate.contrib.django import app as queue

from tamdan.grievances.reminding import tell_what_is_due


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="grievances.remind", queueing_lock="grievances.remind", lock="grievances.remind")
def remind_officers(timestamp: int) -> None:
    """Files that officers wanted to come back to today."""
    tell_what_is_due()
