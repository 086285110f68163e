"""Storing a reading: what becomes rows, republications, pairs, and that people's decisions outlive a newer reader."""

import datetime

import pytest
from django.utils import timezone

from tamdan.institutions.models import Holding, Person, Post
from tamdan.links.enums import Decision, Origin
from tamdan.press.alike import bands, likeness, nearest, signature
from tamdan.press.deciding import start_clock
from tamdan.press.due import last_day
from tamdan.press.models import Article, Figure, Mention, Naming, Outlet, Pair, Quotation, Republication, Voice
from tamdan.press.storing import store
from tamdan.press.tests.dump import DUMP
from tamdan.press.tests.press import stored_dump

VERSIONS = """ប្រឡងបាក់ឌុបឆ្នាំនេះ

ប្រឡងបាក់ឌុបឆ្នាំនេះជាប់៦២,១៨ភាគរយ។ ក្រសួងអប់រំ បាននិយាយថា លទ្ធផលនេះល្អប្រសើរជាងឆ្នាំមុន។ សិស្សទាំងអស់មានសិទ្ធិទទួលបានការអប់រំ។

This year's exam

Grade 12 pupils passed the exam by 61.18% this year. The Ministry of Tests said that every pupil has the right to education.

The Ministry of Tests said 5,734 associations are registered. The law was not restrictive, it said, because more than 1,000 associations have been registered since then.
"""


def tell(article: Article) -> None:
    for one in (*article.quotations.all(), *article.figures.all(), *article.commitments.all()):
        words = one.words if isinstance(one.words, list) else [one.words]
        places = one.parts if isinstance(one, Quotation) else [[one.start, one.end]]
        assert [article.said(*place) for place in places] == words


@pytest.mark.django_db
def test_a_dump_becomes_articles_with_exact_words_at_their_places(cast, secretary):
    holder = Person.objects.create(name_en="Jon Hale")
    post = Post.objects.create(body=cast.ministry, label_en="Spokesman")
    held = Holding.objects.create(person=holder, post=post, start=datetime.date(2023, 1, 1))
    capture = stored_dump(cast.committee, DUMP, by=secretary)
    first = capture.articles.order_by("start_line").first()
    assert (first.title, first.day.isoformat()) == ("Villagers ask court to stop dam", "2024-03-03")
    assert capture.text[first.start :].startswith(first.text)
    for article in capture.articles.all():
        tell(article)
    voice = Voice.objects.get(article=first, name="Jon Hale")
    assert (voice.person, voice.holding, voice.decision) == (holder, held, Decision.SUGGESTED)
    assert Naming.objects.get(person=holder).reason == "same-letters"
    promise = first.commitments.get(within="P6W")
    assert promise.due_on == datetime.date(2024, 4, 14)
    assert not first.outlet.is_confirmed
    assert Outlet.objects.filter(folded__contains=["river herald"]).exists()
    clock = start_clock(promise, by=secretary)
    promise.refresh_from_db()
    assert (clock.due_on, promise.decision, promise.decided_by) == (promise.due_on, Decision.ACCEPTED, secretary)


@pytest.mark.django_db
def test_a_newer_reader_leaves_what_people_decided(cast, secretary):
    capture = stored_dump(cast.committee, DUMP)
    ids = set(Quotation.objects.values_list("pk", flat=True)), set(Figure.objects.values_list("pk", flat=True))
    store(capture)
    assert ids == (
        set(Quotation.objects.values_list("pk", flat=True)),
        set(Figure.objects.values_list("pk", flat=True)),
    )
    article = capture.articles.order_by("start_line").first()
    refused, moved = article.quotations.order_by("start")[:2]
    decided = {"decided_by": secretary, "decided_at": capture.captured_at}
    Quotation.objects.filter(pk=refused.pk).update(decision=Decision.REFUSED, **decided)
    Quotation.objects.filter(pk=moved.pk).update(
        decision=Decision.ACCEPTED, end=moved.end - 3, parts=[[moved.start, moved.end - 3]], words=["hers"], **decided
    )
    added = Quotation.objects.create(
        article=article, line=1, start=0, end=9, parts=[[0, 9]], words=[article.said(0, 9)], manner="direct",
        origin=Origin.PERSON, decision=Decision.ACCEPTED, **decided,
    )  # fmt: skip
    gone = Mention.objects.filter(article=article).first()
    Mention.objects.filter(pk=gone.pk).update(start=1, end=2, parts=[[1, 2]])
    before = Quotation.objects.count()
    store(capture)
    assert Quotation.objects.count() == before
    moved.refresh_from_db()
    assert (moved.words, Quotation.objects.get(pk=refused.pk).decision) == (["hers"], Decision.REFUSED)
    assert Quotation.objects.filter(pk=added.pk).exists()
    assert not Mention.objects.filter(article=article, start=1, end=2).exists()


@pytest.mark.django_db
def test_republications_are_joined_and_figures_that_disagree_are_paired(cast):
    first = stored_dump(cast.committee, DUMP)
    again = stored_dump(
        cast.committee, "Another page took this over\n\n" + DUMP.replace("four villages", "five villages")
    )
    joined = Republication.objects.get(article__capture=again, article__title="Villagers ask court to stop dam")
    assert joined.original == first.articles.get(title="Villagers ask court to stop dam")
    assert joined.confidence > 0.6
    stored_dump(cast.committee, VERSIONS)
    pairs = {frozenset((str(pair.first), str(pair.second))) for pair in Pair.objects.filter(kind="disagrees")}
    assert frozenset(("៦២,១៨ភាគរយ", "61.18%")) in pairs
    assert frozenset(("5,734", "1,000")) in pairs


def test_near_duplicates_cost_no_comparison_of_all_with_all():
    text = " ".join(f"word{number} of the article" for number in range(80))
    changed = signature(text.replace("word40", "other"))
    assert likeness(signature(text), changed) > 0.8
    assert (
        likeness(signature(text), signature(" ".join(f"other{number} things stand here" for number in range(80)))) < 0.1
    )
    rows = [(number, signature(text), bands(signature(text))) for number in range(1, 5)]
    assert nearest(rows) == {2: (1, 1.0), 3: (1, 1.0), 4: (1, 1.0)}
    assert nearest([(9, changed, bands(changed))], rows[:1])[9][0] == 1
    assert signature("too short to say") == b""


@pytest.mark.parametrize(
    ("due", "within", "last"),
    [
        ("2024-05", "", "2024-05-31"), ("2024", "", "2024-12-31"), ("2024-02-09", "P1W", "2024-02-09"), ("", "P6W", "2024-02-11"),
        ("", "P2M", "2024-02-29"), ("", "P1Y", "2024-12-31"), ("9999-99", "", None), ("", "soon", None),
    ],
)  # fmt: skip
def test_the_last_day_of_a_promise(due, within, last):
    found = last_day(due, within, datetime.date(2023, 12, 31))
    assert (found.isoformat() if found else None) == last


@pytest.mark.django_db
def test_a_name_is_settled_once(cast, secretary):
    person = Person.objects.create(name_en="Jon Hale")
    Person.objects.create(name_en="Jan Hole")
    stored_dump(cast.committee, DUMP)
    naming = Naming.objects.get(person=person)
    naming.decision, naming.decided_by, naming.decided_at = Decision.ACCEPTED, secretary, timezone.now()
    naming.save()
    later = stored_dump(cast.committee, "New words\n\n" + DUMP)
    voice = Voice.objects.get(article__capture=later, name="Jon Hale")
    assert (voice.person, voice.decision, voice.decided_by) == (person, Decision.ACCEPTED, secretary)
