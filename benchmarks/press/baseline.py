"""Baselines on the same files: a plain pattern, and textacy's rule-based quotations where that library and a spaCy model are there.

The pattern is the one that most pipelines begin with: words between double marks, and the nearest capitalised name beside a verb of saying.
textacy is no dependency of the project: make an environment for it (docs/performance.md says how) and name its Python in
``TAMDAN_TEXTACY``; it is run there as a process of its own.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.press.polnear import Found
from benchmarks.press.scoring import plain, same_name

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{3,})[”\"]")
_NAMED = re.compile(r"(?:[A-Z][\w’-]+ ){0,3}[A-Z][\w’-]+|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_SAYS = re.compile(r"\b(?:said|says|told|added|wrote|stated|noted|asked|tweeted)\b")

TEXTACY = """
import json, sys, spacy, textacy
from textacy.extract import triples
nlp = spacy.load(spacy.util.get_installed_models()[0])
for line in sys.stdin:
    doc = nlp(json.loads(line))
    rows = []
    try:
        quotes = list(triples.direct_quotations(doc))
    except ValueError:  # it gives up on a text with an odd number of marks
        quotes = []
    for quote in quotes:
        speaker = quote.speaker
        first, last = (speaker[0], speaker[-1]) if speaker else (None, None)
        rows.append([quote.content.start_char, quote.content.end_char,
                     [first.idx, last.idx + len(last)] if first is not None else None, " ".join(t.text for t in speaker)])
    print(json.dumps(rows))
"""


def pattern(text: str) -> list[Found]:
    """Every pair of double marks; the name nearest to the nearest verb of saying within 100 characters."""
    found = []
    for match in _QUOTED.finditer(text):
        mention = _nearest(text, match.start(), match.end())
        found.append(Found(match.start(1), match.end(1), mention, text[mention[0] : mention[1]] if mention else ""))
    return found


def _nearest(text: str, start: int, end: int) -> tuple[int, int] | None:
    after, before = (
        text[end : end + 100].partition("\n")[0],
        text[max(0, start - 100) : start].rsplit("\n", maxsplit=1)[-1],
    )
    for part, offset in ((after, end), (before, start - len(before))):
        verb = _SAYS.search(part)
        names = [(match.start() + offset, match.end() + offset) for match in _NAMED.finditer(part)] if verb else []
        if verb and names:
            place = verb.start() + offset
            return min(names, key=lambda name: min(abs(name[0] - place), abs(name[1] - place)))
    return None


def textacy_quotations(texts: list[str]) -> list[list[Found]] | None:
    """What textacy's ``direct_quotations`` finds in each text; nothing where its environment is not named."""
    python = os.environ.get("TAMDAN_TEXTACY")
    if not python or not Path(python).exists():
        return None
    sent = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([python, "-c", TEXTACY], input=sent, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-600:], file=sys.stderr)
        return None
    return [
        [Found(one[0], one[1], tuple(one[2]) if one[2] else None, one[3]) for one in json.loads(line)]
        for line in done.stdout.splitlines()
    ]


def on_gold(golds: list[dict[str, Any]], texts: list[str], reader: Callable[[str], list[Found]]) -> dict[str, float]:
    """Exact words (each piece between marks) and who said them, for a reader that knows no articles: its quotations of the lines of each
    gold article, against the gold's."""
    right = found = wanted = spoken = quotes = 0
    for gold, text in zip(golds, texts, strict=True):
        lines = text.split("\n")
        for article in gold["articles"]:
            body = "\n".join(lines[article["start_line"] - 1 : article["end_line"]])
            said = {plain(body[one.start : one.end]): one.name for one in reader(body)}
            parts = [plain(part) for quote in article["quotes"] for part in quote["parts"]]
            right, found, wanted = right + len(said.keys() & set(parts)), found + len(said), wanted + len(parts)
            quotes += len(article["quotes"])
            spoken += sum(
                same_name(quote["speaker"], said.get(plain(quote["parts"][0]), "")) for quote in article["quotes"]
            )
    return {"quotations F1": 2 * right / max(found + wanted, 1), "speaker": spoken / max(quotes, 1)}
