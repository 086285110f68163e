"""The same demand asked again: links between recommendations to one State, and what they tell of it over time.

A link ``repeats`` leads from the later recommendation to the earlier one. Those of the same words are found by the computer
and shown as that; others are set, accepted or refused by a person (tamdan.links).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from tamdan.core.access import Viewer
from tamdan.core.pagination import Page, paginate
from tamdan.imports.models import ImportRun
from tamdan.language.comparing import Change, word_changes
from tamdan.links.enums import Decision, Predicate
from tamdan.links.models import Link
from tamdan.recommendations.enums import Position, TextKind
from tamdan.recommendations.imports.near import Words
from tamdan.recommendations.models import Recommendation, RecommendationText
from tamdan.taxonomy.models import UprSession

KIND = Recommendation._meta.label_lower
SAME_WORDS = "same words"
"""Reason of the links that the computer sets; ``_REPEATS`` writes it."""
MOST_ROUNDS = 8
"""Links one after another that are followed from a recommendation: the UPR has had four cycles."""
MOST_COMPARED = 2000
MOST_CANDIDATES = 10
LEAST_LIKE = 0.3

_REPEATS = """
INSERT INTO links_link (owner_id, visibility, shared_with, origin, reason, confidence, decision, predicate,
                        from_kind, from_id, to_kind, to_id, made_at)
SELECT owner_id, 'public', '{}', 'machine', 'same words', 1.0, 'suggested', 'repeats',
       'recommendations.recommendation', id, 'recommendations.recommendation', earlier, now()
FROM (
    SELECT asked.id, asked.owner_id, asked.created_in_id, max(before.id) AS earlier
    FROM recommendations_recommendation asked
    JOIN LATERAL (
        SELECT id FROM recommendations_recommendation
        WHERE text_key = asked.text_key AND state_id = asked.state_id AND owner_id = asked.owner_id
          AND mechanism_id = asked.mechanism_id AND session < asked.session
        ORDER BY session DESC, id LIMIT 1
    ) before ON true
    WHERE asked.text_key IN (SELECT text_key FROM recommendations_recommendation WHERE created_in_id = %s)
    GROUP BY asked.id
) found
ON CONFLICT DO NOTHING
"""


def link_repeats(run: ImportRun) -> int:
    """Suggest a link from each recommendation to the last one before it with the same words, where the import brought
    either of them. Gives how many. A person decides about them: equal words are a sign, not a proof."""
    with connection.cursor() as cursor:
        cursor.execute(_REPEATS, [run.pk])
        return int(cursor.rowcount)


@dataclass(frozen=True)
class Asking:
    """One time that a demand was made. ``changes`` is what its words make of those before it, empty for the first time;
    ``language`` is theirs. ``link`` is the one that leads to an earlier time, None for the first."""

    recommendation: Recommendation
    year: int | None
    text: RecommendationText | None
    changes: Sequence[Change]
    language: str
    link: Link | None
    is_this: bool

    @property
    def is_same_words(self) -> bool:
        return all(kind == "same" for kind, _text in self.changes)


def repeats(user: Viewer) -> QuerySet[Link]:
    """The links of this kind that hold: a person's, and those of the same words unless a person refused them."""
    found = Link.objects.visible_to(user).filter(predicate=Predicate.REPEATS, from_kind=KIND, to_kind=KIND)
    held: QuerySet[Link] = found.filter(
        Q(decision=Decision.ACCEPTED) | Q(decision=Decision.SUGGESTED, reason=SAME_WORDS)
    )
    return held


def askings(user: Viewer, recommendation: Recommendation) -> list[Asking]:
    """Each time that the demand was made, the earliest first, as far as this person may see it; empty where it was made once.

    A query for each link in a row, and three more.
    """
    links = _links_around(user, recommendation.pk)
    if not links:
        return []
    ids = {pk for link in links for pk in (link.from_id, link.to_id)}
    rows = Recommendation.objects.visible_to(user).filter(pk__in=ids).prefetch_related("texts")
    found = sorted(rows, key=lambda row: (row.session or 0, str(row.date or ""), row.sort_key, row.pk))
    years = years_of(found)
    leading = {link.from_id: link for link in links}
    made: list[Asking] = []
    before: Recommendation | None = None
    for row in found:
        text, changes = _wording(before, row)
        made.append(
            Asking(
                row,
                years[row.pk],
                text,
                changes,
                text.language if text else "",
                leading.get(row.pk),
                row == recommendation,
            )
        )
        before = row
    return made if len(made) > 1 else []


def _links_around(user: Viewer, pk: int) -> list[Link]:
    known: dict[int, Link] = {}
    seen, new = {pk}, {pk}
    for _round in range(MOST_ROUNDS):
        if not new:
            break
        touched = list(repeats(user).filter(Q(from_id__in=new) | Q(to_id__in=new)))
        known |= {link.pk: link for link in touched}
        new = {end for link in touched for end in (link.from_id, link.to_id)} - seen
        seen |= new
    return list(known.values())


def years_of(rows: Iterable[Recommendation]) -> dict[int, int | None]:
    """Of the date, otherwise of the session of the UPR; one query."""
    sessions = {row.session for row in rows if row.session and not row.date}
    years = dict(UprSession.objects.filter(number__in=sessions).values_list("number", "year")) if sessions else {}
    return {row.pk: row.date.year if row.date else years.get(row.session or 0) for row in rows}


