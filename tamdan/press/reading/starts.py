"""Where in a dump articles begin: at the page's own header, after a closing line, at a teaser, or at a headline in running text.

What makes a line in running text a headline: a byline, a day or a stamp between it and the text below; a dateline at the head of that text;
a letterhead; or words that the text below is about, more so than the text above.
"""

import re

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.heads import settled
from tamdan.press.reading.lines import bullet, ends_a_sentence, ends_in_question, is_heading
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.records import Line
from tamdan.press.reading.shapes import COLON_DATELINE, NAMES, STATEMENT, is_dateline
from tamdan.press.reading.sorting import goes_on, is_sure_title, shown_gap, usual_gap, width_of
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.words import content_words

_LEAST_BODY = 60
_BROKEN_LINES = 16
"""Lines of a dump of a fixed width that hold its first two paragraphs."""
_LONGEST_TITLE = 150
_OVERLAP = 0.34
_KHMER_OVERLAP = 0.4
_HEADLINE_WORDS = 6
_TITLE_WORDS = 3
_KHMER_TITLE = 14
"""Characters of a Khmer title, which has no spaces to count."""
_HEAD_LINES = 9
_GREETING = 2
_ABOUT = frozenset({Sort.BYLINE, Sort.DATED, Sort.OUTLET, Sort.STAMP})
_QUIET = frozenset({*_ABOUT, Sort.SITE, Sort.BUTTON, Sort.KICKER, Sort.CAPTION, Sort.FURNITURE})
_KHMER_RUN = re.compile(f"[{LETTERS}]+")
_GRAM = 5
_CORRECTION = re.compile(
    r"(?:corrections?|clarifications?|corrigend(?:um|a))(?: and (?:corrections?|clarifications?))?", re.IGNORECASE
)
_QUESTION = re.compile(r"(?:Q|Question|សំណួរ)\s?[:៖.] ?\S")
"""The first turn of an interview."""


def is_prose(text: str, sort: Sort) -> bool:
    """A line of an article's text, and no title or furniture: it ends like a sentence or is long."""
    shown = text.strip()
    if sort is not Sort.TEXT:
        return False
    if len(shown) > _LONGEST_TITLE or bullet(text) or ends_in_question(shown):
        return True
    asks = shown.rstrip("”’\"')] ")[-1:] in ("?", "!") and shown[0] not in "“\"«‘'"
    return ends_a_sentence(shown) and shown[-1] not in "…" and not (asks and is_heading(shown))


def starts(shown: list[Line], sorts: list[Sort]) -> list[int]:
    """Places in ``shown`` at which an article begins."""
    walk = _Walk(shown, sorts)
    for at in range(len(shown)):
        walk.step(at)
    return settled(walk.starts, shown, sorts, walk.prose)


