"""Rows of the permission matrix of captures, articles, outlets and feeds."""

from typing import Any

from tamdan.accounts.models import User
from tamdan.core.access import Visibility
from tamdan.institutions.models import Body
from tamdan.press import actions
from tamdan.press.access import EDITORS, READERS
from tamdan.press.models import Article, Capture, Commitment, Feed, Outlet, Pair, Republication
from tamdan.press.tests.people import DUMP, an_article, dump
from tests.matrix import Row

READ, EDIT = frozenset(map(str, READERS)), frozenset(map(str, EDITORS))
NAMED = {
    "name_en": "River Times",
    "kind": "newspaper",
    "spellings": "The Times\nTimes of the river",
    "home_page": "https://river-times.example/",
}


def article(_user: User, body: Body) -> dict[str, Any]:
    return {"uuid": an_article(body).uuid}


def capture(_user: User, body: Body) -> dict[str, Any]:
    return {"uuid": dump(body).uuid}


def being_read(_user: User, body: Body) -> dict[str, Any]:
    made = dump(body)
    Capture.objects.filter(pk=made.pk).update(state="reading")
    return {"uuid": made.uuid}


def kept(user: User, body: Body) -> dict[str, Any]:
    """With its original in the vault, seen by its body alone."""
    made = actions.capture_text(f"{DUMP}\n{Capture.objects.count()}", owner=body, by=user)
    Capture.objects.filter(pk=made.pk).update(visibility=Visibility.OWNER)
    return {"uuid": made.uuid}


def promised(_user: User, body: Body) -> dict[str, Any]:
    found = Commitment.objects.filter(article=an_article(body), due_on__isnull=False).first()
    assert found is not None
    return {"uuid": found.article.uuid, "pk": found.pk}


def pair(_user: User, body: Body) -> dict[str, Any]:
    first, second = an_article(body).quotations.order_by("pk")[:2]
    made = Pair.objects.get_or_create(
        first_quotation=first,
        second_quotation=second,
        defaults={"owner": body, "kind": "answers", "origin": "machine", "decision": "suggested"},
    )[0]
    return {"pk": made.pk}


def an_outlet(body: Body) -> Outlet:
    return Outlet.objects.create(owner=body, name_en="River Times", folded=["river times"])


def outlet(_user: User, body: Body) -> dict[str, Any]:
    return {"uuid": an_outlet(body).uuid}


def feed(_user: User, body: Body) -> dict[str, Any]:
    address = f"https://river-times.example/feed/{Feed.objects.count()}"
    return {"uuid": Feed.objects.create(owner=body, outlet=an_outlet(body), address=address).uuid}


def typed_feed(_user: User, body: Body) -> dict[str, Any]:
    address = f"https://river-times.example/new/{Feed.objects.count()}"
    return {"outlet": an_outlet(body).pk, "address": address, "takes": "page", "every": 60, "version": 1}


def pasted(_user: User, body: Body) -> dict[str, Any]:
    return {"text": f"{DUMP}\nAgain {Capture.objects.count()}", "owner": body.pk}


def repeating(user: User, body: Body) -> dict[str, Any]:
    """An article that is said to repeat another one of its body."""
    found = article(user, body)
    again, other = Article.objects.get(**found), Article.objects.get(**article(user, body))
    Republication.objects.filter(article__in=(again, other)).delete()
    Republication.objects.create(article=again, original=other, likeness="near", origin="machine", decision="suggested")
    return found


ROWS = [
    Row("press:articles", READ),
    Row("press:articles_export", READ, lambda _user, _body: {"suffix": "csv"}, sees_all=READ),
    Row("press:numbers", READ),
    Row("press:numbers_export", READ, lambda _user, _body: {"suffix": "csv"}, sees_all=READ),
    Row("press:article", READ, article),
    Row("press:start_clock", EDIT, promised, post={}, status=302),
    Row("press:join_same", EDIT, article),
    Row("press:decide_same", EDIT, repeating, post={"decision": "accepted"}, status=302),
    Row("press:decide_pair", EDIT, pair, post={"decision": "accepted"}, status=302),
    Row("press:add", EDIT, post=pasted, status=302),
    Row("press:captures", READ),
    Row("press:capture", READ, capture),
    Row("press:progress", READ, capture),
    Row("press:reread", EDIT, capture, post={}, status=302),
    Row("press:stop", EDIT, being_read, post={}, status=302),
    Row("press:remove", EDIT, capture, post={"reason": "A person in it asked for it."}, status=302),
    Row("press:original", READ, kept, post={}),
    Row("press:outlets", READ),
    Row("press:add_outlet", EDIT, post=NAMED, status=302),
    Row("press:outlet", READ, outlet),
    Row("press:edit_outlet", EDIT, outlet, post={**NAMED, "version": 1}, status=302),
    Row("press:feeds", READ),
    Row("press:add_feed", EDIT, post=typed_feed, status=302),
    Row("press:feed", READ, feed),
    Row("press:edit_feed", EDIT, feed, post=typed_feed, status=302),
    Row("press:ask_feed", EDIT, feed, post={}, status=302),
]
