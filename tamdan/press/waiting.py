"""What waits in the reading queue, narrowed as the list of articles is: by capture, outlet, month, language, kind, theme and words."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

from django.db.models import Q
from django.http import HttpRequest

from tamdan.core.access import Viewer, reach_of
from tamdan.core.narrowing import Facet
from tamdan.press.articles_list import Question
from tamdan.press.articles_page import facets
from tamdan.press.joining import STANDS_FOR
from tamdan.press.models import Article
from tamdan.press.models.articles import ArticleQuerySet

FACETS = ("capture", "outlet", "theme", "month", "language", "kind")
ORDER = ("day", "pk")


@dataclass(frozen=True)
class Waiting(Question):
    """The question of the list, asked of articles about human rights that nobody of the person's bodies has looked through."""

    @classmethod
    def asked_by(cls, request: HttpRequest) -> Self:
        return cls.of(request.GET)

    @property
    def address(self) -> str:
        """What addresses of the queue carry along, so that the next article is one of those that were asked for."""
        asked = self.as_query()
        return f"?{asked}" if asked else ""

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the form that narrows carries along."""
        return [("q", self.q)] if self.q else []

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What the form of the words carries along."""
        return [pair for pair in parse_qsl(self.as_query()) if pair[0] != "q"]

    def rows(self, user: Viewer, *, without: str = "") -> ArticleQuerySet:
        """Not those for which another article stands."""
        return self._all(user, without).exclude(STANDS_FOR)

    def repeated(self, user: Viewer) -> int:
        """How many do not wait because another article stands for them."""
        return self._all(user).filter(STANDS_FOR).count()

    def _all(self, user: Viewer, without: str = "") -> ArticleQuerySet:
        waits = super().rows(user, without=without).waiting()
        return waits.filter(is_relevant=True, owner__in=reach_of(user).bodies, capture__removed_at__isnull=True)

    def next_after(self, user: Viewer, article: Article) -> Article | None:
        """The oldest comes first; after the end of the queue its beginning again."""
        rows = self.rows(user).exclude(pk=article.pk).order_by(*ORDER)
        behind = rows.filter(Q(day__gt=article.day) | Q(day=article.day, pk__gt=article.pk))
        return behind.first() or rows.first()

    def facets(self, user: Viewer) -> list[Facet]:
        return facets(user, self, FACETS)
