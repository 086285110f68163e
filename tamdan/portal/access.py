"""Who reaches what somebody follows: whoever holds a link that we signed and mailed to the address, and nobody else."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from tamdan.portal.errors import LinkGone
from tamdan.portal.models import Follow, Follower, FollowQuerySet
from tamdan.recommendations.merging import follow as merged_into
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.selection import Selection

CONFIRM, MINE = "tamdan.portal.confirm", "tamdan.portal.mine"
CONFIRM_WITHIN = datetime.timedelta(days=7)


def confirm_token(follow: Follow) -> str:
    """Proves that its holder reads the mails of the address; for a week."""
    return signing.dumps(follow.pk, salt=CONFIRM)


def mine_token(follower: Follower) -> str:
    """Leads to everything that the address follows, as long as it follows something."""
    return signing.dumps(str(follower.uuid), salt=MINE)


def follow_of(token: str) -> Follow:
    """Raises LinkGone."""
    try:
        number = signing.loads(token, salt=CONFIRM, max_age=CONFIRM_WITHIN)
    except signing.BadSignature as error:
        raise LinkGone from error
    found = Follow.objects.select_related("follower", "recommendation").filter(pk=number).first()
    if found is None:
        raise LinkGone
    return found


def follower_of(token: str) -> Follower:
    """Raises LinkGone."""
    try:
        name = signing.loads(token, salt=MINE)
    except signing.BadSignature as error:
        raise LinkGone from error
    found = Follower.objects.filter(uuid=name).first()
    if found is None:
        raise LinkGone
    return found


def follows_of(follower: Follower) -> FollowQuerySet:
    """Everything that the address follows or was asked to confirm."""
    return follower.follows.select_related("recommendation")


def public_record_or_404(number: int) -> Recommendation:
    """Only what everybody sees can be followed, whoever asks; the number of a record that was merged leads to what it became."""
    rows = Recommendation.objects.visible_to(AnonymousUser()).select_related("state", "mechanism")
    return get_object_or_404(rows.prefetch_related("texts"), pk=merged_into(number) or number)


def is_public(number: int) -> bool:
    """Whether everybody sees this record."""
    return Recommendation.objects.visible_to(AnonymousUser()).filter(pk=number).exists()


def selection_of(query: str) -> Selection:
    """The list that an address names; its order does not matter to who follows it."""
    read = Selection.read(QueryDict(query))
    return Selection(read.text, dict(sorted(read.chosen.items())))


def query_of(selection: Selection) -> str:
    """The same list as a follow keeps it: empty for the whole register."""
    return Selection(selection.text, dict(sorted(selection.chosen.items())), _usual(selection)).as_query().lstrip("?")


def _usual(selection: Selection) -> str:
    return "relevance" if selection.text else "newest"
