"""Breaks the gold dumps in a hundred ways and reads them: nothing may fail, places stay inside, time follows length.

Usage: python -m benchmarks.press.fuzz [COUNT]. Not part of the tests; prints how many were read and the dearest kilobyte.
"""

import random
import sys
import time
from pathlib import Path

from benchmarks.press import marked
from tamdan.language.errors import CharactersLost, EncodingUnknown, LegacyKhmer
from tamdan.press.reading import read_bytes
from tamdan.press.reading.schema import as_json

PRESS = Path(__file__).resolve().parents[3] / "shared" / "data" / "press"
UNSEEN = Path(__file__).resolve().parent / "unseen"
SIGNS = "“”‘’«»\"'`()[]:;—–-…។៖\u200b\u00a0\ufeff\x00\t|/©•*_#0១$%"


def _lines(text: str, chance: random.Random) -> str:
    """Lines dropped, doubled, joined, or in another order."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        kind = chance.randrange(4)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif kind == 2 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        else:
            chance.shuffle(lines)
    return "\n".join(lines)


def _signs(text: str, chance: random.Random) -> str:
    """Signs put in, taken out, changed."""
    shown = list(text)
    for _ in range(chance.randint(1, 200)):
        at = chance.randrange(len(shown))
        shown[at] = chance.choice(("", chance.choice(SIGNS), shown[at] * 2))
    return "".join(shown)


def _flat(text: str, chance: random.Random) -> str:
    """No line ends, or no spaces."""
    return text.replace("\n", " ") if chance.random() < 0.5 else text.replace(" ", "")


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Another encoding, or cut and damaged bytes."""
    kind = chance.randrange(4)
    if kind == 0:
        return data.decode().encode("utf-16")
    if kind == 1:
        return data[: chance.randrange(len(data))]
    if kind == 2:
        return data.decode().encode("cp1252", "replace")
    broken = bytearray(data)
    for _ in range(20):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _check(data: bytes) -> bool:
    """Whether it was read; false where it was refused by name."""
    try:
        reading = read_bytes(data, "fuzz")
    except (CharactersLost, EncodingUnknown, LegacyKhmer):
        return False
    as_json(reading)
    lines = reading.text.count("\n") + 1
    last = 0
    for article in reading.articles:
        if not last < article.start_line <= article.end_line <= lines:
            raise ValueError(f"article {article.start_line}-{article.end_line} after line {last} of {lines}")
        last = article.end_line
        for span in (*(claim.span for claim in article.claims), *(figure.span for figure in article.figures)):
            if not 0 <= span.start < span.end <= len(reading.text):
                raise ValueError(f"{span} of {len(reading.text)}")
    return True


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    texts = [path.read_text(encoding="utf-8") for path in sorted(PRESS.glob("[0-9]*.txt"))]
    texts += [marked.unmarked(path)[0] for path in sorted(UNSEEN.glob("*/*.txt"))]
    chance = random.Random(7)
    read = refused = 0
    dearest = 0.0
    for _ in range(count):
        text = chance.choice(texts)
        for change in chance.sample((_lines, _signs, _flat), chance.randint(1, 2)):
            text = change(text, chance)
        data = text.encode("utf-8", "replace")
        data = _bytes(data, chance) if chance.random() < 0.3 and data else data
        begun = time.process_time()
        done = _check(data)
        dearest = max(dearest, (time.process_time() - begun) / max(1.0, len(data) / 1000))
        read, refused = read + done, refused + (not done)
    print(f"read {read}, refused by name {refused}, failed 0; the dearest kilobyte {dearest * 1000:.1f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
