"""Which articles are the same article elsewhere: what the reader suggests is decided by a person, and a person joins what it cannot see,
such as two languages of one post."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.ledger import record
from tamdan.links.enums import Decision, Origin
from tamdan.press.deciding import turn
from tamdan.press.enums import Likeness
from tamdan.press.errors import JoinedToItself
from tamdan.press.models import Article, Republication

DECIDED, JOINED = "press.republication.decided", "press.republication.joined"
STANDS_FOR = Q(republication__decision=Decision.ACCEPTED) | Q(
    republication__decision=Decision.SUGGESTED, republication__likeness=Likeness.SAME
)
"""Articles for which another one stands: joined by a person, or the same words and nobody said that they are not."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class JoinForm(forms.Form):
    """The other article, by the address of its page here."""

    other = forms.CharField(
        label=_("The other article"),
        help_text=_("Copy the address of its page here, for example from another window."),
        max_length=500,
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean_other(self) -> Article:
        typed = _UUID.search(self.cleaned_data["other"])
        own = Article.objects.standing().filter(owner=self.article.owner_id)
        found = own.filter(uuid=UUID(typed.group())).first() if typed else None
        if found is None:
            raise forms.ValidationError(
                _("Your body has no article at this address. Open the other article and copy its address.")
            )
        return found


@transaction.atomic
def decide(found: Republication, decision: str, *, by: Any) -> Republication:
    """Accept or refuse that one article repeats another, or turn an earlier decision round. Raises AlreadyDecided."""
    held = turn(found, decision, by=by)
    record(DECIDED, held, by=by, about=held.article, detail={"decision": decision})
    return held


@transaction.atomic
def join(article: Article, other: Article, *, by: Any) -> Republication:
    """A person says that both are one article; the earlier one heads their group. Raises JoinedToItself."""
    list(Article.objects.select_for_update(of=("self",)).filter(pk__in=(article.pk, other.pk)).order_by("pk"))
    heads = sorted({head_of(article), head_of(other)}, key=lambda one: one.pk)
    if len(heads) < 2:
        raise JoinedToItself
    head, joined = heads
    likeness = Likeness.VERSION if head.language != joined.language else Likeness.NEAR
    own = {
        "original": head,
        "likeness": likeness,
        "decision": Decision.ACCEPTED,
        "decided_by": by,
        "decided_at": timezone.now(),
    }
    Republication.objects.filter(original=joined).update(original=head)
    made, _new = Republication.objects.update_or_create(
        article=joined, defaults=own, create_defaults={**own, "origin": Origin.PERSON}
    )
    record(JOINED, made, by=by, about=joined)
    return made


def head_of(article: Article) -> Article:
    """The first article of its group, as people decided."""
    found = Republication.objects.filter(article=article, decision=Decision.ACCEPTED).select_related("original").first()
    return found.original if found else article


def group_of(article: Article) -> Q:
    """What belongs to the same article elsewhere, itself included, as a condition on articles."""
    head = head_of(article)
    return Q(pk=head.pk) | Q(republication__original=head, republication__decision=Decision.ACCEPTED) | Q(pk=article.pk)
