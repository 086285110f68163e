import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error

from tamdan.accounts.models import User
from tamdan.core.errors import DomainError
from tamdan.core.middleware import DomainErrors
from tamdan.institutions.models import Installation
from tests.cast import Cast


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("km", "km"),
        ("fr,km-KH;q=0.5,en;q=0.1", "km"),
        ("en-GB", "en"),
        ("fr, *;q=0.1", "km"),
        ("", "km"),
        ("q=;;,", "km"),
    ],
)
def test_address_without_a_language_leads_to_the_readers(
    accepts: str, language: str, client: Client, cast: Cast
) -> None:
    Installation.objects.update(default_language="km")
    response = client.get("/", headers={"accept-language": accepts})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("path", ["/", "/en/", "/en/about/", "/robots.txt", "/en/catalogue/"])
def test_reading_pages_refuse_to_be_posted_to(path: str, client: Client, cast: Cast) -> None:
    assert client.post(path).status_code == 405


def test_indexers_are_kept_out_of_lists_under_a_question(client: Client, cast: Cast) -> None:
    assert "Disallow: /*?" in client.get("/robots.txt").content.decode()


def test_security_contact_is_the_address_of_the_installation(client: Client, cast: Cast) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    Installation.objects.update(mail_from="office@example.org")
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:office@example.org"
    assert lines[1].startswith("Expires: ")


def test_page_that_is_not_there_says_so_in_the_language_of_its_address(client: Client, cast: Cast) -> None:
    assert "This page was not found" in client.get("/en/nowhere/").content.decode()
    assert "រកទំព័រនេះមិនឃើញ" in client.get("/km/nowhere/").content.decode()


def test_page_that_is_not_there_keeps_the_menu_of_who_is_signed_in(client: Client, cast: Cast, secretary: User) -> None:
    assert "My desk" not in client.get("/en/nowhere/").content.decode()
    client.force_login(secretary)
    assert "My desk" in client.get("/en/nowhere/").content.decode()


def test_error_page_needs_neither_request_nor_database() -> None:
    page = server_error(RequestFactory().get("/en/")).content.decode()
    assert "Something went wrong" in page
    assert "មានបញ្ហាកើតឡើង" in page


def _request(client: Client) -> HttpRequest:
    return client.get("/en/about/").wsgi_request


def test_refused_page_shows_the_rule_as_a_sentence(client: Client, cast: Cast) -> None:
    answer = DomainErrors(lambda request: None).process_exception(_request(client), DomainError())  # type: ignore[arg-type,return-value]
    assert answer is not None
    assert answer.status_code == 400
    assert b"This cannot be done." in answer.content  # type: ignore[attr-defined]


def test_forbidden_page_says_whom_to_ask(client: Client, cast: Cast) -> None:
    assert b"ask the administrator of your body" in permission_denied(_request(client), PermissionDenied()).content


def test_form_without_its_token_is_refused_with_what_to_do(cast: Cast) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "The form was not taken" in response.content.decode()
