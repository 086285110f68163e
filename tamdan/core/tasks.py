from procrastinate.contrib.django import app as queue

from tamdan.core.effort import forget_expired


@queue.periodic(cron="41 * * * *")
@queue.task(name="core.forget_spent_effort")
def forget_spent_effort(timestamp: int) -> None:
    """Hourly: proofs of work that are too old to be used again."""
    forget_expired()
