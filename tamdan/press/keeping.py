"""Reading again: what a newer reader finds beside what is stored. What people decided stays, the rest follows the reader.

An article counts as decided when somebody looked it through, changed its lines or decided about anything in it. Its lines then
stand, and what the reader finds in them replaces only what nobody decided about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Link, Tag
from tamdan.press import documents
from tamdan.press.linking import KIND, forget
from tamdan.press.made import Made, made_of
from tamdan.press.models import Article, Capture, Commitment, Figure, Mention, Passage, Quotation, Voice
from tamdan.press.one_article import read_lines
from tamdan.press.reading import records
from tamdan.search.actions import remove

PASSAGES: tuple[Any, ...] = (Quotation, Figure, Commitment, Mention)
SPOKEN = (Quotation, Commitment)
_SAME = ("id", "article", "version", "origin", "decision", "decided_by", "decided_at")
"""Fields that a new reading does not bring."""
DECIDED = ~Q(decision=Decision.SUGGESTED) | Q(origin=Origin.PERSON) | Q(version__gt=1)


@dataclass
class Kept:
    """A stored article and what the new reading says of its lines."""

    article: Article
    found: records.Article
    starts: Sequence[int]
    is_decided: bool

    def update(self) -> Made:
        """The new reading's rows, tied to the stored article. Its own fields follow the reader where nobody decided."""
        made = made_of(self.article.capture, self.found, self.starts)
        fresh = made.article
        names = [
            "text",
            "start",
            "boilerplate",
            "skipped",
            "signature",
            "bands",
            "marks",
            "language",
            "is_relevant",
            "kind",
        ]
        if not self.is_decided:
            names += ["start_line", "end_line", "title", "outlet_name", "author", "published_on", "day"]
        for name in names:
            setattr(self.article, name, getattr(fresh, name))
        rows: list[Any] = [*made.voices.values(), *made.quotations, *made.figures, *made.commitments, *made.mentions]
        for row in rows:
            row.article = self.article
        made.article = self.article
        return made

    def save(self, made: Made) -> None:
        """Store the differences and nothing else."""
        self.article.save()
        self._voices(made)
        found: Sequence[Sequence[Passage]] = (made.quotations, made.figures, made.commitments, made.mentions)
        for model, rows in zip(PASSAGES, found, strict=True):
            _passages(model, self.article, rows)
        used = Quotation.objects.filter(article=self.article, voice__isnull=False).values("voice")
        promised = Commitment.objects.filter(article=self.article, voice__isnull=False).values("voice")
        unused = Voice.objects.filter(article=self.article, decision=Decision.SUGGESTED, origin=Origin.MACHINE)
        unused.exclude(pk__in=used).exclude(pk__in=promised).delete()

    def _voices(self, made: Made) -> None:
        stored = {voice.name: voice for voice in Voice.objects.filter(article=self.article)}
        for name, voice in made.voices.items():
            old = stored.get(name)
            if old is None:
                voice.save()
                continue
            voice.pk = old.pk
            if old.is_side_settled:
                voice.side, voice.is_side_settled = old.side, True
            if old.decision == Decision.SUGGESTED and old.origin == Origin.MACHINE:
                voice.save(force_update=True)


def _passages(model: Any, article: Article, found: Iterable[Passage]) -> None:
    """Rows that nobody decided about follow the reader; a place that somebody decided about is not read again."""
    stored = list(model.objects.filter(article=article))
    if model in SPOKEN:
        prefetch_related_objects(stored, "voice")
    decided = [
        row for row in stored if row.decision != Decision.SUGGESTED or row.origin == Origin.PERSON or row.version > 1
    ]
    old = {_place(row): row for row in stored if row not in decided}
    fresh, changed = [], []
    for row in found:
        if any(_overlap(row, other) for other in decided):
            continue
        before = old.pop(_place(row), None)
        if before is None:
            fresh.append(row)
        elif _differs(before, row):
            row.pk, row.version = before.pk, before.version
            changed.append(row)
        else:
            row.pk = before.pk
    model.objects.filter(pk__in=[row.pk for row in old.values()]).delete()
    model.objects.bulk_create(fresh)
    if changed:
        names = [field.name for field in model._meta.concrete_fields if field.name not in _SAME]
        model.objects.bulk_update(changed, names)


def _place(row: Passage) -> tuple[Any, ...]:
    """By what a passage is known again: its place, the name, and whoever says it, because a sentence may have two sources."""
    manner = getattr(row, "manner", "") or getattr(row, "kind", "")
    voice = getattr(row, "voice", None)
    return row.start, row.end, manner, getattr(row, "folded", ""), voice.name if voice else ""


def _overlap(row: Passage, other: Passage) -> bool:
    """Whether a found passage takes the place of a decided one. A statement may hold a quotation, so the manner counts."""
    same = getattr(row, "manner", "") == getattr(other, "manner", "") and getattr(row, "kind", "") == getattr(
        other, "kind", ""
    )
    return same and row.start < other.end and other.start < row.end


def _differs(before: Passage, row: Passage) -> bool:
    fields = [field for field in type(row)._meta.concrete_fields if field.name not in _SAME]
    return any(getattr(before, field.attname) != getattr(row, field.attname) for field in fields)


def keep(capture: Capture, found: records.Reading, starts: Sequence[int]) -> tuple[list[records.Article], list[Kept]]:
    """Which found articles are new and which stored ones are read again; stored ones that the reader no longer sees and nobody
    decided about are removed."""
    stored = list(capture.articles.select_related("outlet"))
    if not stored:
        return found.articles, []
    for article in stored:
        article.capture = capture
    decided = _decided(stored)
    taken = [article for article in stored if article.pk in decided]
    free = [article for article in stored if article.pk not in decided]
    fresh: list[records.Article] = []
    kept = [
        Kept(article, read_lines(capture.text, article.start_line, article.end_line), starts, is_decided=True)
        for article in taken
        if article.removed_at is None
    ]
    for one in found.articles:
        if any(_common(one, article) for article in taken):
            continue
        match = max(free, key=lambda article: _common(one, article), default=None)
        if match is None or not _common(one, match):
            fresh.append(one)
            continue
        free.remove(match)
        kept.append(Kept(match, one, starts, is_decided=False))
    gone = [article.pk for article in free]
    forget(gone)
    remove(documents.KIND, gone)
    Article.objects.filter(pk__in=gone).delete()
    return fresh, kept


def _common(found: records.Article, article: Article) -> int:
    """How many lines both have."""
    return max(0, min(found.end_line, article.end_line) - max(found.start_line, article.start_line) + 1)


def _decided(stored: Sequence[Article]) -> set[int]:
    """The articles that people had a say in. A query for each table."""
    ids = [article.pk for article in stored]
    found = set(Article.objects.filter(DECIDED | Q(removed_at__isnull=False), pk__in=ids).values_list("pk", flat=True))
    for model in PASSAGES:
        found |= set(model.objects.filter(DECIDED, article__in=ids).values_list("article", flat=True))
    settled = Voice.objects.filter(~Q(decision=Decision.SUGGESTED), article__in=ids, reason="")
    found |= set(settled.values_list("article", flat=True))
    tags = Tag.objects.on(KIND, *ids).exclude(decision=Decision.SUGGESTED)
    links = Link.objects.filter(from_kind=KIND, from_id__in=ids).exclude(decision=Decision.SUGGESTED)
    return found | set(tags.values_list("object_id", flat=True)) | set(links.values_list("from_id", flat=True))
