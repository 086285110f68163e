import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tests.matrix import sign_in

URL = "/en/office/users/"
LINK = "/en/account/password/reset/key/"


@pytest.fixture
def as_administrator(client, administrator):
    sign_in(client, administrator)
    return client


def invitation(cast, **changes):
    return {
        "email": "new@example.org", "name": "សុខ ដារ៉ា", "language": "km", "body": cast.ministry.pk, "role": "focal_point",
        **changes,
    }  # fmt: skip


def test_an_invited_person_chooses_a_password_and_signs_in(as_administrator, cast):
    as_administrator.post(f"{URL}invite/", invitation(cast))
    [sent] = mail.outbox
    assert sent.to == ["new@example.org"]
    [link] = [line for line in sent.body.splitlines() if "://" in line]
    assert "/km/" in link
    visitor = Client()
    page = visitor.get(link, follow=True)
    words = {"password1": "a long enough password", "password2": "a long enough password"}
    assert visitor.post(page.request["PATH_INFO"], words).status_code == 302
    answer = visitor.post("/km/account/login/", {"login": "new@example.org", "password": "a long enough password"})
    assert answer.headers["Location"] == "/km/desk/"
    assert "ក្រសួងសាកល្បង" in visitor.get("/km/account/").text


def test_the_mail_about_a_new_password_is_in_the_language_of_its_reader(as_administrator, cast):
    as_administrator.post(f"{URL}invite/", invitation(cast))
    link = next(line for line in mail.outbox[0].body.splitlines() if "://" in line)
    visitor = Client()
    page = visitor.get(link.replace("/km/", "/en/"), follow=True)
    words = {"password1": "a long enough password", "password2": "a long enough password"}
    visitor.post(page.request["PATH_INFO"], words)
    assert "ជម្រាបសួរ" in mail.outbox[-1].body
    assert "ពាក្យសម្ងាត់" in mail.outbox[-1].subject


def test_the_link_works_once(as_administrator, cast):
    as_administrator.post(f"{URL}invite/", invitation(cast))
    link = next(line for line in mail.outbox[0].body.splitlines() if "://" in line)
    visitor = Client()
    page = visitor.get(link, follow=True)
    words = {"password1": "a long enough password", "password2": "a long enough password"}
    visitor.post(page.request["PATH_INFO"], words)
    assert Client().get(link, follow=True).context["token_fail"]


def test_without_mail_the_link_is_shown_once_to_hand_over(as_administrator, cast, monkeypatch):
    def refuse(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    page = as_administrator.post(f"{URL}invite/", invitation(cast))
    assert page.status_code == 200
    assert LINK.replace("/en/", "/km/") in page.text
    assert User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": "case_officer"}, "exists only in Committee of Tests"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"email": "secretariat.t-committee@example.org"}, "There is an account with the address"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_bad_input_is_answered_and_kept(as_administrator, cast, secretary, changes, sentence):
    page = as_administrator.post(f"{URL}invite/", invitation(cast, **changes))
    assert page.status_code == 422
    assert sentence in page.text
    assert not mail.outbox


def test_sensitive_acts_ask_for_the_password_and_then_go_on(client, administrator, cast):
    client.force_login(administrator)
    answer = client.post(f"{URL}invite/", invitation(cast))
    assert answer.headers["Location"].startswith("/en/account/reauthenticate/")
    assert not User.objects.filter(email="new@example.org").exists()
    answer = client.post(answer.headers["Location"], {"password": "a long enough password", "next": f"{URL}invite/"})
    made = User.objects.get(email="new@example.org")
    assert answer.headers["Location"] == made.get_absolute_url()


def test_a_wrong_password_does_not_go_on(client, administrator, cast):
    client.force_login(administrator)
    answer = client.post(f"{URL}invite/", invitation(cast))
    page = client.post(answer.headers["Location"], {"password": "wrong", "next": f"{URL}invite/"})
    assert "The password is wrong." in page.text
    assert not User.objects.filter(email="new@example.org").exists()


def test_roles_are_given_and_ended(as_administrator, cast, focal_point):
    page = as_administrator.post(
        reverse("accounts:give_role", args=[focal_point.uuid]),
        {"body": cast.ministry.pk, "role": "validator", "start": "2025-01-01"},
    )
    assert page.status_code == 302
    membership = focal_point.memberships.get(role="validator")
    url = reverse("accounts:end_role", args=[focal_point.uuid, membership.pk])
    page = as_administrator.post(url, {"last_day": "2024-12-31"})
    assert "The last day lies before the first." in page.text
    as_administrator.post(url, {"last_day": "2025-12-31"})
    membership.refresh_from_db()
    assert membership.end == datetime.date(2025, 12, 31)


def test_refusals_stand_in_the_form(as_administrator, administrator):
    membership = administrator.memberships.get()
    url = reverse("accounts:end_role", args=[administrator.uuid, membership.pk])
    page = as_administrator.post(url, {"last_day": "2030-12-31"})
    assert page.status_code == 422
    assert "the last administrator" in page.text


def test_an_account_is_closed_and_opened_again(as_administrator, focal_point):
    page = as_administrator.post(reverse("accounts:close", args=[focal_point.uuid]), follow=True)
    assert "is closed." in page.text
    closed = Client().post(
        "/en/account/login/", {"login": focal_point.email, "password": "a long enough password"}, follow=True
    )
    assert "This account is closed" in closed.text
    page = as_administrator.post(reverse("accounts:reopen", args=[focal_point.uuid]), follow=True)
    assert "may sign in again" in page.text


def test_the_list_finds_and_costs_few_queries(as_administrator, cast, secretary, django_assert_max_num_queries):
    for number in range(60):
        User.objects.create_user(f"p{number}@example.org", "x" * 12, name=f"Person {number:02}")
    assert [user.name for user in as_administrator.get(f"{URL}?q=person+07").context["page"].rows] == ["Person 07"]
    assert "Nobody fits." in as_administrator.get(f"{URL}?q=nobody-has-this").text
    with django_assert_max_num_queries(12):
        as_administrator.get(URL)


def test_a_link_is_sent_again_and_recorded(as_administrator, focal_point):
    as_administrator.post(reverse("accounts:new_link", args=[focal_point.uuid]))
    assert mail.outbox[0].to == [focal_point.email]
    assert Event.objects.filter(verb="accounts.link.sent").count() == 1


def test_one_changes_the_own_profile_and_nothing_else(client, focal_point):
    client.force_login(focal_point)
    client.post("/en/account/", {"name": "ឈ្មោះថ្មី", "language": "en", "email": "other@example.org", "is_active": ""})
    focal_point.refresh_from_db()
    assert (focal_point.name, focal_point.email, focal_point.is_active) == (
        "ឈ្មោះថ្មី", "focal_point.t-ministry@example.org", True,
    )  # fmt: skip
    assert "Focal point of a ministry" in client.get("/en/account/").text


def test_profile_needs_a_name(client, focal_point):
    client.force_login(focal_point)
    assert client.post("/en/account/", {"name": "", "language": "en"}).status_code == 422


def test_somebody_without_a_role_is_told_so(client, focal_point):
    focal_point.memberships.update(role=Role.LAWYER)
    client.force_login(focal_point)
    assert "You have no role on this day." in client.get("/en/desk/").text
