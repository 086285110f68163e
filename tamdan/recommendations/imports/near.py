"""Records of two sources that may be one: nearly the same words to the same State at the same session by the same asker.

Likeness is the share of folded words that two texts have in common (Dice, order aside): 2 x common / (words of one + words of
the other). LIKE was chosen on genuine texts: of 163 recommendations that a UN report and a matrix of the same review both
print, 147 fold to the same words and the others share 0.91 or more of them once their askers are taken off; of 49,903 pairs of
different demands that one State made of another in one review, 66 share 0.80 (and 33 share 0.85).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from tamdan.imports.copying import copy_rows
from tamdan.imports.models import ImportRun
from tamdan.language.normalise import words_only
from tamdan.recommendations.enums import Sameness, TextKind
from tamdan.recommendations.imports.apart import Name, ToldApart
from tamdan.recommendations.imports.entries import Entry
from tamdan.recommendations.imports.matching import NOBODY
from tamdan.recommendations.imports.writing import Leaves
from tamdan.recommendations.models import NearCase, Recommendation, RecommendationText, RecommendingState, SourceRecord

LIKE = 0.8
MOST_COMPARED = 300
"""Records that one new record is compared with; a State rarely makes more than five recommendations in one review."""
MOST_CASES = 3
_PIECE = re.compile(r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*|[^\s\u1780-\u17ff]+")
"""A Khmer cluster or a word of another script: Khmer writes no spaces between words."""
Review = tuple[str, str, int | None]
Case = tuple[int, int, int, float, str]
"""New record, candidate, source, likeness, decision."""


@dataclass(frozen=True)
class Words:
    """The words of a text, counted."""

    counted: Counter[str]
    size: int

    @classmethod
    def of(cls, text: str) -> "Words":
        counted = Counter(_PIECE.findall(words_only(text)))
        return cls(counted, counted.total())

    def likeness(self, other: "Words") -> float:
        """From 0 to 1; 0 also where the lengths alone forbid LIKE."""
        longer, shorter = max(self.size, other.size), min(self.size, other.size)
        if not shorter or 2 * shorter < LIKE * (longer + shorter):
            return 0.0
        return self.shared(other)

    def shared(self, other: "Words") -> float:
        """The share of words in common (Dice), whatever the lengths."""
        return 2 * (self.counted & other.counted).total() / max(1, self.size + other.size)


@dataclass
class Candidate:
    """A record that stood before; ``asked`` is format -> States that its sources of that format name."""

    id: int
    name: Name
    words: Words
    by: set[str] = field(default_factory=set)
    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def text_key(self) -> str:
        return self.name[1]

    def may_be(self, formats: dict[str, set[str]]) -> bool:
        """Whether another source prints it, and no source prints both: what one source tells apart is two demands."""
        told_apart = any(self.asked[one] & by for one, by in formats.items() if one in self.asked)
        return not told_apart and (not self.asked or bool(self.asked.keys() - formats.keys()))


def likeness(one: str, other: str) -> float:
    """Of two texts, from 0 to 1."""
    return 1.0 if words_only(one) == words_only(other) else Words.of(one).likeness(Words.of(other))


def find_near(run: ImportRun, leaves: Leaves) -> int:
    """Queue the new records of a batch that may be one with a record of another source; gives how many cases. A batch that
    brings a review which no other source holds costs one query."""
    new = [(entry, entry.text[1] if entry.text else demand.text) for entry, demand, _row in leaves.new]
    reviews = {_review(entry) for entry, _text in new}
    candidates = _candidates(run, reviews) if reviews else {}
    cases = [case for entry, text in new for case in _cases(entry, text, candidates)] if candidates else []
    cases = _not_told_apart(run, cases, [entry for entry, _text in new], candidates) if cases else []
    copy_rows(NearCase, ("recommendation", "candidate", "source", "likeness", "decision"), cases)
    return len(cases)


def _not_told_apart(
    run: ImportRun, cases: list[Case], new: Iterable[Entry], candidates: "dict[Review, Candidates]"
) -> list[Case]:
    """Without those that a person decided before an import was undone."""
    names: dict[int, Name] = {entry.id: (entry.identifier, str(entry.place[2])) for entry in new}
    names |= {one.id: one.name for review in candidates.values() for one in review.all}
    told = ToldApart(run.owner_id)
    return [case for case in cases if not told.are(names[case[0]], names[case[1]])]


def _review(entry: Entry) -> Review:
    state, session, _words = entry.place
    return entry.mechanism, state, session


def _cases(entry: Entry, text: str, candidates: "dict[Review, Candidates]") -> Iterator[Case]:
    found = candidates.get(_review(entry))
    if found is None:
        return
    formats: dict[str, set[str]] = defaultdict(set)
    for source in entry.sources:
        formats[source.format] |= set(source.by or (NOBODY,))
    words, own, best = Words.of(text), str(entry.place[2]), []
    for one in islice(found.of(entry.by, own), MOST_COMPARED):
        alike = 1.0 if one.text_key == own else words.likeness(one.words)
        if alike >= LIKE and one.id != entry.id and one.may_be(formats):
            best.append((alike, one.id))
    best.sort(key=lambda case: (-case[0], case[1]))
    for alike, pk in best[:MOST_CASES]:
        yield entry.id, pk, entry.sources[0].id, alike, Sameness.WAITING


class Candidates:
    """The records of one review by their askers and their words."""

    def __init__(self) -> None:
        self.all: list[Candidate] = []
        self._by_asker: dict[str, list[Candidate]] = defaultdict(list)
        self._by_words: dict[str, list[Candidate]] = defaultdict(list)

    def add(self, one: Candidate) -> None:
        self.all.append(one)
        self._by_words[one.text_key].append(one)
        for code in one.by or (NOBODY,):
            self._by_asker[code].append(one)

    def of(self, by: Iterable[str], words: str) -> Iterator[Candidate]:
        """Those of the same words first, whoever asked; then those of the same asker."""
        seen: set[int] = set()
        for one in (*self._by_words[words], *(found for code in by or (NOBODY,) for found in self._by_asker[code])):
            if one.id not in seen:
                seen.add(one.id)
                yield one


def _candidates(run: ImportRun, reviews: set[Review]) -> dict[Review, Candidates]:
    """Records of these reviews that another source than this format's holds, or a person typed."""
    sources = SourceRecord.objects.filter(recommendation=OuterRef("pk"))
    rows = Recommendation.objects.whole().filter(
        Q(session__in={session for _body, _state, session in reviews if session is not None}) | Q(session__isnull=True),
        owner=run.owner_id,
        state__code__in={state for _body, state, _session in reviews},
    )
    others = rows.exclude(created_in=run.pk).filter(Exists(sources.exclude(format=run.format)) | ~Exists(sources))
    wanted: dict[int, tuple[Review, Name]] = {}
    for pk, body, state, session, name, key in others.values_list(
        "pk", "mechanism__code", "state__code", "session", "identifier", "text_key"
    ):
        if (body, state, session) in reviews:
            wanted[pk] = (body, state, session), (name, str(key))
    found: dict[Review, Candidates] = defaultdict(Candidates)
    for one in _filled(wanted) if wanted else ():
        found[wanted[one.id][0]].add(one)
    return found


def _filled(wanted: dict[int, tuple[Review, Name]]) -> Iterable[Candidate]:
    texts = RecommendationText.objects.filter(recommendation__in=wanted, kind=TextKind.OFFICIAL).order_by("pk")
    made = {
        pk: Candidate(pk, wanted[pk][1], Words.of(text)) for pk, text in texts.values_list("recommendation_id", "text")
    }
    pairs = RecommendingState.objects.filter(recommendation__in=made).values_list("recommendation_id", "state__code")
    for pk, code in pairs:
        made[pk].by.add(code)
    standing = SourceRecord.objects.filter(recommendation__in=made, superseded_by__isnull=True)
    for pk, format_, read in standing.values_list("recommendation_id", "format", "read"):
        made[pk].asked[format_] |= set(read.get("by") or (NOBODY,))
    return made.values()
