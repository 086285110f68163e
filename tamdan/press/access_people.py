"""What the queue's and the public's pages fetch: each function is the check of who may reach it."""

from django.shortcuts import get_object_or_404

from tamdan.core.access import Viewer, reach_of
from tamdan.core.models import BulkAct
from tamdan.press import confirming
from tamdan.press.models import Article, Naming, Request, Voice


def request_or_404(uuid: object) -> Request:
    """For whoever holds its address, which nobody can guess; pages show its answer and nothing that was written."""
    return get_object_or_404(Request, uuid=uuid)


def voice_or_404(article: Article, pk: str) -> Voice | None:
    """One of the article, which the caller may change; None where none is named."""
    return get_object_or_404(Voice, article=article, pk=int(pk)) if pk.isdecimal() and len(pk) < 18 else None


def confirmation_or_404(user: Viewer, pk: int) -> tuple[BulkAct, Article]:
    """A confirmation of everything in an article of the person's bodies."""
    act = get_object_or_404(BulkAct, pk=pk, verb=confirming.CONFIRMED_ALL, kind=confirming.KIND)
    owned = Article.objects.filter(owner__in=reach_of(user).bodies)
    return act, get_object_or_404(owned, pk=int(next(iter(act.before))))


def naming_or_404(user: Viewer, pk: int) -> Naming:
    """What a printed name may stand for in the articles of the person's bodies."""
    return get_object_or_404(Naming.objects.filter(owner__in=reach_of(user).bodies), pk=pk)
