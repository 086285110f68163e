"""English stems as PostgreSQL's ``english`` configuration makes them, to mark in a text what the index has found."""

import threading
from functools import lru_cache

_local = threading.local()


@lru_cache(maxsize=50_000)
def english_stem(word: str) -> str:
    """Stem of a folded word; the stemmer keeps state, so each thread has its own."""
    if not hasattr(_local, "stemmer"):
        import snowballstemmer  # noqa: PLC0415 a start need not wait for it

        _local.stemmer = snowballstemmer.stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem
