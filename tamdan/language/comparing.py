"""Two wordings of one thing, word by word: Khmer words as the segmenter cuts them, other words by their spaces."""

from collections.abc import Iterator

from tamdan.core.versions import changed_pieces
from tamdan.language.segment import split

Change = tuple[str, str]
"""``same``, ``del`` (only in the earlier wording) or ``ins`` (only in the later one), and the text."""


def word_changes(earlier: str, later: str) -> list[Change]:
    """What the later wording makes of the earlier one. The ``same`` and ``del`` pieces join to the earlier text, the ``same``
    and ``ins`` ones to the later. A lone space between two changes belongs to both, so that a page does not fall to crumbs.
    """
    return list(_together(list(changed_pieces(earlier, later, split))))


def _together(changes: list[Change]) -> Iterator[Change]:
    """Runs of changes that only a space parts become one deletion and one insertion."""
    gone, come = "", ""
    for place, (kind, text) in enumerate(changes):
        is_crumb = kind == "same" and not text.strip() and 0 < place < len(changes) - 1
        if kind == "del" or is_crumb:
            gone += text
        if kind == "ins" or is_crumb:
            come += text
        if kind == "same" and not is_crumb:
            yield from _pair(gone, come)
            gone, come = "", ""
            yield kind, text
    yield from _pair(gone, come)


def _pair(gone: str, come: str) -> Iterator[Change]:
    if gone == come:
        yield from [("same", gone)] if gone else []
        return
    if gone:
        yield "del", gone
    if come:
        yield "ins", come
