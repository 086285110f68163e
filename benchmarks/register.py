"""The register at 35,000 and at 1,000,000 recommendations: 200 fixed list pages as a visitor asks them, and what they cost.

The larger register is the smaller one multiplied in the database and varied: another State, other words among the index terms,
another identifier. Pages are asked in this process with templates and middleware; the time of every statement is taken at the
database wrapper, the rest is "outside the database". The genuine exports are used where they stand beside the checkout.
"""

import random
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.pages import Taken, folder
from benchmarks.said import say
from benchmarks.upr_import import FILES

LARGE = 1_000_000
ROUNDS = 3
LIST = "/en/recommendations/"
LEXEMES = 5_000
"""Different words that the copies add, so that each of them is rare."""
ADDRESS = {"state": "state:", "theme": "theme:", "by": "by:", "session": "session:", "position": "position:"}


def bring(home: Path, user: Any) -> None:
    """The four genuine exports, or as many invented rows, published."""
    from tamdan.imports.actions import import_file, publish
    from tamdan.imports.models import ImportRun
    from tamdan.institutions.models import Body
    from tamdan.recommendations.tests.upr_info_export import export, invented

    body = Body.objects.get(code="bench")
    paths = sorted(FILES.glob("*.csv"))
    if not paths:
        paths = [home / "invented.csv"]
        paths[0].write_bytes(export(invented(35_000)))
    for path in paths:
        found = import_file(path, owner=body, by=user)
        publish([ImportRun.objects.get(uuid=found["run"])], by=user)


def queries() -> list[str]:
    """Addresses of 200 lists: rare, common and Khmer words, two words, phrases, symbols, facets, and pages far behind."""
    from tamdan.recommendations.models import RecommendationText
    from tamdan.taxonomy.models import State, Theme

    dice = random.Random(7)
    texts = list(RecommendationText.objects.order_by("pk").values_list("text", flat=True)[:35_000:7])
    words = Counter(word for text in texts for word in set(re.findall(r"[a-z]{4,}", text.lower())))
    common = [word for word, _number in words.most_common(40)]
    rare = sorted(word for word, number in words.items() if 2 <= number <= 4)
    khmer = [
        name for model in (Theme, State) for name in model.objects.exclude(name_km="").values_list("name_km", flat=True)
    ]
    phrases = [" ".join(text.split()[2:4]) for text in dice.sample(texts, 20)]
    asked = [
        *({"q": word} for word in common[:30]),
        *({"q": word} for word in dice.sample(rare, 40)),
        *({"q": name} for name in dice.sample(khmer, 40)),
        *({"q": f"“{phrase}”"} for phrase in phrases),
        *({"q": f"{one} {other}"} for one, other in zip(common, dice.sample(rare, 10), strict=False)),
        *({"q": f"A/HRC/{number}/{number + 5} {number}.5"} for number in range(10)),
        *_narrowed(dice, 30),
        *_deep(20),
    ]
    return [f"{LIST}?{urlencode(one, doseq=True)}" for one in asked]


def _narrowed(dice: random.Random, number: int) -> list[dict[str, Any]]:
    """Facets of records that are there: one, two or three together."""
    from tamdan.recommendations.models import Recommendation

    rows = list(Recommendation.objects.order_by("pk").values_list("facets", flat=True)[:3000])
    made = []
    for facets in dice.sample(rows, number):
        named = {
            name: entry.removeprefix(start)
            for name, start in ADDRESS.items() for entry in facets if entry.startswith(start)
        }  # fmt: skip
        made.append({name: named[name] for name in dice.sample(sorted(named), dice.randint(1, min(3, len(named))))})
    return made


