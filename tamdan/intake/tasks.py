from procrastinate.contrib.django import app as queue

from tamdan.intake.actions import end_lent
from tamdan.intake.visits import forget_visits


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="intake.end_what_is_over", queueing_lock="intake.end_what_is_over")
def end_what_is_over(timestamp: int) -> None:
    """Every ten minutes: visits of half an hour, and envelopes that were lent for a time."""
    forget_visits()
    end_lent()
