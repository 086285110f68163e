"""Where articles begin and end in a dump, and which lines are title, body, or only furniture of the page.

An article opens at the page's own header line, at the first text after a closing line (source, copyright, "read more"), at a list
entry that a summary follows (a teaser), or at a headline in running text when what follows it is about its words.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from tamdan.press.reading.headers import Sort, author_of, day_in, outlet_of, sort_of
from tamdan.press.reading.lines import bullet, ends_a_sentence, is_blank, is_heading, is_headline_with_stop
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.words import content_words, is_plain_word

_PAGE_TITLE = re.compile(
    r"(?:logo of .{2,60}? (?:newspaper|magazine|website|radio|news|tv|agency) )?(?P<site>[^|"
    r"»]{3,60}?)\s+[-–—|»]\s+(?P<title>\S.{10,})$",
    re.IGNORECASE,
)
_TITLE_SITE = re.compile(r"(?P<title>\S.{10,}?)\s+[-–—|»]\s+(?P<site>[^|»–—-]{3,50})$")
_GLUED_AUTHOR = re.compile(r"([A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}) (?=[A-Z][a-z]+(?: [a-z]+){3})")
_MARKS = {
    "correction": re.compile(
        r"^\W*(?:correction|corrigendum|clarification|editor[’']s note\W.{0,60}\bcorrect|this "
        r"(?:article|story|post) (?:has been|was) (?:corrected|amended|updated))|^\W*(?:កែតម្រូវ|"
        r"សូមកែ)",
        re.IGNORECASE,
    ),
    "removed": re.compile(
        r"\b(?:this|the) (?:article|story|page|post|content|report) (?:has been|was|is) (?:removed|"
        r"deleted|withdrawn|retracted|taken down|no longer available)|^\W*(?:retraction|retracted)\b|"
        r"អត្ថបទនេះត្រូវបានលុប",
        re.IGNORECASE,
    ),
    "satire": re.compile(r"\b(?:satire|satirical|parody|april fools)\b", re.IGNORECASE),
}
_PARTING = re.compile(r"\s[-–—|»]\s")
_LEAST_BODY = 60
_OVERLAP = 0.34
_HEADLINE_WORDS = 6


def boilerplate_and_blocks(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    """Lines that belong to no article, and the articles."""
    shown = [line for line in lines if not is_blank(line)]
    sorts = [sort_of(line.text) for line in shown]
    outside: list[Line] = []
    blocks: list[Block] = []
    for start, end in pairwise([*_starts(shown, sorts), len(shown)]):
        block = _block(shown[start:end], sorts[start:end])
        if block.body or block.title:
            blocks.append(block)
        else:
            outside += shown[start:end]
    for before, block in pairwise(blocks):
        if block.is_teaser and not before.is_closed:
            block.outlet = block.outlet or before.outlet
    first = blocks[0].lines[0].number if blocks else None
    lead = [line for line in shown if first is None or line.number < first]
    known = {line.number for line in outside}
    return [*(line for line in lead if line.number not in known), *outside], blocks


def _starts(shown: list[Line], sorts: list[Sort]) -> list[int]:
    """Places in ``shown`` at which an article begins."""
    walk = _Walk(shown, sorts)
    for at in range(len(shown)):
        walk.step(at)
    return walk.starts


class _Walk:
    """One pass over the lines; what has been seen of the current article decides whether a line can begin the next one."""

    def __init__(self, shown: list[Line], sorts: list[Sort]) -> None:
        self.shown = shown
        self.sorts = sorts
        self.starts: list[int] = []
        self.body = 0
        self.closed = True
        self.teaser = False
        self.header_only = False

    def step(self, at: int) -> None:
        sort = self.sorts[at]
        if sort is Sort.OPENS:
            self._open(at, header=True)
        elif sort is Sort.CLOSES:
            self.closed = self.closed or self.body > 0
        elif self._is_teaser(at):
            self._open(at)
            self.teaser = True
        elif self._begins(at, sort):
            self._open(at)
        elif sort is Sort.TEXT:
            self._count(at)

    def _open(self, at: int, *, header: bool = False) -> None:
        self.starts.append(at)
        self.body, self.teaser, self.closed, self.header_only = 0, False, False, header

    def _count(self, at: int) -> None:
        if self.teaser:
            self.closed = not _is_indented(self.shown, at + 1)
        text = self.shown[at].text.strip()
        self.body += len(text) >= _LEAST_BODY or ends_a_sentence(text)
        self.header_only = False

    def _begins(self, at: int, sort: Sort) -> bool:
        if self.closed:
            return sort in (Sort.TEXT, Sort.BYLINE, Sort.DATED, Sort.OUTLET)
        if sort is not Sort.TEXT or self.header_only or not self.body or self.teaser:
            return False
        return self._is_new_headline(at)

    def _is_teaser(self, at: int) -> bool:
        """A list entry that is a headline, with a summary below it that is set in as far as its words or cut off."""
        text = self.shown[at].text
        mark = bullet(text)
        if self.sorts[at] is not Sort.TEXT or not mark or text.strip()[:1].isdigit() or at + 1 >= len(self.shown):
            return False
        following = self.shown[at + 1].text
        headline = is_heading(text[mark:]) and len(text) - mark <= 140
        return (
            headline
            and not bullet(following)
            and len(following.strip()) >= _LEAST_BODY
            and _is_indented(self.shown, at + 1)
        )

    def _is_new_headline(self, at: int) -> bool:
        text = self.shown[at].text.strip()
        if not is_heading(text) or bullet(self.shown[at].text):
            return False
        before = [line.text for line in self.shown[max(0, at - 2) : at]]
        if not ends_a_sentence(before[-1]) and not is_heading(before[-1]):
            return False
        if _page_title(text, self.shown[at + 1 : at + 8]):
            return True
        followed = self.sorts[at + 1 : at + 3]
        if Sort.CLOSES not in followed[:1] and any(sort in (Sort.BYLINE, Sort.OUTLET, Sort.DATED) for sort in followed):
            return len(text.split()) >= 4
        if self._is_repeated(at, text):
            return False
        return _is_lead(text, self._body_after(at)[:2], before)

    def _body_after(self, at: int) -> list[str]:
        """Texts below a line, up to one that closes or opens an article."""
        found = []
        for line, sort in zip(self.shown[at + 1 : at + 5], self.sorts[at + 1 : at + 5], strict=True):
            if sort in (Sort.CLOSES, Sort.OPENS):
                break
            if sort is Sort.TEXT:
                found.append(line.text)
        return found

    def _is_repeated(self, at: int, text: str) -> bool:
        start = self.starts[-1] if self.starts else 0
        return any(text in line.text for line in self.shown[start : min(at, start + 8)])


def _is_indented(shown: list[Line], at: int) -> bool:
    return at < len(shown) and shown[at].text[:2].isspace()


def _is_lead(title: str, after: list[str], before: list[str]) -> bool:
    """Whether the paragraphs after a headline are about its words, and more so than those before it."""
    words = content_words(title)
    if len(title.split()) < _HEADLINE_WORDS or len(words) < 3 or not after or len(after[0].strip()) < 80:
        return False
    shared = len(words & content_words(" ".join(after))) / len(words)
    shared_before = len(words & content_words(" ".join(before))) / len(words)
    return shared >= _OVERLAP and shared > shared_before


def _block(lines: list[Line], sorts: list[Sort]) -> Block:
    block = Block(_trimmed(lines, sorts))
    opened = False
    for line, sort in zip(lines, sorts, strict=True):
        _mark(block, line)
        if sort is Sort.TEXT and not opened and _take_title(block, line):
            continue
        if sort is Sort.TEXT and block.title and _is_title_again(block, line):
            block.boilerplate.append(line)
            continue
        if sort is Sort.TEXT:
            opened = True
            _take_text(block, line)
        else:
            _take_header(block, line, sort)
    block.is_teaser = bool(block.title and bullet(block.title.text)) and len(block.body) <= 2
    return block


def _trimmed(lines: list[Line], sorts: list[Sort]) -> list[Line]:
    """An article does not reach into the page's furniture below it."""
    last = max((at for at, sort in enumerate(sorts) if sort is not Sort.FURNITURE), default=len(lines) - 1)
    return lines[: last + 1]


