"""What runs by itself: findings of ``doctor``, monthly keys of the server, people whose role ended, counts on the desk."""

import datetime

import pytest
from django.utils import timezone

from tamdan.accounts.models import Membership
from tamdan.sealing import access, actions, founding, listing, published, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.health import findings
from tamdan.sealing.models import KeyListVersion
from tamdan.sealing.tasks import is_past, keep_keys, rotate_server_keys
from tamdan.sealing.tests.people import founded, officer, set_up
from tamdan.sealing.waiting import joins_to_decide, keys_to_change, signatures_wanted


def told() -> dict[str, tuple[str, str]]:
    return {finding.name: (finding.status, finding.said()[0]) for finding in findings()}


def test_doctor_is_silent_without_offices_and_names_what_lacks(cast):
    assert told() == {}
    office = set_up(cast.committee)
    found = told()
    assert found["key list"][0] == "bad"
    assert found["office Office of Tests"][0] == "bad"
    assert found["recovery kit"][0] == "warn"
    assert "0 of three" in found["stewards"][1]
    ann = officer(cast.committee, "Ann")
    founding.found(office, [ann])
    assert "one person alone" in told()["office Office of Tests"][1]
    founding.publish(founding.name_stewards([ann]))
    assert "1 of 1" in told()["stewards"][1]


def test_doctor_knows_a_list_in_order_and_one_that_ends(cast):
    found = founded(cast)
    assert told()["key list"][0] == "ok"
    assert told()["stewards"][0] == "ok"
    founding.publish(found.stewards, timezone.localdate() + datetime.timedelta(days=20))
    assert told()["key list"] == ("warn", "Letters: version 2 of the list of keys is good for 20 days.")
    listing.draft_list(expires=timezone.localdate() + datetime.timedelta(days=90), by=None)
    assert told()["key list draft"][0] == "warn"
    actions.leave_office(found.office, found.ben.key, by=found.ben.user)
    assert told()["office Office of Tests"] == ("warn", "Office of Tests: somebody left, so its key must change.")
    founding.found(set_up(cast.committee, Purpose.CUSTODIAN, "Names"), [found.ann])
    assert "needs 2 people" in told()["office Names"][1]


def test_doctor_finds_a_list_that_was_written_past_the_stewards(cast):
    """Somebody with the database alone can add a row; its signatures they cannot."""
    founded(cast)
    true = published.version()
    KeyListVersion.objects.create(
        number=9,
        canonical=true.canonical,
        text=true.text,
        expires=true.expires,
        anchor=true.anchor,
        published_at=timezone.now(),
    )
    assert "true signatures" in told()["key list"][1]
    assert "not signed" in str(published.refusal())


@pytest.fixture
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))


def test_server_keys_rotate_and_go_only_when_nothing_needs_them(db, own_folder, monkeypatch):
    from tamdan.core.secrets import secret
    from tamdan.sealing import age, panels

    for name in ("release-2026-02", "release-2026-09", "intake-2026-02"):
        secret(name, make=age.new_identity)
    left = [1]
    monkeypatch.setattr(panels, "REWRAPPERS", [lambda: left[0]], raising=False)
    rotate_server_keys(0)
    assert "release-2026-02" in server.former(server.RELEASE)
    left[0] = 0
    rotate_server_keys(0)
    assert server.former(server.RELEASE) == ["release-2026-09"]
    assert server.former(server.INTAKE) == []


@pytest.mark.parametrize(
    ("name", "today", "expected"),
    [
        ("release-2026-07", "2026-10-30", False),
        ("release-2026-07", "2026-10-31", True),
        ("intake-2026-12", "2027-03-31", False),
        ("intake-2026-12", "2027-04-02", True),
    ],
)
def test_former_keys_are_kept_as_long_as_backups(name, today, expected):
    assert is_past(name, datetime.date.fromisoformat(today)) is expected


def test_hourly_task_takes_keys_from_those_whose_role_ended(cast, own_folder):
    found = founded(cast)
    Membership.objects.filter(user=found.ben.user).update(end="2026-01-01")
    keep_keys(0)
    assert access.officers_of(found.office) == [found.ann.key]
    assert keys_to_change(found.ann.user) == 1


def test_desk_counts_what_waits(cast):
    found = founded(cast)
    assert (joins_to_decide(found.ann.user), signatures_wanted(found.keepers[0].user)) == (0, 0)
    actions.ask_to_join(found.office, by=officer(cast.committee, "Cleo").user)
    draft = listing.draft_list(expires=timezone.localdate() + datetime.timedelta(days=90), by=None)
    assert joins_to_decide(found.ann.user) == 1
    assert joins_to_decide(found.keepers[0].user) == 0
    assert signatures_wanted(found.keepers[0].user) == 1
    line = found.stewards[0].sign(draft.text).rpartition("\n\n")[2].strip()
    listing.sign_list(draft, line=line, by=found.keepers[0].user)
    assert signatures_wanted(found.keepers[0].user) == 0
