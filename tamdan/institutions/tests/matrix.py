"""This room's rows of the permission matrix."""

import datetime

from tamdan.core import bulk
from tamdan.institutions.access import CONFIRMED_MANY, EDITORS
from tamdan.institutions.enums import FocalRole
from tamdan.institutions.models import Body, FocalPoint, Holding, Person, Post
from tests.matrix import SIGNED_IN, STAFF, Row

EDIT = frozenset(EDITORS)
DAY = datetime.date(2024, 5, 1)


def of_body(_user, body):
    return {"code": body.code}


def of_post(_user, body):
    return {"code": body.code, "pk": Post.objects.create(body=body, label_en="Director").pk}


def of_holding(_user, body):
    post = Post.objects.create(body=body, label_en="Director")
    person = Person.objects.create(name_en="Somebody")
    return {"code": body.code, "pk": Holding.objects.create(post=post, person=person, start=DAY).pk}


def of_focal_point(_user, body):
    person = Person.objects.create(name_en="Somebody")
    made = FocalPoint.objects.create(body=body, person=person, role=FocalRole.ALTERNATE, start=DAY)
    return {"code": body.code, "pk": made.pk}


def of_act(user, body):
    chosen = Body.objects.filter(pk=body.pk)
    return {"pk": bulk.change(chosen, verb=CONFIRMED_MANY, by=user, is_confirmed=True).pk}


def chosen(_user, body):
    return {"code": [body.code]}


ROWS = [
    Row("institutions:list", SIGNED_IN),
    Row("institutions:add", EDIT),
    Row("institutions:confirm_many", EDIT, post=chosen, status=302),
    Row("institutions:undo_confirming", EDIT, of_act, EDIT, post={}, status=302),
    Row("institutions:detail", SIGNED_IN, of_body, STAFF),
    Row("institutions:edit", EDIT, of_body, STAFF),
    Row("institutions:confirm", EDIT, of_body, STAFF, post={}, status=302),
    Row("institutions:succeed", EDIT, of_body, STAFF),
    Row("institutions:add_post", EDIT, of_body, STAFF),
    Row("institutions:fill_post", EDIT, of_post, STAFF),
    Row("institutions:end_holding", EDIT, of_holding, STAFF),
    Row("institutions:name_focal_point", EDIT, of_body, STAFF),
    Row("institutions:end_focal_point", EDIT, of_focal_point, STAFF),
]
