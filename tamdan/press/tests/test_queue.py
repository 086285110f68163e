"""The reading queue: what a person decides about an article and what stands in it, and the way back of each act."""

import pytest
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.audit.models import Event
from tamdan.core.models import BulkAct
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Tag
from tamdan.press.models import Article, Quotation, Republication
from tamdan.press.screen import screen_of
from tamdan.press.storing import store
from tamdan.press.tests.people import DUMP, an_article, complete, dump, in_office, quotation, works
from tests.cast import make_user


@pytest.fixture
def article(cast):
    return an_article(cast.committee)


def act(client, article, page, **sent):
    """Press a button of the page; gives the answer."""
    article.refresh_from_db()
    return client.post(reverse(f"press:{page}", args=[article.uuid]), {"version": article.version, **sent})


def on(client, article, page, found, **sent):
    """Press a button of a card."""
    found.refresh_from_db()
    key = f"{type(found).__name__[0].lower().replace('c', 'p')}{found.pk}"
    answer = client.post(reverse(f"press:{page}", args=[article.uuid, key]), {"version": found.version, **sent})
    found.refresh_from_db()
    return answer


def test_every_span_stands_in_the_text_once_and_leads_to_its_card(article):
    screen = screen_of(article)
    text = "\n".join("".join(piece.text for piece in line.pieces) for line in screen.lines)
    assert text == article.text
    for card in screen.cards:
        inside = "".join(piece.text for line in screen.lines for piece in line.pieces if card.key in piece.keys)
        assert " ".join(inside.split()) in (card.words, card.words.replace(" […]", ""))
    assert {number for line in screen.lines if line.is_aside for number in [line.number]} == set(article.boilerplate)


def test_a_card_is_confirmed_refused_and_given_back(as_secretary, secretary, article):
    found = quotation(article, "212 families")
    page = as_secretary.get(reverse("press:read", args=[article.uuid])).content.decode()
    assert f'id="q{found.pk}"' in page
    assert f'id="t-q{found.pk}"' in page
    assert "Found by the computer" in page
    assert "<b>212</b>" in page
    assert on(as_secretary, article, "decide", found, decision="accepted").url.endswith(f"#q{found.pk}")
    assert (found.decision, found.decided_by, found.origin) == (Decision.ACCEPTED, secretary, Origin.MACHINE)
    on(as_secretary, article, "decide", found, decision="refused")
    assert found.decision == Decision.REFUSED
    on(as_secretary, article, "back", found)
    assert (found.decision, found.decided_by) == (Decision.ACCEPTED, secretary)
    assert list(Event.objects.filter(verb__startswith="press.").order_by("pk").values_list("verb", flat=True)[:3]) == [
        "press.passage.decided", "press.passage.decided", "press.passage.taken_back",
    ]  # fmt: skip
    history = as_secretary.get(reverse("press:passage_history", args=[article.uuid, f"q{found.pk}"])).content.decode()
    assert str(secretary) in history


def test_two_people_on_one_article_do_not_write_over_each_other(as_secretary, article):
    found = quotation(article, "212 families")
    Quotation.objects.filter(pk=found.pk).update(version=7)
    answer = as_secretary.post(
        reverse("press:decide", args=[article.uuid, f"q{found.pk}"]), {"version": 1, "decision": "refused"}
    )
    assert answer.status_code == 409
    assert b"after you opened the page" in answer.content
    late = as_secretary.post(reverse("press:confirm_all", args=[article.uuid]), {"version": 99})
    found.refresh_from_db()
    assert late.status_code == 409
    assert found.decision == Decision.SUGGESTED


def test_who_speaks_is_found_as_one_types_and_holds_an_office_on_that_day(as_secretary, article):
    person = in_office("Tomas Beren", "Minister", works())
    names = as_secretary.get(reverse("press:names"), {"q": "beren tom"}).json()["entries"]
    assert names == [{"code": f"person:{person.pk}", "name": "Tomas Beren", "note": "Minister, Ministry of Works"}]
    found = quotation(article, "212 families")
    on(as_secretary, article, "voice", found, voice=found.voice_id, who="", name="tomas beren")
    found.voice.refresh_from_db()
    assert (found.voice.person, found.voice.decision, found.voice.office) == (person, Decision.ACCEPTED, "Minister")
    other = quotation(article, "Only 125")
    on(as_secretary, article, "voice", other, voice="new", who=f"body:{works().pk}", name="whatever is shown")
    assert (other.voice.body, other.decision, other.voice.name) == (works(), Decision.ACCEPTED, "Ministry of Works")
    unknown = on(as_secretary, article, "voice", other, voice="new", who="", name="Nobody Here")
    assert unknown.status_code == 422
    assert "Nobody Here" in unknown.content.decode()


