"""Reading the press: the gold dumps one by one, a hundred dumps made of them, PolNeAR beside two baselines, names, speed and memory.

Usage: python -m benchmarks.reading [--json] [--quick] [--speed]. The baseline textacy needs an environment of its own: name its Python in
``TAMDAN_TEXTACY`` (``python -m venv E && E/bin/pip install textacy "spacy>=3.8,<3.9"`` and a small English model).
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.press import baseline, marked, naming, polnear, recombine, scoring
from tamdan.press.reading import read
from tamdan.press.reading.opposed import suggest
from tamdan.press.reading.schema import as_json

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PRESS = DATA / "press"
POLNEAR = DATA / "quotes_polnear" / "polnear_dev.jsonl"
NAMES = DATA / "khmer_names" / "khmer_names_romanised.csv"
UNSEEN = Path(__file__).resolve().parent / "press" / "unseen"
QUICK = "--quick" in sys.argv
LARGEST = 1000 if QUICK else int(os.environ.get("TAMDAN_READING_ARTICLES", "3000"))
"""Articles of the longest run for speed, memory and linearity: 100000 for the figure of the issue, which takes a quarter of an hour. `make bench-reading` asks for 20,000."""


def gold() -> dict[str, float]:
    """Figures of each dump, of all together, and the opposed pairs within the first five suggestions."""
    made: dict[str, float] = {}
    total: Counter[str] = Counter()
    golds, gots, articles, texts, dumps = [], [], [], [], []
    for path in sorted((PRESS / "gold").glob("[0-9]*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        dumps.append((PRESS / wanted["file"]).read_text(encoding="utf-8"))
        reading = read(dumps[-1], path.stem)
        got = as_json(reading)
        counts = scoring.score(wanted, got)
        total += counts
        made |= {f"{path.stem}, {name}": value for name, value in scoring.figures(counts).items()}
        golds.append(wanted)
        gots.append(got)
        articles += reading.articles
        texts += [reading.text] * len(reading.articles)
    made |= {f"all, {name}": value for name, value in scoring.figures(total).items()}
    plainly = baseline.on_gold(golds, dumps, baseline.pattern)
    made |= {f"all, {name} of the plain pattern": value for name, value in plainly.items()}
    pairs = json.loads((PRESS / "gold" / "pairs.json").read_text(encoding="utf-8"))["pairs"]
    suggested, shown = suggest(articles, texts)
    made["all, other one of a pair within five suggestions"] = scoring.pairs_within_five(golds, gots, pairs, suggested)
    made["all, pairs shown unasked in one article, at most"] = float(
        max(Counter(one.first.rsplit("-", 1)[0] for one in shown).values(), default=0)
    )
    return made


def unseen() -> dict[str, float]:
    """The sets of invented dumps, one after the other, with their opposed pairs."""
    made: dict[str, float] = {}
    for folder in sorted(path for path in UNSEEN.iterdir() if path.is_dir()):
        total: Counter[str] = Counter()
        golds, gots, pairs = [], [], []
        suggested: dict[str, list[str]] = {}
        shown = 0
        for path in sorted(folder.glob("*.txt")):
            text, wanted, opposed = marked.unmarked(path)
            reading = read(text, path.stem)
            golds.append(wanted)
            gots.append(as_json(reading))
            pairs += opposed
            suggested |= reading.suggested
            total += scoring.score(wanted, gots[-1])
            each = Counter(one.first.rsplit("-", 1)[0] for one in reading.pairs)
            shown = max(shown, max(each.values(), default=0))
        made |= {f"{folder.name} unseen, {name}": value for name, value in scoring.figures(total).items()}
        made[f"{folder.name} unseen, other one of a pair within five suggestions"] = scoring.pairs_within_five(
            golds, gots, pairs, suggested
        )
        made[f"{folder.name} unseen, pairs shown unasked in one article, at most"] = float(shown)
    return made


def recombined(count: int) -> dict[str, float]:
    total: Counter[str] = Counter()
    for text, wanted in recombine.recombined(PRESS, count):
        total += scoring.score(wanted, as_json(read(text, wanted["file"][:3])))
    return {f"{count} recombined, {name}": value for name, value in scoring.figures(total).items()}


def ours(text: str) -> list[polnear.Found]:
    found = []
    for article in read(text).articles:
        for quote in article.quotes:
            mention = (quote.mention.start, quote.mention.end) if quote.mention else None
            name = quote.speaker.name if quote.speaker else ""
            found += [polnear.Found(part.start, part.end, mention, name) for part in quote.parts]
    return found


def attributed() -> dict[str, float]:
    """PolNeAR's dev set: ours, the plain pattern, textacy."""
    rows = polnear.rows(POLNEAR)
    made = {f"PolNeAR dev, {name}": value for name, value in polnear.score(rows, ours).figures().items()}
    made |= {
        f"PolNeAR dev, pattern, {name}": value
        for name, value in polnear.score(rows, baseline.pattern).figures().items()
    }
    theirs = baseline.textacy_quotations([str(row["text"]) for row in rows])
    if theirs:
        by_text = {str(row["text"]): found for row, found in zip(rows, theirs, strict=True)}
        made |= {
            f"PolNeAR dev, textacy, {name}": value
            for name, value in polnear.score(rows, by_text.__getitem__).figures().items()
        }
    return made


