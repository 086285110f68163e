from django.utils import timezone
from procrastinate.contrib.django import app as queue

from tamdan.intake.actions import end_lent
from tamdan.intake.binding import forget_marks
from tamdan.intake.rekeying import destroy_former
from tamdan.intake.visits import forget_visits


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="intake.end_what_is_over", queueing_lock="intake.end_what_is_over")
def end_what_is_over(timestamp: int) -> None:
    """Every ten minutes: visits of half an hour, envelopes that were lent for a time, old marks of e-mails."""
    forget_visits()
    end_lent()
    forget_marks()


@queue.periodic(cron="26 4 * * *")
@queue.task(name="intake.destroy_former_receipt_keys", queueing_lock="intake.destroy_former_receipt_keys")
def destroy_former_receipt_keys(timestamp: int) -> None:
    """Daily: peppers and locks that were changed and on which nothing rests any longer."""
    destroy_former(timezone.localdate())
