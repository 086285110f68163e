"""An article as a whole: everything in it confirmed at once, which can be taken back, and the article itself looked through."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core import bulk
from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.links.enums import Decision
from tamdan.press import documents
from tamdan.press.models import Article, Release
from tamdan.press.screen import MODELS, shown_of
from tamdan.search.actions import index_records

CONFIRMED_ALL = "press.article.confirmed"
UNCONFIRMED = "press.article.unconfirmed"
LOOKED_THROUGH = "press.article.looked_through"
KIND = "press.article"


class ArticleChanged(Conflict):
    code = "article-changed"
    message = _("Somebody changed this article after you opened the page. Open it again, look at it, then decide.")


class HoldsPublicWords(DomainError):
    code = "article-holds-public-words"
    status = 409
    message = _(
        "A quotation of this article is public. Take it back first, then change where the article begins and ends."
    )


def lock_article(article: Article, version: int) -> Article:
    """The row as it is now, locked for this transaction. Raises ArticleChanged."""
    locked = Article.objects.select_for_update(of=("self",)).select_related("capture", "owner").get(pk=article.pk)
    if locked.version != version or locked.removed_at:
        raise ArticleChanged
    return locked


@transaction.atomic
def confirm_all(article: Article, *, version: int, by: Any) -> BulkAct:
    """Confirm every passage of the screen that nobody has looked at; ``unconfirm`` reverses it within 30 days. Raises ArticleChanged and
    ``core.bulk.NothingToChange``."""
    article = lock_article(article, version)
    at, before = timezone.now(), []
    shown, _more = shown_of(article)
    for letter, model in MODELS.items():
        ids = [one.pk for one in shown if isinstance(one, model)]
        rows = model._default_manager.filter(article=article, decision=Decision.SUGGESTED, pk__in=ids)
        for row in rows.select_for_update(of=("self",)).order_by("pk"):
            row.decision, row.decided_by, row.decided_at, row.version = Decision.ACCEPTED, by, at, row.version + 1
            row.save(update_fields=["decision", "decided_by", "decided_at", "version"])
            before.append(f"{letter}{row.pk}")
    act = bulk.note(
        KIND, verb=CONFIRMED_ALL, by=by, before={article.pk: before} if before else {}, after={"at": at.isoformat()}
    )
    record(CONFIRMED_ALL, article, by=by, count=len(before))
    return act


@transaction.atomic
def unconfirm(act: BulkAct, *, by: Any) -> int:
    """Give every passage back that nobody has decided about since; gives how many. Raises AlreadyUndone, TooLateToUndo."""
    act = bulk.close(act, by=by)
    number, (pk, keys) = 0, next(iter(act.before.items()))
    article = Article.objects.select_for_update(of=("self",)).get(pk=int(pk))
    for key in keys:
        row = MODELS[key[0]]._default_manager.filter(pk=int(key[1:]), decision=Decision.ACCEPTED).first()
        if row is None or not row.decided_at or row.decided_at.isoformat() != act.after["at"] or _is_public(row):
            continue
        row.decision, row.decided_by, row.decided_at, row.version = Decision.SUGGESTED, None, None, row.version + 1
        row.save(update_fields=["decision", "decided_by", "decided_at", "version"])
        number += 1
    record(UNCONFIRMED, article, by=by, count=number)
    return number


@transaction.atomic
def look_through(article: Article, decision: str, *, version: int, by: Any) -> Article:
    """Say that the article was looked through (accepted), that it is none (refused), or put it back. Raises ArticleChanged, and
    HoldsPublicWords for one that is none though words of it are public."""
    article = lock_article(article, version)
    if decision == Decision.REFUSED:
        refuse_public(article)
    article.decision = decision
    article.decided_by = None if decision == Decision.SUGGESTED else by
    article.decided_at = None if decision == Decision.SUGGESTED else timezone.now()
    article.version += 1
    article.save(update_fields=["decision", "decided_by", "decided_at", "version"])
    index_records(documents.KIND, [article.pk])
    record(LOOKED_THROUGH, article, by=by, detail={"decision": decision})
    return article


def refuse_public(*articles: Article) -> None:
    """Raises HoldsPublicWords where something of them is public or waits for a second person."""
    if Release.objects.standing().filter(quotation__article__in=articles).exists():
        raise HoldsPublicWords


def _is_public(row: Any) -> bool:
    return hasattr(row, "releases") and row.releases.filter(ended_at__isnull=True).exists()