def _deep(number: int) -> list[dict[str, Any]]:
    """Tokens of pages spread over the whole list by State: a token holds the key after which a page begins."""
    from tamdan.core.pagination import paginate
    from tamdan.recommendations.models import Recommendation

    last = Recommendation.objects.order_by("-pk").values_list("pk", flat=True)[0]
    starts = (last * place // number for place in range(number))
    pages = (
        paginate(Recommendation.objects.filter(pk__gte=start, pk__lt=start + 100), ("sort_key", "id"), size=20)
        for start in starts
    )
    return [{"sort": "state", "page": page.next} for page in pages if page.next]


def ask(addresses: list[str]) -> dict[str, float]:
    """Milliseconds, each address at its median of the rounds."""
    from django.db import connection
    from django.test import Client

    client, taken = Client(), Taken()
    whole: dict[str, list[float]] = {address: [] for address in addresses}
    outside: dict[str, list[float]] = {address: [] for address in addresses}
    most = 0
    with connection.execute_wrapper(taken):
        for round_ in range(ROUNDS + 1):
            for address in addresses:
                taken.reset()
                began = time.perf_counter()
                answer = client.get(address)
                seconds = time.perf_counter() - began
                assert answer.status_code == 200, (address, answer.status_code)
                if round_:
                    whole[address].append(seconds * 1000)
                    outside[address].append((seconds - taken.seconds) * 1000)
                    most = max(most, taken.number)
    found: dict[str, float] = {"statements at most": most}
    for name, times in (("page", whole), ("outside the database", outside)):
        medians = sorted(statistics.median(of_one) for of_one in times.values())
        found |= {f"{name} p50, ms": statistics.median(medians), f"{name} p95, ms": medians[int(len(medians) * 0.95)]}
    return found


# Copy ``k`` of a row: its State is the k-th after it, its identifier and words are its own.
_COPY = """
WITH states AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS all FROM taxonomy_state),
made AS (
    INSERT INTO recommendations_recommendation
        (id, owner_id, visibility, shared_with, uuid, identifier, kind, mechanism_id, state_id, session, cycle, symbol, paragraph,
         number, date, asker_id, asker_name, part, position, position_stated, text_key, sort_key, facets, published_at, created_at, version)
    SELECT one.id + %(step)s, owner_id, visibility, shared_with, gen_random_uuid(), md5(one.id::text || '-%(k)s'), kind, mechanism_id,
           other.code, session, cycle, symbol, paragraph, number, date, asker_id, asker_name, part, position, position_stated,
           md5(one.id::text || '-%(k)s')::uuid, other.code || substr(sort_key, 4) || '-%(k)s',
           array_replace(facets, 'state:' || state_id, ('state:' || other.code)::varchar), published_at, created_at, 1
    FROM recommendations_recommendation one
    JOIN states own ON own.code = one.state_id JOIN states other ON other.place = (own.place + %(k)s) %% own.all
    WHERE one.id <= %(last)s
    RETURNING id
)
SELECT count(*) FROM made
"""
_COPY_TEXTS = """
INSERT INTO recommendations_recommendationtext
    (recommendation_id, language, text, kind, digest, translated_from, translator)
SELECT recommendation_id + %(step)s, language, 'word' || ((recommendation_id * 31 + %(k)s) %% {lexemes}) || ' ' || text, kind,
       digest, translated_from, translator
FROM recommendations_recommendationtext WHERE recommendation_id <= %(last)s
"""
_COPY_DOCUMENTS = """
INSERT INTO search_document ({columns})
SELECT {values} FROM search_document WHERE kind = 'recommendation' AND object_id <= %(last)s
"""
_OTHER = {
    "object_id": "object_id + %(step)s",
    "slug": "(object_id + %(step)s)::text",
    "identifier": "md5(object_id::text || '-%(k)s')",
    "key": "md5(object_id::text || '-%(k)s')",
    "body": "'word' || ((object_id * 31 + %(k)s) %% {lexemes}) || ' ' || body",
    "terms": "terms || setweight(to_tsvector('simple', 'word' || ((object_id * 31 + %(k)s) %% {lexemes})), 'B')",
}


def multiply(cursor: Any) -> int:
    """Copies until there are LARGE recommendations; indexes are made again at the end. Gives how many there are."""
    cursor.execute("SELECT max(id), count(*) FROM recommendations_recommendation")
    last, number = cursor.fetchone()
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ',') FROM pg_attribute WHERE attrelid = 'search_document'::regclass "
        "AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'id'"
    )
    columns = cursor.fetchone()[0].split(",")
    documents = _COPY_DOCUMENTS.format(
        columns=",".join(columns), values=",".join(_OTHER.get(name.strip('"'), name) for name in columns)
    ).replace("{lexemes}", str(LEXEMES))
    dropped = _drop_indexes(cursor)
    for k in range(1, -(-LARGE // number)):
        values = {"k": k, "step": k * (last + 1), "last": last}
        for statement in (_COPY, _COPY_TEXTS.format(lexemes=LEXEMES), documents):
            cursor.execute(statement.replace("'-%(k)s'", f"'-{k}'"), values)
        print(f"copy {k}", file=sys.stderr)
    for made in dropped:
        cursor.execute(made)
    cursor.execute("SELECT count(*) FROM recommendations_recommendation")
    return int(cursor.fetchone()[0])


def _drop_indexes(cursor: Any) -> list[str]:
    """The definitions of the indexes that no constraint needs."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [["recommendations_recommendation", "recommendations_recommendationtext", "search_document"]],
    )
    found = cursor.fetchall()
    for name, _made in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [made for _name, made in found]


def measure(home: Path) -> dict[str, float]:
    import psycopg
    from django.conf import settings

    from tamdan.accounts.models import User
    from tamdan.cli.serve import collect_static
    from tamdan.core import postgres
    from tamdan.institutions.models import Body, Installation

    body = Body.objects.create(code="bench", kind="national_committee", name_en="Bench")
    Installation.objects.create(body=body, country="kh", state_iso3="KHM", default_language="en")
    user = User.objects.create_user("bench@example.org", "a long enough password", name="Bench", language="en")
    bring(home, user)
    collect_static()
    settings.ALLOWED_HOSTS = ["testserver"]
    figures: dict[str, float] = {}
    results: list[dict[str, float]] = []
    addresses: list[str] = []
    with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as connection:
        for name in ("35,000", "1,000,000"):
            if name != "35,000":
                began = time.perf_counter()
                figures["recommendations in the large register"] = multiply(connection.cursor())
                figures["making it, s"] = time.perf_counter() - began
            connection.execute("VACUUM ANALYZE")
            addresses = (
                queries() if not results else [*addresses[:-20], *(f"{LIST}?{urlencode(one)}" for one in _deep(20))]
            )
            results.append(ask(addresses))
            figures |= {f"{name}: {figure}": value for figure, value in results[-1].items()}
    figures["lists"] = len(addresses)
    figures["page p95, large by small"] = results[1]["page p95, ms"] / results[0]["page p95, ms"]
    return figures


def main() -> None:
    with folder() as home:
        from tamdan.cli.ready import system

        with system():
            figures = measure(home)
    say(figures, digits=4)


if __name__ == "__main__":
    main()
