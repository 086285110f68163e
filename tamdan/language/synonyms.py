"""Other words for the same thing: offered beside a search, never folded into it (docs/domain/language.md)."""

import csv
from functools import cache
from pathlib import Path

from tamdan.language.normalise import fold

TABLE = Path(__file__).parent / "data" / "synonyms.csv"


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row["words"].split("|")) for row in csv.DictReader(file))


def offered(query: str) -> list[str]:
    """Queries with one word of this one replaced by another for the same thing; the whole query is asked for again with it."""
    pieces = query.split()
    found: list[str] = []
    for place, piece in enumerate(pieces):
        for group in _groups():
            if fold(piece) in {fold(word) for word in group}:
                others = (word for word in group if fold(word) != fold(piece))
                found += [" ".join([*pieces[:place], word, *pieces[place + 1 :]]) for word in others]
    return found
