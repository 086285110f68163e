"""What changed in the register for everybody, and how it is said: feeds and mails say the same."""

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tamdan.core.statements import Fragment, subquery
from tamdan.portal.models import News, NewsQuerySet
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.enums import Facet, Stated
from tamdan.recommendations.labels import NO_POSITION, Table, label_of
from tamdan.recommendations.selection import Selection

SUBJECT = "news"
"""The stamp that moves with every row of news (migration 0002)."""


def news_of(selection: Selection) -> NewsQuerySet:
    """News of the public records of a list, the newest first. What left the list by its new answer is news of it too."""
    condition = Q()
    for facet, codes in selection.chosen.items():
        inside = Q(recommendation__facets__overlap=[f"{facet}:{code}" for code in codes])
        if facet == Facet.POSITION:
            inside |= Q(is_published=False, position_before__in=["" if code == NO_POSITION else code for code in codes])
        condition &= inside
    found = News.objects.public().filter(condition)
    if selection.asked.is_empty:
        return found
    worded = selection.worded(AnonymousUser(), Fragment("object_id"))
    return found.filter(recommendation__in=subquery(worded))


def news_about(number: int) -> NewsQuerySet:
    """News of one record, and of its parts."""
    return News.objects.public().filter(Q(recommendation=number) | Q(recommendation__parent=number))


def ready(rows: NewsQuerySet) -> NewsQuerySet:
    """With what saying them needs."""
    found: NewsQuerySet = rows.select_related("bulletin", "recommendation__mechanism", "recommendation__state")
    return found.prefetch_related("recommendation__texts")


def what_happened(news: News, known: Table) -> list[str]:
    """A sentence for each thing that changed, in the reader's language."""
    return list(_sentences(news, known))


def _sentences(news: News, known: Table) -> Iterator[str]:
    if news.is_published:
        yield _("It was published.")
        return
    if news.position_before != news.position_after:
        before, after = (
            label_of(known, Facet.POSITION, code or NO_POSITION).text
            for code in (news.position_before, news.position_after)
        )
        yield _("The position that the UN records changed from “%(before)s” to “%(after)s”.") % {
            "before": before,
            "after": after,
        }
    if news.stated_before != news.stated_after and news.stated_after:
        yield _("The State now says: “%(stated)s”.") % {"stated": Stated(news.stated_after).label}
    for language in news.languages:
        yield _("The text in %(language)s is new.") % {"language": _named(language)}


def _named(language: str) -> str:
    """A language (BCP 47) as the reader calls it; its code where Unicode's names have none."""
    try:
        return Locale.parse(language, sep="-").get_language_name(get_language() or "en") or language
    except (UnknownLocaleError, ValueError):
        return language


def headline(news: News, known: Table) -> str:
    """One line: what happened, then to what."""
    values = {"title": title_of(news.recommendation, known)}
    if news.is_published:
        return _("Published: %(title)s") % values
    if news.position_before != news.position_after or news.stated_before != news.stated_after:
        return _("Answer changed: %(title)s") % values
    return _("Text changed: %(title)s") % values
