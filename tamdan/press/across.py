"""Pairs that are suggested unasked over articles and captures: of each article that was read, the best statement of another mouth in what
others wrote in the months around it, and figures that disagree with theirs. Who repeats an article is no other mouth. A person decides."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from tamdan.links.enums import Decision
from tamdan.press.linking import telling_words
from tamdan.press.models import Article, Capture, Figure, Pair, Quotation, Republication
from tamdan.press.neighbours import as_read, id_of, near_in_time, passages_of, with_passages
from tamdan.press.pairing import pair_of
from tamdan.press.reading.disagreeing import disagreeing
from tamdan.press.reading.opposed import across

MOST_ARTICLES, DAYS = 8, 120
"""Articles that one is compared with, and how many days before or after it they stand: cost grows with the number of articles alone."""
REASON = "across"
BATCH = 50


def pair_capture(capture: Capture) -> None:
    """For the articles of a capture about human rights that are no teasers and repeat no other. Pairs that exist stay as they are."""
    rows = Article.objects.standing().filter(capture=capture, is_relevant=True, republication__isnull=True)
    ids = list(rows.exclude(kind="teaser").order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Article.objects.filter(pk__in=ids[start : start + BATCH]).prefetch_related("voices").order_by("pk")
        with transaction.atomic():
            pairs = [pair for article in batch for pair in pairs_of_article(article)]
            Pair.objects.bulk_create(pairs, ignore_conflicts=True)


def pairs_of_article(article: Article) -> list[Pair]:
    """At most one of statements and one of figures. Seven queries."""
    words = " ".join([article.title, *telling_words(article)])
    others = _of_others(article, near_in_time(article, words, most=MOST_ARTICLES, days=DAYS))
    if not others:
        return []
    articles = with_passages(article, others)
    read, texts = [as_read(one) for one in articles], [one.text for one in articles]
    rows = {id_of(row): row for one in articles for row in passages_of(one)}
    found = [*across(read, texts)[:1], *_figures(article, disagreeing(read, texts), rows)]
    return [
        pair for one in found if (pair := pair_of(article, one, rows[one.first], rows[one.second], REASON)) is not None
    ]


def _of_others(article: Article, ids: Sequence[int]) -> list[int]:
    """Without those that repeat it or the same original."""
    same = Republication.objects.exclude(decision=Decision.REFUSED).filter(article__in=ids)
    own = Q(original=article) | Q(original__republications__article=article)
    repeating = set(same.filter(own).values_list("article_id", flat=True))
    return [pk for pk in ids if pk not in repeating]


def _figures(article: Article, pairs: Sequence[Any], rows: dict[str, Quotation | Figure]) -> Iterator[Any]:
    """The best of those between this article and another one."""
    between = [
        one
        for one in pairs
        if (rows[one.first].article_id == article.pk) != (rows[one.second].article_id == article.pk)
    ]
    yield from sorted(between, key=lambda one: -one.score)[:1]
