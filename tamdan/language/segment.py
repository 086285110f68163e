"""Cutting text: Khmer words (which are written without spaces), orthographic clusters, and what the search index needs.

Words come from the conditional random field of khmercut (Apache-2.0), its version fixed by the lock; clusters from the
structure of the script. Nothing here changes a character.
"""

import itertools
import re
import threading
from collections.abc import Iterator

import khmercut

from tamdan.language.normalise import order
from tamdan.language.script import COENG, JOINERS, LETTERS, MARKS, OTHER_MARKS, REPETITION, SYLLABLE, has_khmer

LONGEST_RUN = 400
"""Clusters given to the segmenter at once. Longer runs without a space are cut there: time stays linear."""

_tagger = threading.Lock()
_JOINER = re.compile(f"[{JOINERS}]")
_ORPHAN = f"[{MARKS}{COENG}{JOINERS}]+"
_CLUSTER = re.compile(f"{SYLLABLE}|{_ORPHAN}|\r\n|.[{OTHER_MARKS}]*", re.DOTALL)
_KHMER_RUN = f"[{LETTERS}][{LETTERS}{JOINERS}]*"
_SPACED_WORD = f"[^\\W_\u1780-\u17ff](?:[^\\W_\u1780-\u17ff]|[{OTHER_MARKS}]|(?<=\\d)\\.(?=\\d))*"
_PIECE = re.compile(f"({_KHMER_RUN})({REPETITION}?)|({_SPACED_WORD})|[០-៩]+|.", re.DOTALL)
_RUN = re.compile(f"(?:[{LETTERS} ]|{_SPACED_WORD})+")
_UNIT = re.compile(f"{SYLLABLE}|[{MARKS}{COENG}]+|{_SPACED_WORD}")
_SPACED = re.compile(_SPACED_WORD)
_WORD = re.compile(f"[^\\W_]|[{LETTERS}]")


def clusters(text: str) -> list[str]:
    """Orthographic clusters; they join to the text. One for a Khmer syllable with its signs, one for another character."""
    return _CLUSTER.findall(text)


def split(text: str) -> list[str]:
    """Words and all that stands between them; the pieces join to the text. ៗ stays with the word that it repeats."""
    pieces: list[str] = []
    for match in _PIECE.finditer(text):
        run, repetition, _ = match.groups()
        if run:
            pieces += _khmer_words(run)
            pieces[-1] += repetition
        else:
            pieces.append(match.group())
    return pieces


def words(text: str) -> list[str]:
    """The words alone, Khmer signs put in order first. Deterministic; safe in threads; about 30,000 characters a second."""
    return [piece for piece in split(order(text)) if _WORD.search(piece)]


def _khmer_words(run: str) -> Iterator[str]:
    found = clusters(run)
    for start in range(0, len(found), LONGEST_RUN):
        yield from _segmented("".join(found[start : start + LONGEST_RUN]))


def _segmented(run: str) -> list[str]:
    with _tagger:
        tokens: list[str] = khmercut.tokenize(_JOINER.sub("", run))
    return tokens if "".join(tokens) == run else _with_joiners(run, tokens)


def _with_joiners(run: str, tokens: list[str]) -> list[str]:
    """The same words with the joiners of the original back in their places."""
    restored: list[str] = []
    place = 0
    for token in tokens:
        start = place
        for character in token:
            place = run.index(character, place) + 1
        restored.append(run[start:place])
    restored[-1] += run[place:]
    return restored


def runs(folded: str) -> list[list[str]]:
    """Units that a phrase may span, from folded text: Khmer clusters and words of other scripts between punctuation."""
    return [_UNIT.findall(run) for run in _RUN.findall(folded)]


def unit_spans(folded: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The units of all runs with their spans in the folded text; an empty unit stands between two runs."""
    units: list[str] = []
    spans: list[tuple[int, int]] = []
    for run in _RUN.finditer(folded):
        for unit in _UNIT.finditer(folded, *run.span()):
            units.append(unit.group())
            spans.append(unit.span())
        units.append("")
        spans.append((run.end(), run.end()))
    return units, spans


def bigrams(folded: str) -> list[tuple[str, str]]:
    """Neighbouring units of folded text of which one at least is Khmer; a run's last unit is paired with ``""``.

    The last pair keeps runs apart (a phrase cannot match across a full stop) and lets a prefix find a final cluster.
    """
    pairs: list[tuple[str, str]] = []
    for run in _RUN.findall(folded):
        if not has_khmer(run):
            continue
        units = _UNIT.findall(run)
        khmer = [has_khmer(unit[0]) for unit in units]
        pairs += [pair for i, pair in enumerate(itertools.pairwise(units)) if khmer[i] or khmer[i + 1]]
        pairs.append((units[-1], ""))
    return pairs


def spaced_words(folded: str) -> list[str]:
    """Words and numbers of every other script in folded text, in order."""
    return _SPACED.findall(folded)
