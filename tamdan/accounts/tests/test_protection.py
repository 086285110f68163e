"""What a browser is told to forbid: scripts that are not ours, other sites, plain HTTP."""

import copy
import re
import runpy

import pytest
from django.test import Client

from config.settings import base
from tests.matrix import sign_in

PAGES = ["/en/account/login/", "/en/account/password/reset/", "/en/account/logout/"]
OFFICE = ["/en/desk/", "/en/account/two-factor/", "/en/account/two-factor/webauthn/add/", "/en/account/sessions/",
    "/en/office/bodies/", "/en/office/bodies/add/", "/en/office/users/"]  # fmt: skip
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(response):
    parts = (part.split(maxsplit=1) for part in response.headers["Content-Security-Policy"].split(";"))
    return {name.strip(): value for name, value in parts}


@pytest.fixture
def answers(administrator):
    client = Client()
    sign_in(client, administrator)
    return [*(Client().get(path) for path in PAGES), *(client.get(path) for path in OFFICE)]


def test_every_page_forbids_all_but_our_own(answers):
    for answer in answers:
        assert policy(answer) == POLICY, answer.request["PATH_INFO"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
ELSEWHERE = re.compile(r"(?:src|href|action|content)=[\"']?(?:https?:)?//(?!testserver)", re.IGNORECASE)


def test_no_page_holds_what_the_policy_forbids(answers):
    for answer in answers:
        where = answer.request["PATH_INFO"]
        assert not INLINE.search(answer.text), (where, INLINE.search(answer.text))
        assert not ELSEWHERE.search(answer.text), (where, ELSEWHERE.search(answer.text))


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(administrator):
    client = Client()
    client.get("/en/account/login/")
    client.post("/en/account/login/", {"login": administrator.email, "password": "a long enough password"})
    client.force_login(administrator)
    assert {"csrftoken", "tamdan_session", "tamdan_writer"} >= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


@pytest.mark.parametrize(("behind_tls", "expected"), [("1", True), ("", False)])
def test_behind_tls_everything_is_encrypted(monkeypatch, behind_tls, expected):
    """The settings of production, made anew."""
    monkeypatch.setattr(base, "DATABASES", copy.deepcopy(base.DATABASES))
    monkeypatch.setenv("TAMDAN_TLS", behind_tls)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@localhost/x")
    made = runpy.run_module("config.settings.prod")
    assert made["DEBUG"] is False
    assert made["SECURE_HSTS_SECONDS"] == (31536000 if expected else 0)
    assert made["ALLAUTH_TRUSTED_PROXY_COUNT"] == int(expected)
    for name in (
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
    ):
        assert made[name] is expected, name
    assert made["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is not expected


def test_hsts_is_sent_behind_tls(db, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31536000, True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = Client(headers={"X-Forwarded-Proto": "https"}).get("/en/account/login/")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    plain = Client().get("/en/account/login/")
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/en/account/login/")
