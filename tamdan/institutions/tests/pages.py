"""Pages that walks over the whole system visit (tests/pages.py)."""

import datetime

from django.urls import reverse

from tamdan.institutions.enums import FocalRole
from tamdan.institutions.models import Body, FocalPoint, Holding, Person, Post
from tests.cast import Cast
from tests.pages import Page

DAY = datetime.date(2024, 5, 1)


def body_with_everything(cast: Cast) -> str:
    """A ministry with a part, a predecessor, a filled post and all three who answer for it."""
    body = cast.ministry
    director = Person.objects.create(name_en="Sok Dara", name_km="សុខ ដារ៉ា")
    post = Post.objects.create(body=body, label_en="Director", label_km="នាយក")
    Holding.objects.create(post=post, person=director, start=DAY)
    for role in FocalRole:
        FocalPoint.objects.create(body=body, person=director, role=role, start=DAY)
    Body.objects.create(code="t-part", kind="office", name_en="Part", name_km="ផ្នែក", parent=body)
    Body.objects.create(
        code="t-before", kind="ministry", name_en="Ministry of Before", name_km="ក្រសួងមុន", end=DAY, successor=body
    )
    return reverse("institutions:detail", args=[body.code])


PAGES = [
    Page("institutions-list", lambda _cast: reverse("institutions:list"), who="secretary"),
    Page("institutions-none", lambda _cast: f"{reverse('institutions:list')}?q=nothing-is-called-so", who="auditor"),
    Page("institutions-body", body_with_everything, who="secretary"),
    Page("institutions-edit", lambda cast: reverse("institutions:edit", args=[cast.ministry.code]), who="secretary"),
    Page("institutions-add", lambda _cast: reverse("institutions:add"), who="secretary"),
    Page("institutions-succeed", lambda cast: reverse("institutions:succeed", args=["t-rights"]), who="secretary"),
]
