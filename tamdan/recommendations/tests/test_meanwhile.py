"""Two people write an answer, a translation or a tag at once: neither loses anything, and the second sees both texts."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.links.models import Tag
from tamdan.recommendations import answering, tagging, texts
from tamdan.recommendations.answering import Answer
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendationText
from tamdan.recommendations.tests.register import add_text, make
from tamdan.recommendations.tests.typed import opened, sent_by
from tests.cast import make_cast, make_user


@pytest.fixture
def made(cast):
    return make(cast.committee)


def address(name, *args):
    return reverse(f"recommendations:{name}", args=args)


def test_two_who_correct_one_answer_see_both(as_secretary, made, secretary):
    taken = answering.add(made, Answer("noted", document="A/1"), by=secretary)
    page = address("position", made.pk, taken.pk)
    mine, theirs = opened(as_secretary, page), opened(as_secretary, page)
    assert as_secretary.post(page, theirs | {"document": "A/2", "stated": "rejected"}).status_code == 302
    answer = as_secretary.post(page, mine | {"document": "A/3"})
    assert answer.status_code == 409
    assert "A/2" in answer.content.decode()
    taken.refresh_from_db()
    assert taken.document == "A/2"
    again = sent_by(answer.context["error"].form)
    assert (again["document"], again["stated"]) == ("A/3", "rejected")
    assert as_secretary.post(page, again).status_code == 302
    taken.refresh_from_db()
    assert (taken.document, taken.stated) == ("A/3", "rejected")


def test_what_was_written_of_an_answer_that_went_stands_in_the_form_for_a_new_one(as_secretary, made, secretary):
    taken = answering.add(made, Answer("noted", document="A/1"), by=secretary)
    page, never = address("position", made.pk, taken.pk), address("position", made.pk, taken.pk + 1)
    mine = opened(as_secretary, page)
    answering.remove(taken, by=secretary)
    answer = as_secretary.post(page, mine | {"document": "A/3"})
    assert answer.status_code == 409
    assert answer.context["form"]["document"].value() == "A/3"
    assert f'action="{address("positions", made.pk)}"' in answer.content.decode()
    assert as_secretary.post(never, mine).status_code == 404


def test_the_same_answer_of_two_people_stands_once(as_secretary, made):
    sent = {"recorded": "noted", "date": "2014-06-26", "document": "A/1"}
    as_secretary.post(address("positions", made.pk), sent)
    answer = as_secretary.post(address("positions", made.pk), sent)
    assert answer.status_code == 422
    assert "stands there already" in answer.content.decode()
    assert made.positions.count() == 1


def test_two_who_begin_a_translation_see_both(as_secretary, made):
    page = address("texts", made.pk)
    first = opened(as_secretary, page) | {"language": "km", "text": "ធានាមេធាវី"}
    second = opened(as_secretary, page) | {"language": "km", "text": "ធានាមេធាវីម្នាក់", "translator": "S."}
    assert as_secretary.post(page, first).status_code == 302
    answer = as_secretary.post(page, second)
    assert answer.status_code == 409
    assert made.texts.get(language="km").translator == ""
    again = sent_by(answer.context["error"].form)
    assert as_secretary.post(page, again).status_code == 302
    assert made.texts.get(language="km").translator == "S."


def test_an_import_that_replaced_a_translation_meanwhile_is_noticed(as_secretary, made):
    add_text(made, "km", "ធានា", TextKind.TRANSLATION, translated_from=made.texts.get().digest)
    page = address("texts", made.pk) + "?language=km"
    mine = opened(as_secretary, page)
    made.texts.filter(language="km").update(text="ធានាថ្មី", digest="e" * 64)
    assert as_secretary.post(page, mine | {"text": "ធានារបស់ខ្ញុំ"}).status_code == 409
    assert made.texts.get(language="km").text == "ធានាថ្មី"


def test_another_language_that_somebody_wrote_meanwhile_is_no_conflict(as_secretary, made, secretary):
    page = address("texts", made.pk)
    mine = opened(as_secretary, page) | {"language": "fr", "text": "Garantir"}
    texts.translate(made, language="km", text="ធានា", translator="", by=secretary)
    assert as_secretary.post(page, mine).status_code == 302
    assert made.texts.count() == 3


@pytest.mark.parametrize("button", ["text_review", "text_remove"])
def test_a_button_is_about_the_words_that_stood_beside_it(as_secretary, made, secretary, button):
    text = texts.translate(made, language="km", text="ធានា", translator="", by=secretary)
    seen = text.digest
    texts.translate(made, language="km", text="ធានាថ្មី", translator="", by=secretary)
    assert as_secretary.post(address(button, made.pk, text.pk), {"seen": seen}).status_code == 409
    text.refresh_from_db()
    assert (text.text, text.reviewed_at) == ("ធានាថ្មី", None)


def test_an_answer_corrected_meanwhile_is_not_taken_away(as_secretary, made, secretary):
    taken = answering.add(made, Answer("noted"), by=secretary)
    seen = answering.mark(taken)
    answering.correct(taken, Answer("supported"), by=secretary)
    button = address("position_remove", made.pk, taken.pk)
    assert as_secretary.post(button, {"seen": seen}).status_code == 409
    assert as_secretary.post(button, {"seen": answering.mark(taken)}).status_code == 302


def test_what_somebody_took_away_before_is_said(as_secretary, made, secretary):
    text = texts.translate(made, language="km", text="ធានា", translator="", by=secretary)
    taken = answering.add(made, Answer("noted"), by=secretary)
    gone = [("text_review", text.pk), ("text_remove", text.pk), ("position_remove", taken.pk)]
    texts.remove(RecommendationText.objects.get(pk=text.pk), by=secretary)
    answering.remove(PositionTaken.objects.get(pk=taken.pk), by=secretary)
    for button, pk in gone:
        answer = as_secretary.post(address(button, made.pk, pk), follow=True)
        assert "Somebody took it away before you." in answer.content.decode(), button
        assert as_secretary.post(address(button, made.pk, pk + 1)).status_code == 404


def test_the_same_act_on_many_pressed_twice_adds_nothing(as_secretary, made):
    page = reverse("recommendations:several", args=["position"]) + "?state=FJI"
    sent = {"recorded": "noted", "date": "2014-06-26", "document": "A/1", "all_of_them": "on"}
    assert as_secretary.post(page, sent).status_code == 302
    assert as_secretary.post(page, sent).status_code == 422
    assert made.positions.count() == 1


def test_two_who_set_different_tags_both_keep_them(as_secretary, made, secretary):
    page = address("tags", made.pk)
    mine = opened(as_secretary, page) | {"themes": ["education"], "reason": "Schools"}
    tagging.tag(made, [("theme", "health"), ("sdg", "4")], reason="Clinics", by=secretary)
    assert as_secretary.post(page, mine).status_code == 302
    assert set(Tag.objects.values_list("code", flat=True)) == {"education", "health", "4"}


def test_a_tag_that_somebody_else_decided_meanwhile_is_shown_first(as_secretary, made, secretary):
    page = address("tags", made.pk)
    mine = opened(as_secretary, page) | {"themes": ["education", "health"], "reason": "Schools"}
    tagging.tag(made, [("theme", "education")], reason="Theirs", by=secretary)
    answer = as_secretary.post(page, mine)
    assert answer.status_code == 409
    assert not Tag.objects.filter(code="health").exists()
    form = answer.context["error"].form
    assert (form["themes"].value(), form["reason"].value()) == (["education", "health"], "Schools")
    again = sent_by(form)
    assert as_secretary.post(page, again).status_code == 302
    assert Tag.objects.get(code="education").reason == "Theirs"


def test_a_decision_is_about_the_tag_as_it_stood(as_secretary, made, secretary):
    tagging.tag(made, [("theme", "education")], reason="Schools", by=secretary)
    tag = Tag.objects.get()
    Tag.objects.update(decision="refused")
    button = address("tag_decide", made.pk, tag.pk)
    assert as_secretary.post(button, {"decision": "accepted", "seen": "suggested"}).status_code == 409
    assert as_secretary.post(button, {"decision": "accepted", "seen": "refused"}).status_code == 302


def test_opening_a_form_waits_for_nobody_and_sending_it_does(committing_db):
    """A record is locked by a long import: its pages open; what is sent is compared with what the import left."""
    made = make(make_cast().committee)
    client = Client()
    client.force_login(make_user(made.owner, Role.SECRETARIAT))
    page, held, sent = address("texts", made.pk), threading.Event(), []
    mine = opened(client, page) | {"language": "km", "text": "របស់ខ្ញុំ"}

    def importing() -> None:
        with transaction.atomic():
            Recommendation.objects.select_for_update().get(pk=made.pk)
            held.set()
            while not sent:
                time.sleep(0.01)
            time.sleep(0.2)
            add_text(made, "km", "របស់គេ", TextKind.TRANSLATION, translated_from="a" * 64)
        connection.close()

    thread = threading.Thread(target=importing)
    thread.start()
    held.wait(5)
    assert client.get(page).status_code == 200
    sent.append(True)
    assert client.post(page, mine).status_code == 409
    thread.join()
    assert made.texts.get(language="km").text == "របស់គេ"
