"""The lettered or numbered clauses of a compound text: "(a) …; (b) …", "(i) …", "1. …", and in Khmer "(ក) …" and "១. …".

Treaty bodies, and States in the Universal Periodic Review, put several demands into one paragraph this way. Nothing is split by
itself: what is found here is a proposal to a person (``parts``).
"""

import re
from itertools import pairwise

from tamdan.language.digits import to_ascii

_MARK = re.compile(
    r"(?:^|(?<=\s))(?:\((?P<within>[a-z]|[ivx]{1,5}|[\u1780-\u17a2]|[\d\u17e0-\u17e9]{1,2})\)|(?P<before>[a-z]|[\u1780-\u17a2])\))(?=\s)"
    r"|(?:^|(?<=[.;:។៖]\s))(?P<full>[\d\u17e0-\u17e9]{1,2})[.)](?=\s)"
)
_KHMER_LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_ORDERS = (list("abcdefghijklmnopqrstuvwxyz"), _ROMAN, [str(n) for n in range(1, 100)], list(_KHMER_LETTERS))
_LEADS_IN = (":", ",", "៖")


def clauses(text: str) -> list[str]:
    """The clauses in their order, at least two, else nothing. What leads in to all of them begins each; a sentence before them is
    a piece of its own. Signs that begin no clause cut nothing: they have to stand in order, and behind no number ("article 3 (b)").
    """
    starts = max((_run(text, order) for order in _ORDERS), key=lambda run: (len(run) > 1, -(run or [0])[0]))
    if len(starts) < 2:
        return []
    before = text[: starts[0]].strip()
    found = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    if not before:
        return found
    return [f"{before} {one}" for one in found] if before.endswith(_LEADS_IN) else [before, *found]


def _run(text: str, order: list[str]) -> list[int]:
    """Where the signs of one order stand, the first of it first, none left out."""
    starts: list[int] = []
    for mark in _MARK.finditer(text):
        sign = to_ascii(mark["within"] or mark["before"] or mark["full"])
        of_an_article = text[: mark.start()].rstrip()[-1:].isdigit()
        if not of_an_article and len(starts) < len(order) and sign == order[len(starts)]:
            starts.append(mark.start())
    return starts
