"""Storing what was read in the press: articles a second at the first thousand and at the tenth, in this process and altogether.

Articles are put together from paragraphs of the invented dumps (benchmarks/press/unseen), 200 a capture, with numbers drawn anew. They are
read first; what is measured is storing (rows, names, republications, index) and then suggesting (themes, pairs over articles).
"""

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.fresh import measured_fresh
from benchmarks.press.marked import unmarked

UNSEEN = Path(__file__).resolve().parent / "press" / "unseen"
ARTICLES, OF_A_CAPTURE, STEP = 10_000, 200, 1000
PARAGRAPHS = (4, 8)
_NUMBER = re.compile(r"\d+")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


def paragraphs() -> list[str]:
    """Lines of the invented dumps that are long enough to say something."""
    found = []
    for path in sorted(UNSEEN.glob("*/*.txt")):
        found += [line for line in unmarked(path)[0].split("\n") if 80 < len(line) < 600]
    return found


def dumps() -> Iterator[str]:
    """The same in every run."""
    pool = paragraphs()
    dice = random.Random(1)
    for _number in range(ARTICLES // OF_A_CAPTURE):
        yield "\n\n".join(_article(dice, pool) for _one in range(OF_A_CAPTURE))


def _article(dice: random.Random, pool: list[str]) -> str:
    chosen = dice.sample(pool, dice.randint(*PARAGRAPHS))
    body = "\n\n".join(_NUMBER.sub(lambda _found: str(dice.randint(2, 9000)), one) for one in chosen)
    title = " ".join(dice.choice(pool).split()[:8]).strip('“”",.:;')
    day = f"{dice.choice(_MONTHS)} {dice.randint(1, 28)}, {dice.randint(2015, 2025)}"
    return f"Posted by: Editor | Posted on: {day}\n\n{title}\n\n{body}\n\nSource: Outlet {dice.randint(1, 40)}"


def measure() -> dict[str, float]:
    from tamdan.core.access import Visibility
    from tamdan.institutions.models import Body
    from tamdan.press import actions, reading, storing
    from tamdan.press.models import Article, Capture, Pair, Republication

    owner = Body.objects.create(code="bench", kind="national_committee", name_en="Bench")
    steps: list[dict[str, float]] = [dict.fromkeys(("articles", "stored", "of it here", "suggested"), 0.0)]
    for text in dumps():
        found = reading.read(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        capture = Capture.objects.create(
            owner=owner, visibility=Visibility.STAFF, how="pasted", digest=digest, text=text, state="reading"
        )
        step = steps[-1]
        took = _took(partial(storing.store_reading, capture, found))
        step["stored"], step["of it here"] = step["stored"] + took[0], step["of it here"] + took[1]
        step["suggested"] += _took(partial(actions.link_capture, capture))[0]
        step["articles"] += len(found.articles)
        if step["articles"] >= STEP:
            steps.append(dict.fromkeys(step, 0.0))
    whole = [step for step in steps if step["articles"] >= STEP]
    figures = {"articles": float(Article.objects.count()), "repeat another": float(Republication.objects.count())}
    figures["pairs suggested"] = float(Pair.objects.count())
    for name, step in (("first thousand", whole[0]), ("last thousand", whole[-1])):
        figures[f"{name}: stored a second"] = step["articles"] / step["stored"]
        figures[f"{name}: stored a second of this process"] = step["articles"] / step["of it here"]
        figures[f"{name}: suggested a second"] = step["articles"] / step["suggested"]
    costs = [step["stored"] / step["articles"] for step in (whole[0], whole[-1])]
    return figures | {"an article of the last by one of the first": costs[1] / costs[0]}


def _took(act: Callable[[], Any]) -> tuple[float, float]:
    """Seconds, and seconds of this process's processor."""
    began, here = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - here


if __name__ == "__main__":
    measured_fresh(measure, digits=4)
