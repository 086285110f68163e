"""Proof of work: solved once, used once, for one purpose, within an hour."""

import base64
import datetime
import json

import pytest
from django.db import transaction
from django.utils import timezone

from tamdan.core import effort
from tamdan.core.effort import EffortRefused, forget_expired, new_challenge, spend
from tamdan.core.models import SpentEffort
from tamdan.core.tests.solving import solution, solve

pytestmark = pytest.mark.django_db


def altered(text, **fields):
    payload = {**json.loads(base64.b64decode(text)), **fields}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_a_solution_is_taken_once():
    found = solution("ticket")
    spend("ticket", found)
    with pytest.raises(EffortRefused) as refused:
        spend("ticket", found)
    assert "makes a new one" in str(refused.value)
    assert SpentEffort.objects.count() == 1


def test_an_act_that_is_rolled_back_has_spent_nothing():
    found = solution("ticket")
    with transaction.atomic():
        spend("ticket", found)
        transaction.set_rollback(True)
    spend("ticket", found)


def test_a_solution_of_another_purpose_is_refused():
    with pytest.raises(EffortRefused):
        spend("letter", solution("ticket"))


def test_an_old_solution_is_refused(monkeypatch):
    monkeypatch.setattr(effort, "LIFETIME", datetime.timedelta(seconds=-1))
    with pytest.raises(EffortRefused):
        spend("ticket", solution("ticket"))


@pytest.mark.parametrize(
    "wrong",
    [
        "", "no base64", "e30=", base64.b64encode(b"[1]").decode(), base64.b64encode(b"[" * 100_000).decode(), "\u1780",
        base64.b64encode(b"\xff\xfe").decode(),
    ],
    ids=["missing", "words", "empty", "a list", "nested", "khmer", "bytes"],
)  # fmt: skip
def test_what_is_no_solution_is_refused(wrong):
    with pytest.raises(EffortRefused):
        spend("ticket", wrong)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": -1}, {"number": "1"}, {"number": True}, {"salt": 7}, {"salt": None}, {"signature": "0" * 64},
        {"challenge": "0" * 64}, {"algorithm": "SHA-1"}, {"algorithm": "MD5"}, {"salt": "a?expires=99999999999&purpose=ticket&"},
        {"salt": "\u17e1?expires=1"}, {"challenge": {"a": 1}},
    ],
    ids=str,
)  # fmt: skip
def test_an_altered_solution_is_refused(fields):
    with pytest.raises(EffortRefused):
        spend("ticket", altered(solution("ticket"), **fields))
    assert not SpentEffort.objects.exists()


def test_the_same_solution_written_otherwise_is_the_same():
    found = solution("ticket")
    spend("ticket", found)
    for fields in ({"salt": json.loads(base64.b64decode(found))["salt"].removesuffix("&")}, {"took": 12}):
        with pytest.raises(EffortRefused):
            spend("ticket", altered(found, **fields))


def test_the_search_is_bounded():
    assert new_challenge("ticket")["maxNumber"] == 60_000
    assert new_challenge("ticket", hardness=4)["maxNumber"] == 240_000
    assert new_challenge("ticket", hardness=1000)["maxNumber"] == new_challenge("ticket", hardness=16)["maxNumber"]
    assert new_challenge("ticket", hardness=0)["maxNumber"] == 60_000


def test_a_solution_that_was_too_easy_is_refused():
    found = solve(new_challenge("ticket", hardness=2))
    with pytest.raises(EffortRefused):
        spend("ticket", found, at_least=3)
    spend("ticket", found, at_least=2)


def test_what_is_too_old_anyway_is_forgotten():
    spend("ticket", solution("ticket"))
    assert forget_expired() == 0
    SpentEffort.objects.update(expires=timezone.now() - datetime.timedelta(seconds=1))
    assert forget_expired() == 1


def test_a_challenge_is_given_to_everybody_without_a_cookie(client, cast):
    response = client.get("/effort/ticket")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    spend("ticket", solve(response.json()))


def test_only_purposes_that_a_room_names(client, cast):
    assert client.get("/effort/anything").status_code == 404