def test_a_side_is_said_once_for_the_name(as_secretary, cast, article):
    before, other = (an_article(cast.committee, text=DUMP.replace("Srae", name)) for name in ("Lomer", "Tolm"))
    found, kept = quotation(article, "Only 125"), quotation(other, "Only 125")
    assert found.voice.side == "civil-society"
    assert on(as_secretary, article, "side", found, seen="civil-society", side="expert").status_code == 302
    assert on(as_secretary, article, "side", found, seen="civil-society", side="un").status_code == 409
    assert on(as_secretary, article, "side", found, seen="expert", side="nonsense").status_code == 400
    assert on(as_secretary, other, "side", kept, seen="expert", side="un").status_code == 302
    store(article.capture)  # read again
    said = [quotation(one, "Only 125").voice.side for one in (article, before, other, an_article(cast.committee))]
    assert said == ["expert", "un", "un", "un"], "where a person said so it stays; the newest word is for all others"


def test_a_boundary_is_moved_by_places_or_by_words(as_secretary, article):
    found = quotation(article, "212 families")
    at = article.text.index("All 212")
    on(as_secretary, article, "place", found, places=f"{at}-{at + 16}")
    assert (found.words, found.parts) == (["All 212 families"], [[at, at + 16]])
    on(as_secretary, article, "place", found, words="All 212   families … The matter\nis closed.")
    assert found.words == ["All 212 families", "The matter is closed."]
    assert found.exact == "All 212 families […] The matter is closed."
    wrong = on(as_secretary, article, "place", found, words="All 213 families")
    assert wrong.status_code == 422
    assert len(found.words) == 2
    assert on(as_secretary, article, "place", found, places="5-2").status_code == 422
    assert on(as_secretary, article, "place", found, places="0-99999999").status_code == 422


def test_what_the_reader_missed_is_added_and_what_it_took_for_another_thing_is_changed(as_secretary, article):
    words = "The court heard"
    assert act(as_secretary, article, "add_passage", words=words, kind="direct").status_code == 422
    made = act(as_secretary, article, "add_passage", words="said the count was wrong", kind="indirect")
    found = article.quotations.get(origin=Origin.PERSON)
    assert made.url.endswith(f"#q{found.pk}")
    assert found.decision == Decision.ACCEPTED
    on(as_secretary, article, "kind", found, kind="direct")
    assert found.manner == "direct"
    assert on(as_secretary, article, "kind", found, kind="figure").status_code == 422
    counted = quotation(article, "87 families still wait")
    on(as_secretary, article, "kind", counted, kind="figure")
    assert counted.decision == Decision.REFUSED
    assert article.figures.get(origin=Origin.PERSON).number == 87


def test_all_of_an_article_is_confirmed_at_once_and_given_back(as_secretary, secretary, article):
    kept = quotation(article, "Only 125")
    act(as_secretary, article, "confirm_all")
    assert not article.quotations.filter(decision=Decision.SUGGESTED)
    assert not article.figures.filter(decision=Decision.SUGGESTED)
    on(as_secretary, article, "decide", kept, decision="refused")
    on(as_secretary, article, "decide", kept, decision="accepted")
    queue = as_secretary.get(reverse("press:queue")).content.decode()
    assert "was confirmed at once" in queue
    found = confirm_act(article)
    as_secretary.post(reverse("press:unconfirm", args=[found.pk]))
    assert list(article.quotations.filter(decision=Decision.ACCEPTED)) == [kept], "what was decided since stays"


def confirm_act(article):
    return BulkAct.objects.get(before__has_key=str(article.pk))


