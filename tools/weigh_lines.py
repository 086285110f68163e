"""Learns what each trait of a line counts for in telling the parts of a dump, and writes ``tamdan/press/data/lines-*.crfsuite``.

Usage: python -m tools.weigh_lines [--check [SET ...]]. Linear-chain conditional random fields (L-BFGS, both penalties) over the invented
dumps of ``benchmarks/press/unseen``, the shared gold, and dumps put together from their articles in other manners
(``benchmarks/press/manners.py``): five, each with dumps put together from another seed. ``--check`` leaves three sets at a time out of
learning, or those named, reads them with what the others taught, prints how many boundaries, titles, days and outlets come out right, and
writes nothing.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite

from benchmarks.press import manners, marked, scoring
from tamdan.press.reading import parts, read
from tamdan.press.reading.lines import is_blank, lines_of, plain
from tamdan.press.reading.masthead import masthead
from tamdan.press.reading.parts import MODELS, Part, Place
from tamdan.press.reading.records import Line
from tamdan.press.reading.schema import as_json
from tamdan.press.reading.sorting import sorts_of
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.traits import traits_of

UNSEEN = Path(__file__).resolve().parents[1] / "benchmarks" / "press" / "unseen"
SHAPES = UNSEEN.with_name("shapes")
"""Dumps that are only learned from, and how many others one of them counts for."""
SHAPED = 4
GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "press"
MADE = 6000
"""Dumps put together in other manners."""
REPEATED = 3
"""How often a dump as it was written counts beside one put together."""
DOUBTED = (0.0, 0.15, 0.3)
"""Shares of a made dump's lines whose sort is hidden: weights must not trust shapes that the next page writes otherwise."""
SETTINGS = {"c1": 1.0, "c2": 0.3, "max_iterations": 100, "feature.possible_transitions": True, "feature.minfreq": 8}
SEED = 21
"""Of the first of those learned; the others have the next."""
LEFT_OUT = 3
FIGURES = ("boundaries F1", "title", "day", "outlet", "kind", "quotations F1", "speaker")


@dataclass(frozen=True)
class Dump:
    """A dump with its annotation: ``places`` has one entry for each line that is not blank."""

    name: str
    text: str
    gold: dict[str, Any]
    shown: list[Line]
    places: list[Place]


