"""Erasing: a capture with everything read out of it, captures whose original was erased, and people who once spoke in public."""

from collections.abc import Sequence

from django.db.models import Q

from tamdan.press.documents import KIND
from tamdan.press.enums_release import SpokeAs
from tamdan.press.linking import forget
from tamdan.press.models import (
    Article,
    Capture,
    Commitment,
    Figure,
    Mention,
    Pair,
    Quotation,
    Release,
    Republication,
    Voice,
)
from tamdan.press.releasing import end_of_articles
from tamdan.search.actions import remove
from tamdan.vault.actions import erase as erase_file

FILE = "vault.file"
PERSON = "institutions.person"


def erase_capture(pk: str) -> list[tuple[str, str]]:
    """Remove a capture, its articles and what stands in them, and its original unless another capture comes from it too.

    Gives (kind, id) of each removed record.
    """
    capture = Capture.objects.get(pk=pk)
    articles = Article.objects.filter(capture=capture)
    ids = list(articles.values_list("pk", flat=True))
    end_of_articles(ids, by=None)
    remove(KIND, ids)
    forget(ids)
    gone = [("press.capture", pk), *(("press.article", str(one)) for one in articles.values_list("pk", flat=True))]
    said = Q(first_quotation__article__in=articles) | Q(second_quotation__article__in=articles)
    counted = Q(first_figure__article__in=articles) | Q(second_figure__article__in=articles)
    gone += [("press.pair", str(one)) for one in Pair.objects.filter(said | counted).values_list("pk", flat=True)]
    for model in (Voice, Quotation, Figure, Commitment, Mention, Republication):
        rows = model.objects.filter(article__in=articles)
        gone += [(model._meta.label_lower, str(one)) for one in rows.values_list("pk", flat=True)]
    file = capture.file_id
    capture.delete()
    if file and not Capture.objects.filter(file=file).exists():
        gone += erase_file(str(file))
    return gone


def forget_files(erased: Sequence[tuple[str, str]]) -> None:
    """When an original is erased, its captures keep the digest; the text that was read out of it and the articles stay until the capture
    itself is erased."""
    files = [int(pk) for kind, pk in erased if kind == FILE]
    if files:
        Capture.objects.filter(Q(file__in=files) | Q(file__original__in=files)).update(file=None)


def forget_people(erased: Sequence[tuple[str, str]]) -> None:
    """A release that ended keeps the body for which somebody spoke, not who did. One that is public holds its person: it ends first."""
    people = [int(pk) for kind, pk in erased if kind == PERSON]
    if people:
        ended = Release.objects.filter(person__in=people, ended_at__isnull=False)
        ended.update(spoke_as=SpokeAs.BODY, person=None, post=None)