def _mark(block: Block, line: Line) -> None:
    if len(line.text) < 300:
        block.marks += [
            code for code, pattern in _MARKS.items() if code not in block.marks and pattern.search(line.text)
        ]


def _take_title(block: Block, line: Line) -> bool:
    """The first heading of the article is its title; a page's own title may have the outlet's name before or after it."""
    mark = bullet(line.text)
    text = line.text[mark:].strip()
    if block.title or block.body or not (is_heading(text) or is_headline_with_stop(text)):
        return False
    site = _page_title(text, block.lines[1:8])
    if site:
        block.outlet = block.outlet or site[0]
        block.boilerplate.append(line)
        block.title_text = site[1]
        return True
    block.title, block.title_text = line, text
    return True


def _page_title(text: str, following: list[Line]) -> tuple[str, str] | None:
    """Outlet and headline of a page's title line, where the headline stands again alone below it."""
    if len(text) > 300 or not _PARTING.search(text):
        return None
    below = {line.text.strip() for line in following}
    for pattern in (_PAGE_TITLE, _TITLE_SITE):
        for match in pattern.finditer(text):
            if match["title"].strip() in below:
                return _without_repeat(match["site"].strip()), match["title"].strip()
    return None


def _without_repeat(site: str) -> str:
    """ "Logo of Daily newspaper Daily" is Daily."""
    return re.sub(r"^logo of .* (?=\S)", "", site, flags=re.IGNORECASE) if site.lower().startswith("logo of") else site


def _is_title_again(block: Block, line: Line) -> bool:
    return block.title is not line and line.text.strip() == block.title_text and len(block.body) <= 1


def _take_text(block: Block, line: Line) -> None:
    text = line.text.strip()
    if not block.body and block.is_opinion and not block.author and (glued := _GLUED_AUTHOR.match(text)):
        words = glued[1].split()
        block.author = glued[1] if not any(is_plain_word(word) for word in words) else None
    heading = is_heading(text) and len(text) <= 90 and len(text.split()) <= 10
    if heading and block.body and not bullet(line.text):
        block.subheadings.append(line)
    else:
        block.body.append(line)


def _take_header(block: Block, line: Line, sort: Sort) -> None:
    block.boilerplate.append(line)
    block.is_closed = block.is_closed or sort is Sort.CLOSES
    if sort in (Sort.OPENS, Sort.DATED):
        day = day_in(line.text)
        block.published = day if sort is Sort.OPENS or not block.body else block.published or day
    if sort is Sort.OUTLET:
        block.is_opinion = True
    if sort is Sort.BYLINE:
        block.author = block.author or author_of(line.text)
        block.published = block.published or day_in(line.text)
    if sort in (Sort.OUTLET, Sort.CLOSES, Sort.DATED):
        block.outlet = block.outlet or outlet_of(line.text)


def texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]
