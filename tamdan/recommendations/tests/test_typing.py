"""One recommendation typed by a person: kept word for word, internal, and said to be like another one before it is saved."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tamdan.audit.models import Event
from tamdan.links.models import Tag
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.tests.register import make
from tamdan.recommendations.tests.typed import TEXT, typed
from tamdan.search.models import Document
from tests.cast import make_user
from tests.walker import strays
from tools.message_rules import glossary


@pytest.fixture
def send(as_secretary, cast):
    def inner(**more):
        return as_secretary.post(reverse("recommendations:add"), typed(cast.committee, **more))

    return inner


def test_what_is_typed_becomes_a_record_with_its_source(send, cast, secretary):
    assert send().status_code == 302
    made = Recommendation.objects.get()
    assert (made.identifier, made.visibility, made.cycle, made.position) == (
        "A/HRC/99/7 118.5", "staff", 2, "supported",
    )  # fmt: skip
    assert {"by:JPN", "by:PER", "theme:education", "position:supported", "cycle:2"} <= set(made.facets)
    taken = made.positions.get()
    assert (taken.stated, str(taken.date), taken.document) == ("accepted", "2014-06-26", "A/HRC/99/7/Add.1")
    assert {one.language: one.kind for one in made.texts.all()} == {"en": "official", "km": "translation"}
    assert Tag.objects.get().origin == "person"
    assert Document.objects.filter(kind="recommendation", object_id=made.pk).exists()
    assert Event.objects.filter(verb="recommendations.typed").count() == 1


def test_the_source_keeps_what_was_typed_and_who_and_when(send, secretary, as_secretary):
    send(by=" japan ;  PERU")
    source = SourceRecord.objects.get()
    assert source.format == "hand"
    assert ["Recommending States", " japan ;  PERU"] in source.verbatim
    assert source.read["typed_by"] == str(secretary.uuid)
    assert source.read["by"] == ["JPN", "PER"]
    page = reverse("recommendations:detail", args=[source.recommendation_id])
    assert f"Typed by {secretary}" in as_secretary.get(page).content.decode()
    as_secretary.post(reverse("recommendations:publish_one", args=[source.recommendation_id]))
    as_secretary.logout()
    assert str(secretary) not in as_secretary.get(page).content.decode()


def test_the_source_speaks_the_language_of_the_page(send, as_secretary):
    """Its labels are those of our own form; what was typed stays as it was typed, marked by its script."""
    words = "បណ្តុះបណ្តាលចៅក្រមគ្រប់រូប (OP-CAT)"
    send(
        text=words, language="km", translation=TEXT, translation_language="en", mechanism="civil-society", by="", session="",
        asker_name="Friends of Children",
    )  # fmt: skip
    page = reverse("recommendations:detail", args=[Recommendation.objects.get().pk])
    english = as_secretary.get(page).content.decode()
    with translation.override("km"):
        html = as_secretary.get(
            reverse("recommendations:detail", args=[Recommendation.objects.get().pk])
        ).content.decode()
        labels = [gettext("Who asks, where it is not in that list"), gettext("Language of the translation")]
    assert f'<dt>{labels[0]}</dt><dd class="words" lang="en">Friends of Children</dd>' in html
    assert f"<dt>{labels[1]}</dt>" in html
    assert '<dd class="words">បណ្តុះបណ្តាលចៅក្រមគ្រប់រូប (<span lang="en">OP-CAT</span>)</dd>' in html
    assert "<dt>Who asks, where it is not in that list</dt>" in english
    inside = html[html.index("<main") : html.index("</main>")]
    assert list(strays(f'<html lang="km">{inside}', glossary()[1])) == []


def test_rare_fields_stand_folded_until_they_hold_something(as_secretary, send):
    form = as_secretary.get(reverse("recommendations:add")).context["form"]
    assert [field.name for field in form.first] == ["text", "language", "state", "mechanism", "by", "session"]
    assert [group.is_open for group in form.folded] == [False] * 6
    grouped = [field.name for group in form.folded for field in group.fields]
    assert sorted([*grouped, *(field.name for field in form.first), "owner"]) == sorted(form.fields)
    answer = send(text="", position="", stated="", kind="pledge", translation="", position_date="2014-06-26")
    assert answer.status_code == 422
    assert [group.is_open for group in answer.context["form"].folded] == [True, True, True, False, False, True]
    html = answer.content.decode()
    assert html.count("<details open>") == 4
    first = html[html.index("<details open>") :].partition("</details>")[0]
    assert 'id="id_symbol"' in first


def test_a_rights_group_is_shown_no_way_to_what_it_may_not_paste(client, outsider, as_secretary):
    paste = reverse("recommendations:paste")
    assert paste in as_secretary.get(reverse("recommendations:add")).content.decode()
    client.force_login(outsider)
    assert paste not in client.get(reverse("recommendations:add")).content.decode()


def test_a_rights_group_finds_open_who_asks(client, outsider):
    client.force_login(outsider)
    form = client.get(reverse("recommendations:add")).context["form"]
    assert [group.fields[0].name for group in form.folded if group.is_open] == ["asker"]


def test_the_same_paragraph_is_said_before_anything_is_saved(send, as_secretary):
    send()
    again = send(text="Train all judges")
    assert again.status_code == 422
    assert reverse("recommendations:detail", args=[Recommendation.objects.get().pk]) in again.content.decode()
    assert "Train all judges" in again.content.decode()
    assert SourceRecord.objects.count() == 1


def test_going_on_with_the_same_name_makes_a_further_source_and_tells_the_disagreement(send):
    send()
    made = Recommendation.objects.get()
    send(position="noted", stated="", go_on=str(made.pk))
    assert made.sources.count() == 2
    assert made.disagreements.filter(field="position").exists()
    made.refresh_from_db()
    assert made.position == "supported"


def test_going_on_with_the_same_words_of_another_paragraph_makes_another_record(send):
    send()
    send(paragraph="118.6", go_on=str(Recommendation.objects.get().pk))
    assert sorted(Recommendation.objects.values_list("paragraph", flat=True)) == ["118.5", "118.6"]


def test_an_answer_to_what_has_changed_meanwhile_is_asked_again(send):
    send()
    assert send(go_on="999999").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"by": "Japn"}, "Nearest names: Japan"),
        ({"session": "900"}, "has no session 900"),
        ({"mechanism": "civil-society"}, "Say who asks"),
        ({"asker_name": "A coalition"}, "choose as what"),
        ({"translation_language": "en"}, "in the language of the text"),
        ({"position": "", "stated": ""}, "Say which position it was"),
        ({"text": " "}, "required"),
        ({"state": "QQQ"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(send, wrong, sentence):
    answer = send(**wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "118.5" in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_a_source_typed_on_a_khmer_page_reads_the_same(as_secretary, cast):
    with translation.override("km"):
        as_secretary.post(reverse("recommendations:add"), typed(cast.committee))
    said = dict(SourceRecord.objects.get().verbatim)
    assert (said["Language of the text"], said["State to which it is made"]) == ("English", "Fiji")


def test_khmer_names_of_states_are_understood(send):
    send(by="ជប៉ុន\nបារាំង")
    assert set(Recommendation.objects.get().recommending.values_list("state_id", flat=True)) == {"JPN", "FRA"}


def test_a_rights_group_adds_its_own_demand(client, cast, outsider):
    client.force_login(outsider)
    page = client.get(reverse("recommendations:add"))
    assert page.context["form"].initial["mechanism"] == "civil-society"
    sent = typed(cast.rights_group, mechanism="civil-society", asker=cast.rights_group.pk, by="", session="", position="",
                 stated="", position_date="", position_document="")  # fmt: skip
    assert client.post(reverse("recommendations:add"), sent).status_code == 302
    made = Recommendation.objects.get()
    assert (made.owner, made.asker, made.visibility) == (cast.rights_group, cast.rights_group, "owner")
    assert str(cast.rights_group) in client.get(reverse("recommendations:detail", args=[made.pk])).content.decode()


def test_nobody_adds_for_another_body(client, cast, outsider):
    client.force_login(outsider)
    assert client.post(reverse("recommendations:add"), typed(cast.committee)).status_code == 422
    assert not Recommendation.objects.exists()


def test_links_stand_only_for_those_who_may(client, cast, as_secretary, auditor):
    made = make(cast.committee)
    detail, register = reverse("recommendations:detail", args=[made.pk]), reverse("recommendations:register")
    assert reverse("recommendations:revise", args=[made.pk]) in as_secretary.get(detail).content.decode()
    assert reverse("recommendations:paste") in as_secretary.get(register).content.decode()
    for user in (auditor, make_user(cast.ministry, "focal_point")):
        client.force_login(user)
        assert reverse("recommendations:revise", args=[made.pk]) not in client.get(detail).content.decode()
        assert reverse("recommendations:add") not in client.get(register).content.decode()


def test_publishing_one_and_taking_it_back(send, as_secretary, client):
    send()
    made = Recommendation.objects.get()
    as_secretary.post(reverse("recommendations:publish_one", args=[made.pk]))
    made.refresh_from_db()
    assert made.visibility == "public"
    assert Document.objects.get(kind="recommendation", object_id=made.pk).visibility == "public"
    as_secretary.post(reverse("recommendations:withdraw_one", args=[made.pk]))
    made.refresh_from_db()
    assert (made.visibility, made.published_at) == ("staff", None)
    assert as_secretary.post(reverse("recommendations:withdraw_one", args=[made.pk])).status_code == 409


def test_an_import_of_the_same_paragraph_joins_what_was_typed(send, bring, secretary):
    send()
    found = bring(
        f"State,Recommendation,Recommending States,Session,Document symbol,Paragraph,Position\n"
        f"Fiji,{TEXT},Japan,18,A/HRC/99/7,118.5,Supported\n".encode(), format="table", by=secretary,
    )  # fmt: skip
    assert (found["attached"], found["new"]) == (1, 0)
