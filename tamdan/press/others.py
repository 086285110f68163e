"""Statements and figures of other mouths that may bear on the same question, looked for on request: in the article itself, and in
those articles of the body, whichever capture they came in, that share its words. The reader weighs them; a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.core.ledger import record
from tamdan.links.enums import Decision, Origin
from tamdan.press.enums import PairKind
from tamdan.press.models import Figure, Pair
from tamdan.press.neighbours import Passage, as_read, id_of, near, passages_of, with_passages
from tamdan.press.reading.disagreeing import disagreeing
from tamdan.press.reading.opposed import suggest

PAIRED = "press.pair.made"
MOST_ARTICLES = 40


@dataclass(frozen=True)
class Other:
    """``pair`` is what a person decided about the two, or a suggestion that stands there already."""

    passage: Passage
    pair: Pair | None


def others_of(passage: Passage) -> list[Other]:
    """Up to five, best first. Seven queries, whatever the number of articles."""
    articles = _articles(passage)
    read = [as_read(article) for article in articles]
    texts = [article.text for article in articles]
    key = id_of(passage)
    if isinstance(passage, Figure):
        pairs = [
            (one.first, one.second, one.score) for one in disagreeing(read, texts) if key in (one.first, one.second)
        ]
        ids = [second if first == key else first for first, second, _s in sorted(pairs, key=lambda one: -one[2])]
    else:
        ids = suggest(read, texts)[0].get(key, [])
    by_id = {id_of(row): row for article in articles for row in passages_of(article)}
    found = [by_id[one] for one in ids][:5]
    held = _pairs(passage, found)
    return [Other(one, held.get(one.pk)) for one in found]


@transaction.atomic
def set_pair(first: Passage, second: Passage, kind: str, *, by: Any) -> Pair:
    """A person sets two statements, or two figures, side by side: it stands at once."""
    low, high = sorted((first, second), key=lambda one: one.pk)
    name = type(first).__name__.lower()
    own = {"kind": kind, "decision": Decision.ACCEPTED, "decided_by": by, "decided_at": timezone.now()}
    article = first.article
    made, _new = Pair.objects.update_or_create(
        **{f"first_{name}": low, f"second_{name}": high}, defaults=own,
        create_defaults={
            **own, "origin": Origin.PERSON, "owner": article.owner, "visibility": article.visibility,
            "shared_with": article.shared_with,
        },
    )  # fmt: skip
    record(PAIRED, made, by=by, about=article, detail={"kind": kind})
    return made


def kinds_for(passage: Passage) -> list[tuple[str, str]]:
    """What two of them may be to each other."""
    wanted = (
        [PairKind.DISAGREES] if isinstance(passage, Figure) else [one for one in PairKind if one != PairKind.DISAGREES]
    )
    return [(str(one.value), str(one.label)) for one in wanted]


def _articles(passage: Passage) -> list[Any]:
    """The passage's own article, then those that share its words."""
    words = f"{passage.what} {passage.sentence}" if isinstance(passage, Figure) else passage.exact
    return with_passages(passage.article, near(passage.article, words, most=MOST_ARTICLES))


def _pairs(passage: Passage, others: Sequence[Passage]) -> dict[int, Pair]:
    """By the other one's number."""
    name = type(passage).__name__.lower()
    ids = [one.pk for one in others]
    rows: Iterable[Pair] = Pair.objects.filter(
        **{f"first_{name}": passage.pk, f"second_{name}__in": ids}
    ) | Pair.objects.filter(**{f"second_{name}": passage.pk, f"first_{name}__in": ids})
    found = {}
    for pair in rows:
        first, second = getattr(pair, f"first_{name}_id"), getattr(pair, f"second_{name}_id")
        found[second if first == passage.pk else first] = pair
    return found
