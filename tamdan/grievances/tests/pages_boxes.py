"""Pages of boxes and forums that walks over the whole system visit."""

from django.urls import reverse

from tamdan.grievances.tests.boxes import box_of, opening_of, session_of, told
from tamdan.grievances.tests.files import letter_to, office_for
from tamdan.intake.binding import Origin, bind
from tamdan.intake.boxes import Box, Opening, SealState
from tamdan.intake.forums import ForumSession
from tamdan.intake.opening_boxes import confirm, correct, rest_box
from tamdan.sealing.tests import pages as sealing_pages
from tests.cast import Cast
from tests.pages import Page, person

NAME = "Box of Pages"


def _box(cast: Cast) -> Box:
    """Of the ministry's prison: one opening that was corrected and disputed, with an illegible slip; another box is out of use."""
    found = Box.objects.filter(name_en=NAME).first()
    if found:
        return found
    first, second = person("case_officer", cast), person("intake_officer", cast)
    found = box_of(cast.committee, name_en=NAME, name_km="ប្រអប់សាកល្បង", body=cast.ministry)
    opening = opening_of(found, first, second=second, seal_state=SealState.BROKEN, seal_words="Cut through.")
    confirm(opening.record, counted=4, objection="One more lay under the box.", by=second)
    correct(opening, told(found, second=second, slips=4), reason="Counted again.", after=1, by=first)
    letter = letter_to(office_for(cast.committee), channel="box", recipient="", verify="")
    bind(letter, Origin(opening=opening, is_illegible=True), by=first)
    rest_box(box_of(cast.committee), since=found.hung_on, reason="The wall is being painted.", by=None)
    return found


def _opening(cast: Cast) -> Opening:
    return _box(cast).openings.get()


def _session(cast: Cast) -> ForumSession:
    return ForumSession.objects.filter(owner=cast.committee).first() or session_of(
        cast.committee, person("case_officer", cast)
    )


def boxes(cast: Cast) -> str:
    _box(cast)
    return reverse("grievances:boxes")


def of_box(name: str):
    return lambda cast: reverse(f"grievances:{name}", args=[_box(cast).uuid])


def of_opening(name: str):
    return lambda cast: reverse(f"grievances:{name}", args=[_opening(cast).uuid])


def resting(cast: Cast) -> str:
    _box(cast)
    return (
        Box.objects.exclude(name_en=NAME)
        .get(owner=cast.committee, rests__end__isnull=True, rests__isnull=False)
        .get_absolute_url()
    )


def slip(cast: Cast) -> str:
    """The page on which the next slip is written down."""
    sealing_pages.office(cast)
    return f"{reverse('grievances:new')}?opening={_opening(cast).uuid}"


PAGES = [
    Page("boxes", boxes, who="secretary"),
    Page("boxes-none", lambda _cast: reverse("grievances:boxes_slips"), who="auditor"),
    Page("box", of_box("box"), who="secretary"),
    Page("box-resting", resting, who="secretary"),
    Page("box-new", lambda _cast: reverse("grievances:box_new"), who="secretary"),
    Page("box-open", of_box("box_open"), who="case_officer"),
    Page("box-opening", of_opening("opening"), who="intake_officer"),
    Page("box-correct", of_opening("opening_correct"), who="case_officer"),
    Page("box-paper", of_opening("opening_paper"), who="case_officer"),
    Page("box-slip", slip, who="case_officer"),
    Page("forums", lambda cast: (_session(cast), reverse("grievances:forums"))[1], who="secretary"),
    Page("forum", lambda cast: _session(cast).get_absolute_url(), who="case_officer"),
    Page("forum-new", lambda _cast: reverse("grievances:forum_new"), who="secretary"),
]
