"""What is written to the log of a request."""

import logging


class Refusals(logging.Filter):
    """Leaves the traceback out of what is less than an error: a page that was refused or is not there is a line, a fault is seen."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.request" and record.levelno < logging.ERROR:
            record.exc_info = record.exc_text = None
        return True
