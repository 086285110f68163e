"""Rows of the permission matrix of the reading queue, of releasing, and of the public pages."""

from typing import Any

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.core.models import BulkAct
from tamdan.institutions.models import Body
from tamdan.links.enums import Decision, Origin
from tamdan.press.access import EDITORS
from tamdan.press.asking import Wish, ask
from tamdan.press.confirming import confirm_all
from tamdan.press.models import Pair, Release
from tamdan.press.releasing import question_of, release
from tamdan.press.tests.people import an_article, complete, dump, in_office, quotation, released, said_in_office, works
from tamdan.press.views_release import RELEASERS
from tests.cast import make_user
from tests.matrix import EVERYBODY, Row

EDIT, RELEASE = frozenset(map(str, EDITORS)), frozenset(map(str, RELEASERS))


def article(_user: User, body: Body) -> dict[str, Any]:
    return {"uuid": an_article(body).uuid}


def card(_user: User, body: Body) -> dict[str, Any]:
    """One with a former state, so that a change can be taken back."""
    found = quotation(an_article(body), "212 families")
    found.version = 2
    found.save()
    return {"uuid": found.article.uuid, "key": f"q{found.pk}"}


def confirmed(user: User, body: Body) -> dict[str, Any]:
    act: BulkAct = confirm_all(an_article(body), version=1, by=user)
    return {"pk": act.pk}


def to_release(user: User, body: Body) -> dict[str, Any]:
    return {
        "pk": said_in_office(an_article(body), "212 families", in_office("Tomas Beren", "Minister", works()), user).pk
    }


def public(user: User, body: Body) -> dict[str, Any]:
    return {"uuid": released(body, user).uuid}


def marked(_user: User, body: Body) -> dict[str, Any]:
    """Asked for by somebody else, so that the person may be the second one."""
    other = User.objects.filter(email="monitor.t-works@example.org").first() or make_user(works(), Role.MONITOR)
    found = said_in_office(an_article(body), "charged the wife", in_office("Mara Tolund", "Director", works()), other)
    return {"uuid": release(found, question_of(found).standings[0].code, by=other).uuid}


def asked(user: User, body: Body) -> dict[str, Any]:
    wish = Wish("correction", "The number is wrong.")
    return {"uuid": ask(released(body, user), wish, language="en", solution="").uuid}


def person(user: User, body: Body) -> dict[str, Any]:
    return {"uuid": released(body, user).person.uuid}


def pair(user: User, body: Body) -> dict[str, Any]:
    one: Release = released(body, user)
    two = said_in_office(one.quotation.article, "125 families", in_office("Mara Tolund", "Director", works()), user)
    release(two, question_of(two).standings[0].code, by=user)
    first, second = sorted((one.quotation_id, two.pk))
    made, _new = Pair.objects.update_or_create(
        first_quotation_id=first, second_quotation_id=second,
        defaults={"kind": "contradicts", "origin": Origin.PERSON, "decision": Decision.ACCEPTED, "owner": body},
    )  # fmt: skip
    return {"pk": made.pk}


def joinable(_user: User, body: Body) -> dict[str, Any]:
    return {"uuid": complete(dump(body).articles.order_by("start_line").first()).uuid}


ONE = {"version": 1}
ROWS = [
    Row("press:queue", EDIT),
    Row("press:pairs", EDIT),
    Row("press:names", EDIT),
    Row("press:read", EDIT, make=article),
    Row("press:confirm_all", EDIT, make=article, post=ONE, status=302),
    Row("press:unconfirm", EDIT, make=confirmed, post={}, status=302),
    Row("press:finish", EDIT, make=article, post={**ONE, "decision": "accepted"}, status=302),
    Row("press:describe", EDIT, make=article),
    Row("press:split", EDIT, make=article, post={**ONE, "line": 8}, status=302),
    Row("press:join", EDIT, make=joinable, post=ONE, status=302),
    Row("press:add_passage", EDIT, make=article, post={"words": "the count was wrong", "kind": "indirect"}, status=302),
    Row("press:decide", EDIT, make=card, post={"version": 2, "decision": "accepted"}, status=302),
    Row("press:voice", EDIT, make=card, post={"version": 2, "voice": ""}, status=302),
    Row("press:side", EDIT, make=card, post={"seen": "government", "side": "expert"}, status=302),
    Row("press:place", EDIT, make=card, post={"version": 2, "words": "All 212 families"}, status=302),
    Row("press:kind", EDIT, make=card, post={"version": 2, "kind": "indirect"}, status=302),
    Row("press:back", EDIT, make=card, post={"version": 2}, status=302),
    Row("press:passage_history", EDIT, make=card),
    Row("press:releases", RELEASE),
    Row("press:release", RELEASE, make=to_release),
    Row("press:second", RELEASE, make=marked),
    Row("press:agree", RELEASE, make=marked, post={}, status=302),
    Row("press:refuse", RELEASE, make=marked, post={}, status=302),
    Row("press:withdraw", RELEASE, make=public, post={}, status=302),
    Row("press:requests", RELEASE),
    Row("press:request", RELEASE, make=asked),
    *(Row(f"quotations:{name}", EVERYBODY) for name in ("list", "feed", "timeline", "sides", "pairs", "log")),
    Row("quotations:pair", EVERYBODY, make=pair, sees_all=EVERYBODY),
    Row("quotations:person", EVERYBODY, make=person, sees_all=EVERYBODY),
    Row("quotations:asked", EVERYBODY, make=asked, sees_all=EVERYBODY),
    Row("quotations:detail", EVERYBODY, make=public, sees_all=EVERYBODY),
    Row(
        "quotations:cite",
        EVERYBODY,
        make=lambda user, body: {**public(user, body), "suffix": "ris"},
        sees_all=EVERYBODY,
    ),
    Row("quotations:ask", EVERYBODY, make=public, sees_all=EVERYBODY),
]