def test_an_article_is_split_by_line_and_put_together_again(as_secretary, cast):
    capture = dump(cast.committee)
    first, second = capture.articles.order_by("start_line")
    complete(first)
    before = {one.exact: one.pk for one in (*first.quotations.all(), *second.quotations.all())}
    act(as_secretary, first, "join")
    first.refresh_from_db()
    assert first.end_line == second.end_line
    assert first.text.count("\n") == first.end_line - first.start_line
    assert {one.exact: one.pk for one in first.quotations.all()} == before
    for one in first.quotations.all():
        assert [first.said(*part) for part in one.parts] == one.words
    assert second not in Article.objects.standing()
    act(as_secretary, first, "split", line=second.start_line)
    again = Article.objects.standing().get(capture=capture, start_line=second.start_line)
    assert again.pk == second.pk
    assert again.text == second.text
    assert {one.exact for one in again.quotations.all()} == {"will drown four villages and the road to them."}
    for one in (*again.quotations.all(), *again.figures.all()):
        assert again.text[one.start : one.end].split()[0] in one.exact if hasattr(one, "exact") else one.words
    assert act(as_secretary, first, "split", line=first.start_line).status_code == 422


def test_the_queue_leads_from_article_to_article(as_secretary, cast, article):
    other = complete(dump(cast.committee).articles.order_by("start_line").first())
    Republication.objects.all().delete()  # what repeats would not wait
    page = as_secretary.get(reverse("press:queue"))
    assert str(other) in page.content.decode()
    answer = act(as_secretary, article, "finish", decision="accepted")
    assert answer.url == reverse("press:read", args=[other.uuid])
    assert act(as_secretary, other, "finish", decision="refused").status_code == 302
    assert Article.objects.get(pk=article.pk).decision == Decision.ACCEPTED
    back = act(as_secretary, article, "finish", decision="suggested")
    assert back.url == reverse("press:read", args=[article.uuid])


def test_the_queue_is_narrowed_and_stays_so_from_act_to_act(as_secretary, cast, article):
    other, third = dump(cast.committee, DUMP.replace("Srae", "Lomer")).articles.order_by("start_line")
    for one, theme in ((complete(other), "land"), (article, "torture")):
        Tag.objects.create(
            kind="press.article", object_id=one.pk, scheme="theme", code=theme, origin=Origin.MACHINE, decision=Decision.SUGGESTED
        )  # fmt: skip
    Article.objects.filter(pk=third.pk).update(is_relevant=True)
    Republication.objects.all().delete()  # what repeats would not wait
    only = f"?capture={other.capture.uuid}"
    assert only in as_secretary.get(other.capture.get_absolute_url()).content.decode()
    page = as_secretary.get(reverse("press:queue") + only).content.decode()
    assert (str(other) in page, str(article) in page, f"{third.uuid}/{only}" in page) == (True, False, True)
    assert str(article) in as_secretary.get(reverse("press:queue"), {"theme": "torture"}).content.decode()
    assert "No article waits that fits" in as_secretary.get(reverse("press:queue"), {"theme": "none"}).content.decode()
    read = as_secretary.get(reverse("press:read", args=[other.uuid]) + only).content.decode()
    found = quotation(other, "212 families")
    assert "2 articles left" in read
    assert f"q{found.pk}/decide/{only}" in read
    sent = {"version": found.version, "decision": "accepted"}
    done = as_secretary.post(reverse("press:decide", args=[other.uuid, f"q{found.pk}"]) + only, sent)
    assert done.url.endswith(f"{only}#q{found.pk}")
    finish, sent = reverse("press:finish", args=[other.uuid]) + only, {"version": other.version, "decision": "accepted"}
    assert as_secretary.post(finish, sent).url == reverse("press:read", args=[third.uuid]) + only
    finish, sent = reverse("press:finish", args=[third.uuid]) + only, {"version": third.version, "decision": "accepted"}
    assert as_secretary.post(finish, sent).url == reverse("press:queue") + only, "the other capture waits on"
    assert only not in as_secretary.get(other.capture.get_absolute_url()).content.decode(), (
        "nothing of it waits any more"
    )


def test_another_body_neither_reads_nor_corrects(client, cast, article):
    client.force_login(make_user(cast.rights_group, Role.RIGHTS_GROUP))
    assert client.get(reverse("press:read", args=[article.uuid])).status_code == 404
    assert act(client, article, "confirm_all").status_code == 404
