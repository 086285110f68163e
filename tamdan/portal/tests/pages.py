from django.urls import reverse
from django.utils import timezone

from tamdan.portal.access import confirm_token, mine_token
from tamdan.portal.models import Follow, Follower
from tests.cast import Cast
from tests.pages import Page


def named(name: str) -> Page:
    def make(_cast: Cast) -> str:
        return reverse(name)

    return Page(f"portal-{name}", make)


def followed(cast: Cast) -> Follower:
    """Somebody who follows a list and was asked to confirm another."""
    made, _new = Follower.objects.get_or_create(address=f"reader@{cast.committee.code}.example.org", language="en")
    for query, confirmed in (("state=KHM&theme=education", timezone.now()), ("q=prison", None)):
        wishes = {"language": "en", "pace": "daily", "confirmed_at": confirmed}
        Follow.objects.update_or_create(follower=made, query=query, recommendation=None, defaults=wishes)
    return made


def to_confirm(cast: Cast) -> str:
    return reverse("follow_confirm", args=[confirm_token(followed(cast).follows.latest("pk"))])


FOLLOWING = [
    Page("portal-follow", lambda _cast: f"{reverse('follow')}?state=KHM&theme=education"),
    Page("portal-follow-office", lambda _cast: reverse("follow"), who="secretary"),
    named("follow_asked"),
    Page("portal-follow-confirm", to_confirm),
    Page("portal-follow-mine", lambda cast: reverse("follow_mine", args=[mine_token(followed(cast))])),
    Page("portal-follow-gone", lambda _cast: reverse("follow_mine", args=["gone"]), status=410),
]
PAGES = [
    *FOLLOWING,
    *(named(name) for name in ("home", "about", "accessibility", "help", "catalogue", "reference", "data")),
    Page("portal-404", lambda _cast: "/en/nowhere/", status=404),
    Page("portal-office-404", lambda _cast: "/en/nowhere/", who="secretary", status=404),
]
