"""Pages for the walks over the whole system (tests/pages.py)."""

import datetime

from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.links.actions import Ends, link
from tamdan.links.enums import Predicate
from tamdan.recommendations import actions, lineage
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Position, Stated, TextKind
from tamdan.recommendations.models import Disagreement, NearCase, Recommendation
from tamdan.recommendations.tests import pages_hand
from tamdan.recommendations.tests.doubting import disagreeing, near
from tamdan.recommendations.tests.register import add_source, add_text, make, revise
from tamdan.search.actions import index_records
from tests.cast import Cast
from tests.pages import Page, person

PARAGRAPH = {"symbol": "A/HRC/99/7", "paragraph": "118.42"}


def a_story(cast: Cast) -> Recommendation:
    """A recommendation with all that its page can show."""
    found = Recommendation.objects.filter(**PARAGRAPH).first()
    if found:
        return found
    made = make(
        cast.committee,
        **PARAGRAPH,
        by=("JPN", "PER"),
        themes=("education",),
        groups=("children",),
        date=datetime.date(2024, 5, 8),
    )
    official = made.texts.get()
    add_text(made, "km", "ធានាឱ្យជនជាប់ឃុំបានជួបមេធាវី", TextKind.TRANSLATION, translated_from=official.digest)
    add_source(made, state="FJI", by=["JPN"], position="supported")
    revise(made, datetime.date(2024, 9, 26), Position.SUPPORTED, Stated.ACCEPTED, "A/HRC/99/7/Add.1")
    revise(made, datetime.date(2025, 1, 20), Position.NOTED)
    index_records(KIND, [made.pk])
    return made


def detail(cast: Cast) -> str:
    return reverse("recommendations:detail", args=[a_story(cast).pk])


def register(cast: Cast) -> str:
    a_story(cast)
    return f"{reverse('recommendations:register')}?q=lawyer&state=FJI"


def waiting(cast: Cast) -> str:
    if not Recommendation.objects.filter(state_id="TCD").exists():
        make(cast.committee, "Internal so far", state_id="TCD", visibility=Visibility.STAFF)
        make(cast.committee, "Published by one act", state_id="PER", visibility=Visibility.STAFF)
        actions.publish_review("PER", 18, owner=cast.committee, by=person("secretary", cast))
    return reverse("recommendations:publish")


def a_review(cast: Cast) -> str:
    waiting(cast)
    return reverse("recommendations:publish_review", args=[cast.committee.code, "TCD", 18])


def of_a_state(cast: Cast) -> str:
    a_story(cast)
    return reverse("recommendations:state", args=["FJI"])


def states(cast: Cast) -> str:
    a_story(cast)
    return reverse("recommendations:states")


def history(cast: Cast) -> str:
    made = a_story(cast)
    Recommendation.objects.filter(pk=made.pk).update(paragraph="118.43")
    Recommendation.objects.filter(pk=made.pk).update(paragraph="118.42")
    return reverse("recommendations:history", args=[made.pk])


def asked_twice(cast: Cast) -> Recommendation:
    """A demand that was supported, came again in other words and was only noted, and one of the same words."""
    later = a_story(cast)
    if not Recommendation.objects.filter(state_id="FJI", session=6).exists():
        earlier = make(
            cast.committee, "Ensure that detained persons meet a lawyer", session=6, cycle=1, themes=("education",)
        )
        make(cast.committee, "Guarantee that every detained person meets a doctor", session=6, cycle=1)
        Recommendation.objects.filter(pk=later.pk).update(position=Position.NOTED)
        ends = Ends(lineage.KIND, later.pk, earlier.pk, Predicate.REPEATS)
        link(ends, owner_id=cast.committee.pk, by=person("secretary", cast), about=later)
    return later


def same(cast: Cast) -> str:
    return reverse("recommendations:same", args=[asked_twice(cast).pk])


def turns(cast: Cast) -> str:
    asked_twice(cast)
    return f"{reverse('recommendations:turns')}?state=FJI"


def comparison(cast: Cast) -> str:
    asked_twice(cast)
    return f"{reverse('recommendations:compare')}?state_a=FJI&cycle_a=1&state_b=FJI&cycle_b=2"


def about(cast: Cast) -> str:
    asked_twice(cast)
    make(cast.committee, "Another one to another State", state_id="TCD")
    return reverse("recommendations:about", args=["by", "JPN"])


def near_pair(cast: Cast) -> str:
    if not NearCase.objects.exists():
        near(cast.committee, state_id="PER")
    return reverse("recommendations:near")


def contested(cast: Cast) -> str:
    if not Disagreement.objects.exists():
        disagreeing(cast.committee)
    return reverse("recommendations:disagreements")


PAGES = [
    *pages_hand.PAGES,
    Page("recommendations-near", near_pair, who="secretary"),
    Page("recommendations-disagreements", contested, who="secretary"),
    Page(
        "recommendations-split", lambda cast: reverse("recommendations:split", args=[a_story(cast).pk]), who="secretary"
    ),
    Page(
        "recommendations-join", lambda cast: reverse("recommendations:join", args=[a_story(cast).pk]), who="secretary"
    ),
    Page("recommendations-same", same, who="secretary"),
    Page("recommendations-turns", turns),
    Page("recommendations-compare", comparison),
    Page("recommendations-compare-form", lambda _cast: f"{reverse('recommendations:compare')}?state_a=FJI"),
    Page("recommendations-about", about),
    Page("recommendations-register", register),
    Page("recommendations-nothing-found", lambda _cast: f"{reverse('recommendations:register')}?q=zzzzzz"),
    Page("recommendations-register-office", register, who="secretary"),
    Page("recommendations-detail", detail),
    Page("recommendations-states", states),
    Page("recommendations-state", of_a_state),
    Page("recommendations-state-empty", lambda _cast: reverse("recommendations:state", args=["VNM"])),
    Page("recommendations-history", history, who="secretary"),
    Page("recommendations-publish", waiting, who="secretary"),
    Page("recommendations-publish-review", a_review, who="secretary"),
]
