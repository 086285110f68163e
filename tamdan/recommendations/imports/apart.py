"""Pairs of records that a person told apart, kept by name where an import is undone: brought again, nobody is asked twice.

They stand in the notes of the undone import, because no row of its records is left (``register``, ``told_apart``: pairs of
identifier and key of the words).
"""

from collections.abc import Iterable

from django.db.models import Q

from tamdan.imports.models import ImportRun
from tamdan.recommendations.enums import Sameness
from tamdan.recommendations.models import NearCase

Name = tuple[str, str]
"""Identifier, key of the words."""
_ENDS = ("recommendation__identifier", "recommendation__text_key", "candidate__identifier", "candidate__text_key")


def keep_told_apart(run: ImportRun) -> None:
    """Before the records of this import go."""
    made = Q(recommendation__created_in=run) | Q(candidate__created_in=run)
    pairs = NearCase.objects.filter(made, decision=Sameness.DIFFERENT).values_list(*_ENDS)
    kept = [[[one, str(words)], [other, str(others)]] for one, words, other, others in pairs]
    if kept:
        run.notes["register"] = run.notes.get("register", {}) | {"told_apart": kept}
        run.save(update_fields=["notes"])


class ToldApart:
    """What persons told apart of imports into one body's register that were undone since. One query."""

    def __init__(self, owner_id: int) -> None:
        undone = ImportRun.objects.filter(
            owner=owner_id, undone_at__isnull=False, notes__register__has_key="told_apart"
        )
        self._pairs: set[frozenset[str]] = set()
        for pairs in undone.values_list("notes__register__told_apart", flat=True):
            for one, other in pairs:
                self._pairs |= set(_keys(one, other))

    def are(self, one: Name, other: Name) -> bool:
        return any(key in self._pairs for key in _keys(one, other))


def _keys(one: Iterable[str], other: Iterable[str]) -> list[frozenset[str]]:
    """By the identifiers, and by the words where those differ: a name may be another one by now."""
    return [key for key in map(frozenset, zip(one, other, strict=True)) if len(key) == 2]
