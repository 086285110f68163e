import io
import logging

import pytest
from django.urls import reverse

from tamdan.core.logs import Refusals


@pytest.fixture
def written():
    handler = logging.StreamHandler(io.StringIO())
    handler.addFilter(Refusals())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield handler.stream
    logger.removeHandler(handler)


@pytest.mark.django_db
def test_a_refused_page_is_one_line(as_secretary, written):
    assert as_secretary.get(reverse("audit:hold")).status_code == 403
    said = written.getvalue()
    assert said.startswith("Forbidden")
    assert said.count("\n") == 1


def test_a_fault_keeps_its_traceback(written):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "ZeroDivisionError" in written.getvalue()
