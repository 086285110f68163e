"""Search through PostgreSQL: its time over 5,000 and 100,000 documents, and what it finds in Khmer news.

Times are of ``tamdan.search.access.search`` with its snippets, as the search page asks it. Both sizes lie side by side in two
databases and each query goes to one, then to the other, so that what else the machine does meets both. Documents are invented from the
words of docs/glossary.csv, a few words common and most rare. Truth for Khmer is that of benchmarks/khmer_search.py: the characters of
the query in the folded text. Without the news beside the checkout the Khmer figures are left out.
"""

import csv
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.fresh import measured_fresh

ROOT = Path(__file__).resolve().parents[1]
SIZES = (5_000, 100_000)
SMALL = "tamdan_small"
ROUNDS = 9
KIND = "recommendation"
WORDS_OF_A_TEXT = (6, 20)
"""Terms of the glossary; like UPR recommendations, whose median is 30 words."""
KHMER_SHARE = 0.1


def glossary() -> list[dict[str, str]]:
    with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["en"] and row["km"]]


def invented(first: int, last: int, owner: int) -> Iterator[Any]:
    """The same documents in every run; the hundredth word of the glossary is a hundred times rarer than the first."""
    from tamdan.search.sources import Draft

    terms = glossary()
    weights = [1 / (place + 1) for place in range(len(terms))]
    for number in range(first, last):
        dice = random.Random(number)
        chosen = dice.choices(terms, weights, k=dice.randint(*WORDS_OF_A_TEXT))
        khmer = dice.random() < KHMER_SHARE
        body = "".join(term["km"] for term in chosen[:6]) if khmer else " ".join(term["en"] for term in chosen)
        names = tuple(term["km"] for term in dice.choices(terms, weights, k=4))
        title = f"A/HRC/{number // 200}/1 {number % 200}"
        yield Draft(number, "km" if khmer else "en", title, body, names, identifier=title, owner_id=owner)


def queries() -> list[str]:
    """Common and rare words of both languages, two words, a phrase, symbols with and without a paragraph, and nothing."""
    terms = glossary()
    places = (0, 1, 2, 5, 10, 30, 100, 300, 600)
    english, khmer = [terms[place]["en"] for place in places], [terms[place]["km"] for place in places]
    pairs = [f"{terms[0]['en']} {terms[place]['km']}" for place in (1, 10, 100)]
    phrases = [f"“{terms[0]['en']}”", f"“{terms[3]['en']}”"]
    return [*english, *khmer, *pairs, *phrases, "A/HRC/7/1 50", "A/HRC/9/1", "zzzzzz"]


def times(asked: list[str]) -> dict[int, list[float]]:
    """By size, milliseconds of each query, the snippets of its page included: its median over the rounds."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connections

    from tamdan.search.access import search

    large = connections["default"]
    small = large.copy()
    small.settings_dict = {**large.settings_dict, "NAME": SMALL}
    sides = dict(zip(SIZES, (small, large), strict=True))
    took: dict[int, dict[str, list[float]]] = {size: {text: [] for text in asked} for size in SIZES}
    for _round in range(ROUNDS):
        for text in asked:
            for size, side in sides.items():
                connections["default"] = side
                began = time.perf_counter()
                for hit in search(AnonymousUser(), text).hits:
                    list(hit.shown)
                took[size][text].append((time.perf_counter() - began) * 1000)
    small.close()
    return {size: [statistics.median(rounds) for rounds in took[size].values()] for size in SIZES}


def measure_times(owner: int) -> dict[str, float]:
    from tamdan.search.actions import index

    figures: dict[str, float] = {}
    before = 0
    for size in SIZES:
        began = time.perf_counter()
        index(KIND, invented(before, size, owner))
        figures[f"documents indexed a second, {before:,} to {size:,}"] = (size - before) / (time.perf_counter() - began)
        analyse()
        if size == SIZES[0]:
            keep_small()
        before = size
    p95 = {}
    for size, took in times(queries()).items():
        p95[size] = sorted(took)[int(len(took) * 0.95)]
        figures[f"search p50 over {size:,} documents, ms"] = statistics.median(took)
        figures[f"search p95 over {size:,} documents, ms"] = p95[size]
    return figures | {"p95 over 100,000 by p95 over 5,000": p95[SIZES[1]] / p95[SIZES[0]]}


def keep_small() -> None:
    """A copy of the database as it is now, beside the one that grows on."""
    import psycopg
    from django.db import connections

    from tamdan.core import postgres

    connections.close_all()
    with psycopg.connect(**postgres.connection_params("super", "postgres"), autocommit=True) as server:
        postgres.create_database(server, SMALL, template=postgres.DATABASE)


def analyse(table: str = "search_document") -> None:
    """What autovacuum does soon after a bulk load: statistics, and the index's waiting list into the index. As the tables' owner: for
    anybody else PostgreSQL leaves them out with a warning. ``table`` may be empty: all."""
    import psycopg

    from tamdan.core import postgres

    with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as connection:
        connection.execute(f"VACUUM ANALYZE {table}")


def measure_khmer(owner: int) -> dict[str, float]:
    from django.contrib.auth.models import AnonymousUser

    from benchmarks.khmer_search import NEWS, QUERIES, occurs
    from tamdan.core.statements import condition
    from tamdan.language.analyse import query
    from tamdan.language.normalise import fold
    from tamdan.search.access import matching
    from tamdan.search.actions import index
    from tamdan.search.models import Document
    from tamdan.search.sources import Draft

    if not NEWS.exists():
        return {}
    Document.objects.filter(kind=KIND).delete()
    articles = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    texts = [f"{article['title']}\n\n{article['text']}" for article in articles]
    index(KIND, (Draft(number, "km", "", text, owner_id=owner) for number, text in enumerate(texts)))
    unspaced = [fold(text).replace(" ", "").replace("\n", "") for text in texts]
    relevant = found = right = 0
    for asked in QUERIES:
        truth = occurs(fold(asked).replace(" ", ""), unspaced)
        held = condition(matching(AnonymousUser(), KIND, query(asked)))
        answer = set(Document.objects.filter(held).values_list("object_id", flat=True))
        relevant, found, right = relevant + len(truth), found + len(answer), right + len(truth & answer)
    return {"Khmer queries": len(QUERIES), "Khmer recall": right / relevant, "Khmer precision": right / found}


def measure() -> dict[str, float]:
    from tamdan.institutions.models import Body

    owner = Body.objects.create(code="bench", kind="national_committee", name_en="Bench").pk
    return measure_times(owner) | measure_khmer(owner)


if __name__ == "__main__":
    measured_fresh(measure, digits=4)
