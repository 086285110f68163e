"""Erasing: a capture with everything read out of it, and captures whose original was erased."""

from collections.abc import Sequence

from django.db.models import Q

from tamdan.press.models import Article, Capture, Commitment, Figure, Mention, Quotation
from tamdan.vault.actions import erase as erase_file

FILE = "vault.file"


def erase_capture(pk: str) -> list[tuple[str, str]]:
    """Remove a capture, its articles and what stands in them, and its original unless another capture comes from it too.

    Gives (kind, id) of each removed record.
    """
    capture = Capture.objects.get(pk=pk)
    articles = Article.objects.filter(capture=capture)
    gone = [("press.capture", pk), *(("press.article", str(one)) for one in articles.values_list("pk", flat=True))]
    for model in (Quotation, Figure, Commitment, Mention):
        rows = model.objects.filter(article__in=articles)
        gone += [(model._meta.label_lower, str(one)) for one in rows.values_list("pk", flat=True)]
    file = capture.file_id
    capture.delete()
    if file and not Capture.objects.filter(file=file).exists():
        gone += erase_file(str(file))
    return gone


def forget_files(erased: Sequence[tuple[str, str]]) -> None:
    """When an original is erased, its captures keep the digest and lose their text; their articles stay as they were read."""
    files = [int(pk) for kind, pk in erased if kind == FILE]
    if files:
        Capture.objects.filter(Q(file__in=files) | Q(file__original__in=files)).update(file=None)
