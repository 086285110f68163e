"""A compound recommendation in parts: no word is lost, parts are counted beside recommendations, and it can be taken back."""

import pytest
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.recommendations import parts
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import make

TEXT = "Ratify the invented convention; (a) train judges (b) build courts; and publish rulings"


@pytest.fixture
def whole(cast):
    return make(cast.committee, TEXT, symbol="A/HRC/99/7", paragraph="9.1")


def send(client, whole, texts, **values):
    data = {"version": whole.version, "texts": "\n\n".join(texts), **values}
    return client.post(reverse("recommendations:split", args=[whole.pk]), data)


def test_a_text_is_cut_where_it_asks_for_several_things():
    assert parts.pieces(TEXT) == [
        "Ratify the invented convention;", "(a) train judges", "(b) build courts;", "and publish rulings",
    ]  # fmt: skip
    assert parts.pieces("Ratify it (soon)") == ["Ratify it (soon)"]
    assert len(parts.pieces("បើកពន្ធនាគារ។ បណ្តុះបណ្តាលឆ្មាំ")) == 2


def test_a_recommendation_is_split_into_lettered_parts(as_secretary, whole):
    assert send(as_secretary, whole, parts.pieces(TEXT)).status_code == 302
    found = Recommendation.objects.filter(parent=whole).order_by("part")
    assert [one.identifier for one in found] == [f"A/HRC/99/7 9.1 {letter}" for letter in "abcd"]
    assert {one.position for one in found} == {"supported"}
    [exported] = export_json()
    assert [part["part"] for part in exported["parts"]] == list("abcd")
    assert Event.objects.filter(verb="recommendations.split").count() == 1


def test_words_that_no_part_holds_are_asked_about(as_secretary, whole):
    response = send(as_secretary, whole, ["Ratify the invented convention", "train judges (a) (b) build courts"])
    assert response.status_code == 422
    assert "publish, rulings" in response.content.decode()
    accepted = send(as_secretary, whole, ["Ratify the convention", "build courts"], may_lack_words="on")
    assert accepted.status_code == 302


def test_one_part_is_no_part(as_secretary, whole):
    assert send(as_secretary, whole, [TEXT]).status_code == 422


def test_an_old_version_is_not_split(as_secretary, whole):
    Recommendation.objects.update(version=7)
    assert send(as_secretary, whole, parts.pieces(TEXT)).status_code == 409


def test_parts_are_counted_beside_recommendations(as_secretary, whole, client):
    send(as_secretary, whole, parts.pieces(TEXT))
    page = client.get(reverse("recommendations:register")).content.decode()
    assert page.count(f"/recommendations/{whole.pk}/")
    assert not any(f"/recommendations/{part.pk}/" in page for part in whole.parts.all())
    assert len(list(export_json())) == 1


def test_parts_are_put_together_again(as_secretary, whole):
    send(as_secretary, whole, parts.pieces(TEXT))
    assert as_secretary.post(reverse("recommendations:parts_together", args=[whole.pk])).status_code == 302
    assert not Recommendation.objects.filter(parent=whole).exists()
    assert Event.objects.filter(verb="recommendations.parts_joined").count() == 1
    assert as_secretary.post(reverse("recommendations:parts_together", args=[whole.pk])).status_code == 409


def test_two_records_are_joined_by_hand(as_secretary, whole, cast):
    other = make(cast.committee, "Another text altogether")
    address = reverse("recommendations:join", args=[other.pk])
    assert as_secretary.post(address, {"version": 1, "other": "nothing"}).status_code == 422
    assert as_secretary.post(address, {"version": 1, "other": whole.identifier}).status_code == 302
    assert Recommendation.objects.get().pk == whole.pk
    gone = as_secretary.get(reverse("recommendations:detail", args=[other.pk]))
    assert gone.status_code == 301
    assert gone.url == reverse("recommendations:detail", args=[whole.pk])