class _Walk:
    """One pass over the lines; what has been seen of the current article decides whether a line can begin the next one."""

    def __init__(self, shown: list[Line], sorts: list[Sort]) -> None:
        self.shown = shown
        self.sorts = sorts
        self.sure = [is_sure_title(shown, sorts, at) for at in range(len(shown))]
        self.width = width_of(shown)
        self.gap = usual_gap(shown)
        self.prose = [
            (is_prose(line.text, sorts[at]) and not self.sure[at])
            or (sorts[at] is Sort.TEXT and goes_on(shown, at, self.width))
            for at, line in enumerate(shown)
        ]
        self.starts: list[int] = []
        self.body = 0
        self.closed = True
        self.ended = False
        self.teaser = False
        self.header_only = False

    def step(self, at: int) -> None:
        sort = self.sorts[at]
        if sort is Sort.OPENS:
            self._open(at, header=True)
        elif sort is Sort.CLOSES:
            self.closed = self.closed or self.body > 0
        elif sort is Sort.HEAD:
            self._restart()
        elif sort is Sort.RULE and self._is_greeting(at):
            self.starts.pop()
            self.closed = True
        elif sort in (Sort.ENDS, Sort.RULE):
            self.ended = self.ended or self.body > 0
        elif self._is_teaser(at):
            self._open(at)
            self.teaser = True
        elif self._begins(at, sort):
            self._open(self._with_kicker(at))
        elif sort in (Sort.BYLINE, Sort.DATED):
            self.ended = self.ended or self._is_trailing(at)
        elif sort is Sort.TEXT:
            self._count(at)

    def _open(self, at: int, *, header: bool = False) -> None:
        self.starts.append(at)
        self.body, self.teaser, self.closed, self.ended, self.header_only = 0, False, False, False, header

    def _is_greeting(self, at: int) -> bool:
        """A line or two of text alone above the first rule of a mail."""
        return (
            len(self.starts) == 1
            and at - self.starts[0] <= _GREETING
            and all(sort is Sort.TEXT for sort in self.sorts[self.starts[0] : at])
        )

    def _restart(self) -> None:
        """The head of a page: what was begun above it without any text is of the head as well."""
        if self.starts and not self.body and not self.header_only:
            self.starts.pop()
            self.closed = True
        self.closed = self.closed or self.body > 0

    def _count(self, at: int) -> None:
        if self.teaser:
            self.closed = not _is_indented(self.shown, at + 1)
        text = self.shown[at].text.strip()
        self.body += (len(text) >= _LEAST_BODY and not text.isupper()) or ends_a_sentence(text)
        self.header_only = False

    def _begins(self, at: int, sort: Sort) -> bool:
        if self.closed:
            return sort in (Sort.TEXT, Sort.BYLINE, Sort.DATED, Sort.OUTLET, Sort.KICKER, Sort.SITE)
        if self.header_only or not self.body or self.teaser:
            return False
        if sort is Sort.SITE:
            return True
        if sort is Sort.KICKER:
            return self._is_letterhead(at) or (self.ended and STATEMENT.search(self.shown[at].text) is not None)
        return sort is Sort.TEXT and self._is_new_headline(at)

    def _is_trailing(self, at: int) -> bool:
        """A byline or a place and a day below the text end it, as agencies and statements have them."""
        following = at + 1 < len(self.shown) and self.prose[at + 1]
        return self.body > 0 and not following

    def _with_kicker(self, at: int) -> int:
        """The start moved up over short lines that stand right above a title, below a blank line: a section, a site."""
        place = at
        while place and self._is_kicker_above(place):
            place -= 1
        opens = place == at or self.shown[place].number - self.shown[place - 1].number > 1
        return place if opens else at

    def _is_kicker_above(self, place: int) -> bool:
        above = place - 1
        return (
            above > (self.starts[-1] if self.starts else -1)
            and self.shown[place].number - self.shown[above].number <= 1 + (self.sorts[above] is Sort.KICKER)
            and self.sorts[above] in (Sort.TEXT, Sort.OUTLET, Sort.KICKER, Sort.BYLINE, Sort.DATED)
            and not self.prose[above]
            and (self.sorts[above] is not Sort.TEXT or is_heading(self.shown[above].text))
            and len(self.shown[above].text) <= 2 * _LEAST_BODY
        )

    def _is_letterhead(self, at: int) -> bool:
        """A kicker over a title or a day, with text below."""
        head = self._head_below(at)
        if (
            head is None
            or at + 1 == head
            or (self.prose[at - 1] and self.shown[at].number - self.shown[at - 1].number == 1)
        ):
            return False
        between = range(at + 1, head)
        titled = any(self.sorts[place] is Sort.TEXT and self._is_title(place) for place in between)
        return titled or any(self.sorts[place] in (Sort.DATED, Sort.KICKER) for place in between)

    def _head_below(self, at: int) -> int | None:
        """Where the text below a line begins, over lines of a header; nothing where a closing or opening line comes first."""
        for place in range(at + 1, min(at + _HEAD_LINES, len(self.shown))):
            if self.prose[place]:
                return place
            if self.sorts[place] in (Sort.CLOSES, Sort.OPENS, Sort.ENDS):
                return place + 1 if self._is_source_of_title(place) else None
        return None

    def _is_source_of_title(self, place: int) -> bool:
        """A source line right below a title, with the text below it."""
        return (
            self.sorts[place] is Sort.CLOSES
            and place + 1 < len(self.shown)
            and self.prose[place + 1]
            and ":" in self.shown[place].text
            and self.shown[place].number - self.shown[place - 1].number == 1
        )

    def _is_title(self, at: int) -> bool:
        text = self.shown[at].text.strip()
        long_enough = len(text) >= _KHMER_TITLE if has_khmer(text) else len(text.split()) >= _TITLE_WORDS
        return long_enough and len(text) <= _LONGEST_TITLE + 30 and is_heading(text)

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
        if self.sure[at] or (_CORRECTION.fullmatch(text) and self.prose[at - 1]):
            return True
        if bullet(self.shown[at].text) or not is_heading(text) or self.prose[at] or text[0] in "*†‡":
            return False
        if page_title(text, self.shown[at + 1 : at + 8]) or (self._is_title(at) and _QUESTION.match(self._next(at))):
            return True
        head = self._head_below(at)
        if head is None or (self.ended and self.sorts[at + 1] in (Sort.FURNITURE, Sort.ENDS, Sort.CLOSES)):
            return False
        if self._is_title(at) and not self._later_title(at, head) and (self.ended or self._stands_apart(at, head)):
            return True
        return self._is_headed(at, head) or self._is_led(at, head, text)

    def _stands_apart(self, at: int, head: int) -> bool:
        """A heading below more empty lines than paragraphs have between them."""
        wide = shown_gap(self.shown, at) > self.gap >= shown_gap(self.shown, head)
        return (
            bool(self.gap) and wide and self.prose[at - 1] and all(sort in _QUIET for sort in self.sorts[at + 1 : head])
        )

    def _next(self, at: int) -> str:
        return self.shown[at + 1].text.strip() if at + 1 < len(self.shown) else ""

    def _is_led(self, at: int, head: int, text: str) -> bool:
        """A headline without a header: what follows is about its words, or breaks off as a teaser does."""
        before = [line.text for line in self.shown[max(0, at - 2) : at]]
        broken = self.sorts[at - 1] is Sort.TEXT and not ends_a_sentence(before[-1]) and not is_heading(before[-1])
        if broken or self._is_repeated(at, text):
            return False
        return _is_lead(text, self._body_after(at)[:2], before) or self._is_cut_short(at, head)

    def _is_headed(self, at: int, head: int) -> bool:
        """Whether a byline, day or stamp stands between title and text, or a dateline opens the text."""
        between = self.sorts[at + 1 : head]
        if self._later_title(at, head):
            return False
        if Sort.STAMP in between[:1]:
            return len(self.shown[at].text.split()) <= _HEADLINE_WORDS
        if not self._is_title(at):
            return False
        if (
            between[:1] in ([Sort.BUTTON], [Sort.KICKER])
            or any(sort in _ABOUT for sort in between)
            or Sort.CLOSES in between
        ):
            return True
        text = self.shown[head].text
        turn = COLON_DATELINE.match(self.shown[at].text) is not None
        news = is_dateline(text) or (COLON_DATELINE.match(text) is not None and not turn)
        return news and all(sort in _QUIET for sort in between)

    def _later_title(self, at: int, head: int) -> bool:
        """Whether a line between has a header of its own: then this one is an entry of a list above it."""
        return any(
            self.sorts[place] is Sort.TEXT
            and (self._is_title(place) or self.sorts[place + 1] is Sort.STAMP)
            and self.sorts[place + 1] in _ABOUT
            for place in range(at + 1, head)
            if self.sorts[place - 1] in (Sort.DATED, Sort.STAMP, Sort.TEXT)
            and (self.sorts[place - 1] is not Sort.TEXT or self.shown[place].number - self.shown[place - 1].number > 1)
        )

    def _is_cut_short(self, at: int, head: int) -> bool:
        """A teaser without a list mark: a title, and one line that breaks off."""
        text = self.shown[head].text.strip()
        last = head + 1 >= len(self.shown) or not self.prose[head + 1]
        return (
            head == at + 1
            and self._is_title(at)
            and last
            and len(text) >= 2 * _LEAST_BODY
            and is_broken_off(text)
            and self.shown[at].number - self.shown[at - 1].number > 1 - self._was_cut_short(at)
        )

    def _was_cut_short(self, at: int) -> bool:
        """Whether the line above breaks off, or the one above an author's name does."""
        if at > 1 and NAMES.fullmatch(self.shown[at - 1].text.strip()):
            at -= 1
        return self.prose[at - 1] and is_broken_off(self.shown[at - 1].text)

    def _body_after(self, at: int) -> list[str]:
        """Texts below a line, up to one that closes or opens an article."""
        found: list[str] = []
        wrapped = False
        for place in range(at + 1, min(at + (_BROKEN_LINES if self.width else 5), len(self.shown))):
            if self.sorts[place] in (Sort.CLOSES, Sort.OPENS):
                break
            if self.sorts[place] is Sort.TEXT:
                text = self.shown[place].text
                found = [*found[:-1], f"{found[-1]} {text}"] if wrapped else [*found, text]
                wrapped = goes_on(self.shown, place, self.width)
        return found

    def _is_repeated(self, at: int, text: str) -> bool:
        start = self.starts[-1] if self.starts else 0
        return any(text in line.text for line in self.shown[start : min(at, start + 8)])


