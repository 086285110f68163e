"""The public pages on States, instruments, articles and vocabularies."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tamdan.taxonomy.models import Ratification, Theme
from tamdan.taxonomy.naming import KhmerStatus


def page(client: Client, name: str, *args: str, language: str = "en", query: str = "") -> str:
    with override(language):
        response = client.get(reverse(f"taxonomy:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", ["KHM", "cambodia", "កម្ពុជា", "Cambodge"])
def test_state_is_found_by_a_name_of_any_language_and_by_its_code(cast, client, typed):
    html = page(client, "states", query=f"?q={typed}")
    assert "/states/KHM/" in html
    assert "/states/FRA/" not in html


def test_states_stand_under_their_regional_group_and_others_after(cast, client):
    html = page(client, "states")
    assert (
        html.index("Asia-Pacific")
        < html.index("/states/KHM/")
        < html.index("Observer State")
        < html.index("/states/PSE/")
    )


def test_no_state_of_that_name_is_said(cast, client):
    assert "Try another spelling" in page(client, "states", query="?q=atlantis%00")


def test_state_shows_each_treaty_with_its_standing_date_and_source(cast, client):
    row = Ratification.objects.select_related("instrument").get(state_id="KHM", instrument_id="ICCPR")
    html = page(client, "state", "KHM")
    assert html.count('href="/en/instruments/') == 18
    assert str(row.get_status_display()) in html
    assert f'datetime="{row.since}"' in html
    assert "UN Treaty Collection" in html


def test_state_shows_its_reviews(cast, client):
    assert "Session 6 (2009)" in page(client, "state", "KHM")


def test_wording_that_nobody_reviewed_is_marked_in_the_language_of_the_page(cast, client):
    theme = Theme.objects.filter(km_status=KhmerStatus.UNREVIEWED, retired=False)[0]
    assert "unofficial, unreviewed" in page(client, "theme", theme.code)
    assert 'class="chip stale"' in page(client, "theme", theme.code, language="km")


def test_name_that_is_missing_is_shown_in_the_other_language(cast, client):
    Theme.objects.filter(code="detention-conditions").update(name_km="", km_status=KhmerStatus.MISSING)
    html = page(client, "theme", "detention-conditions", language="km")
    assert '<span lang="en">' in html.split("<h1>")[1].split("</h1>")[0]
    assert 'class="chip stale"' in html


def test_instrument_counts_its_states_and_lists_them(cast, client):
    html = page(client, "instrument", "ICCPR")
    parties = Ratification.objects.filter(instrument_id="ICCPR", status="party", retired=False).count()
    assert f"State party ({parties})" in html
    assert 'id="article-14"' in html


def test_article_names_its_instrument_and_themes(cast, client):
    html = page(client, "article", "ICCPR-14")
    assert "/en/instruments/ICCPR/#article-14" in html
    assert "/en/themes/" in html


def test_theme_names_what_is_above_and_below_it(cast, client):
    child = Theme.objects.filter(parent__isnull=False, retired=False)[0]
    assert f"/en/themes/{child.parent_id}/" in page(client, "theme", child.code)
    assert f"/en/themes/{child.code}/" in page(client, "theme", str(child.parent_id))


def test_retired_term_keeps_its_page_and_leaves_its_list(cast, client):
    Theme.objects.filter(code="detention-conditions").update(retired=True)
    assert "No longer in use" in page(client, "theme", "detention-conditions")
    assert "/themes/detention-conditions/" not in page(client, "themes")


def test_code_that_no_database_can_hold_is_404(cast, client):
    assert client.get("/en/states/%00/").status_code == client.get(f"/en/themes/{'x' * 200}/").status_code == 404


def test_unknown_code_is_404(cast, client):
    for name in ("state", "instrument", "article", "theme", "group", "mechanism", "goal"):
        assert client.get(reverse(f"taxonomy:{name}", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "args", "most"),
    [
        ("states", (), 6),
        ("state", ("KHM",), 11),
        ("instruments", (), 6),
        ("instrument", ("ICCPR",), 9),
        ("themes", (), 6),
        ("theme", ("detention-conditions",), 11),
        ("goals", (), 6),
    ],
)
def test_page_costs_few_queries(cast, client, django_assert_max_num_queries, name, args, most):
    """One of them asks whether the page changed, which is all that a repeated request costs."""
    page(client, name, *args)
    with django_assert_max_num_queries(most):
        page(client, name, *args)
