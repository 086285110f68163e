"""Lines that a person says are one article, read as one whatever the boundaries would say."""

from tamdan.press.reading.boundaries import boilerplate_and_blocks
from tamdan.press.reading.lines import lines_of, plain
from tamdan.press.reading.reader import _article
from tamdan.press.reading.records import Article, Block, Line


def read_lines(text: str, first: int, last: int, country: str = "kh") -> Article:
    """The article in lines ``first`` to ``last`` (from 1, both included); places are those of the whole ``text``."""
    shown = plain(text)
    lines = lines_of(shown)[first - 1 : last]
    outside, blocks = boilerplate_and_blocks(lines)
    return _article(shown, _joined(lines, outside, blocks), "a1", country)


def _joined(lines: list[Line], outside: list[Line], blocks: list[Block]) -> Block:
    if not blocks:
        return Block(lines, body=[line for line in lines if line.text.strip()])
    whole = blocks[0]
    for block in blocks[1:]:
        # what would have been the next article's title is a subheading of this one
        whole.subheadings += [*([block.title] if block.title else []), *block.subheadings]
        whole.body += block.body
        whole.outlet, whole.author = whole.outlet or block.outlet, whole.author or block.author
        whole.published = whole.published or block.published
        whole.boilerplate += block.boilerplate
    whole.boilerplate += outside
    whole.lines = lines
    return whole
