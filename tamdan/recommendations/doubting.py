"""What the pages of recommendations, States and imports, the preview of publishing and the desk show of doubts about sources."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import Viewer, roles_of
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations import doubts, merging, parts
from tamdan.recommendations.access import DECIDERS, can_edit, merges_of
from tamdan.recommendations.clauses import clauses
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.disagreeing import found_in
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.views.doubts import FIELD_NAMES, choices, format_names


def of_sources(user: Viewer, recommendation: Recommendation) -> dict[str, Any] | None:
    """Both values of each field in doubt, for everybody; the ways to decide, for those who may."""
    found = list(recommendation.disagreements.select_related("recommendation"))
    links = _links(user, recommendation)
    if not found and not links:
        return None
    names, known = FIELD_NAMES(), table()
    shown = [(names[one.field], choices(one, known, format_names()), one.settled_at is not None) for one in found]
    is_open = any(one.settled_at is None for one in found)
    return {"doubts": shown, "is_open": is_open, "links": links, **_ways_back(user, recommendation)}


def _ways_back(user: Viewer, recommendation: Recommendation) -> dict[str, Any]:
    """The record's merges that can be taken back, and whether it has parts to put together; for those who may."""
    if not _may_decide(user, recommendation):
        return {"merges": [], "number_in_parts": None, "proposal": None}
    merges = merges_of(user).filter(kept=recommendation, undone_at__isnull=True).select_related("kept")
    return {
        "merges": [made for made in merges if merging.can_be_taken_back(made)],
        "number_in_parts": recommendation.pk if recommendation.parts.exists() else None,
        "proposal": _proposal(recommendation),
    }


def _proposal(recommendation: Recommendation) -> dict[str, str] | None:
    """What to say where the text holds lettered or numbered clauses and is not in parts yet, and where to look at them."""
    text = parts.official_text(recommendation)
    if text is None or not _can_be_split(recommendation):
        return None
    number = len(clauses(text.text))
    sentence = ngettext("This text holds %(shown)s clause.", "This text holds %(shown)s clauses.", number)
    url = reverse("recommendations:split", args=[recommendation.pk])
    return {"sentence": sentence % {"shown": localnum(number)}, "url": url} if number else None


def _can_be_split(recommendation: Recommendation) -> bool:
    return recommendation.parent_id is None and not recommendation.parts.exists()


def _may_decide(user: Viewer, recommendation: Recommendation) -> bool:
    return bool(roles_of(user) & set(DECIDERS)) and can_edit(user, recommendation)


def _links(user: Viewer, recommendation: Recommendation) -> list[tuple[str, str]]:
    if not _may_decide(user, recommendation):
        return []
    number, found = recommendation.pk, []
    if recommendation.disagreements.filter(settled_at__isnull=True).exists():
        found.append((_("Say which source is right"), f"{reverse('recommendations:disagreements')}?record={number}"))
    if doubts.cases(user).filter(recommendation=number).exists():
        found.append((_("May be another record too"), f"{reverse('recommendations:near')}?record={number}"))
    if _can_be_split(recommendation):
        found.append((_("Split into parts"), reverse("recommendations:split", args=[number])))
    found.append((_("Link with the same demand at other times"), reverse("recommendations:same", args=[number])))
    return [*found, (_("Join with another record"), reverse("recommendations:join", args=[number]))]


@dataclass(frozen=True)
class Waiting:
    """What of one review waits for a person: links of the queues narrowed to it, each with its number."""

    review: str
    links: list[tuple[str, str]]


def of_run(user: Viewer, run: ImportRun) -> dict[str, Any] | None:
    """What a checked or stored import found, and of a stored one what still waits."""
    sentences = found_in(run)
    if not sentences:
        return None
    is_stored = run.state == RunState.DONE and bool(roles_of(user) & set(DECIDERS))
    of_it = {"recommendation__sources__run": run.pk}
    links = _queues(*(_number(user, queue, **of_it) for queue in QUEUES), run=run.pk) if is_stored else []
    return {"sentences": sentences, "links": links}


def of_review(user: Viewer, owner: Body, state: str, session: int | None) -> list[tuple[str, str]]:
    """Links to what of a review of this body waits; nothing where all is decided."""
    of_it = {
        "recommendation__owner": owner.pk, "recommendation__state__code": state, "recommendation__session": session,
    }  # fmt: skip
    return _queues(*(_number(user, queue, **of_it) for queue in QUEUES), state=state, session=session or 0)


def of_reviews(user: Viewer, state: str) -> list[Waiting]:
    """What of each review of a State waits for a decision of this person, the newest first. Two queries for deciders."""
    if not roles_of(user) & set(DECIDERS):
        return []
    numbers = [_by_session(queue(user).filter(recommendation__state__code=state)) for queue in QUEUES]
    sessions = sorted(set().union(*numbers), key=lambda session: -(session or 0))
    known = table()
    return [
        Waiting(
            label_of(known, Facet.SESSION, str(session)).text if session else _("No session recorded"),
            _queues(*(found[session] for found in numbers), state=state, session=session or 0),
        )
        for session in sessions
    ]


QUEUES = doubts.cases, doubts.disagreements


def _number(user: Viewer, queue: Any, **of_it: Any) -> int:
    return int(queue(user).filter(**of_it).aggregate(number=Count("pk", distinct=True))["number"])


def _by_session(rows: Any) -> Counter[int | None]:
    return Counter(dict(rows.order_by().values_list("recommendation__session").annotate(Count("pk"))))


def _queues(near: int, disagreeing: int, **narrowed: int | str) -> list[tuple[str, str]]:
    query = f"?{urlencode(narrowed)}"
    cases = ngettext("%(shown)s pair of records may be one", "%(shown)s pairs of records may be one", near)
    fields = ngettext(
        "%(shown)s field on which sources disagree", "%(shown)s fields on which sources disagree", disagreeing
    )
    known = (near, cases, "near"), (disagreeing, fields, "disagreements")
    return [
        (text % {"shown": localnum(number)}, reverse(f"recommendations:{name}") + query)
        for number, text, name in known
        if number
    ]


def waiting_cases(user: Viewer) -> int:
    return int(doubts.cases(user).count())


def waiting_disagreements(user: Viewer) -> int:
    return int(doubts.disagreements(user).count())
