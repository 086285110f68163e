"""The same article elsewhere: a person decides what the reader suggests, and joins what it cannot see."""

import pytest
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.links.enums import Decision
from tamdan.press.joining import group_of, join
from tamdan.press.models import Article, Republication
from tamdan.press.releasing import question_of, release
from tamdan.press.tests.people import DUMP, complete, dump, in_office, said_in_office, works


@pytest.fixture
def twice(cast):
    """The same dump a second time: its articles repeat those of the first."""
    return [list(dump(cast.committee).articles.order_by("start_line")) for _time in range(2)]


def test_what_repeats_does_not_wait_until_somebody_says_that_it_is_another(as_secretary, twice):
    first, again = twice[0][0], twice[1][0]
    found = Republication.objects.get(article=again)
    assert (found.original, found.likeness, found.decision) == (first, "same", Decision.SUGGESTED)
    queue = as_secretary.get(reverse("press:queue")).content.decode()
    assert str(first.uuid) in queue
    assert str(again.uuid) not in queue
    assert "1 article repeats another one and does not wait here." in queue
    address = reverse("press:decide_same", args=[again.uuid])
    assert as_secretary.post(address, {"decision": "refused"}).status_code == 302
    assert str(again.uuid) in as_secretary.get(reverse("press:queue")).content.decode()
    assert as_secretary.post(address, {"decision": "refused"}).status_code == 409
    assert as_secretary.post(address, {"decision": "accepted"}).status_code == 302
    page = as_secretary.get(again.get_absolute_url()).content.decode()
    assert "It is another one" in page
    assert "It is the same article" not in page
    assert Event.objects.filter(verb="press.republication.decided").count() == 2


def test_two_languages_are_joined_by_their_address_and_count_together(
    as_secretary, cast, secretary, settings, tmp_path
):
    one = complete(dump(cast.committee).articles.order_by("start_line").first())
    other = (
        dump(cast.committee, DUMP.replace("212", "213").replace("families", "people"))
        .articles.order_by("start_line")
        .first()
    )
    Article.objects.filter(pk=other.pk).update(language="km")
    address = reverse("press:join_same", args=[other.uuid])
    answer = as_secretary.post(address, {"other": "https://elsewhere.example/"})
    assert answer.status_code == 422, answer.content.decode()[:3000]
    assert "no article at this address" in answer.content.decode()
    assert "https://elsewhere.example/" in answer.content.decode(), "what was typed stays"
    page = f"https://rights.example{one.get_absolute_url()}"
    assert as_secretary.post(address, {"other": page}).status_code == 302
    made = Republication.objects.get(article=other)
    assert (made.original, made.likeness, made.decision) == (one, "version", Decision.ACCEPTED)
    assert "are one article already" in as_secretary.post(address, {"other": page}).content.decode()
    assert str(other.uuid) not in as_secretary.get(reverse("press:queue")).content.decode()

    folder = tmp_path / "xa"
    folder.mkdir()
    (folder / "press.yaml").write_text("release: {words: 60, quotations: 1}")
    settings.COUNTRY_ROOT = tmp_path
    person = in_office("Tomas Beren", "Minister", works())
    here = said_in_office(one, "212 families", person, secretary)
    there = said_in_office(complete(other), "matter is closed", person, secretary)
    assert question_of(there).obstacles == []
    release(here, question_of(here).standings[0].code, by=secretary)
    assert len(question_of(there).obstacles) == 1


def test_groups_grow_together_under_the_earliest(cast, secretary):
    third, second, first = (dump(cast.committee, f"{DUMP}\nEdition {number}").articles.last() for number in range(3))
    Republication.objects.all().delete()
    join(first, second, by=secretary)
    join(second, third, by=secretary)
    assert set(Article.objects.filter(group_of(first))) == {first, second, third}
    assert set(Republication.objects.values_list("original", flat=True)) == {third.pk}
