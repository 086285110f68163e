"""What ``tamdan doctor`` says about signing in."""

import pytest

from tamdan.accounts.health import findings

pytestmark = pytest.mark.django_db


def test_doctor_says_that_nothing_is_set_up_and_that_passwords_pass_in_the_open(settings):
    settings.ALLOWED_HOSTS = ["localhost", "rights.example.org"]
    found = {one.name: (one.status, *one.said()) for one in findings()}
    assert found["set up"][0] == "warn"
    assert "tamdan serve" in found["set up"][2]
    assert found["tls"][:2] == (
        "bad",
        "Address: rights.example.org is served without TLS, so passwords can be read on the way.",
    )
    settings.SESSION_COOKIE_SECURE = True
    assert "tls" not in {one.name for one in findings()}
