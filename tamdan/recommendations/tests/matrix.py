"""This room's rows of the permission matrix."""

from tamdan.core.access import Visibility
from tamdan.recommendations import actions
from tamdan.recommendations.access import PUBLISHERS
from tamdan.recommendations.tests.register import TEXT, make
from tests.matrix import EVERYBODY, SIGNED_IN, Row

PUBLISH = frozenset(map(str, PUBLISHERS))


def of_body(_user, body, **more):
    return {"number": make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER).pk, **more}


def as_bibtex(user, body):
    return of_body(user, body, kind="bib")


def of_review(_user, body):
    make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER)
    return {"owner": body.code, "code": "FJI", "session": 18}


def published(user, body):
    of_review(user, body)
    return {"pk": actions.publish_review("FJI", 18, owner=body, by=user).pk}


ROWS = [
    Row("recommendations:register", EVERYBODY),
    Row("recommendations:download", EVERYBODY, make=lambda _user, _body: {"kind": "csv"}, sees_all=EVERYBODY),
    Row("recommendations:states", EVERYBODY),
    Row("recommendations:state", EVERYBODY, make=lambda _user, _body: {"code": "FJI"}, sees_all=EVERYBODY),
    Row("recommendations:detail", EVERYBODY, make=of_body, visitor=404),
    Row("recommendations:cite", EVERYBODY, make=as_bibtex, visitor=404),
    Row("recommendations:history", SIGNED_IN, make=of_body),
    Row("recommendations:publish", PUBLISH),
    Row("recommendations:publish_review", PUBLISH, make=of_review),
    Row("recommendations:withdraw", PUBLISH, make=published, post={}, status=302),
]
