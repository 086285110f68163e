from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tamdan.accounts.models import User
from tamdan.institutions.models import Installation
from tamdan.portal.context import in_language
from tests.cast import Cast


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/en/", "/km/"),
        ("/en/about/?a=1&b=en", "/km/about/?a=1&b=en"),
        ("/robots.txt", "/km/"),
        ("/", "/km/"),
        ("/english/", "/km/"),
    ],
)
def test_page_in_another_language_keeps_its_address(path: str, other: str) -> None:
    assert in_language(path, "km") == other


def test_visitor_sees_no_entry_of_the_office(client: Client, cast: Cast) -> None:
    frame = client.get("/en/").context["frame"]
    assert [entry.url for entry in frame.menu if "/office/" in entry.url] == []
    assert frame.person is None


def test_person_sees_what_their_roles_give(client: Client, secretary: User, outsider: User) -> None:
    def menu(user: User) -> list[str]:
        client.force_login(user)
        return [entry.url for entry in client.get("/en/").context["frame"].office_menu]

    assert menu(secretary)[0] == reverse("desk")
    page = client.get(reverse("desk")).content.decode()
    assert page.index('id="menu"') < page.index('href="#menu"'), "opened by its address on a phone, without JavaScript"
    assert reverse("institutions:list") in menu(secretary)
    assert reverse("institutions:list") not in menu(outsider)


def test_only_the_nearest_entry_is_marked(client: Client, cast: Cast) -> None:
    page = client.get("/en/about/").context["frame"]
    assert [entry.title for entry in page.footer if entry.current] == ["About"]
    assert [entry for entry in page.menu if entry.current] == []


def test_band_stands_on_every_page_of_a_demonstration(client: Client, cast: Cast) -> None:
    assert "Invented, for demonstration only" not in client.get("/en/about/").content.decode()
    Installation.objects.update(is_demonstration=True)
    for path in ("/en/", "/en/about/", "/en/nowhere/"):
        assert "Invented, for demonstration only" in client.get(path).content.decode()


def test_frame_costs_one_query(client: Client, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/about/")
    assert sum(query["sql"].lstrip().startswith("SELECT") for query in captured) == 1


def test_page_before_the_first_run_has_no_keeper(client: Client, db: Any) -> None:
    response = client.get("/en/about/")
    assert response.status_code == 200
    assert "Kept by" not in response.content.decode()
