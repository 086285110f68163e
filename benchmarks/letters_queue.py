"""The officers' queue and one complaint with 1,000 and with 100,000 letters, and the page that compares channels over all of them.

Both sizes lie side by side in two databases and each page is asked at one, then at the other, so that what else the machine does
meets both. LETTERS=5000 makes the large one smaller.
"""

import gc
import os
import statistics
import time
from typing import Any

from benchmarks.said import say
from benchmarks.sealed import folder, ring
from benchmarks.search import analyse, keep_small

FEW, MANY = 1_000, int(os.environ.get("LETTERS", "100000"))
ROUNDS = 60
SMALL = "tamdan_small"

COPIED = {
    "intake_letter": {"id": "id + n", "ref": "md5(n::text || 'letter')"},
    "intake_item": {"id": "id + n * 10", "letter_id": "letter_id + n", "ref": "md5(n::text || id::text)"},
    "intake_itemsegment": {"id": "id + n * 10", "item_id": "item_id + n * 10"},
    "intake_envelope": {"id": "id + n * 10", "item_id": "item_id + n * 10"},
    "grievances_case": {
        "id": "id + n", "letter_id": "letter_id + n", "number": "'2025-' || n", "uuid": "gen_random_uuid()",
        "received_on": "received_on - (n % 400)::int", "due_on": "due_on - (n % 400)::int + 200", "rank": "(n % 3)",
    },
    "clocks_clock": {
        "id": "id + n * 10", "object_id": "object_id + n", "uuid": "gen_random_uuid()", "due_on": "due_on - (n % 400)::int + 200",
    },
}  # fmt: skip
"""The rows of one genuine complaint, multiplied in the database; what is unique gets values of its own."""


def multiply(letter: Any, number: int, beyond: int) -> None:
    """``number`` copies of a complaint, counted from ``beyond``."""
    from django.db import connection

    where = {
        "intake_letter": f"id = {letter.pk}",
        "intake_item": f"letter_id = {letter.pk}",
        "intake_itemsegment": f"item_id IN (SELECT id FROM intake_item WHERE letter_id = {letter.pk})",
        "intake_envelope": f"item_id IN (SELECT id FROM intake_item WHERE letter_id = {letter.pk})",
        "grievances_case": f"letter_id = {letter.pk}",
        "clocks_clock": f"kind = 'grievances.case' AND object_id IN (SELECT id FROM grievances_case WHERE letter_id = {letter.pk})",
    }
    with connection.cursor() as cursor:
        for table, changed in COPIED.items():
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            values = [changed.get(one, one) for one in columns]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}, "
                f"generate_series({beyond + 1}, {beyond + number}) n WHERE {where[table]}"
            )


def side_of(name: str) -> Any:
    """A connection to the other database of the same cluster."""
    from django.db import connections

    other = connections["default"].copy()
    other.settings_dict = {**connections["default"].settings_dict, "NAME": name}
    return other


def pages(officer: Any) -> dict[str, float]:
    """p95 of the queue of 50 and of the page of one complaint at both sizes, milliseconds, and how the sizes compare."""
    from django.db import connections
    from django.test import Client

    gc.collect()
    gc.freeze()  # as `tamdan serve` does with what it loaded, or a full collection of this process stands for a slow page
    large = connections["default"]
    sides = {FEW: side_of(SMALL), MANY: large}
    visits: dict[int, Any] = {}
    numbers: dict[int, list[str]] = {}
    for size, side in sides.items():
        connections["default"] = side
        visits[size] = Client()
        visits[size].force_login(officer)
        numbers[size] = some_numbers()
    took: dict[tuple[str, int], list[float]] = {
        (name, size): [] for name in ("queue", "one complaint") for size in sides
    }
    for number in range(ROUNDS + 3):
        for size, side in sides.items():
            connections["default"] = side
            took["queue", size].append(asked(visits[size], "/en/office/letters/"))
            took["one complaint", size].append(asked(visits[size], f"/en/office/letters/{numbers[size][number]}/"))
    sides[FEW].close()
    figures = {f"{name} p95 with {size:,} letters, ms": p95(each) for (name, size), each in took.items()}
    for name in ("queue", "one complaint"):
        figures[f"{name}, many to few"] = p95(took[name, MANY]) / p95(took[name, FEW])
    return figures


def some_numbers() -> list[str]:
    from tamdan.grievances.models import Case

    return list(Case.objects.order_by("?").values_list("number", flat=True)[: ROUNDS + 3])


def asked(client: Any, path: str) -> float:
    """Milliseconds of one page."""
    began = time.monotonic()
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return (time.monotonic() - began) * 1000


def p95(took: list[float]) -> float:
    """Without the first three, which fill what is kept."""
    return sorted(took[3:])[int((len(took) - 3) * 0.95)]


def equality(officer: Any) -> float:
    """The page that compares channels and provinces, milliseconds, the middle one of five; a third of the complaints is answered."""
    from django.db import connection
    from django.test import Client

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clocks_clock SET stopped_on = started_on + (id % 60)::int, outcome = 'done' WHERE id % 3 = 0 AND stopped_on IS NULL"
        )
    analyse("")
    client = Client()
    client.force_login(officer)
    return statistics.median(asked(client, "/en/office/letters/equality/") for _round in range(5))


def measure(keys: Any) -> dict[str, float]:
    from django.test import Client

    from tamdan.cli.serve import collect_static
    from tamdan.intake.models import Letter
    from tests.letters import send

    collect_static()
    send(Client(), keys)
    letter = Letter.objects.complaints().latest("pk")
    multiply(letter, FEW, beyond=1_000_000)
    analyse("")
    keep_small()
    multiply(letter, MANY - FEW, beyond=1_000_000 + FEW)
    analyse("")
    figures = pages(keys.officer)
    return figures | {f"channels and provinces compared over {MANY:,} letters, ms": equality(keys.officer)}


def main() -> None:
    with folder(), ring() as keys:
        figures = measure(keys)
    say(figures)


if __name__ == "__main__":
    main()
