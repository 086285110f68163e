"""The two mails to followers: the one that asks to confirm, and the one that tells. Public records alone, in the follower's
language, with the way out in every one of them (RFC 8058)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tamdan.core.access import Visibility
from tamdan.institutions.models import Installation
from tamdan.language.templatetags.language import localnum
from tamdan.portal.access import confirm_token, mine_token, selection_of
from tamdan.portal.models import Follow, Follower, News, NewsQuerySet, Telling
from tamdan.portal.news import headline, ready, what_happened
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import Table, table
from tamdan.recommendations.models import RecommendationText
from tamdan.recommendations.narrowing import chosen
from tamdan.recommendations.rows import best_text

CONFIRM = ("portal/emails/confirm.txt", "portal/emails/confirm.html")
NEWS = ("portal/emails/news.txt", "portal/emails/news.html")
SHOWN = 20
"""News in one mail; of more the number is told, and the feed holds them."""


@dataclass(frozen=True)
class Told:
    """One piece of news as a mail shows it."""

    headline: str
    happened: list[str]
    text: RecommendationText | None
    url: str


def confirmation(follow: Follow) -> EmailMultiAlternatives:
    """Asks whether the owner of the address wants this; without an answer nothing more comes."""
    with override(follow.language):
        context = _context(follow.follower, follow.language) | {
            "what": name_of(follow, table()),
            "confirm": settings.ORIGIN + reverse("follow_confirm", args=[confirm_token(follow)]),
        }
        return _mail(
            follow.follower, _("Confirm what you want to follow"), CONFIRM, context, _key(follow.pk, follow.asked_at)
        )


def news_mail(tellings: Sequence[Telling], news: NewsQuerySet) -> EmailMultiAlternatives:
    """What happened, the first of it whole; ``news`` is not empty."""
    follower = tellings[0].follower
    with override(follower.language):
        known, number = table(), news.count()
        told = [_told(one, known) for one in ready(news)[:SHOWN]]
        more = number - len(told)
        context = _context(follower, follower.language) | {
            "told": told,
            "more": more and _more(more),
            "feed": settings.ORIGIN + reverse("feed"),
        }
        sentence = ngettext("%(shown)s change in the register", "%(shown)s changes in the register", number)
        subject = told[0].headline if number == 1 else sentence % {"shown": localnum(number)}
        key = _key(follower.uuid, [one.bulletin.at for one in tellings])
        return _mail(follower, subject, NEWS, context, key)


def name_of(follow: Follow, known: Table) -> str:
    """What is followed, in the reader's language; of a record that was withdrawn nothing."""
    if follow.recommendation is not None and follow.recommendation.visibility != Visibility.PUBLIC:
        return _("A recommendation that is not public any more")
    if follow.recommendation is not None:
        return title_of(follow.recommendation, known)
    return name_of_list(follow.query, known)


def name_of_list(query: str, known: Table) -> str:
    selection = selection_of(query)
    parts = [one.label for one in chosen(selection, known)]
    if selection.text:
        parts.insert(0, _("“%(words)s”") % {"words": selection.text})
    if not parts:
        return _("All recommendations")
    return _("Recommendations: %(narrowed)s") % {"narrowed": ", ".join(parts)}


def _told(news: News, known: Table) -> Told:
    url = settings.ORIGIN + reverse("recommendations:detail", args=[news.recommendation_id])
    return Told(headline(news, known), what_happened(news, known), best_text(news.recommendation), url)


def _more(number: int) -> str:
    sentence = ngettext(
        "%(shown)s more change stands in the feed:", "%(shown)s more changes stand in the feed:", number
    )
    return sentence % {"shown": localnum(number)}


def _context(follower: Follower, language: str) -> dict[str, Any]:
    installation = Installation.current()
    return {
        "language": language,
        "mine": settings.ORIGIN + reverse("follow_mine", args=[mine_token(follower)]),
        "sender": installation.body if installation else None,
    }


def _key(*parts: object) -> str:
    """The same for the same mail at each attempt, and for no other mail, not even after a restore has given numbers anew."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _mail(
    follower: Follower, subject: str, templates: tuple[str, str], context: dict[str, Any], key: str
) -> EmailMultiAlternatives:
    installation, host = Installation.current(), urlsplit(settings.ORIGIN).hostname or "localhost"
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(templates[0], context),
        from_email=(installation and installation.mail_from) or settings.DEFAULT_FROM_EMAIL,
        to=[follower.address],
        headers={
            "Message-ID": f"<follow.{key}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": str(context["language"]),
            "List-Unsubscribe": f"<{context['mine']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string(templates[1], context), "text/html")
    return mail
