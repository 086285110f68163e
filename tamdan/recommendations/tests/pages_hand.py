"""The pages where people type recommendations and change them, for the walks over the whole system."""

from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.links.models import Tag
from tamdan.recommendations import tagging
from tamdan.recommendations.answering import Answer, add_to_many
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import add_text, make, revise
from tamdan.recommendations.tests.test_answers import JANUARY
from tests.cast import Cast
from tests.pages import Page, person

WORDS = "Translate the law on juvenile justice into every language that is spoken in the country"


def one(cast: Cast) -> Recommendation:
    """An internal record that a translation, a tag and two answers hang on."""
    found = Recommendation.objects.filter(symbol="A/HRC/98/1").first()
    if found:
        return found
    made = make(
        cast.committee, WORDS, symbol="A/HRC/98/1", paragraph="7.1", visibility=Visibility.STAFF, state_id="KHM"
    )
    add_text(made, "km", "បកប្រែច្បាប់", TextKind.TRANSLATION, translated_from="e" * 64)
    revise(made, JANUARY, "under_consideration", document="A/HRC/98/1")
    act = [made.pk, make(cast.committee, "Another of the same review", state_id="KHM").pk]
    add_to_many(act, Answer("noted", "rejected", JANUARY, "A/HRC/98/1/Add.1"), by=person("secretary", cast))
    tagging.tag(made, [("theme", "education")], reason="It speaks of children", by=person("secretary", cast))
    Tag.objects.create(
        kind="recommendations.recommendation", object_id=made.pk, scheme="group", code="children", origin="machine",
        decision="suggested", confidence=0.6,
    )  # fmt: skip
    return made


def page(name: str, suffix: str = "") -> Page:
    def make_it(cast: Cast) -> str:
        return reverse(f"recommendations:{name}", args=[one(cast).pk]) + suffix

    return Page(f"recommendations-{name}{'-filled' if suffix else ''}", make_it, who="secretary")


def several(act: str) -> Page:
    def make_it(cast: Cast) -> str:
        one(cast)
        return f"{reverse('recommendations:several', args=[act])}?state=KHM"

    return Page(f"recommendations-several-{act}", make_it, who="secretary")


def a_position(cast: Cast) -> str:
    made = one(cast)
    return reverse("recommendations:position", args=[made.pk, made.positions.order_by("pk")[0].pk])


def a_tag(cast: Cast) -> str:
    made = one(cast)
    return reverse("recommendations:tag_remove", args=[made.pk, Tag.objects.get(object_id=made.pk, scheme="theme").pk])


PAGES = [
    Page("recommendations-add", lambda _cast: reverse("recommendations:add"), who="secretary"),
    Page("recommendations-add-outsider", lambda _cast: reverse("recommendations:add"), who="outsider"),
    Page("recommendations-paste", lambda _cast: reverse("recommendations:paste"), who="secretary"),
    Page(
        "recommendations-detail-office",
        lambda cast: reverse("recommendations:detail", args=[one(cast).pk]),
        who="secretary",
    ),
    Page("recommendations-position", a_position, who="secretary"),
    Page("recommendations-tag-remove", a_tag, who="secretary"),
    page("revise"),
    page("positions"),
    page("texts"),
    page("texts", "?language=km"),
    page("tags"),
    several("position"),
    several("tags"),
]
