"""What ``tamdan search`` prints. Who may run it may read the data folder, so it sees what the owning body's staff sees."""

from dataclasses import dataclass
from typing import Any

from tamdan.core.access import Reach, Viewer
from tamdan.institutions.models import Installation
from tamdan.language.highlight import Snippet
from tamdan.search.access import search
from tamdan.search.hits import Hit

START, END = "⟦", "⟧"
"""Around what was found, in a terminal or a JSON string."""


@dataclass(frozen=True)
class Operator:
    """Whoever works on this machine for the body that owns the installation."""

    body: int | None
    is_anonymous: bool = False

    def reach(self) -> Reach:
        return Reach(bodies=frozenset({self.body} if self.body else ()), sees_staff=True)

    def roles(self) -> frozenset[str]:
        return frozenset()


def operator() -> Operator:
    installation = Installation.current()
    return Operator(installation.body_id if installation else None)


def search_json(words: str, user: Viewer | None = None, limit: int = 20) -> dict[str, Any]:
    """``hits`` (id, kind, score, title, highlighted, language, url), ``total``, ``counts`` by kind, ``capped`` kinds.

    ``user`` None is the operator. Counts are of records; a capped kind holds more than its count.
    """
    found = search(user or operator(), words, limit=limit)
    return {
        "query": words,
        "hits": [as_hit(hit) for hit in found.hits],
        "total": found.total,
        "counts": found.counts,
        "capped": sorted(found.capped),
    }


def as_hit(hit: Hit) -> dict[str, Any]:
    """A hit as JSON, matches between START and END."""
    return {
        "id": hit.document.identifier,
        "kind": hit.document.kind,
        "score": round(hit.score, 6),
        "title": hit.heading or hit.document.title,
        "highlighted": " — ".join(map(_marked, hit.shown)),
        "language": hit.document.language,
        "url": hit.url,
    }


def _marked(snippet: Snippet) -> str:
    text = "".join(f"{START}{piece}{END}" if found else piece for piece, found in snippet.pieces)
    return f"{'… ' if snippet.cut_before else ''}{text}{' …' if snippet.cut_after else ''}"
