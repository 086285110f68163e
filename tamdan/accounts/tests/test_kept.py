"""An expired session in a half-filled form: the text comes back after signing in, to the same person alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.accounts.kept import COOKIE, SESSION_KEY
from tamdan.institutions.models import Body

LONG = "ក្រសួងដែលបានសរសេរយ៉ាងយូរ"
EDIT = "/en/office/bodies/of/t-ministry/edit/"


def sign_in(client, user, path=""):
    return client.post(f"/en/account/login/{path}", {"login": user.email, "password": "a long enough password"})


def end_session(client):
    """The server forgets the session; the browser keeps its cookies."""
    client.session.flush()


@pytest.fixture
def writer(secretary):
    client = Client()
    assert sign_in(client, secretary).status_code == 302
    form = client.get(EDIT).context["form"]
    fields = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    end_session(client)
    return client, {**fields, "name_km": LONG}


def test_what_was_written_comes_back_and_is_saved(writer, secretary, cast):
    client, fields = writer
    answer = client.post(EDIT, fields)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/en/account/kept/"
    assert sign_in(client, secretary, "?next=/en/account/kept/").url == "/en/account/kept/"
    page = client.get("/en/account/kept/")
    assert LONG in page.text
    kept = page.context["kept"]
    assert client.post(kept.path, dict(kept.pairs())).status_code == 302
    cast.ministry.refresh_from_db()
    assert cast.ministry.name_km == LONG
    assert client.get("/en/account/kept/").status_code == 302
    assert SESSION_KEY not in client.session


def test_somebody_else_at_the_same_browser_never_sees_it(writer, auditor):
    client, fields = writer
    client.post(EDIT, fields)
    sign_in(client, auditor)
    page = client.get("/en/account/kept/", follow=True)
    assert LONG not in page.text
    assert page.redirect_chain[-1][0] == "/en/desk/"


def test_a_browser_that_nobody_signed_in_with_keeps_nothing(secretary):
    stranger = Client()
    assert stranger.post(EDIT, {"name_km": LONG}).headers["Location"] == reverse("account_login")
    assert SESSION_KEY not in stranger.session


@pytest.mark.parametrize("cookie", ["", "forged", "a:b:c"])
def test_a_forged_cookie_keeps_nothing(writer, cookie):
    client, fields = writer
    client.cookies[COOKIE] = cookie
    client.post(EDIT, fields)
    assert SESSION_KEY not in client.session


def test_passwords_and_tokens_are_never_kept(writer):
    client, fields = writer
    client.post(EDIT, {**fields, "password1": "secret words", "old_password": "x", "csrfmiddlewaretoken": "t"})
    kept = client.session[SESSION_KEY]["fields"]
    assert "password" not in kept
    assert "csrf" not in kept


def test_acts_without_a_form_are_not_repeated(writer):
    client, _fields = writer
    answer = client.post("/en/office/bodies/of/t-ministry/confirm/")
    assert answer.headers["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert not Body.objects.get(code="t-ministry").is_confirmed


def test_what_is_thrown_away_is_gone(writer, secretary):
    client, fields = writer
    client.post(EDIT, fields)
    sign_in(client, secretary)
    client.post("/en/account/kept/throw-away/")
    assert client.get("/en/account/kept/").status_code == 302


def test_a_field_with_several_values_and_blank_lines_survives(writer, secretary):
    client, fields = writer
    client.post(EDIT, {**fields, "many": ["one", "two"], "text": "\nfirst line\n\nlast"})
    sign_in(client, secretary)
    kept = client.get("/en/account/kept/").context["kept"]
    assert [value for name, value in kept.pairs() if name == "many"] == ["one", "two"]
    assert dict(kept.pairs())["text"] == "\nfirst line\n\nlast"


def test_a_piece_of_a_page_leads_the_whole_page_to_signing_in():
    answer = Client().get(EDIT, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next={EDIT}"
