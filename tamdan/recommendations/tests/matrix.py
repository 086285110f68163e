"""This room's rows of the permission matrix."""

from tamdan.core.access import Visibility
from tamdan.links.actions import Ends, link
from tamdan.links.enums import Predicate
from tamdan.recommendations import actions, lineage
from tamdan.recommendations.access import DECIDERS, PUBLISHERS
from tamdan.recommendations.doubts import say_same
from tamdan.recommendations.models import Disagreement
from tamdan.recommendations.parts import split
from tamdan.recommendations.tests import matrix_hand
from tamdan.recommendations.tests.doubting import disagreeing, near
from tamdan.recommendations.tests.register import TEXT, make
from tests.matrix import EVERYBODY, SIGNED_IN, Row

PUBLISH = frozenset(map(str, PUBLISHERS))
DECIDE = frozenset(map(str, DECIDERS))


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


def linked(user, body):
    one = make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER)
    other = make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER, session=6, cycle=1)
    ends = Ends(lineage.KIND, one.pk, other.pk, Predicate.REPEATS)
    return {"number": one.pk, "pk": link(ends, owner_id=body.pk, by=user, about=one).pk}


def in_doubt(_user, body):
    return {"pk": near(body).pk}


def contested(_user, body):
    return {"pk": disagreeing(body).pk}


def source_of(_user, body):
    doubt = Disagreement.objects.get(recommendation__owner=body)
    return {"source": doubt.recommendation.sources.first().pk}


def joined(user, body):
    return {"pk": say_same(near(body), versions=None, by=user).pk}


def in_parts(user, body):
    made = make(body, "Open the prisons; train the guards", visibility=Visibility.OWNER)
    split(made, ["Open the prisons", "train the guards"], version=made.version, may_lack_words=False, by=user)
    return {"number": made.pk}


ROWS = [
    *matrix_hand.ROWS,
    Row("recommendations:near", DECIDE),
    Row("recommendations:near_decide", DECIDE, make=in_doubt, post={"decision": "different"}, status=302),
    Row("recommendations:disagreements", DECIDE),
    Row("recommendations:disagreement_settle", DECIDE, make=contested, post=source_of, status=302),
    Row("recommendations:merge_take_back", DECIDE, make=joined, post={}, status=302),
    Row("recommendations:join", DECIDE, make=of_body),
    Row("recommendations:split", DECIDE, make=of_body),
    Row("recommendations:parts_together", DECIDE, make=in_parts, post={}, status=302),
    Row("recommendations:register", EVERYBODY),
    Row("recommendations:download", EVERYBODY, make=lambda _user, _body: {"kind": "csv"}, sees_all=EVERYBODY),
    Row("recommendations:states", EVERYBODY),
    Row("recommendations:state", EVERYBODY, make=lambda _user, _body: {"code": "FJI"}, sees_all=EVERYBODY),
    Row(
        "recommendations:about", EVERYBODY, make=lambda _user, _body: {"facet": "by", "code": "FJI"}, sees_all=EVERYBODY
    ),
    Row("recommendations:compare", EVERYBODY),
    Row(
        "recommendations:compare_download",
        EVERYBODY,
        make=lambda _user, _body: {"kind": "csv"},
        sees_all=EVERYBODY,
        status=404,
    ),
    Row("recommendations:turns", EVERYBODY),
    Row("recommendations:same", PUBLISH, make=of_body),
    Row("recommendations:part", PUBLISH, make=linked, post={}, status=302),
    Row("recommendations:detail", EVERYBODY, make=of_body, visitor=404),
    Row("recommendations:cite", EVERYBODY, make=as_bibtex, visitor=404),
    Row("recommendations:history", SIGNED_IN, make=of_body),
    Row("recommendations:publish", PUBLISH),
    Row("recommendations:publish_review", PUBLISH, make=of_review),
    Row("recommendations:withdraw", PUBLISH, make=published, post={}, status=302),
]
