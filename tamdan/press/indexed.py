"""What the search index holds of a released quotation: its words, found by the speaker's names and offices in both languages."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy

from tamdan.core.access import Visibility
from tamdan.press.listed import ready
from tamdan.press.models import Release
from tamdan.press.releasing import KIND
from tamdan.search.sources import Draft, Source


def drafts(ids: Iterable[int] | None) -> Iterator[Draft]:
    """Drafts of what is public alone; whatever else was asked for leaves the index."""
    rows = ready(Release.objects.public()).order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for release in rows.iterator(chunk_size=2000):
        yield Draft(
            object_id=release.pk,
            language=release.language,
            title=_title(release),
            body=release.quotation.exact,
            names=tuple(_names(release)),
            slug=str(release.uuid),
            weight=release.said_on.toordinal(),
            owner_id=release.owner_id,
            visibility=Visibility.PUBLIC,
        )


def _title(release: Release) -> str:
    """In English where there is such a name, as every title of the index; pages show the reader's language."""
    speaker = release.person or release.body
    return speaker.name_en or speaker.name_km


def _names(release: Release) -> Iterator[str]:
    for one in (release.person, release.body):
        yield from ((one.name_en, one.name_km) if one else ())
    if release.post:
        yield from (release.post.label_en, release.post.label_km)
    article = release.quotation.article
    if article.outlet:
        yield from (article.outlet.name_en, article.outlet.name_km)


def titles(ids: list[int]) -> dict[int, str]:
    """By id: who spoke and in which office, in the reader's language."""
    rows = ready(Release.objects.public().filter(pk__in=ids))
    return {one.pk: f"{one.speaker}, {one.office}".removesuffix(", ") for one in rows}


SOURCE = Source(
    kind=KIND,
    label=gettext_lazy("Words in the press"),
    drafts=drafts,
    url_name="quotations:detail",
    order=20,
    titles=titles,
)
