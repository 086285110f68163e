"""Pages of captures, articles, outlets and feeds for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tamdan.press import tasks
from tamdan.press.enums import FeedState
from tamdan.press.models import Capture, Feed
from tamdan.press.tests import matrix_office
from tamdan.press.tests.people import an_article, dump
from tests.cast import Cast
from tests.pages import Page, person


def articles(cast: Cast) -> str:
    an_article(cast.committee)
    return reverse("press:articles")


def article(cast: Cast) -> str:
    matrix_office.pair(person("secretary", cast), cast.committee)
    return an_article(cast.committee).get_absolute_url()


def join(cast: Cast) -> str:
    return reverse("press:join_same", kwargs=matrix_office.repeating(person("secretary", cast), cast.committee))


def repeating(cast: Cast) -> str:
    return reverse("press:article", kwargs=matrix_office.repeating(person("secretary", cast), cast.committee))


def at_work(cast: Cast) -> str:
    made = dump(cast.committee)
    Capture.objects.filter(pk=made.pk).update(state="reading", done=3, total=12, notes=["repaired"])
    tasks.read.defer(capture_id=made.pk)
    return made.get_absolute_url()


def failed(cast: Cast) -> str:
    made = dump(cast.committee)
    Capture.objects.filter(pk=made.pk).update(state="failed", error={"code": "press-damaged-file", "values": {}})
    return made.get_absolute_url()


def silent(cast: Cast) -> str:
    found = Feed.objects.get(**matrix_office.feed(person("secretary", cast), cast.committee))
    error = {"code": "press-not-reached", "values": {"host": "river-times.example"}}
    Feed.objects.filter(pk=found.pk).update(state=FeedState.FAILED, failures=3, error=error)
    return found.get_absolute_url()


def outlet(cast: Cast) -> str:
    return Feed.objects.get(**matrix_office.feed(person("secretary", cast), cast.committee)).outlet.get_absolute_url()


PAGES = [
    Page("press-articles", articles, who="secretary"),
    Page("press-articles-found", lambda cast: f"{articles(cast)}?q=families+title", who="secretary"),
    Page("press-numbers", lambda cast: articles(cast) and reverse("press:numbers"), who="secretary"),
    Page("press-pairs", lambda cast: article(cast) and reverse("press:pairs"), who="secretary"),
    Page("press-article", article, who="secretary"),
    Page("press-article-repeats", repeating, who="secretary"),
    Page("press-join", join, who="secretary"),
    Page("press-add", lambda _cast: reverse("press:add"), who="secretary"),
    Page("press-captures", lambda cast: failed(cast) and reverse("press:captures"), who="secretary"),
    Page("press-capture-at-work", at_work, who="secretary"),
    Page("press-capture-failed", failed, who="secretary"),
    Page("press-outlets", lambda cast: outlet(cast) and reverse("press:outlets"), who="secretary"),
    Page("press-outlet", outlet, who="secretary"),
    Page("press-feeds", lambda cast: silent(cast) and reverse("press:feeds"), who="secretary"),
    Page("press-feed", silent, who="secretary"),
]
