import pytest
from django.urls import reverse

from tamdan.institutions.models import Body
from tests.matrix import sign_in

URL = "/en/office/bodies/"


@pytest.fixture
def bodies(cast):
    for number in range(120):
        Body.objects.create(
            code=f"t-office-{number:03}", kind="office", name_en=f"Office {number:03}", parent=cast.ministry
        )
    Body.objects.create(code="t-khmer", kind="agency", name_km="អាជ្ញាធរសាកល្បង", acronym="AST")


def codes(response):
    return [body.code for body in response.context["page"].rows]


def test_every_body_stands_on_one_page_once(as_secretary, bodies):
    seen, url = [], f"{URL}?sort=code&q=t-"
    while url:
        response = as_secretary.get(url)
        seen += codes(response)
        token = response.context["page"].next
        url = f"{URL}?sort=code&q=t-&page={token}" if token else ""
    assert seen == sorted(Body.objects.filter(code__contains="t-").values_list("code", flat=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=អាជ្ញាធរ", ["t-khmer"]),
        ("q=ast", ["t-khmer"]),
        ("q=Rights+Group+of", ["t-rights"]),
        ("q=OFFICE+007", ["t-office-007"]),
        ("q=Office&kind=agency", []),
        ("kind=nonsense&standing=nonsense&sort=nonsense&page=nonsense&q=Rights+Group+of", ["t-rights"]),
        ("q=%00", None),
    ],
)
def test_words_and_choices_narrow_the_list(as_secretary, bodies, query, expected):
    response = as_secretary.get(f"{URL}?{query}")
    assert response.status_code == 200
    if expected is not None:
        assert codes(response) == expected


def test_an_empty_list_says_what_to_do(as_secretary, cast):
    page = as_secretary.get(f"{URL}?q=nothing-is-called-so")
    assert "No body fits." in page.text


def test_khmer_pages_sort_by_the_khmer_name(as_secretary, cast):
    rows = as_secretary.get("/km/office/bodies/?q=សាកល្បង").context["page"].rows
    assert [body.name_km for body in rows] == sorted(body.name_km for body in rows)
    assert len(rows) == 3


def test_the_list_costs_few_queries_whatever_its_length(as_secretary, bodies, django_assert_max_num_queries):
    as_secretary.get(URL)
    with django_assert_max_num_queries(12):
        as_secretary.get(URL)


def test_a_member_of_another_body_sees_its_own_alone(client, focal_point, cast, bodies):
    client.force_login(focal_point)
    assert codes(client.get(f"{URL}?q=t-&sort=code"))[-1] == "t-office-048"
    assert client.get(reverse("institutions:detail", args=["t-rights"])).status_code == 404
    assert client.get(reverse("institutions:detail", args=["t-office-003"])).status_code == 200


def test_who_may_not_edit_sees_no_button(client, auditor, cast):
    client.force_login(auditor)
    assert "Add a body" not in client.get(URL).text
    assert "Confirm this body" not in client.get(reverse("institutions:detail", args=["t-rights"])).text


def test_many_are_confirmed_and_taken_back_from_the_list(client, secretary, cast):
    sign_in(client, secretary)
    page = client.post(f"{URL}confirm/", {"code": ["t-ministry", "t-rights"]}, follow=True)
    assert "2 bodies are confirmed." in page.text
    assert "2 bodies were confirmed in one go" in page.text
    [act] = page.context["reversible"]
    Body.objects.filter(code="t-rights").update(is_confirmed=False)
    page = client.post(f"{URL}confirm/{act.pk}/undo/", follow=True)
    assert "1 body is unconfirmed again." in page.text
    assert "Rights Group of Tests" in page.text
    assert not Body.objects.filter(code__in=["t-ministry", "t-rights"], is_confirmed=True).exists()


def test_choosing_nothing_is_answered_in_words(as_secretary, cast):
    page = as_secretary.post(f"{URL}confirm/", {})
    assert page.status_code == 409
    assert "Nothing was changed" in page.text
