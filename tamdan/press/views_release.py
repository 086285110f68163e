"""Releasing one quotation: what it will look like, what stands in the way, a second person where there is a mark, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, form, reach_of, reads, role_required, writes
from tamdan.core.pagination import paginate
from tamdan.press import releasing
from tamdan.press.enums_release import Why
from tamdan.press.limits import limits
from tamdan.press.listed import shown
from tamdan.press.models import Quotation, Release
from tamdan.press.models.releases import ReleaseQuerySet
from tamdan.press.screen import key_of
from tamdan.press.views_queue import reading
from tamdan.press.waiting import Waiting

RELEASERS = (Role.ADMINISTRATOR, Role.SECRETARIAT)
"""Who lets words out, agrees as the second person, and answers requests: for records of their own bodies."""
releasers = role_required(*RELEASERS)
PAGE_SIZE = 30


def releases_of(user: Viewer) -> ReleaseQuerySet:
    return Release.objects.filter(owner__in=reach_of(user).bodies)


def release_or_404(user: Viewer, uuid: object) -> Release:
    rows = releases_of(user).select_related(
        "quotation__article__outlet", "quotation__voice", "person", "post", "body", "asked_by"
    )
    return get_object_or_404(rows, uuid=uuid)


@releasers
@reads
def releases(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, then what is public, the newest first."""
    rows = releases_of(request.user).select_related(
        "quotation__article__outlet", "quotation__voice", "person", "post", "body", "asked_by"
    )  # fmt: skip
    page = paginate(rows.public(), ("-said_on", "-pk"), request.GET.get("page", ""), PAGE_SIZE)
    waiting = list(rows.waiting().order_by("asked_at", "pk")[:PAGE_SIZE])
    return render(request, "press/releases.html", {"page": page, "waiting": waiting})


@releasers
@form
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As the public would see it; sent, it is released or waits for a second person."""
    rows = Quotation.objects.filter(article__owner__in=reach_of(request.user).bodies, article__removed_at__isnull=True)
    quotation = get_object_or_404(
        rows.select_related("article__outlet", "article__owner", "voice__person", "voice__body"), pk=pk
    )
    quotation.article.queue = Waiting.asked_by(request).address
    if request.method == "POST":
        made = releasing.release(quotation, request.POST.get("standing", ""), by=request.user)
        said = (
            _("This quotation is public now.")
            if made.is_public
            else _("A second person has to agree before it is public.")
        )
        messages.success(request, said)
        return redirect(reading(quotation.article, key_of(quotation)))
    question = releasing.question_of(quotation)
    standing = releasing.standing_of(question, request.GET.get("standing", "")) or next(iter(question.standings), None)
    context = {
        "article": quotation.article, "question": question, "limits": limits(), "standing": standing,
        "preview": shown(_unsaved(quotation, standing)) if standing else None, "back": reading(quotation.article, key_of(quotation)),
        "release": Release.objects.standing().filter(quotation=quotation).first(),
    }  # fmt: skip
    return render(request, "press/release.html", context)


def _unsaved(quotation: Quotation, standing: releasing.Standing) -> Release:
    """For the preview."""
    return Release(
        quotation=quotation, spoke_as=standing.spoke_as, person=standing.person, body=standing.body,
        post=standing.holding.post if standing.holding else None, said_on=quotation.article.day,
    )  # fmt: skip


@releasers
@reads
def second(request: HttpRequest, uuid: object) -> HttpResponse:
    """A release with its marks, for whoever decides as the second person; a public one with the way to take it back."""
    made = release_or_404(request.user, uuid)
    context = {
        "release": made, "preview": shown(made), "marks": releasing.marks_with_holders(made.quotation),
        "is_mine": made.asked_by_id == request.user.pk, "article": made.quotation.article,
    }  # fmt: skip
    return render(request, "press/second.html", context)


@releasers
@writes
def agree(request: HttpRequest, uuid: object) -> HttpResponseBase:
    releasing.agree(release_or_404(request.user, uuid), by=request.user)
    messages.success(request, _("This quotation is public now."))
    return redirect("press:releases")


@releasers
@writes
def refuse(request: HttpRequest, uuid: object) -> HttpResponseBase:
    releasing.refuse(release_or_404(request.user, uuid), by=request.user)
    messages.success(request, _("This quotation stays internal."))
    return redirect("press:releases")


@releasers
@writes
def withdraw(request: HttpRequest, uuid: object) -> HttpResponseBase:
    releasing.withdraw(release_or_404(request.user, uuid), why=Why.TAKEN_BACK, by=request.user)
    messages.success(request, _("This quotation is internal again."))
    return redirect("press:releases")
