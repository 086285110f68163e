"""Every number of a chart and of a comparison leads to the list that it counts."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.recommendations import parts
from tamdan.recommendations.tests.register import make


@pytest.fixture
def reviews(cast, secretary):
    """Five positions to Fiji on education, in two cycles; some hidden, one in parts, one to another State."""
    given = ["supported", "noted", "partially_supported", "under_consideration", "", "noted"]
    for place, position in enumerate(given):
        cycle = place % 2 + 1
        themes = ("education", "detention") if place < 3 else ("education",)
        make(
            cast.committee, f"Build schools in {place} towns", position=position, themes=themes, cycle=cycle, session=(6, 18)[cycle - 1],
            by=("JPN", "PER")[: cycle], groups=("children",) if place else ("women",),
        )  # fmt: skip
    make(cast.committee, "Kept inside", themes=("education",), visibility=Visibility.STAFF)
    make(cast.committee, "Build schools", state_id="TCD", themes=("education",))
    split = make(cast.committee, "(a) Open; (b) Close", themes=("education",))
    parts.split(split, ["(a) Open;", "(b) Close"], version=1, may_lack_words=False, by=secretary)


def listed(client, url):
    return client.get(url).context["counts"].recommendations


@pytest.mark.parametrize(
    "address",
    [
        "/en/recommendations/states/FJI/", "/en/recommendations/about/theme/education/", "/km/recommendations/about/by/JPN/",
        "/en/recommendations/about/body/upr/",
    ],
)  # fmt: skip
def test_a_bar_and_each_of_its_numbers_lead_to_what_they_count(client, reviews, address):
    page = client.get(address)
    charts = page.context.get("charts") or [page.context["chart"]]
    followed = 0
    for chart in charts:
        for bar, (label, url, cells) in zip(chart.bars, chart.table, strict=True):
            assert listed(client, url) == bar.total, (chart.id, label)
            assert f'href="{url}"' in unescape(page.content.decode())
            for cell in cells:
                assert (listed(client, cell.url) if cell.url else 0) == cell.number, (chart.id, label)
                followed += 1
    assert followed > 3


def test_five_answers_are_four_pieces_and_none_is_lost(client, reviews):
    chart = client.get("/en/recommendations/states/FJI/").context["chart"]
    assert len(chart.series) == 4
    assert chart.rows[0][0] == "Right to education"
    assert sum(chart.rows[0][1]) == 7


def test_numbers_side_by_side_lead_to_what_they_count(client, reviews):
    asked = {"state_a": "FJI", "cycle_a": "1", "state_b": "FJI", "cycle_b": "2"}
    html = client.get(reverse("recommendations:compare"), asked).content.decode()
    links = re.findall(r'<td class="num"><a href="([^"]+)">(\d+)</a>', html)
    assert len(links) == 6
    for url, number in links:
        assert listed(client, unescape(url)) == int(number), url
