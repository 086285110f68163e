"""What the search index holds of an article: its words in its language, for those who may see it. Nothing of it is public."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy

from tamdan.press.models import Article
from tamdan.search.sources import Draft, Source

KIND = "press_article"
MOST = 60_000
"""Letters of an article that are indexed."""


def drafts(ids: Iterable[int] | None) -> Iterator[Draft]:
    """Drafts of the named articles, of all for None; what was removed or set aside leaves the index."""
    rows = Article.objects.standing().select_related("outlet").defer("signature", "bands", "skipped").order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for article in rows.iterator(chunk_size=500):
        yield draft_of(article)


def draft_of(article: Article) -> Draft:
    outlet = article.outlet
    names = (outlet.name_en, outlet.name_km) if outlet else (article.outlet_name,)
    return Draft(
        object_id=article.pk,
        language="km" if article.language == "km" else "en",
        title=article.title,
        body=article.text[:MOST],
        names=tuple(filter(None, (*names, article.author))),
        slug=str(article.uuid),
        weight=article.day.toordinal(),
        owner_id=article.owner_id,
        visibility=article.visibility,
        shared_with=tuple(article.shared_with),
    )


SOURCE = Source(kind=KIND, label=gettext_lazy("Press articles"), drafts=drafts, url_name="press:article", order=60)