def _wording(before: Recommendation | None, row: Recommendation) -> tuple[RecommendationText | None, Sequence[Change]]:
    """The text of a recommendation and what it changes in the one before, in a language that both have."""
    texts, earlier = _by_language(row), _by_language(before) if before else {}
    wanted = [get_language() or "", *texts]
    language = next((code for code in wanted if code in texts and (not before or code in earlier)), None)
    if language is None or before is None:
        return next(iter(texts.values()), None) if language is None else texts[language], ()
    return texts[language], word_changes(earlier[language].text, texts[language].text)


def _by_language(row: Recommendation) -> dict[str, RecommendationText]:
    """The official text comes first."""
    texts = sorted(row.texts.all(), key=lambda text: (text.kind != TextKind.OFFICIAL, text.language))
    return {text.language: text for text in texts}


def of_recommendation(user: Viewer, recommendation: Recommendation) -> dict[str, Any] | None:
    """The panel on the recommendation's page; None where the demand was made once."""
    found = askings(user, recommendation)
    years = [asking.year for asking in found if asking.year]
    return {"askings": found, "times": len(found), "since": min(years, default=None)} if found else None


@dataclass(frozen=True)
class Turn:
    """A demand that came again and was answered otherwise."""

    later: Recommendation
    earlier: Recommendation
    changes: Sequence[Change]
    language: str
    is_machine: bool
    later_year: int | None
    earlier_year: int | None


TURNS = {
    "noted": (Position.SUPPORTED, Position.NOTED),
    "supported": (Position.NOTED, Position.SUPPORTED),
}
"""What became of the demand -> the position before and the position after."""


def turns(user: Viewer, turn: str, state: str = "", token: str = "", size: int = 20) -> Page:
    """Demands that a State once supported and only noted when they came again (``noted``), or the other way round
    (``supported``), the newest session first. Four queries a page."""
    links = _turned(user, turn, state)
    page = paginate(links, ("-session", "-id"), token, size)
    ids = {pk for link in page.rows for pk in (link.from_id, link.to_id)}
    known = Recommendation.objects.prefetch_related("texts").in_bulk(ids)
    years = years_of(known.values())
    return Page([_turn(link, known, years) for link in page.rows], page.next, page.previous)


def count_turns(user: Viewer, turn: str, state: str) -> int:
    """How many ``turns`` gives of one State."""
    return _turned(user, turn, state).count()


def _turned(user: Viewer, turn: str, state: str) -> QuerySet[Link]:
    before, after = TURNS[turn]
    ends = Recommendation.objects.visible_to(user).filter(**({"state__code": state} if state else {}))
    earlier = ends.filter(pk=OuterRef("to_id"), position=before)
    later = ends.filter(pk=OuterRef("from_id"), position=after)
    session = Coalesce(Subquery(later.values("session")[:1]), 0)
    links: QuerySet[Link] = repeats(user).filter(Exists(earlier), Exists(later)).annotate(session=session)
    return links


def _turn(link: Link, known: dict[int, Recommendation], years: dict[int, int | None]) -> Turn:
    later, earlier = known[link.from_id], known[link.to_id]
    text, changes = _wording(earlier, later)
    return Turn(
        later, earlier, changes or [("same", text.text if text else "")], text.language if text else "",
        link.decision == Decision.SUGGESTED, years[later.pk], years[earlier.pk],
    )  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """A recommendation to the same State that may make the same demand; ``likeness`` from 0 to 1."""

    recommendation: Recommendation
    text: RecommendationText
    likeness: float
    changes: Sequence[Change]


def candidates(user: Viewer, recommendation: Recommendation) -> list[Candidate]:
    """The recommendations to the same State at other sessions whose words are most alike, for a person to choose from."""
    own = recommendation.texts.filter(kind=TextKind.OFFICIAL).first()
    if own is None:
        return []
    linked = {pk for link in _links_around(user, recommendation.pk) for pk in (link.from_id, link.to_id)}
    others = Recommendation.objects.visible_to(user).filter(state__code=recommendation.state_id, parent__isnull=True)
    others = others.exclude(pk__in={recommendation.pk, *linked}).exclude(session=recommendation.session)
    texts = RecommendationText.objects.filter(
        kind=TextKind.OFFICIAL, language=own.language, recommendation__in=others
    ).select_related("recommendation")[:MOST_COMPARED]
    words = Words.of(own.text)
    # Whatever the lengths: a demand that comes again is often longer.
    scored = [(words.shared(Words.of(text.text)), text) for text in texts]
    best = sorted((one for one in scored if one[0] >= LEAST_LIKE), key=lambda one: (-one[0], one[1].pk))
    return [
        Candidate(text.recommendation, text, alike, word_changes(text.text, own.text))
        for alike, text in best[:MOST_CANDIDATES]
    ]


def in_order(one: Recommendation, other: Recommendation) -> tuple[Recommendation, Recommendation]:
    """The later and the earlier of two recommendations."""

    def key(row: Recommendation) -> tuple[int, str, int]:
        return row.session or 0, str(row.date or ""), row.pk

    later, earlier = sorted((one, other), key=key, reverse=True)
    return later, earlier
