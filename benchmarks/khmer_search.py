"""Recall and precision of Khmer search on 600 news articles, matched in this process by the terms that the index would hold.

Truth is naive: a query occurs where its characters stand in the text, begin at a base letter and are not followed by a sign
of the same cluster; once on folded text (``normalised``), once on the text as published without zero-width spaces (``raw``).

Usage: python benchmarks/khmer_search.py [--json]
"""

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tamdan.language import analyse, segment  # noqa: E402
from tamdan.language.normalise import fold  # noqa: E402

NEWS = ROOT.parent / "shared/data/khmer_segmentation/kh_data_news_1000/khmer_news_600.jsonl"
_WORDS = (
    "សិទ្ធិមនុស្ស សិទ្ធិ សេរីភាព យុត្តិធម៌ តុលាការ មេធាវី ច្បាប់ រដ្ឋធម្មនុញ្ញ បណ្តឹង ពាក្យបណ្តឹង ជនរងគ្រោះ សាក្សី ភស្តុតាង ចោទប្រកាន់ "
    "ឃាត់ខ្លួន ឃុំខ្លួន ពន្ធនាគារ ទណ្ឌិត សំណង សំណង់ អប់រំ ការអប់រំ សុខាភិបាល ការងារ កម្មករ សហជីព ដីធ្លី ជម្លោះ ជម្លោះដីធ្លី ជនជាតិដើម "
    "ជនពិការ កុមារ ស្ត្រី អំពើហិង្សា ការរំលោភ រើសអើង គណៈកម្មការ គណៈកម្មាធិការ រដ្ឋាភិបាល រដ្ឋសភា ព្រឹទ្ធសភា ក្រសួង រដ្ឋមន្ត្រី មន្ត្រី "
    "អាជ្ញាធរ សមត្ថកិច្ច នគរបាល សង្គមស៊ីវិល អង្គការសហប្រជាជាតិ របាយការណ៍ អនុសាសន៍ អនុសញ្ញា ព័ត៌មាន សេចក្តីព្រាងច្បាប់ ការបោះឆ្នោត "
    "គណបក្ស ប្រជាធិបតេយ្យ ប្រឆាំង បណ្តាញ សម្រាប់ កម្លាំង ជំងឺ តម្លៃ ភេទ ខណ្ឌ ឃុំ ឱ្យ លំនៅឋាន ទូរស័ព្ទ រយៈពេល វប្បធម៌ អាស៊ី មនុស្សធម៌ "
    "ទេសចរណ៍ អភិវឌ្ឍន៍ សេដ្ឋកិច្ច បរិស្ថាន ខេត្តកំពង់ចាម ភ្នំពេញ បាត់ដំបង មាត្រា ឆ្នាំ២០១៧"
)
QUERIES = _WORDS.split()
_FOLLOWING = "[\u17b4-\u17d3\u17dd]"


@dataclass
class Count:
    relevant: int = 0
    found: int = 0
    right: int = 0
    missed: dict[str, int] = field(default_factory=dict)

    def add(self, query: str, relevant: set[int], found: set[int]) -> None:
        self.relevant += len(relevant)
        self.found += len(found)
        self.right += len(relevant & found)
        if relevant - found:
            self.missed[query] = len(relevant - found)

    def figures(self) -> dict[str, object]:
        return {
            "recall": round(self.right / self.relevant, 5),
            "precision": round(self.right / self.found, 5),
            "relevant": self.relevant,
            "found": self.found,
            "missed": self.missed,
        }


def occurs(query: str, texts: list[str]) -> set[int]:
    pattern = re.compile(f"(?<!\u17d2){re.escape(query)}(?!{_FOLLOWING})")
    return {number for number, text in enumerate(texts) if pattern.search(text)}


def phrase(wanted: list[str], terms: list[str]) -> bool:
    size = len(wanted)
    return any(terms[at : at + size] == wanted for at, term in enumerate(terms) if term == wanted[0])


def found_by_clusters(query: str, indexed: list[list[tuple[str, str]]]) -> set[int]:
    (term,) = analyse.query(query).terms
    if len(term.units) == 1:
        return {number for number, pairs in enumerate(indexed) if any(pair[0] == term.units[0] for pair in pairs)}
    wanted = list(pairwise(term.units))
    size = len(wanted)
    return {
        number
        for number, pairs in enumerate(indexed)
        if any(pairs[at : at + size] == wanted for at, pair in enumerate(pairs) if pair == wanted[0])
    }


def measure(texts: list[str]) -> dict[str, object]:
    begun = time.perf_counter()
    folded = [fold(text) for text in texts]
    folding = time.perf_counter() - begun
    pairs = [segment.bigrams(text) for text in folded]
    begun = time.perf_counter()
    terms = [analyse.index_text(text).words.split() for text in texts]
    indexing = time.perf_counter() - begun
    unspaced = [re.sub("[ \n]", "", text) for text in folded]
    raw = [re.sub("[\u200b ]", "", text) for text in texts]
    normalised, published, whole_words = Count(), Count(), Count()
    for query in QUERIES:
        truth = occurs(fold(query).replace(" ", ""), unspaced)
        found = found_by_clusters(query, pairs)
        normalised.add(query, truth, found)
        raw_truth = occurs(query, raw)
        published.add(query, raw_truth, found & raw_truth)
        wanted = analyse.query(query).words.strip("()").split(" <-> ")
        whole_words.add(query, truth, {number for number, words in enumerate(terms) if phrase(wanted, words)} & truth)
    characters = sum(map(len, texts))
    return {
        "analyser": analyse.ANALYSER_VERSION,
        "articles": len(texts),
        "queries": len(QUERIES),
        "normalised": normalised.figures(),
        "raw": published.figures(),
        "words_alone_recall": round(whole_words.right / whole_words.relevant, 4),
        "characters": characters,
        "fold_characters_per_second": round(characters / folding),
        "index_characters_per_second": round(characters / indexing),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    if not NEWS.exists():
        print(f"The news articles are not at {NEWS}; nothing was measured.", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    figures = measure([f"{row['title']}\n\n{row['text']}" for row in rows])
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    for name, value in figures.items():
        print(f"{name}: {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
