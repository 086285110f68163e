"""From the page of an import to the records that it brought, and back."""

import pytest
from django.urls import reverse

from tamdan.imports import actions as imports
from tamdan.imports.models import ImportRun
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.two_sources import REVIEW, matrix, upr_info


@pytest.fixture
def runs(bring):
    """Two imports: the second brings one record more and adds a source to each of the others."""
    made = [
        bring(upr_info(REVIEW[1:]), "first.csv", format="upr-info"),
        bring(matrix(REVIEW), "second.csv", format="table"),
    ]
    return [ImportRun.objects.get(uuid=one["run"]) for one in made]


@pytest.fixture
def run(runs):
    return runs[1]


def test_the_page_of_an_import_leads_to_its_records(as_secretary, run):
    page = as_secretary.get(reverse("imports:run", args=[run.uuid])).content.decode()
    address = f"{reverse('recommendations:register')}?run={run.pk}"
    assert f"{len(REVIEW)} recommendations have a source in this file." in page
    assert f'href="{address}"' in page
    listed = as_secretary.get(address)
    assert listed.context["counts"].recommendations == len(REVIEW)
    assert listed.context["chosen"][0].label == "Brought by one import"
    assert listed.context["chosen"][0].url == "?"
    assert ("run", str(run.pk)) in listed.context["keep"]


@pytest.mark.parametrize("more", ["", "&sort=state", "&body=upr", "&body=upr&sort=newest"])
def test_facets_and_order_go_with_it(as_secretary, runs, more):
    listed = as_secretary.get(f"{reverse('recommendations:register')}?run={runs[0].pk}{more}")
    assert listed.context["counts"].recommendations == len(REVIEW) - 1
    assert f"run={runs[0].pk}" in listed.context["selection"].as_query()


def test_words_search_inside_it(as_secretary, runs):
    word = REVIEW[0].text.split()[-1]
    numbers = [
        as_secretary.get(reverse("recommendations:register"), {"run": run.pk, "q": word})
        .context["counts"]
        .recommendations
        for run in runs
    ]
    assert numbers[0] < numbers[1]


@pytest.mark.parametrize("strange", ["", "x", "-1", "1" * 10, "²", "0"])
def test_a_strange_number_is_passed_over_or_finds_nothing(as_secretary, run, strange):
    listed = as_secretary.get(reverse("recommendations:register"), {"run": strange})
    assert listed.context["counts"].recommendations == (0 if strange == "0" else Recommendation.objects.count())


def test_an_import_that_was_undone_shows_no_outcome(as_secretary, secretary, run):
    imports.undo(run, by=secretary)
    page = as_secretary.get(reverse("imports:run", args=[run.uuid]))
    assert page.context["counts"] == page.context["samples"] == page.context["changes"] == []
    assert "Show them in the register" not in page.content.decode()
