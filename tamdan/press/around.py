"""Recommendations and the press, seen from either side: a person accepted that an article bears on a recommendation.

The public sees released words alone; people who read the press see the articles too, suggestions among them.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.panels import Panel
from tamdan.links.enums import Decision
from tamdan.links.models import Link
from tamdan.press.access import can_read
from tamdan.press.bearing_shown import recommendations_of
from tamdan.press.linking import KIND, RECOMMENDATION
from tamdan.press.listed import all_shown, ready
from tamdan.press.models import Article, Release
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.rows import best_text

MOST = 5


def of_recommendation(user: Viewer, recommendation: Recommendation) -> dict[str, Any] | None:
    """Released words of articles that bear on it; for readers of the press those articles. One query for visitors where there is
    nothing, two where there is."""
    links = Link.objects.filter(from_kind=KIND, to_kind=RECOMMENDATION, to_id=recommendation.pk)
    accepted = links.filter(decision=Decision.ACCEPTED, from_id=OuterRef("quotation__article_id"))
    released = list(ready(Release.objects.public().filter(Exists(accepted))).order_by("-said_on", "-pk")[:MOST])
    articles = _articles(user, links) if can_read(user) else []
    if not released and not articles:
        return None
    return {"quotations": all_shown(released), "articles": articles}


def _articles(user: Viewer, links: Any) -> list[tuple[Article, Link]]:
    """The newest articles that this person may see, each with what was decided about it."""
    standing = links.exclude(decision=Decision.REFUSED)
    rows = Article.objects.visible_to(user).standing().filter(Exists(standing.filter(from_id=OuterRef("pk"))))
    found = list(
        rows.select_related("outlet").defer("text", "signature", "bands", "skipped").order_by("-day", "-pk")[: 2 * MOST]
    )
    by_article = (
        {link.from_id: link for link in standing.filter(from_id__in=[one.pk for one in found])} if found else {}
    )
    return [(one, by_article[one.pk]) for one in found]


def of_quotation(release: Release) -> list[tuple[Recommendation, str, Any]]:
    """The public recommendations that its article bears on, each with its title and words. Three queries where there are any."""
    links = Link.objects.filter(from_kind=KIND, from_id=release.quotation.article_id, to_kind=RECOMMENDATION)
    ids = links.filter(decision=Decision.ACCEPTED).values_list("to_id", flat=True)[:MOST]
    rows = recommendations_of(AnonymousUser(), ids) if ids else {}
    known = table()
    return [(one, title_of(one, known), best_text(one)) for one in rows.values()]


PANELS = [
    Panel("recommendations.Recommendation", _("In the press"), of_recommendation, "press/_around.html", order=30),
]
