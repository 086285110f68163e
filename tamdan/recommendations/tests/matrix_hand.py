"""Rows of the permission matrix for the pages where people type recommendations and change them."""

from tamdan.core.access import Visibility
from tamdan.links.models import Tag
from tamdan.recommendations import tagging, texts
from tamdan.recommendations.access import EDITORS, PUBLISHERS
from tamdan.recommendations.answering import Answer, add, add_to_many
from tamdan.recommendations.tests.register import TEXT, make
from tests.matrix import Row

EDIT = frozenset(map(str, EDITORS))
PASTE = frozenset(map(str, PUBLISHERS))


def internal(_user, body, **columns):
    return make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER, **columns)


def of_body(user, body):
    return {"number": internal(user, body).pk}


def with_public_part(user, body):
    """What is public itself would answer 403 to those of other bodies, because they see it."""
    made = internal(user, body)
    make(body, "Its part", parent=made, part="a")
    return {"number": made.pk}


def answered(user, body):
    made = internal(user, body)
    return {"number": made.pk, "pk": add(made, Answer(recorded="noted"), by=user).pk}


def translated(user, body):
    made = internal(user, body)
    return {"number": made.pk, "pk": texts.translate(made, language="km", text="ធានា", translator="", by=user).pk}


def tagged(user, body):
    made = internal(user, body)
    tagging.tag(made, [("theme", "education")], reason="Schools", by=user)
    return {"number": made.pk, "pk": Tag.objects.get(object_id=made.pk).pk}


def suggested(user, body):
    found = tagged(user, body)
    Tag.objects.filter(pk=found["pk"]).update(decision="suggested")
    return found


def several(user, body):
    return {"pk": add_to_many([internal(user, body).pk], Answer(recorded="noted"), by=user).pk}


ROWS = [
    Row("recommendations:add", EDIT),
    Row("recommendations:paste", PASTE),
    Row("recommendations:several", EDIT, make=lambda _user, _body: {"act": "position"}, sees_all=EDIT),
    Row("recommendations:several_undo", EDIT, make=several, post={}, status=302),
    Row("recommendations:publish_one", EDIT, make=of_body, post={}, status=302),
    Row("recommendations:withdraw_one", EDIT, make=with_public_part, post={}, status=302),
    Row("recommendations:revise", EDIT, make=of_body),
    Row("recommendations:positions", EDIT, make=of_body),
    Row("recommendations:position", EDIT, make=answered),
    Row("recommendations:position_remove", EDIT, make=answered, post={}, status=302),
    Row("recommendations:texts", EDIT, make=of_body),
    Row("recommendations:text_review", EDIT, make=translated, post={}, status=302),
    Row("recommendations:text_remove", EDIT, make=translated, post={}, status=302),
    Row("recommendations:tags", EDIT, make=of_body),
    Row("recommendations:tag_remove", EDIT, make=tagged),
    Row("recommendations:tag_decide", EDIT, make=suggested, post={"decision": "accepted"}, status=302),
]
