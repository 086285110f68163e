"""What an article bears on: suggested with a reason, decided by a person, seen from both sides; names settled once; others on a question."""

from django.test import Client
from django.urls import reverse

from tamdan.links.models import Link, Tag
from tamdan.places.models import Place
from tamdan.press.actions import link_capture, remove_capture
from tamdan.press.models import Article, Mention, Naming, Pair, Release, Voice
from tamdan.press.others import others_of
from tamdan.press.tests.matrix_bearing import theme
from tamdan.press.tests.people import DUMP, an_article, in_office, quotation, released, works
from tamdan.press.tests.press import stored_dump
from tamdan.recommendations.tests.register import make

WORDS = "Only 125 families hold a paper today"


def bear(client, article, key, decision="accepted", seen="suggested"):
    return client.post(reverse("press:bear", args=[article.uuid, key]), {"decision": decision, "seen": seen})


def test_a_theme_is_a_suggestion_until_a_person_accepts_it(as_secretary, cast, secretary):
    made = released(cast.committee, secretary)
    article = made.quotation.article
    tag = theme(article)
    page = as_secretary.get(reverse("press:bearings")).content.decode()
    assert "Because of the words:" in page
    assert str(article) in page
    visitor = Client()
    before = visitor.get("/en/press/")
    assert b"theme=housing" not in before.content
    assert visitor.get("/en/press/?theme=housing").content.count(b"<blockquote") == 0
    assert bear(as_secretary, article, f"g{tag.pk}").url.endswith(f"#g{tag.pk}")
    assert bear(as_secretary, article, f"g{tag.pk}", "refused").status_code == 409, (
        "the page that the person saw was an older one"
    )
    after = visitor.get("/en/press/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200, "what is kept somewhere is asked for anew"
    assert b'value="housing"' in after.content
    assert visitor.get("/en/press/?theme=housing").content.count(b"<blockquote") == 1
    bear(as_secretary, article, f"g{tag.pk}", "refused", seen="accepted")
    assert visitor.get("/en/press/?theme=housing").content.count(b"<blockquote") == 0
    assert str(article) not in as_secretary.get(reverse("press:bearings")).content.decode()
    assert bear(as_secretary, article, f"g{tag.pk + 999}").status_code == 404


def test_a_recommendation_and_what_was_said_about_it_lead_to_each_other(as_secretary, cast, secretary):
    asked = make(cast.committee, "Give every resettled family title to land without delay")
    made = released(cast.committee, secretary)
    article = made.quotation.article
    link = Link.objects.create(
        predicate="related", from_kind="press.article", from_id=article.pk, to_kind="recommendations.recommendation", to_id=asked.pk,
        owner=cast.committee, visibility="staff", origin="machine", decision="suggested", reason="families, title", confidence=0.5,
    )  # fmt: skip
    address = reverse("recommendations:detail", args=[asked.pk])
    visitor = Client()
    before = visitor.get(address)
    assert b"In the press" not in before.content, "a suggestion shows nothing to the public"
    assert "families, title" in as_secretary.get(address).content.decode()
    assert "families, title" in as_secretary.get(reverse("press:read", args=[article.uuid])).content.decode()
    bear(as_secretary, article, f"l{link.pk}")
    after = visitor.get(address, headers={"If-None-Match": before["ETag"]}).content.decode()
    assert "212 families have received title" in after
    assert str(article.title) not in after, "its public side holds released words alone"
    assert address in visitor.get(made.get_absolute_url()).content.decode()
    tag = visitor.get(address)["ETag"]
    as_secretary.post(reverse("press:withdraw", args=[made.uuid]))
    gone = visitor.get(address, headers={"If-None-Match": tag})
    assert (gone.status_code, b"212 families" in gone.content) == (200, False)


def test_a_person_adds_what_was_not_suggested(as_secretary, cast):
    article, asked = an_article(cast.committee), make(cast.committee, "Give resettled families title to land")
    entries = as_secretary.get(reverse("press:targets"), {"q": "resettled"}).json()["entries"]
    assert [one["code"] for one in entries] == [f"recommendation:{asked.pk}"]
    address = reverse("press:add_bearing", args=[article.uuid])
    place = Place.objects.filter(parent=None).first()
    for sent in ({"who": "theme:housing"}, {"name": "resettled families"}, {"who": f"place:{place.code}"}):
        assert as_secretary.post(address, sent).status_code == 302, sent
    assert Tag.objects.get(object_id=article.pk, code="housing").decision == "accepted"
    assert Link.objects.get(from_id=article.pk).visibility == "staff"
    assert article.mentions.get(place=place).origin == "person"
    assert as_secretary.post(address, {"name": "nothing of the kind"}).status_code == 422


def test_places_are_known_by_name_level_and_what_lies_around_them(cast):
    province, other = Place.objects.filter(parent=None).order_by("code")[:2]
    inner = province.children.first()
    text = (
        f"The road of land\nBy Marta Quill\nMarch 4, 2026\n\nVillagers of {inner.name_en} district in {province.name_en} said that human "
        f"rights were violated. {other.name_en} was calm, said Tomas Beren.\n\nនៅ{'ខេត្ត' + province.name_km} គ្មាននរណាត្រូវបានចាប់ខ្លួនទេ។\n"
    )
    article = stored_dump(cast.committee, text).articles.get()
    found = {one.place_id: one for one in article.mentions.filter(kind="place")}
    assert {province.code, other.code, inner.code} <= set(found)
    for one in found.values():
        assert article.said(*one.parts[0]) == one.name
        assert one.reason in ("only-one", "within", "higher")
    assert not article.mentions.filter(kind="person", name=province.name_en).exists()


def test_a_name_that_was_settled_in_one_article_is_settled_in_all(as_secretary, cast):
    person = in_office("Tomas Beren", "Minister", works())
    first = an_article(cast.committee)
    other = (
        stored_dump(cast.committee, DUMP.replace("River Times", "Lake Times")).articles.order_by("start_line").first()
    )
    naming = Naming.objects.get(person=person)
    page = as_secretary.get(reverse("press:names_settled")).content.decode()
    assert "The register has an entry with the same letters." in page
    assert "Printed as:" in page
    Voice.objects.filter(name="Tomas Beren").update(folded="")
    page = as_secretary.get(reverse("press:names_settled")).content.decode()
    assert first.get_absolute_url() in page, "a name that nobody speaks under stands in an article too"
    Voice.objects.filter(name="Tomas Beren").update(folded="tomas beren")
    found = quotation(first, "212 families")
    as_secretary.post(
        reverse("press:voice", args=[first.uuid, f"q{found.pk}"]),
        {"version": found.version, "voice": found.voice_id, "who": f"person:{person.pk}", "name": "Tomas Beren"},
    )
    voice = Voice.objects.get(article=other, name="Tomas Beren")
    assert (voice.person, voice.decision, voice.holding.post.label_en) == (person, "accepted", "Minister")
    naming.refresh_from_db()
    assert naming.decision == "accepted"
    settle = reverse("press:settle_name", args=[naming.pk])
    assert as_secretary.post(settle, {"decision": "refused", "seen": "suggested"}).status_code == 409
    later = (
        stored_dump(cast.committee, DUMP.replace("River Times", "Sea Times")).articles.order_by("start_line").first()
    )
    assert Voice.objects.get(article=later, name="Tomas Beren").decision == "accepted"
    as_secretary.post(settle, {"decision": "refused", "seen": "accepted"})
    last = (
        stored_dump(cast.committee, DUMP.replace("River Times", "Hill Times")).articles.order_by("start_line").first()
    )
    assert Voice.objects.get(article=last, name="Tomas Beren").person is None
    assert Mention.objects.filter(article=last, folded=naming.folded, person=person).count() == 0


def test_another_mouth_is_found_in_another_capture_and_set_beside_it(as_secretary, cast):
    first = an_article(cast.committee)
    text = DUMP.replace("Mara Tolund", "Vera Holt").replace(
        "All 212 families have received title to a new plot", "No family waits for title"
    )
    far = stored_dump(cast.committee, text.replace("River Times", "Lake Times")).articles.order_by("start_line").first()
    said = quotation(first, "Only 125")
    rows = others_of(said)
    assert {one.passage.voice.name for one in rows}.isdisjoint({"Mara Tolund"}), "another mouth"
    assert any(one.passage.article == far for one in rows)
    page = reverse("press:others", args=[first.uuid, f"q{said.pk}"])
    other = next(one.passage for one in rows if one.passage.article == far)
    assert other.exact in as_secretary.get(page).content.decode()
    as_secretary.post(
        reverse("press:pair", args=[first.uuid, f"q{said.pk}"]), {"other": f"q{other.pk}", "kind": "contradicts"}
    )
    pair = Pair.objects.get(first_quotation=min(said.pk, other.pk), second_quotation=max(said.pk, other.pk))
    assert (pair.origin, pair.decision) == ("person", "accepted")
    counted = first.figures.get(number=125)
    assert as_secretary.get(reverse("press:others", args=[first.uuid, f"f{counted.pk}"])).status_code == 200


AGAINST = """Posted by: Editor | Posted on: March 9, 2026

Camp on the river bank waits for answers
By Ivo Larn
Lake Times, March 9, 2026

Rain fell on the camp of Srae for the third night. Vera Holt, director of the Lake Rights Centre, walked along the tents on Monday.
“Not one of the 212 families has received a title to any new plot, whatever was announced,” Holt said.

Source: Lake Times
"""


def test_what_another_capture_says_against_it_is_suggested_unasked(as_secretary, cast):
    first = an_article(cast.committee)
    later = stored_dump(cast.committee, AGAINST)
    later.articles.update(is_relevant=True)
    link_capture(later)
    pair = Pair.objects.filter(reason="across", first_quotation__isnull=False).get()
    sides = {pair.first.article_id, pair.second.article_id}
    assert sides == {first.pk, later.articles.get().pk}
    page = as_secretary.get(reverse("press:pairs")).content.decode()
    assert pair.first.exact in page
    assert pair.second.exact in page
    answer = as_secretary.post(
        reverse("press:decide_pair", args=[pair.pk]), {"decision": "accepted", "back": "waiting"}
    )
    assert answer.url.endswith("/pairs/?show=waiting")
    assert pair.first.exact not in as_secretary.get(reverse("press:pairs")).content.decode()
    assert pair.first.exact in as_secretary.get(reverse("press:pairs"), {"show": "set"}).content.decode()
    link_capture(later)
    assert Pair.objects.get(pk=pair.pk).decision == "accepted", "what was decided stays"


def test_a_capture_that_goes_takes_its_public_words_along(as_secretary, cast, secretary):
    made = released(cast.committee, secretary)
    article = made.quotation.article
    visitor = Client()
    places = [
        "/en/press/",
        "/en/search/?q=title+plot",
        "/api/v1/quotations",
        "/api/v1/search?q=title+plot",
        "/en/press/feed/",
    ]
    before = {place: visitor.get(place) for place in places}
    refused = as_secretary.post(
        reverse("press:finish", args=[article.uuid]), {"version": article.version, "decision": "refused"}
    )
    assert refused.status_code == 409, "an article with public words is not set aside"
    remove_capture(article.capture, reason="A person in it asked for it", by=secretary)
    for place, answer in before.items():
        headers = {"If-None-Match": answer["ETag"]} if answer.has_header("ETag") else {}
        after = visitor.get(place, headers=headers)
        text = b"".join(after.streaming_content) if after.streaming else after.content
        assert (after.status_code, b"212 families" in text, b"new plot" in text) == (200, False, False), place
    assert Release.objects.get().why == "taken_back"
    assert not Article.objects.standing().filter(pk=article.pk).exists()
