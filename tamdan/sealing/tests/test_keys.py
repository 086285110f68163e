"""Officer keys: made in a browser, one a person, kept as ciphertext, ended with everything that they open."""

import base64

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from tamdan.accounts.actions import close_account
from tamdan.accounts.enums import Role
from tamdan.accounts.panels import erase_user
from tamdan.audit.models import Event
from tamdan.sealing import access, actions, age, founding, listing, published
from tamdan.sealing.errors import HasKey, KeyMalformed, MayNotServe, NoKey
from tamdan.sealing.fingerprints import fingerprint, same
from tamdan.sealing.models import Epoch, OfficeCopy, OfficerKey, Steward
from tamdan.sealing.tests.people import founded, officer, person
from tests.matrix import sign_in


def sent(identity: str) -> dict[str, str]:
    recipient = age.recipient_of(identity)
    return {"recipient": recipient, "file": base64.b64encode(age.seal(identity.encode(), recipient)).decode()}


def test_key_is_made_once_and_replaced(intake_officer):
    client = Client()
    sign_in(client, intake_officer)
    first = sent(age.new_identity())
    assert client.post(reverse("sealing:make_key"), first).status_code == 302
    key = OfficerKey.objects.get()
    assert (key.user, key.recipient) == (intake_officer, first["recipient"])
    assert client.post(reverse("sealing:make_key"), sent(age.new_identity())).status_code == 302
    key.refresh_from_db()
    assert key.retired_at
    assert key.file is None
    assert access.key_of(intake_officer) != key
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-3:] == ["sealing.key.enrolled", "sealing.key.retired", "sealing.key.enrolled"]


def test_a_security_key_is_added_and_taken_off(intake_officer):
    client = Client()
    sign_in(client, intake_officer)
    file = sent(age.new_identity())["file"]
    good = {"credential": "AGE-PLUGIN-FIDO2PRF-1" + "Q" * 80, "file": file}
    assert client.post(reverse("sealing:add_touch"), good).status_code == 409, "no key yet"
    founding.enrol(intake_officer)
    for wrong in ({**good, "credential": "x"}, {**good, "file": ""}):
        assert client.post(reverse("sealing:add_touch"), wrong).status_code == 422
    assert client.post(reverse("sealing:add_touch"), good).status_code == 302
    assert access.key_of(intake_officer).touch_credential == good["credential"]
    assert client.post(reverse("sealing:remove_touch")).status_code == 302
    assert access.key_of(intake_officer).touch_file is None
    assert Event.objects.first().verb == "sealing.key.touch_removed"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"recipient": "age1nothing", "file": "x"},
        {"recipient": age.recipient_of(age.new_identity()), "file": base64.b64encode(b"in the clear").decode()},
        {"recipient": age.recipient_of(age.new_identity()), "file": "not base64"},
        {"recipient": age.recipient_of(age.new_identity()), "file": base64.b64encode(b"age-encryption.org/v1\n-> " + b"x" * 5000).decode()},
    ],
)  # fmt: skip
def test_a_malformed_key_is_refused_and_nothing_stored(intake_officer, wrong):
    client = Client()
    sign_in(client, intake_officer)
    answer = client.post(reverse("sealing:make_key"), wrong)
    assert answer.status_code == 422
    assert "nothing was stored" in answer.content.decode()
    assert not OfficerKey.objects.exists()


def test_one_key_a_person_and_one_person_a_key(cast, intake_officer, administrator):
    made = founding.enrol(intake_officer)
    with pytest.raises(HasKey):
        founding.enrol(intake_officer)
    with pytest.raises(KeyMalformed):
        founding.enrol(person(cast.committee, Role.LAWYER, "Zoe"), made.identity)
    with pytest.raises(MayNotServe):
        founding.enrol(administrator)
    with pytest.raises(NoKey):
        actions.replace_key(administrator, recipient="x", file=b"", by=administrator)


def test_database_holds_the_rules_of_keys(cast):
    ann = officer(cast.committee, "Ann")
    with pytest.raises(IntegrityError, match="sealing_one_key_a_person"), transaction.atomic():
        OfficerKey.objects.create(user=ann.user, recipient="x", file=b"x")
    with pytest.raises(IntegrityError, match="sealing_key_has_its_file_while_it_lives"), transaction.atomic():
        OfficerKey.objects.filter(pk=ann.key.pk).update(file=None)


def test_what_was_said_of_a_key_cannot_be_changed_or_removed(cast):
    found = founded(cast)
    epoch = Epoch.objects.get()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Epoch.objects.filter(pk=epoch.pk).update(recipient="age1other")
    for row in (epoch, found.office, Steward.objects.first()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_replaced_key_opens_nothing_more(cast):
    found = founded(cast)
    fresh = age.new_identity()
    actions.replace_key(
        found.ben.user,
        recipient=age.recipient_of(fresh),
        file=age.seal(b"x", age.recipient_of(fresh)),
        by=found.ben.user,
    )
    assert not OfficeCopy.objects.filter(officer_key=found.ben.key).exists()
    assert not access.holds(found.ben.user, found.office)
    assert Epoch.objects.get().must_change_since is None


def test_a_steward_who_replaces_the_key_is_named_again(cast):
    found = founded(cast)
    keeper = found.keepers[0]
    fresh = age.recipient_of(age.new_identity())
    actions.replace_key(keeper.user, recipient=fresh, file=age.seal(b"x", fresh), by=keeper.user)
    assert access.steward_of(keeper.user) is None
    assert Steward.objects.get(user=keeper.user).seed is None


def test_closed_account_leaves_its_offices_and_its_key_ends(cast, administrator):
    found = founded(cast)
    close_account(user=found.ben.user, by=administrator)
    assert access.officers_of(found.office) == [found.ann.key]
    assert access.key_of(found.ben.user) is None
    assert Epoch.objects.get().must_change_since


def test_erased_account_takes_its_key_and_files_along_and_signs_no_more(cast):
    found = founded(cast)
    erase_user(str(found.ben.user.pk))
    assert access.officers_of(found.office) == [found.ann.key]
    erase_user(str(found.keepers[0].user.pk))
    assert [steward.position for steward in listing.stewards()] == [2, 3]
    assert published.is_signed(published.version()), "what was signed stays signed"


def test_last_officers_file_stays_when_the_account_closes(cast, administrator):
    found = founded(cast)
    actions.leave_office(found.office, found.ben.key, by=administrator)
    close_account(user=found.ann.user, by=administrator)
    assert OfficeCopy.objects.filter(officer_key=found.ann.key).exists()
    assert not access.copies_for(found.ann.user).exists()  # nobody who may not serve is given a file
    assert access.officers_of(found.office) == []
    with pytest.raises(ProtectedError):
        erase_user(str(found.ann.user.pk))
    assert OfficeCopy.objects.filter(officer_key=found.ann.key).exists()


def test_fingerprint_is_what_both_sides_compute():
    recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    digits = fingerprint(recipient)
    assert digits == "9798 6038 5306 2260 6910 1553"
    assert same("៩៧៩៨ 6038 5306 2260 6910 1553", recipient)
    assert not same(digits[:-1] + str((int(digits[-1]) + 1) % 10), recipient)


def test_my_key_page_gives_the_script_only_ciphertext(cast):
    found = founded(cast)
    client = Client()
    sign_in(client, found.ann.user)
    answer = client.get(reverse("sealing:my_key"))
    page = answer.content.decode()
    assert found.ann.key.fingerprint in page
    assert "AGE-SECRET-KEY" not in page
    assert found.key.key not in page
    policy = answer["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    assert "no-store" in answer["Cache-Control"]
