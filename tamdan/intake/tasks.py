from procrastinate.contrib.django import app as queue

from tamdan.intake.actions import end_lent
from tamdan.intake.binding import forget_marks
from tamdan.intake.visits import forget_visits


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="intake.end_what_is_over", queueing_lock="intake.end_what_is_over")
def end_what_is_over(timestamp: int) -> None:
    """Every ten minutes: visits of half an hour, envelopes that were lent for a time, old marks of e-mails."""
    forget_visits()
    end_lent()
    forget_marks()