def is_broken_off(text: str) -> bool:
    """A summary that the page cut: it ends within a word, behind one, or in dots."""
    shown = text.rstrip(" \u200b)]")
    return shown[-1:].isalnum() or shown.endswith(("...", "…"))


def _is_indented(shown: list[Line], at: int) -> bool:
    return at < len(shown) and shown[at].text[:2].isspace()


def _is_lead(title: str, after: list[str], before: list[str]) -> bool:
    """Whether the paragraphs after a headline are about its words, and more so than those before it."""
    if not after or len(after[0].strip()) < 80:
        return False
    if has_khmer(title):
        wanted, least = _grams(title), _KHMER_OVERLAP
        found, earlier = _grams(" ".join(after)), _grams(" ".join(before))
    else:
        wanted, least = content_words(title), _OVERLAP
        found, earlier = content_words(" ".join(after)), content_words(" ".join(before))
        if len(title.split()) < _HEADLINE_WORDS:
            return False
    if len(wanted) < 3:
        return False
    shared, shared_before = (len(wanted & words) / len(wanted) for words in (found, earlier))
    return shared >= least and shared > shared_before


def _grams(text: str) -> set[str]:
    """Runs of five Khmer signs: what a text without spaces has in place of words."""
    return {
        run[at : at + _GRAM]
        for run in _KHMER_RUN.findall(text.replace("\u200b", "")[:1500])
        for at in range(len(run) - _GRAM + 1)
    }
