"""Rows of the permission matrix of what articles bear on, of names, and of others on the same question."""

from typing import Any

from tamdan.accounts.models import User
from tamdan.institutions.models import Body
from tamdan.links.models import Tag
from tamdan.press.linking import KIND
from tamdan.press.models import Article, Naming
from tamdan.press.tests.matrix_people import EDIT, article, card
from tamdan.press.tests.people import an_article, in_office, quotation, works
from tests.matrix import Row


def theme(article: Article, **more: Any) -> Tag:
    """A suggested one."""
    values = {
        "kind": KIND,
        "object_id": article.pk,
        "scheme": "theme",
        "code": "housing",
        "reason": "housing",
        "confidence": 0.5,
    }
    return Tag.objects.create(**{**values, "origin": "machine", "decision": "suggested", **more})


def suggested(_user: User, body: Body) -> dict[str, Any]:
    found = an_article(body)
    return {"uuid": found.uuid, "key": f"g{theme(found).pk}"}


def naming(_user: User, body: Body) -> dict[str, Any]:
    """A name that may be the minister's."""
    an_article(body)
    made, _new = Naming.objects.get_or_create(
        owner=body, folded="tomas beren", person=in_office("Tomas Beren", "Minister", works()),
        defaults={
            "name": "Tomas Beren", "visibility": "staff", "origin": "machine", "decision": "suggested", "reason": "same-letters",
            "confidence": 0.9,
        },
    )  # fmt: skip
    Naming.objects.filter(pk=made.pk).update(decision="suggested", decided_by=None, decided_at=None)
    return {"pk": made.pk}


def statement(_user: User, body: Body) -> dict[str, Any]:
    found = quotation(an_article(body), "Only 125 families")
    return {"uuid": found.article.uuid, "key": f"q{found.pk}"}


def other(_user: User, body: Body) -> dict[str, Any]:
    return {"other": f"q{quotation(an_article(body), '212 families').pk}", "kind": "contradicts"}


ROWS = [
    Row("press:bearings", EDIT),
    Row("press:targets", EDIT),
    Row("press:names_settled", EDIT),
    Row("press:settle_name", EDIT, make=naming, post={"seen": "suggested", "decision": "accepted"}, status=302),
    Row("press:bear", EDIT, make=suggested, post={"seen": "suggested", "decision": "accepted"}, status=302),
    Row("press:add_bearing", EDIT, make=article, post={"who": "theme:housing"}, status=302),
    Row("press:others", EDIT, make=card),
    Row("press:pair", EDIT, make=statement, post=other, status=302),
]
