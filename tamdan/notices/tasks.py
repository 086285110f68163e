from procrastinate.contrib.django import app as queue

from tamdan.notices.sending import send_due


@queue.periodic(cron="*/2 * * * *")
@queue.task(name="notices.send_mail", queueing_lock="notices.send_mail", lock="notices.send_mail")
def send_mail(timestamp: int) -> None:
    """Asked for after each commit that tells somebody; every two minutes too: next attempts, digests, what a crash left."""
    send_due()
