"""Letting exact words out to the public, and taking them back: nothing of the press is public before (docs/domain/press.md).

Released are exact words of somebody in an office, of a body's spokesperson or of a body itself, confirmed by a person, with a day
and a link, within the limits of the home State's data. Words with a mark need a second person, which the database holds too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.institutions.models import Body, Holding, Person
from tamdan.language.templatetags.language import localnum
from tamdan.links.enums import Decision
from tamdan.links.models import Link
from tamdan.press.enums import Manner
from tamdan.press.enums import Mark as OfArticle
from tamdan.press.enums_release import SpokeAs, Why
from tamdan.press.joining import group_of
from tamdan.press.limits import limits
from tamdan.press.linking import KIND as ARTICLE
from tamdan.press.linking import RECOMMENDATION
from tamdan.press.models import Article, Quotation, Release
from tamdan.press.screen import all_marks, holders_on
from tamdan.press.sensitive import Mark
from tamdan.recommendations.documents import KIND as RECOMMENDATIONS
from tamdan.search.actions import index_records
from tamdan.search.stamps import touch

KIND = "quotation"
"""Kind of the search index, and the stamp that moves with every release and every end of one."""
ASKED = "press.release.asked"
RELEASED = "press.release.made"
REFUSED = "press.release.refused"
ENDED = "press.release.ended"
SPOKESPERSON = re.compile(r"spokes(?:person|man|woman)|press officer|press secretary|អ្នកនាំពាក្យ", re.IGNORECASE)


class MayNotBeReleased(DomainError):
    """One of the conditions is not met; ``why`` is what is missing."""

    code = "may-not-be-released"
    status = 409
    message = gettext_lazy("This cannot be released: %(why)s")


class SecondPersonNeeded(DomainError):
    code = "second-person-needed"
    status = 403
    message = gettext_lazy("You asked for this release yourself. Because of its marks a second person has to agree.")


class ReleaseChanged(Conflict):
    code = "release-changed"
    message = gettext_lazy("Somebody decided about this release after you opened the page. Open it again.")


@dataclass(frozen=True)
class Standing:
    """As whom the words were said: what the form offers, and what the release keeps. ``code`` is ``holder:7``."""

    spoke_as: str
    body: Body
    person: Person | None = None
    holding: Holding | None = None

    @property
    def code(self) -> str:
        return f"{self.spoke_as}:{self.holding.pk if self.holding else self.body.pk}"

    @property
    def parts(self) -> list[str]:
        """What the form shows, each part perhaps in another language."""
        if self.holding:
            return [str(self.person), str(self.holding.post), str(self.body)]
        return [
            str(self.person or self.body),
            str(SpokeAs(self.spoke_as).label),
            *([str(self.body)] if self.person else []),
        ]


@dataclass(frozen=True)
class Question:
    """A quotation before its release: what stands in the way, as whom it may be released, what a second person has to look at."""

    quotation: Quotation
    obstacles: list[str]
    standings: list[Standing]
    marks: list[Mark]


def question_of(quotation: Quotation, *, but: Release | None = None) -> Question:
    """``but`` is a release of it that is under way."""
    standings = list(_standings(quotation))
    obstacles = [*_of_words(quotation), *_of_article(quotation, but), *([] if standings else [_of_speaker(quotation)])]
    return Question(quotation, obstacles, standings, marks_with_holders(quotation))


def marks_with_holders(quotation: Quotation) -> list[Mark]:
    """The marks, where holders of a public post on that day are known: their conduct in office may be spoken of."""
    return all_marks(quotation, quotation.voice, holders_on(quotation.article.day))


def _of_words(quotation: Quotation) -> Iterator[str]:
    most = limits().words
    if quotation.manner != Manner.DIRECT:
        yield _("Only exact words are released, not reports of them.")
    if quotation.decision != Decision.ACCEPTED:
        yield _("Nobody has confirmed this quotation yet.")
    if quotation.length > most:
        yield ngettext(
            "It has more than %(shown)s word.", "It has more than %(shown)s words.", most
        ) % {"shown": localnum(most)}  # fmt: skip


def _of_article(quotation: Quotation, but: Release | None) -> Iterator[str]:
    article, most = quotation.article, limits().quotations
    if article.decision == Decision.REFUSED:
        yield _("A person said that this is no article.")
    for mark in (OfArticle.SATIRE, OfArticle.REMOVED):
        if mark in article.marks:
            yield _("The article has the mark “%(mark)s”. If that is wrong, take it off under “About the article”.") % {
                "mark": mark.label
            }
    if not article.address:
        yield _("The article has no address to link to. Give it one.")
    if not article.published_on:
        yield _("The article has no day of publication, so nobody knows who held which office. Give it one.")
    others = Release.objects.standing().filter(quotation__article__in=Article.objects.filter(group_of(article)))
    others = others.exclude(pk=but.pk if but else 0)
    if others.count() >= most:
        yield ngettext(
            "%(shown)s quotation of this article is released already, which is the most.",
            "%(shown)s quotations of this article are released already, which is the most.",
            most,
        ) % {"shown": localnum(most)}  # fmt: skip


def _of_speaker(quotation: Quotation) -> str:
    voice = quotation.voice
    if voice is None or voice.meant is None:
        return _("Nobody of the register stands behind the speaker's name. Say who it is.")
    if voice.decision != Decision.ACCEPTED:
        return _("Nobody has confirmed whom the speaker's name stands for.")
    return _("The register knows no office that this person held on that day.")


def _standings(quotation: Quotation) -> Iterator[Standing]:
    """Post by post, then as a spokesperson of each body that is near, or the body itself."""
    voice, day = quotation.voice, quotation.article.published_on
    if voice is None or day is None or voice.decision != Decision.ACCEPTED:
        return
    if voice.person is None:
        if voice.body is not None:
            yield Standing(SpokeAs.BODY, voice.body)
        return
    held = list(Holding.objects.on(day).filter(person=voice.person).select_related("post__body").order_by("pk"))
    for holding in held:
        yield Standing(SpokeAs.HOLDER, holding.post.body, voice.person, holding)
    titles = [voice.role, *(f"{one.post.label_en} {one.post.label_km}" for one in held)]
    if any(SPOKESPERSON.search(title) for title in titles):
        named = Body.objects.filter(mentions__article=quotation.article_id).distinct().order_by("pk")
        bodies = dict.fromkeys([*([voice.body] if voice.body else []), *(one.post.body for one in held), *named])
        for body in bodies:
            yield Standing(SpokeAs.SPOKESPERSON, body, voice.person)


def standing_of(question: Question, code: str) -> Standing | None:
    return next((one for one in question.standings if one.code == code), None)


@transaction.atomic
def release(quotation: Quotation, code: str, *, by: Any) -> Release:
    """Let the words out; with marks they wait for a second person (``agree``). ``code`` names one of the offered standings.

    Raises MayNotBeReleased.
    """
    question = _locked_question(quotation)
    chosen = standing_of(question, code)
    if chosen is None:
        raise MayNotBeReleased(why=_("Say as whom the words were said."))
    codes = sorted({mark.code for mark in question.marks})
    article = question.quotation.article
    assert article.published_on, "an article without a day has an obstacle"
    made = Release.objects.create(
        quotation=question.quotation, spoke_as=chosen.spoke_as, person=chosen.person, body=chosen.body,
        post=chosen.holding.post if chosen.holding else None, said_on=article.published_on, cautions=codes,
        asked_by=by, agreed_by=None if codes else by, released_at=None if codes else timezone.now(),
        owner=article.owner, visibility=article.visibility, shared_with=article.shared_with,
    )  # fmt: skip
    if codes:
        record(ASKED, made, by=by, about=article, detail={"cautions": codes})
    else:
        record(RELEASED, made, by=by, about=article)
        show(made)
    return made


@transaction.atomic
def agree(made: Release, *, by: Any) -> Release:
    """The second person lets marked words out. Raises SecondPersonNeeded, ReleaseChanged, MayNotBeReleased."""
    question = _locked_question(made.quotation, made)
    made = _locked(made)
    if made.released_at is not None:
        raise ReleaseChanged
    if made.asked_by_id == by.pk:
        raise SecondPersonNeeded
    # What was added to the lists since stands in the release too.
    made.cautions = sorted({*made.cautions, *(mark.code for mark in question.marks)})
    made.agreed_by, made.released_at = by, timezone.now()
    made.save(update_fields=["cautions", "agreed_by", "released_at"])
    record(RELEASED, made, by=by, about=made.quotation.article)
    show(made)
    return made


@transaction.atomic
def refuse(made: Release, *, by: Any) -> Release:
    """The second person, or whoever asked, says no. Raises ReleaseChanged."""
    made = _locked(made)
    if made.released_at is not None:
        raise ReleaseChanged
    _end(made, Why.REFUSED, by)
    record(REFUSED, made, by=by, about=made.quotation.article)
    return made


@transaction.atomic
def withdraw(made: Release, *, why: str, by: Any) -> Release:
    """Gone from every page, index, feed, table and cache, at once. Raises ReleaseChanged."""
    made = _locked(made)
    if made.released_at is None:
        raise ReleaseChanged
    _end(made, why, by)
    record(ENDED, made, by=by, about=made.quotation.article, detail={"why": why})
    show(made)
    return made


def show(made: Release) -> None:
    """The index holds what is public and no more; every page and file that is kept somewhere is out of date."""
    index_records(KIND, [made.pk])
    moved(made.quotation.article_id)


def moved(article_id: int) -> None:
    """Pages that are kept somewhere and show words of this article are out of date: those of quotations, and those of the
    recommendations that it bears on (``around``)."""
    touch(KIND)
    if Link.objects.filter(from_kind=ARTICLE, from_id=article_id, to_kind=RECOMMENDATION).exists():
        touch(RECOMMENDATIONS)


def end_of_articles(ids: Iterable[int], *, by: Any) -> None:
    """Articles go: what is public of them goes first, and what waits for a second person waits no more."""
    for made in (
        Release.objects.standing().filter(quotation__article__in=list(ids)).select_related("quotation__article")
    ):
        _end(made, Why.TAKEN_BACK, by)
        record(ENDED, made, by=by, about=made.quotation.article, detail={"why": str(Why.TAKEN_BACK)})
        show(made)


def _locked_question(quotation: Quotation, but: Release | None = None) -> Question:
    """Under the article's lock, so that two people do not release the last one both. Raises MayNotBeReleased."""
    Article.objects.select_for_update(of=("self",)).get(pk=quotation.article_id)
    found = Quotation.objects.select_related("article__owner", "voice__person", "voice__body").get(pk=quotation.pk)
    question = question_of(found, but=but)
    if but is None and Release.objects.standing().filter(quotation=found).exists():
        raise MayNotBeReleased(why=_("It is released, or waits for a second person, already."))
    if question.obstacles:
        raise MayNotBeReleased(why=" ".join(question.obstacles))
    return question


def _locked(made: Release) -> Release:
    """Raises ReleaseChanged where it ended meanwhile."""
    locked = Release.objects.select_for_update(of=("self",)).select_related("quotation__article").get(pk=made.pk)
    if locked.ended_at is not None:
        raise ReleaseChanged
    return locked


def _end(made: Release, why: str, by: Any) -> None:
    made.ended_by, made.ended_at, made.why = by, timezone.now(), why
    made.save(update_fields=["ended_by", "ended_at", "why"])