def speed(sizes: tuple[int, int]) -> dict[str, float]:
    """Articles a second of process time, memory, and how the cost of one article changes from the first so many to all; no dump twice."""
    small, large = sizes
    done, taken, cost = 0, 0.0, 0.0
    for text, _wanted in recombine.streamed(PRESS):
        begun = time.process_time()
        done += len(read(text).articles)
        taken += time.process_time() - begun
        if not cost and done >= small:
            cost = taken / done
        if done >= large:
            break
    return {
        "articles a second on one core": done / taken,
        f"cost of an article, {large:,} over {small:,}": taken / done / cost,
        "memory at most, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


def one_dump(articles: int) -> dict[str, float]:
    """One pasted dump of so many articles; the cost of an article beside that in a dump of a tenth of them."""
    texts = [text for text, _wanted in recombine.recombined(PRESS, 40)]
    cost = {}
    for size in (articles // 10, articles):
        dump = "\n".join(texts[number % len(texts)] for number in range(size // 6))
        begun = time.process_time()
        found = len(read(dump).articles)
        cost[size] = (time.process_time() - begun) / found
    small, large = cost.values()
    return {f"cost of an article in one dump of {articles:,}, over one of {articles // 10:,}": large / small}


def one_line() -> dict[str, float]:
    """Lines of a megabyte without an end, each beside one of a tenth: seconds of the dearest, and how many times ten it costs at most."""
    dearest, steepest = 0.0, 0.0
    for words in (
        "a",
        "he said that ",
        "1,234 people and 5 percent of ",
        "“",
        "Sok Dara, ",
        "Sok Dara did it, he said, ",
        "លោកបានថ្លែងថា ",
    ):
        cost = {}
        for size in (100_000, 1_000_000):
            line = (words * (size // len(words) + 1))[:size]
            begun = time.process_time()
            read(line)
            cost[size] = max(time.process_time() - begun, 0.01)
        small, large = cost.values()
        dearest, steepest = max(dearest, large), max(steepest, large / small / 10)
    return {"one line of 1 MB, s of the processor at most": dearest, "its cost over ten of 100 KB, at most": steepest}


def main() -> int:
    missing = [path for path in (PRESS, POLNEAR, NAMES) if not path.exists()]
    if missing:
        print(f"Not there, nothing was measured: {', '.join(map(str, missing))}", file=sys.stderr)
        return 2
    if "--speed" in sys.argv:
        for name, value in speed((LARGEST // 10, LARGEST)).items():
            print(f"{name}: {value:,.4g}")
        return 0
    figures: dict[str, Any] = (
        gold() | unseen() | recombined(20 if QUICK else 100) | attributed() | naming.figures(NAMES)
    )
    figures |= speed((LARGEST // 10, LARGEST)) | one_dump(max(1000, LARGEST // 10)) | one_line()
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return 0
    for name, value in figures.items():
        print(f"{name}: {value:,.4g}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
