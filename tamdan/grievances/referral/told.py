"""What a complainant sees of other bodies (``RECEIPT_SECTIONS``): to whom, which parts, what became of it, each line with its event."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tamdan.audit.models import Event
from tamdan.grievances.referral.enums import Ending, Standing
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.referral.moves import ANSWERED, ASKED, ENDED, FILED, PASSED, REFUSED, RETURNED, TAKEN_UP
from tamdan.grievances.referral.rules import agreed
from tamdan.intake import chain
from tamdan.intake.enums import CONSENT_GIVEN, CONSENT_TAKEN_BACK, Code, Side
from tamdan.intake.models import Decision, Letter
from tamdan.intake.shown import moment
from tamdan.language.digits import format_number
from tamdan.language.templatetags.language import active_language
from tamdan.sealing.letters import ItemKind

SAID = {
    ASKED: gettext_lazy("The office asked you."),
    PASSED: gettext_lazy("The office passed it on."),
    FILED: gettext_lazy("The office gave it as a locked file. A file cannot be taken back."),
    TAKEN_UP: gettext_lazy("They deal with it."),
    REFUSED: gettext_lazy("They did not take it up; they can open nothing of it any longer."),
    RETURNED: gettext_lazy("They gave it back; they can open nothing of it any longer."),
    ANSWERED: gettext_lazy("They have answered."),
    ENDED: gettext_lazy("It ended; they can open nothing of it any longer."),
}
CONSENTED = {
    CONSENT_GIVEN: gettext_lazy("You agreed."),
    CONSENT_TAKEN_BACK: gettext_lazy("You said no, or took it back."),
}
BEFORE = (Standing.ASKED,)
MAY_TAKE_BACK = (Standing.AGREED, Standing.OFFERED, Standing.ACCEPTED, Standing.HANDED)


def sections(thread: Letter) -> list[dict[str, Any]]:
    """One for each body, the newest last, as ``core.panels.RECEIPT_SECTIONS`` says. Five queries."""
    found = list(
        Referral.objects.filter(case__letter=thread)
        .select_related("office", "reason", "case")
        .prefetch_related("items__letter")
    )
    if not found:
        return []
    lines = _lines(thread, found)
    return [{"title": str(one.office), "text": _text(one), "lines": lines[one.pk], "acts": _acts(one)} for one in found]


def _text(one: Referral) -> str:
    """Where it stands and what was given, in whole sentences."""
    said = [_standing(one)]
    if one.passed_at is not None and (given := given_words(one)):
        said.append(_("They were given: %(parts)s.") % {"parts": given})
    if one.reason:
        said.append(one.reason.hint)
    return " ".join(said)


def _standing(one: Referral) -> str:
    if one.standing == Standing.ENDED:
        return str(Ending(one.ending).label)
    words = {
        Standing.ASKED: _(
            "The office asks you whether it may pass your complaint to them. Your name and contact do not go there."
            " Without your yes nothing goes."
        ),
        Standing.AGREED: _("You agreed. Nothing was passed on yet."),
        Standing.DECLINED: _("You said no. Nothing goes there."),
        Standing.OFFERED: _("They have it, and have not said yet whether they deal with it."),
        Standing.ACCEPTED: _("They deal with it. The office that has your complaint still owes you its answer."),
        Standing.REFUSED: _("They do not deal with it."),
        Standing.RETURNED: _("They gave it back."),
        Standing.DONE: _("They have answered. Read it under “What was written”."),
        Standing.HANDED: _("They have it as a locked file."),
    }
    return words[Standing(one.standing)]


def given_words(one: Referral) -> str:
    """``What happened; 2 × Picture, video or paper; a summary by the office``."""
    items = list(one.items.all())
    counts = Counter(ItemKind(item.kind) for item in items if item.letter.side == Side.COMPLAINANT)
    parts = [_counted(str(kind.label), number) for kind, number in counts.items()]
    if any(item.letter.side == Side.NOTE for item in items):
        parts.append(_("a summary that the office wrote"))
    return "; ".join(parts)


def _counted(label: str, number: int) -> str:
    return label if number == 1 else f"{format_number(number, active_language())} × {label}"


def _acts(one: Referral) -> list[dict[str, str]]:
    name = {"body": str(one.office)}
    if one.standing == Standing.ASKED:
        sure = _("Agree that the office passes your complaint to %(body)s? You can take this back later.")
        if one.office.epoch is None:
            sure = _("Agree that the office gives your complaint to %(body)s as a file? A file cannot be taken back.")
        no = _("Say no? Nothing of your complaint goes to %(body)s.")
        return [
            {"value": agreed(one.office, CONSENT_GIVEN), "label": _("Yes, they may have it"), "sure": sure % name},
            {"value": agreed(one.office, CONSENT_TAKEN_BACK), "label": _("No"), "sure": no % name},
        ]
    if one.standing in MAY_TAKE_BACK or (one.standing == Standing.DONE and one.is_readable):
        sure = _("Take it back from %(body)s? What they opened before stays known to them.")
        value = agreed(one.office, CONSENT_TAKEN_BACK)
        return [{"value": value, "label": _("Take it back"), "sure": sure % name}]
    return []


def _lines(thread: Letter, found: list[Referral]) -> dict[int, list[dict[str, str]]]:
    """What the ledger says about each: the acts of both sides, and the decisions about that body, in their order."""
    acts = Event.objects.filter(kind=Referral._meta.label_lower, object_id__in=[str(one.pk) for one in found])
    decisions = Decision.objects.filter(thread=thread, code=Code.CONSENT)
    subjects = {str(made.pk): told for made in decisions if (told := _told(made, found))}
    decided = Event.objects.filter(kind=Decision._meta.label_lower, object_id__in=list(subjects))
    lines: dict[int, list[dict[str, str]]] = {one.pk: [] for one in found}
    for event in sorted([*acts, *decided], key=lambda event: event.pk):
        if event.kind == Decision._meta.label_lower:
            pk, word = subjects[event.object_id]
            lines[pk].append(_line(event, str(CONSENTED[word])))
        elif event.verb in SAID:
            lines[int(event.object_id)].append(_line(event, str(SAID[event.verb])))
    return lines


def _told(made: Decision, found: list[Referral]) -> tuple[int, str] | None:
    """The section and the word of a decision. A body that was asked twice has two: it stands in the one that lasted then."""
    for one in found:
        for word in CONSENTED:
            if made.value == agreed(one.office, word) and (one.ended_at is None or made.at <= one.ended_at):
                return one.pk, word
    return None


def _line(event: Event, text: str) -> dict[str, str]:
    return {"at": moment(event.at), "text": text, "leaf": chain.leaf_of(event)}


def step_of(found: Iterable[Referral]) -> str:
    """One sentence for the steps of the complaint: with how many bodies it is; empty where it is with none."""
    number = sum(1 for one in found if one.is_open)
    if not number:
        return ""
    said = ngettext("Another body has it.", "%(shown)s other bodies have it.", number)
    return said % {"shown": format_number(number, active_language())}
