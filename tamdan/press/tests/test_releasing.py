"""What may be public of the press, who decides it, and that what is taken down is gone everywhere."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership
from tamdan.audit.enums import Decision as Said
from tamdan.audit.enums import Ground
from tamdan.audit.erasing import decide_erasure, erase, request_erasure
from tamdan.audit.errors import StillNamed
from tamdan.audit.models import Event
from tamdan.institutions.models import Holding
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Tag
from tamdan.press.enums import PairKind
from tamdan.press.enums_release import Why
from tamdan.press.listed import THEMED
from tamdan.press.models import Pair, Release
from tamdan.press.releasing import MayNotBeReleased, question_of, release, standing_of, withdraw
from tamdan.press.screen import holders_on, screen_of
from tamdan.press.sensitive import Known, marks_of
from tamdan.press.tests.people import (
    ADDRESS,
    an_article,
    in_office,
    quotation,
    released,
    said_in_office,
    works,
)
from tests.cast import make_user


@pytest.fixture
def second_person(cast):
    user = make_user(cast.ministry, Role.SECRETARIAT)
    Membership.objects.filter(user=user).update(body=cast.committee)
    return user


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We will publish every name on the list.", []),
        ("She was taken to hospital with a stroke.", ["health"]),
        ("គាត់មានជំងឺធ្ងន់ធ្ងរ។", ["health"]),
        ("The rights of the child are respected.", []),
        ("A 14-year-old was among them.", ["children"]),
        ("The wife of the detained man was there.", ["detainees_families"]),
        ("ភរិយារបស់លោកដែលជាប់ឃុំខ្លួន", ["detainees_families"]),
        ("Dara Keth stole the money.", ["untried_accusation"]),
        ("Tomas Beren stole the money.", []),
        ("The company stole the land.", []),
        ("He filed for divorce.", ["private_life"]),
        ("Three survivors were raped.", ["victims"]),
        ("The sixteen-year-old came home.", ["children"]),
        ("The two of them were 14.", ["children"]),
        ("យុវជនអាយុ ១៦ ឆ្នាំ", ["children"]),
        ("អាយុដប់ប្រាំឆ្នាំ", ["children"]),
        ("The guideline is 21 years old.", []),
        ("Call her at 012 345 678.", ["private_life"]),
        ("លេខ ០១២ ៣៤៥ ៦៧៨", ["private_life"]),
        ("It stands in house 12.", ["private_life"]),
        ("Signed on 01.02.2024, for 120 500 families.", []),
        ("She has diabetes.", ["health"]),
        ("Police hit her with a stick.", ["victims"]),
        ("គេវាយនាង", ["victims", "untried_accusation"]),
        ("យើងវាយតម្លៃគម្រោងនៅស្វាយរៀង", []),
        ("His mother was not let into the cell.", ["detainees_families"]),
        ("ប្ដីខ្ញុំជាប់គុក", ["detainees_families"]),
        ("They are land grabbers.", ["untried_accusation"]),
        ("នាងរត់ពន្ធឈើ", ["untried_accusation"]),
        ("Dara Keth sees us every week.", ["named"]),
        ("Tomas Beren sees us every week.", []),
        ("The Anti-Corruption Unit heard them.", []),
    ],
)
def test_marks_are_found_by_words_of_both_languages(words, expected):
    assert [mark.code for mark in marks_of(words, holders=Known(["Tomas Beren"]))] == expected


def test_a_mark_shows_the_words_as_they_are_printed():
    assert [mark.word for mark in marks_of("The “Kids”   came.")] == ["Kids"]
    assert [mark.word for mark in marks_of("ប្ដី\u200bខ្ញុំជាប់គុក")] == ["ប្ដី"]


def test_nothing_is_released_without_an_office_a_link_a_day_and_a_person(cast, secretary):
    article = an_article(cast.committee)
    found = quotation(article, "212 families")
    assert len(question_of(found).obstacles) == 2, "not confirmed, nobody of the register"
    person = in_office("Tomas Beren", "Minister", works())
    found = said_in_office(article, "212 families", person, secretary)
    assert question_of(found).obstacles == []
    article.address = ""
    article.published_on = None
    article.save()
    found.refresh_from_db()
    assert len(question_of(found).obstacles) == 3
    with pytest.raises(MayNotBeReleased):
        release(found, "holder:1", by=secretary)
    assert not Release.objects.exists()


def test_the_queue_knows_who_held_a_public_post_on_the_day(cast):
    article = an_article(cast.committee)
    words = "Tomas Beren met Dara Keth."
    assert [mark.word for mark in marks_of(words, holders=holders_on(article.day))] == ["Tomas Beren"]
    in_office("Tomas Beren", "Minister", works())
    assert [mark.word for mark in marks_of(words, holders=holders_on(article.day))] == ["Dara Keth"]
    with CaptureQueriesContext(connection) as asked:
        screen_of(article)
    assert len(asked) <= 7


def test_nothing_of_satire_or_of_what_was_taken_away_is_released(as_secretary, cast, secretary):
    article = an_article(cast.committee)
    found = said_in_office(article, "212 families", in_office("Tomas Beren", "Minister", works()), secretary)
    for mark in ("satire", "removed"):
        article.marks = ["correction", mark]
        article.save()
        found.refresh_from_db()
        assert len(question_of(found).obstacles) == 1
        page = as_secretary.get(reverse("press:release", args=[found.pk])).content.decode()
        assert "Corrected by the outlet" in page
        assert "Release it to everybody" not in page
    address = reverse("press:describe", args=[article.uuid])
    form = as_secretary.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert as_secretary.post(address, sent | {"marks": ["correction"]}).status_code == 302
    found.refresh_from_db()
    assert question_of(found).obstacles == []
    article.refresh_from_db()
    article.decision, article.decided_by, article.decided_at = Decision.REFUSED, secretary, timezone.now()
    article.save()
    found.refresh_from_db()
    assert question_of(found).obstacles == ["A person said that this is no article."]


def test_an_office_counts_on_the_day_of_the_words(cast, secretary):
    article = an_article(cast.committee)
    person = in_office("Tomas Beren", "Minister", works())
    found = said_in_office(article, "212 families", person, secretary)
    Holding.objects.filter(person=person).update(end=datetime.date(2026, 3, 1))
    assert question_of(found).standings == []
    spoke = in_office("Lena Orsk", "Head of communication", works())
    other = said_in_office(article, "every name", spoke, secretary)
    assert [one.code for one in question_of(other).standings] == [
        f"holder:{spoke.holdings.get().pk}", f"spokesperson:{works().pk}",
    ]  # fmt: skip
    assert standing_of(question_of(other), "holder:999999") is None


def test_length_and_number_are_limited_by_data(cast, secretary, settings, tmp_path):
    folder = tmp_path / "xa"
    folder.mkdir()
    (folder / "press.yaml").write_text("release: {words: 9, quotations: 1}")
    article = an_article(cast.committee)
    person = in_office("Tomas Beren", "Minister", works())
    long, short = (said_in_office(article, words, person, secretary) for words in ("212 families", "matter is closed"))
    settings.COUNTRY_ROOT = tmp_path
    assert len(question_of(long).obstacles) == 1
    release(short, question_of(short).standings[0].code, by=secretary)
    assert len(question_of(long).obstacles) == 2


def test_one_person_releases_plain_words_with_a_preview(as_secretary, cast, secretary):
    article = an_article(cast.committee)
    found = said_in_office(article, "212 families", in_office("Tomas Beren", "Minister", works()), secretary)
    address = reverse("press:release", args=[found.pk])
    page = as_secretary.get(address).content.decode()
    assert "All 212 families" in page
    assert "<span>Minister</span>, <span>Ministry of Works</span>" in page
    assert ADDRESS in page
    assert not Release.objects.exists(), "looking releases nothing"
    code = question_of(found).standings[0].code
    assert as_secretary.post(address, {"standing": code}).status_code == 302
    made = Release.objects.get()
    assert made.is_public
    assert made.asked_by == made.agreed_by == secretary
    assert Event.objects.filter(verb="press.release.made").count() == 1
    assert as_secretary.post(address, {"standing": code}).status_code == 409
    late = as_secretary.post(
        reverse("press:decide", args=[article.uuid, f"q{found.pk}"]), {"version": found.version, "decision": "refused"}
    )
    assert late.status_code == 409
    assert b"Take it back first" in late.content
    as_secretary.post(reverse("press:withdraw", args=[made.uuid]))
    assert Client().get(f"/en/press/{made.uuid}/").status_code == 404


def test_marked_words_need_a_second_person(client, cast, secretary, second_person):
    article = an_article(cast.committee)
    person = in_office("Mara Tolund", "Director", cast.rights_group)
    found = said_in_office(article, "charged the wife", person, secretary)
    client.force_login(secretary)
    client.post(reverse("press:release", args=[found.pk]), {"standing": question_of(found).standings[0].code})
    made = Release.objects.get()
    assert made.cautions == ["detainees_families"]
    assert not made.is_public
    assert Client().get(f"/en/press/{made.uuid}/").status_code == 404
    assert client.post(reverse("press:agree", args=[made.uuid])).status_code == 403
    with pytest.raises(IntegrityError, match="press_release_needs_a_second_person"), transaction.atomic():
        Release.objects.filter(pk=made.pk).update(agreed_by=secretary, released_at=timezone.now())
    client.force_login(second_person)
    page = client.get(reverse("press:second", args=[made.uuid])).content.decode()
    assert "Families of detainees" in page
    assert "wife" in page
    assert client.post(reverse("press:agree", args=[made.uuid])).status_code == 302
    made.refresh_from_db()
    assert made.is_public
    assert made.agreed_by == second_person
    assert client.post(reverse("press:refuse", args=[made.uuid])).status_code == 409


def seen(path, **headers):
    return Client().get(path, **headers)


def plain(answer):
    """Its words, without what marks the ones that were found."""
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    for mark in ("<mark>", "</mark>", "⟦", "⟧"):
        text = text.replace(mark, "")
    return text


def test_what_is_taken_down_is_gone_from_page_index_feed_api_table_and_cache(as_secretary, cast, secretary):
    made = released(cast.committee, secretary)
    places = {
        "page": f"/en/press/{made.uuid}/",
        "list": "/en/press/",
        "feed": "/en/press/feed/",
        "api": f"/api/v1/quotations/{made.uuid}",
        "apis": "/api/v1/quotations",
        "search": "/api/v1/search?q=title+plot",
        "found": "/en/search/?q=title+plot",
        "table": "/data/quotations/quotations.csv",
        "person": f"/en/press/people/{made.person.uuid}/",
    }
    before = {name: seen(path) for name, path in places.items()}
    for name, answer in before.items():
        assert (answer.status_code, "families have received" in plain(answer)) == (200, True), name
    tags = {name: answer.get("ETag", "") for name, answer in before.items()}
    assert [name for name, tag in tags.items() if not tag] == ["found"], "the page of a search is made anew each time"
    for name in filter(tags.get, places):
        assert seen(places[name], headers={"If-None-Match": tags[name]}).status_code == 304, name
    as_secretary.post(reverse("press:withdraw", args=[made.uuid]))
    for name, path in places.items():
        after = seen(path, headers={"If-None-Match": tags[name]})
        assert after.status_code == (404 if name in ("page", "api", "person") else 200), name
        assert "families" not in plain(after), name


def test_lists_are_narrowed_by_theme_body_office_holder_and_month(cast, secretary):
    made = released(cast.committee, secretary)
    article = made.quotation.article
    Tag.objects.create(
        kind=THEMED,
        object_id=article.pk,
        scheme="theme",
        code="housing",
        origin=Origin.PERSON,
        decision=Decision.ACCEPTED,
    )
    other = said_in_office(article, "125 families", in_office("Mara Tolund", "Director", cast.rights_group), secretary)
    private = release(other, question_of(other).standings[0].code, by=secretary)
    assert seen("/en/press/").content.count(b"<blockquote") == 2
    for query, number in {
        "theme=housing": 2, "theme=none": 0, f"body={works().code}": 1, f"person={made.person.uuid}": 1, f"person={private.person.uuid}": 0,
        "q=titles+Beren": 1, "q=nothing": 0, "q=...": 2, "side=state": 1, "side=civil-society": 1, "side=x": 2,
        "month=2026-03": 2, "month=2026-04": 0, "month=nonsense": 2, "month=2026-13": 2, "person=x": 2, "page=broken": 2,
    }.items():  # fmt: skip
        assert seen(f"/en/press/?{query}").content.count(b"<blockquote") == number, query
        answer = seen(f"/api/v1/quotations?{query}")
        is_wrong = query.endswith(("=x", "=nonsense", "-13"))  # a program is told so, a page shows what it has
        assert answer.status_code == 422 if is_wrong else len(answer.json()["results"]) == number, query
    assert seen(f"/en/press/people/{private.person.uuid}/").status_code == 404, (
        "no page of somebody without a public post"
    )
    timeline = seen("/en/press/timeline/").content.decode()
    assert timeline.index("March 2026") < timeline.index("125 families")
    feed = seen("/km/press/feed/?month=2026-03")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert feed.content.count(b"<entry>") == 2


def test_each_side_has_its_words_and_they_are_cited_at_their_place(cast, secretary):
    made = released(cast.committee, secretary)
    tolund = in_office("Mara Tolund", "Director", cast.rights_group)
    other = said_in_office(made.quotation.article, "125 families", tolund, secretary)
    release(other, question_of(other).standings[0].code, by=secretary)
    sides = seen("/en/press/sides/?month=2026-03").content.decode()
    assert (
        sides.index("Bodies of the State")
        < sides.index("212 families")
        < sides.index("Civil society")
        < sides.index("125 families")
    )
    page = seen(f"/en/press/{made.uuid}/").content.decode()
    assert f"{ADDRESS}#:~:text=All%20212%20families%20have,to%20a%20new%20plot" in page
    assert "Tomas Beren, Minister, Ministry of Works: “All 212 families" in page
    ris = seen(f"/en/press/{made.uuid}/cite.ris").content.decode()
    assert "T2  - River Times\r\n" in ris
    assert f"UR  - {ADDRESS}\r\n" in ris
    assert "@article{tamdan-press-" in seen(f"/km/press/{made.uuid}/cite.bib").content.decode()


def test_two_voices_stand_side_by_side_with_what_differs(cast, secretary):
    made = released(cast.committee, secretary)
    article = made.quotation.article
    other = said_in_office(article, "125 families", in_office("Mara Tolund", "Director", cast.rights_group), secretary)
    first, second = sorted((made.quotation, other), key=lambda one: one.pk)
    Pair.objects.filter(first_quotation=first, second_quotation=second).delete()
    pair = Pair.objects.create(
        first_quotation=first, second_quotation=second, kind=PairKind.CONTRADICTS, origin=Origin.MACHINE,
        decision=Decision.SUGGESTED, owner=cast.committee,
    )  # fmt: skip
    address = f"/en/press/side-by-side/{pair.pk}/"
    release(other, question_of(other).standings[0].code, by=secretary)
    assert seen(address).status_code == 404, "a suggestion is no pair"
    Pair.objects.filter(pk=pair.pk).update(decision=Decision.ACCEPTED, decided_by=secretary)
    page = seen(address).content.decode()
    assert "<del>212</del>" in page or "<del>All 212</del>" in page
    assert "Tomas Beren" in page
    assert "Mara Tolund" in page
    assert page.count(ADDRESS) >= 2
    assert "125" in page
    assert seen(f"/en/press/{made.uuid}/").content.count(b"<blockquote") == 3
    assert seen("/en/press/side-by-side/").content.count(b"<blockquote") == 2


def test_a_person_is_erased_once_their_words_are_public_no_more(cast, secretary, administrator, auditor):
    made = released(cast.committee, secretary)
    asked = {"by": administrator, "ground": Ground.REQUEST, "basis": "letter 13/2026"}
    erasure = request_erasure("institutions.person", str(made.person_id), **asked)
    decide_erasure(erasure, by=auditor, decision=Said.APPROVED)
    with pytest.raises(StillNamed, match="released quotation"):
        erase(erasure, by=auditor)
    withdraw(made, why=Why.TAKEN_BACK, by=secretary)
    erase(erasure, by=auditor)
    made.refresh_from_db()
    assert (made.spoke_as, made.person, made.post, str(made.body)) == ("body", None, None, "Ministry of Works")
