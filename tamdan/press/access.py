"""Who may do what in the press room. Records come from ``visible_to``: what was read is for staff until somebody releases it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.institutions.models import Body
from tamdan.press.models import Article, Capture, Commitment, Feed, Outlet, Pair

READERS = (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.CASE_OFFICER, Role.MONITOR, Role.RIGHTS_GROUP, Role.AUDITOR)
"""Who finds the press in the menu and opens its pages; each sees what ``visible_to`` gives."""
EDITORS = (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.RIGHTS_GROUP)
"""Who captures, corrects what the reader found, settles names, and keeps outlets and feeds: each for their own body."""


def can_read(user: Viewer) -> bool:
    return bool(roles_of(user) & set(READERS))


def can_add(user: Viewer) -> bool:
    """Capture for one's own body."""
    return bool(reach_of(user).bodies) and bool(roles_of(user) & set(EDITORS))


def can_edit(user: Viewer, record: Article | Capture | Feed | Outlet) -> bool:
    """Correct, decide, settle: a record of one's own body."""
    return record.owner_id in reach_of(user).bodies and bool(roles_of(user) & set(EDITORS))


def own_bodies(user: Viewer) -> QuerySet[Body]:
    """For which a person may capture; Http404 for none."""
    found = Body.objects.filter(pk__in=reach_of(user).bodies).order_by("pk")
    if not found:
        raise Http404
    return found


def article_or_404(user: Viewer, uuid: object) -> Article:
    """Absent, removed and not theirs read alike."""
    articles = Article.objects.visible_to(user).filter(removed_at__isnull=True, capture__removed_at__isnull=True)
    return get_object_or_404(
        articles.select_related("capture__file", "capture__feed", "capture__by", "outlet", "owner"), uuid=uuid
    )


def capture_or_404(user: Viewer, uuid: object) -> Capture:
    """A removed capture keeps its page, which says that it was removed and why, without its text."""
    return get_object_or_404(Capture.objects.visible_to(user).select_related("file", "feed", "by", "owner"), uuid=uuid)


def outlet_or_404(user: Viewer, uuid: object) -> Outlet:
    return get_object_or_404(Outlet.objects.visible_to(user).select_related("country", "owner"), uuid=uuid)


def feed_or_404(user: Viewer, uuid: object) -> Feed:
    return get_object_or_404(Feed.objects.visible_to(user).select_related("outlet", "owner"), uuid=uuid)


def editable_capture_or_404(user: Viewer, uuid: object) -> Capture:
    """Absent and not theirs to see: 404; another body's: 403."""
    found = capture_or_404(user, uuid)
    if not can_edit(user, found):
        raise PermissionDenied
    return found


def editable_outlet_or_404(user: Viewer, uuid: object) -> Outlet:
    found = outlet_or_404(user, uuid)
    if not can_edit(user, found):
        raise PermissionDenied
    return found


def editable_feed_or_404(user: Viewer, uuid: object) -> Feed:
    found = feed_or_404(user, uuid)
    if not can_edit(user, found):
        raise PermissionDenied
    return found


def pair_or_404(user: Viewer, pk: int) -> Pair:
    """A pair of one's own body, to decide about."""
    return get_object_or_404(Pair.objects.filter(owner__in=reach_of(user).bodies), pk=pk)


def commitment_or_404(user: Viewer, uuid: object, pk: int) -> Commitment:
    """What was promised in an article of one's own body; 403 where it is another body's."""
    article = article_or_404(user, uuid)
    if not can_edit(user, article):
        raise PermissionDenied
    return get_object_or_404(
        Commitment.objects.filter(article=article).select_related("voice", "article__owner"), pk=pk
    )
