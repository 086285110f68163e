"""This room's pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tamdan.intake import calling, recordings
from tamdan.intake.calls import Answer, Call
from tamdan.intake.prompts import PROMPTS, Recording
from tamdan.intake.tests.calling import call_to
from tamdan.intake.tests.sounds import MP3, OGG, WEBM
from tamdan.sealing import published
from tamdan.sealing.models import Office
from tamdan.sealing.tests import pages as keys
from tests.cast import Cast
from tests.pages import Page, person


def with_keys(name: str):
    """The page while letters can be received: a list of keys is published, by whichever room comes first."""

    def make(cast: Cast) -> str:
        if published.refusal():
            keys.office(cast)
        return reverse(name)

    return make


def prompts(cast: Cast) -> str:
    """With one that is on the page, one that fell silent, one that waits."""
    if not Recording.objects.exists():
        by = person("secretary", cast)
        for code, content in (("what", OGG), ("safety", MP3), ("what", WEBM)):
            one = recordings.take(PROMPTS[code], "km", recordings.Brought(content, "audio/ogg", "a.ogg", 5), by=by)
            if content != WEBM:
                recordings.publish(one, by=by)
        Recording.objects.filter(prompt="safety").update(words="គ្រោះថ្នាក់?")
    return reverse("prompts:prompts")


def mine(cast: Cast) -> Call:
    """A call that the case officer has taken and that was answered; others wait."""
    officer = person("case_officer", cast)
    found = Call.objects.filter(taken_by=officer).first()
    if found is None:
        keys.office(cast)
        office = Office.objects.get(name_en="Office of Pages")
        call_to(office, by=officer, is_dangerous=True)
        call_to(office, by=officer, hours=(18, 20), reason="missed", language="")
        found = calling.take(call_to(office, by=officer), by=officer)
        calling.attempt(found, Answer.ANSWERED, by=officer)
    return found


PAGES = [
    Page("intake-complain", with_keys("complaints:complain")),
    Page("intake-leaflet", with_keys("complaints:leaflet")),
    Page("intake-receipt", with_keys("complaints:receipt")),
    Page("prompts", prompts, who="secretary"),
    Page("prompt", lambda cast: prompts(cast) + "what/km/", who="intake_officer"),
    Page("calls", lambda cast: mine(cast) and reverse("calls:calls"), who="case_officer"),
    Page("calls-over", lambda _cast: reverse("calls:calls") + "?closed", who="case_officer"),
    Page("call-note", with_keys("calls:note"), who="case_officer"),
    Page("call-mine", lambda cast: mine(cast).get_absolute_url(), who="case_officer"),
    Page("call-without-key", lambda cast: mine(cast).get_absolute_url(), who="intake_officer"),
]