def dumps_of(folder: Path) -> list[Dump]:
    """The marked dumps of a set."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        text, gold, _pairs = marked.unmarked(path)
        found.append(_dump(path.stem, text, gold))
    return found


def gold_dumps() -> list[Dump]:
    found = []
    for path in sorted((GOLD / "gold").glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append(_dump(path.stem, (GOLD / gold["file"]).read_text(encoding="utf-8"), gold))
    return found


def _dump(name: str, text: str, gold: dict[str, Any]) -> Dump:
    shown = [line for line in lines_of(plain(text)) if not is_blank(line)]
    return Dump(name, text, gold, shown, _places(shown, gold))


def _places(shown: list[Line], gold: dict[str, Any]) -> list[Place]:
    """Places as the annotation has them: what furnishes an article is head, foot or amid, by where its title and texts stand."""
    furniture = set(gold["boilerplate_lines"])
    places = [Place(Part.OUTSIDE)] * len(shown)
    for article in gold["articles"]:
        inside = [at for at, line in enumerate(shown) if article["start_line"] <= line.number <= article["end_line"]]
        title = (article["title"] or "").strip()
        own = [at for at in inside if shown[at].number not in furniture]
        titled = next((at for at in own if title and shown[at].text.strip().endswith(title)), None)
        body = [at for at in own if at != titled]
        for at in inside:
            part = _part(at, titled, body, is_furniture=shown[at].number in furniture)
            places[at] = Place(part, begins=at == inside[0])
    return places


def _part(at: int, titled: int | None, body: list[int], *, is_furniture: bool) -> Part:
    if at == titled:
        return Part.TITLE
    if not body or at < body[0]:
        return Part.HEAD if titled is None or at < titled else Part.BELOW_TITLE
    if at > body[-1]:
        return Part.FOOT
    return Part.AMID if is_furniture else Part.TEXT


def _sorts(shown: list[Line]) -> list[Sort]:
    sorts = sorts_of(shown)
    masthead(shown, sorts)
    return sorts


def made(dumps: Sequence[Dump], seed: int) -> Iterable[tuple[list[list[str]], list[Place]]]:
    """Traits and places of dumps in other manners, with some sorts hidden."""
    chance = random.Random(seed)  # noqa: S311 -- dumps for learning
    stock = manners.stock((dump.shown, dump.places) for dump in dumps)
    for _number in range(MADE):
        shown, places = manners.dump(chance, stock)
        yield traits_of(shown, _doubted(chance, shown, _sorts(shown))), places


def _doubted(chance: random.Random, shown: list[Line], sorts: list[Sort]) -> list[Sort]:
    """The sorts, with those of a share of the lines hidden; lines that begin alike keep or lose it together."""
    share = chance.choice(DOUBTED)
    hidden: dict[str, bool] = {}
    found = []
    for line, sort in zip(shown, sorts, strict=True):
        if sort is not Sort.TEXT:
            like = manners.DIGITS.sub("0", line.text)[:12]
            if like not in hidden:
                hidden[like] = chance.random() < share
            sort = Sort.TEXT if hidden[like] else sort  # noqa: PLW2901
        found.append(sort)
    return found


def learn(dumps: Sequence[Dump], paths: Sequence[Path]) -> None:
    """Writes what the dumps, and those made of them, teach: into each file with others made."""
    written = [(traits_of(dump.shown, _sorts(dump.shown)), dump.places) for dump in dumps]
    for number, path in enumerate(paths):
        trainer = pycrfsuite.Trainer(verbose=False)
        for traits, places in [*written * REPEATED, *made(dumps, SEED + number)]:
            trainer.append(traits, list(map(str, places)))
        trainer.set_params(SETTINGS)
        trainer.train(str(path))


def check(sets: dict[str, list[Dump]], shapes: list[Dump], wanted: Sequence[str]) -> None:
    """Three sets that follow one another are left out together: learning takes a minute for each of the five."""
    total: Counter[str] = Counter()
    for first in range(0, len(wanted), LEFT_OUT):
        out = wanted[first : first + LEFT_OUT]
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / model.name for model in MODELS]
            learn(
                [*shapes * SHAPED, *(dump for name, dumps in sets.items() if name not in out for dump in dumps)], paths
            )
            with parts.told_by(parts.taggers(paths)):
                for name in out:
                    counts = score(sets[name])
                    print(f"{name}: {_shown(counts)}", flush=True)
                    total += counts
    print(f"left out in turn: {_shown(total)}")


def score(dumps: Sequence[Dump]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for dump in dumps:
        counts += scoring.score(dump.gold, as_json(read(dump.text, dump.name)))
    return counts


def _shown(counts: Counter[str]) -> str:
    figures = scoring.figures(counts)
    return f"{counts['articles']} articles, " + ", ".join(f"{name} {figures[name]:.3f}" for name in FIGURES)


def main() -> int:
    if not GOLD.exists():
        print(f"Not there, nothing was weighed: {GOLD}", file=sys.stderr)
        return 2
    folders = sorted(path for path in UNSEEN.iterdir() if path.is_dir())
    sets = {folder.name: dumps_of(folder) for folder in folders} | {"gold": gold_dumps()}
    shapes = dumps_of(SHAPES)
    if "--check" in sys.argv:
        check(sets, shapes, sys.argv[sys.argv.index("--check") + 1 :] or list(sets))
        return 0
    learn([*shapes * SHAPED, *(dump for dumps in sets.values() for dump in dumps)], MODELS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
