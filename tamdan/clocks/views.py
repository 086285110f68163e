"""The public calendar: a page, what calendar programs and news readers follow, and documents of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tamdan.clocks.access import public_clocks, reviewed_or_404
from tamdan.clocks.days import today
from tamdan.clocks.models import ClockQuerySet
from tamdan.clocks.un_calendar import Step, of_state, reviewed_states, steps
from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.printing import render_pdf
from tamdan.institutions.models import Installation
from tamdan.language.dates import long_date
from tamdan.taxonomy.models import State

HOUR = 3600


def _chosen(request: HttpRequest) -> ClockQuerySet:
    """The public clocks of the State in the question, of all without one."""
    state = request.GET.get("state", "")
    return public_clocks().filter(pk__in=of_state(reviewed_or_404(state)).values("pk")) if state else public_clocks()


def _context(request: HttpRequest) -> dict[str, Any]:
    found, now = steps(_chosen(request).order_by("due_on", "id")), today()
    code = request.GET.get("state", "")
    return {
        "coming": [step for step in found if step.clock.due_on >= now],
        "past": [step for step in reversed(found) if step.clock.due_on < now],
        "state": State.objects.get(code=code) if code else None,
        "day": now,
    }


@public
@unless_unchanged()
@reads
def calendar(request: HttpRequest) -> HttpResponse:
    documents = [
        {"url": reverse("calendar:feed"), "label": _("Follow in a calendar program")},
        {"url": reverse("clocks:atom"), "label": _("Follow in a news reader")},
        {"url": reverse("clocks:pdf"), "label": "PDF"},
        {"url": reverse("clocks:docx"), "label": "Word"},
    ]
    query = f"?{request.GET.urlencode()}" if request.GET.get("state") else ""
    links = [{**one, "url": one["url"] + query} for one in documents]
    context = {
        **_context(request),
        "documents": links,
        "states": reviewed_states(),
        "print_url": reverse("clocks:print") + query,
    }
    return render(request, "clocks/calendar.html", context)


@public
@unless_unchanged()
@reads
def print_page(request: HttpRequest) -> HttpResponse:
    """What the PDF shows, for a browser that prints by itself."""
    return render(request, "clocks/calendar_print.html", _context(request))


@public
@reads
def pdf(request: HttpRequest) -> HttpResponse:
    made = render_pdf("clocks/calendar_print.html", _context(request), get_language() or "en", keep=True)
    return _download(made, "application/pdf", "pdf")


@public
@reads
def docx(request: HttpRequest) -> HttpResponse:
    from tamdan.core.word import MEDIA_TYPE, Block, Paragraph, Table, docx_document  # noqa: PLC0415 a start need not wait for it

    context = _context(request)
    blocks: list[Block] = [
        Paragraph(_("As of %(day)s") % {"day": long_date(context["day"], get_language() or "en")}),
        Table(
            [_("Date"), _("Step"), _("States")],
            [_row(step) for step in (*context["coming"], *reversed(context["past"]))],
        ),
    ]
    made = docx_document(_("Calendar of the reviews by the United Nations"), blocks, language=get_language() or "en")
    return _download(made, MEDIA_TYPE, "docx")


def _row(step: Step) -> list[str]:
    return [step.shown_day, step.clock.title, ", ".join(str(state) for state in step.states)]


def _download(made: bytes, media_type: str, ending: str) -> HttpResponse:
    return HttpResponse(
        made,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="calendar-{get_language()}.{ending}"'},
    )


@public
@reads
def feed(request: HttpRequest) -> HttpResponse:
    """``/calendar.ics``: in the language of ``?lang=``, otherwise of this installation; ``?state=`` narrows it to one State."""
    from tamdan.clocks import ics  # noqa: PLC0415 a start need not wait for it

    installation = Installation.current()
    wanted = request.GET.get("lang") or (installation.default_language if installation else "")
    known = {code for code, _name in settings.LANGUAGES}
    with override(wanted if wanted in known else settings.LANGUAGE_CODE):
        made = ics.calendar(steps(_chosen(request)), origin=f"{request.scheme}://{request.get_host()}")
    return HttpResponse(
        made,
        content_type=ics.MEDIA_TYPE,
        headers={"Content-Disposition": 'inline; filename="calendar.ics"', "Cache-Control": f"public, max-age={HOUR}"},
    )
