"""The reading room: one file with its thread, its clocks, and what may be done; items open in the officer's browser."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.accounts.access import own
from tamdan.core.access import reads, role_required
from tamdan.grievances import shown
from tamdan.grievances.access import READERS, case_or_404
from tamdan.grievances.alike import alike, same_matter
from tamdan.grievances.answers import words_for
from tamdan.grievances.opening import PURPOSES
from tamdan.grievances.queue import mark_standing_still, mark_those_to_call, names
from tamdan.grievances.referral.shown import passed
from tamdan.grievances.reminding import reminders_of
from tamdan.intake.releasing import left_this_hour
from tamdan.places.models import Place
from tamdan.sealing.access import key_of
from tamdan.sealing.policy import render_sealed, sealed_page
from tamdan.sealing.published import anchor_script

readers = role_required(*READERS)


@readers
@sealed_page
@reads
def case(request: HttpRequest, number: str) -> HttpResponse:
    found, user = case_or_404(request.user, number), own(request.user)
    script = shown.for_script(found, user)
    mark_standing_still([found])
    mark_those_to_call([found])
    context = {
        "case": found,
        "names": names(),
        "place": Place.objects.with_ancestors().filter(code=found.district).first(),
        "entries": shown.entries(found, user),
        "clocks": shown.clocks(found),
        "right": shown.right_of(found.kind),
        "articles": shown.articles(found),
        "complained": shown.complained(found),
        "reminder": reminders_of(user).filter(case=found).select_related("case").first(),
        "taker": user.pk if found.officer_id is None and not found.is_closed else None,
        "acts": [(reverse(f"grievances:{name}", args=[found.number]), label) for name, label in shown.acts(found)],
        "writings": [
            (reverse("grievances:write", args=[found.number, what]), what.label) for what in shown.writings(found)
        ],
        "passed": passed(found),
        "anchor": anchor_script(),
        "alike": alike(user, found),
        "same": same_matter(user, found),
        "assignments": found.assignments.select_related("officer"),
        "changes": shown.changes(found),
        "purposes": [(one.value, one.label) for one in PURPOSES],
        "left": left_this_hour(user),
        "own_key": key_of(user),
        "holds": bool(script["copies"]),
        "facts": {**script, "called": words_for(found)},
        "trail": [(_("Letters"), reverse("grievances:queue"))],
    }
    return render_sealed(request, "grievances/case.html", shown.SCRIPT, context)
