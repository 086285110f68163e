"""Whoever opened too much within the hour is let go on by a colleague who holds the same key, and by nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Envelope
from tamdan.intake.releasing import left_this_hour, release
from tests.letters import Ring, send
from tests.matrix import sign_in

pytestmark = pytest.mark.django_db


def test_a_colleague_lets_an_officer_go_on(client: Client, ring: Ring, settings) -> None:
    settings.RELEASES_AN_HOUR = 1
    send(client, ring)
    first, colleague, stranger = ring.officer, ring.office.officers[1].user, ring.second.officers[0].user
    release(Envelope.objects.get(), first, ReleasePurpose.TRIAGE)
    page, act = reverse("grievances:limits"), reverse("grievances:let_go_on", args=[first.pk])
    for who in (first, stranger):
        sign_in(client, who)
        assert "Let them go on" not in client.get(page).content.decode()
        assert client.post(act).status_code == 404
    sign_in(client, colleague)
    assert first.name in client.get(page).content.decode()
    assert "can open no more within the hour" in client.get(reverse("desk")).content.decode()
    said = client.post(act, follow=True).content.decode()
    assert "may open 1 more part within this hour" in said
    assert left_this_hour(first) == 1
    assert Event.objects.get(verb="release.allowed").who == f"u:{colleague.uuid}"
    assert client.post(act).status_code == 404, "who is not held up is not let go on"
