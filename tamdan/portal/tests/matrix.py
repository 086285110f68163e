"""The portal's rows of the permission matrix: everything here is everybody's."""

from django.utils import timezone

from tamdan.core.access import Visibility
from tamdan.portal.access import confirm_token, mine_token
from tamdan.portal.models import Follow, Follower
from tamdan.recommendations.tests.register import TEXT, make
from tests.matrix import EVERYBODY, Row


def of_table(_user, _body):
    return {"name": "states", "kind": "csv"}


def a_follow(user, body):
    follower, _new = Follower.objects.get_or_create(address=f"{user.pk}@{body.code}.example.org", language="en")
    return Follow.objects.create(follower=follower, query=f"q={timezone.now()}", language="en", pace="daily")


def to_confirm(user, body):
    return {"token": confirm_token(a_follow(user, body))}


def of_follower(user, body):
    return {"token": mine_token(a_follow(user, body).follower)}


def of_record(_user, body):
    return {"number": make(body, f"{TEXT} {body.code}", visibility=Visibility.PUBLIC).pk}


ROWS = [
    *(Row(name, EVERYBODY) for name in ("home", "about", "accessibility", "help", "catalogue", "reference", "data")),
    Row("start", EVERYBODY, status=302),
    Row("robots", EVERYBODY),
    Row("security_contact", EVERYBODY, status=404),  # the suite's installation names no address
    Row("data_catalogue", EVERYBODY),
    Row("data_package", EVERYBODY, lambda _user, _body: {"name": "states"}, EVERYBODY),
    Row("data_table", EVERYBODY, of_table, EVERYBODY),
    *(Row(name, EVERYBODY) for name in ("feed", "follow", "follow_asked")),
    Row("record_feed", EVERYBODY, of_record, EVERYBODY),
    Row("follow_confirm", EVERYBODY, to_confirm, EVERYBODY),
    Row("follow_mine", EVERYBODY, of_follower, EVERYBODY),
]
