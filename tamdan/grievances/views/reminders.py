"""Files that an officer wants to come back to: the list, the day of one file, and the calendar."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.clocks.days import today
from tamdan.core.access import form, reads, role_required, writes
from tamdan.grievances.access import READERS, case_or_404
from tamdan.grievances.forms import RemindForm
from tamdan.grievances.queue import mark_standing_still
from tamdan.grievances.reminders import Reminder, Why
from tamdan.grievances.reminding import remind, reminders_of
from tamdan.grievances.views.acts import page
from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language
from tamdan.sealing.policy import sealed_page

readers = role_required(*READERS)
WEEK = datetime.timedelta(days=7)
MOST = 200
"""Reminders that are shown, the nearest first: who has more has lost the thread anyway."""


def _shown(request: HttpRequest) -> list[Reminder]:
    return list(reminders_of(request.user).select_related("case__province", "case__officer")[:MOST])


@readers
@reads
def reminders(request: HttpRequest) -> HttpResponse:
    found, now = _shown(request), today()
    mark_standing_still(one.case for one in found)
    context = {
        "due": [one for one in found if one.day <= now],
        "later": [one for one in found if one.day > now],
        "trail": [(_("Letters"), reverse("grievances:queue"))],
    }
    return render(request, "grievances/reminders.html", context)


@readers
@reads
def as_calendar(request: HttpRequest) -> HttpResponse:
    """The file that a calendar program takes in."""
    from tamdan.clocks.ics import MEDIA_TYPE  # noqa: PLC0415 a start need not wait for it
    from tamdan.grievances.reminders_ics import calendar  # noqa: PLC0415 a start need not wait for it

    made = calendar(_shown(request), origin=f"{request.scheme}://{request.get_host()}")
    answer = HttpResponse(made, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = "attachment; filename=reminders.ics"
    return answer


@readers
@sealed_page
@form
def set_day(request: HttpRequest, number: str) -> HttpResponse:
    """The day of one file; within the reading room, so that the key stays open."""
    case, user = case_or_404(request.user, number), own(request.user)
    before = Reminder.objects.filter(case=case, officer=user).first()
    starts = {"day": before.day if before else today() + WEEK, "why": before.why if before else Why.LOOK}
    sent = RemindForm(request.POST or None, initial=starts, case=case)
    if request.method == "POST" and sent.is_valid():
        remind(case, sent.cleaned_data["day"], Why(sent.cleaned_data["why"]), by=user)
        day = long_date(sent.cleaned_data["day"], active_language())
        messages.success(request, _("The file comes back to your desk on %(day)s.") % {"day": day})
        return redirect(case)
    return page(request, sent, title=_("Remind me of this file"), submit=_("Remind me"))


@readers
@writes
def done(request: HttpRequest, number: str) -> HttpResponse:
    """It was done, or is no longer wanted; back to the list or the file from which it was said."""
    case = case_or_404(request.user, number)
    reminders_of(request.user).filter(case=case).delete()
    messages.success(request, _("You are no longer reminded of file %(number)s.") % {"number": case.number})
    return redirect("grievances:reminders") if request.POST.get("from") == "list" else redirect(case)
