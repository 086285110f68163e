"""The same demand at other times: linked, compared word by word, and answered otherwise when it came again."""

import pytest
from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.links.actions import Ends, decide, link
from tamdan.links.enums import Decision, Origin, Predicate
from tamdan.links.models import Link
from tamdan.recommendations import lineage
from tamdan.recommendations.tests.register import make


@pytest.fixture
def twice(cast):
    """The later and the earlier time of one demand, in other words."""
    earlier = make(cast.committee, "Ensure that detained persons meet a lawyer", session=6, cycle=1)
    later = make(cast.committee, "Ensure that every detained person meets a lawyer at once", position="noted")
    return later, earlier


def linked(by, later, earlier):
    ends = Ends(lineage.KIND, later.pk, earlier.pk, Predicate.REPEATS)
    return link(ends, owner_id=later.owner_id, by=by, about=later)


def same_words(later, earlier):
    return Link.objects.create(
        owner=later.owner, visibility=Visibility.PUBLIC, origin=Origin.MACHINE, reason=lineage.SAME_WORDS, confidence=1.0,
        decision=Decision.SUGGESTED, predicate=Predicate.REPEATS, from_kind=lineage.KIND, from_id=later.pk,
        to_kind=lineage.KIND, to_id=earlier.pk,
    )  # fmt: skip


def test_a_page_says_how_often_it_was_asked_and_marks_the_words_that_changed(client, secretary, twice):
    later, earlier = twice
    linked(secretary, later, earlier)
    page = client.get(reverse("recommendations:detail", args=[later.pk])).content.decode()
    assert "Asked 2 times since 2009." in page
    assert "<ins>every </ins>" in page
    assert "<del>persons meet</del>" in page
    assert reverse("recommendations:detail", args=[earlier.pk]) in page


def test_the_page_of_the_earlier_one_tells_the_same(client, secretary, twice):
    later, earlier = twice
    linked(secretary, later, earlier)
    page = client.get(reverse("recommendations:detail", args=[earlier.pk])).content.decode()
    assert "Asked 2 times since 2009." in page


def test_nothing_is_told_of_a_demand_that_one_may_not_see(client, secretary, twice):
    later, earlier = twice
    linked(secretary, later, earlier)
    type(earlier).objects.filter(pk=earlier.pk).update(visibility=Visibility.STAFF)
    assert "Asked 2 times" not in client.get(reverse("recommendations:detail", args=[later.pk])).content.decode()


def test_the_same_words_are_shown_as_the_computers_find_until_a_person_refuses(client, secretary, twice):
    later, earlier = twice
    found = same_words(later, earlier)
    address = reverse("recommendations:detail", args=[later.pk])
    assert "Same words, found by the computer" in client.get(address).content.decode()
    decide(found.pk, Decision.REFUSED, by=secretary, about=later)
    assert "Asked 2 times" not in client.get(address).content.decode()


def test_the_secretariat_links_by_hand_and_takes_the_link_back(as_secretary, twice):
    later, earlier = twice
    address = reverse("recommendations:same", args=[later.pk])
    shown = as_secretary.get(address).content.decode()
    assert f'value="{earlier.identifier}"' in shown
    assert as_secretary.post(address, {"other": earlier.identifier}).status_code == 302
    made = Link.objects.get()
    assert (made.from_id, made.to_id, made.decision) == (later.pk, earlier.pk, Decision.ACCEPTED)
    assert as_secretary.post(reverse("recommendations:part", args=[later.pk, made.pk])).status_code == 302
    assert Link.objects.get().decision == Decision.REFUSED
    assert as_secretary.post(address, {"other": earlier.identifier}).status_code == 302
    assert Link.objects.get().decision == Decision.ACCEPTED


@pytest.mark.parametrize("typed", ["", "A/HRC/0/0 1.1", "itself", "elsewhere"])
def test_what_cannot_be_linked_is_refused_and_kept_in_the_field(as_secretary, cast, twice, typed):
    later, _earlier = twice
    elsewhere = make(cast.committee, "To another State", state_id="TCD")
    typed = {"itself": later.identifier, "elsewhere": elsewhere.identifier}.get(typed, typed)
    answer = as_secretary.post(reverse("recommendations:same", args=[later.pk]), {"other": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not Link.objects.exists()


def test_a_reversal_is_listed_once_for_its_state(client, secretary, twice):
    later, earlier = twice
    linked(secretary, later, earlier)
    address = reverse("recommendations:turns")
    for state, expected in (("", True), ("FJI", True), ("TCD", False)):
        page = client.get(address, {"state": state}).content.decode()
        assert ("<ins>every </ins>" in page) is expected
    assert "<ins>every </ins>" not in client.get(address, {"turn": "supported"}).content.decode()


def test_pages_of_reversals_hold_each_once(cast, secretary):
    for number in range(5):
        earlier = make(cast.committee, f"Words {number}", session=6, cycle=1)
        later = make(cast.committee, f"Words {number}", position="noted")
        same_words(later, earlier)
    seen, token = [], ""
    while True:
        page = lineage.turns(secretary, "noted", "", token, size=2)
        seen += [turn.later.pk for turn in page.rows]
        if not page.next:
            break
        token = page.next
    assert len(seen) == len(set(seen)) == 5
