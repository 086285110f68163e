"""Quotation marks of every kind, opened and closed as people type them: a mark's neighbours decide before its shape does."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from tamdan.language.script import LETTERS
from tamdan.press.reading.records import Span

_MARK = re.compile(r"``|''|‘‘|’’|<<|>>|[“”„‟«»\"〝〞＂‘’‚‛‹›']")
_OPENING = frozenset("“„‟«〝‘‚‛‹") | {"``", "<<", "‘‘"}
_CLOSING = frozenset("”»〞’›") | {"''", ">>", "’’"}
_SINGLE = frozenset("‘’‚‛‹›'")
_BEFORE_OPENING = frozenset(" \n([{—–-/:…\u200b")
_AFTER_CLOSING = frozenset(" \n.,;:!?)]}—–-/…។៕៖\u200b")
_KHMER = re.compile(f"[{LETTERS}]")
_SAID = re.compile(
    r"[,.!?…] (?=(?:he|she|they|it|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}|the \w+(?: \w+)?) "
    r"(?:also |has |had |then )?(?:said|says|told|added|adds|noted|stated|explained|wrote|"
    r"commented|continued|asked|replied)\b|(?:said|says|added|noted|stated) (?:he|she|"
    r"the|[A-Z]))"
)
_LONGEST_SINGLE = 1500
_MOST_SINGLES = 40
"""Marks among which the one that closes a single mark is looked for: apostrophes of a long quotation among them."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks. ``outer`` includes the marks. ``closed`` and ``opened`` tell whether both marks stand there."""

    inner: Span
    outer: Span
    opened: bool = True
    closed: bool = True


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    return (text[start - 1] if start else " "), (text[end] if end < len(text) else " ")


def _may_open(before: str, after: str) -> bool:
    return (
        (before in _BEFORE_OPENING or before in _OPENING or before in '"”»')
        and not after.isspace()
        and after not in ".,;:!?)]"
    )


def _may_close(before: str, after: str) -> bool:
    return (
        not before.isspace() and before not in "([" and (after in _AFTER_CLOSING or after in _CLOSING or after == '"')
    )


def _is_apostrophe(mark: str, before: str, after: str) -> bool:
    return mark in "'’‘" and before.isalnum() and after.isalnum()


class _Scan:
    """One pass over the marks of a paragraph. ``opener`` is the mark that is open at the outermost level."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.found: list[Quoted] = []
        self.opener: re.Match[str] | None = None
        self.depth = 0
        self.skip_to = start

    def run(self) -> list[Quoted]:
        for mark in _MARK.finditer(self.text, self.start, self.end):
            if mark.start() >= self.skip_to:
                self._step(mark)
        if self.opener:
            self._leave_open(self.end)
        return self.found

    def _step(self, mark: re.Match[str]) -> None:
        before, after = self._neighbours(mark)
        if mark.group() in _SINGLE:
            if not self.opener:
                self._single(mark, before, after)
        elif self.opener is None:
            self._outside(mark, before, after)
        else:
            self._inside(mark, before, after)

    def _neighbours(self, mark: re.Match[str]) -> tuple[str, str]:
        before = self.text[mark.start() - 1] if mark.start() > self.start else " "
        after = self.text[mark.end()] if mark.end() < self.end else " "
        return before, after

    def _outside(self, mark: re.Match[str], before: str, after: str) -> None:
        opens, closes = _may_open(before, after), _may_close(before, after)
        shape = mark.group()
        if before.isdigit() and shape in ('"', "”", "''", "’’"):
            return
        if (
            opens
            or (shape in _OPENING and not (closes and not _KHMER.match(before)))
            or (shape == '"' and not closes and _KHMER.match(before))
        ):
            self.opener, self.depth = mark, 1
        elif closes and shape not in _OPENING:
            self._without_opening(mark)

    def _inside(self, mark: re.Match[str], before: str, after: str) -> None:
        opens, closes = _may_open(before, after), _may_close(before, after)
        shape = mark.group()
        if opens and not closes and shape not in (_CLOSING - {"''"}):
            self._open_again(mark)
        elif shape in _CLOSING or closes or shape == '"':
            self.depth -= 1
            if self.depth == 0:
                self._close(mark)
        elif shape in _OPENING:
            self._open_again(mark)

    def _open_again(self, mark: re.Match[str]) -> None:
        """A second opening mark: a quotation inside the first when marks enough are left to close both, else the first was left open."""
        assert self.opener
        rest = self.text[mark.end() : min(self.end, mark.end() + _LONGEST_SINGLE)]
        closing = sum(rest.count(sign) for sign in ("”", "»", '"')) - rest.count("“") - rest.count("«")
        said = _SAID.search(self.text, self.opener.end(), mark.start())
        if not said and closing >= 2 and mark.group() != '"':
            self.depth += 1
            return
        self._leave_open(mark.start())
        self.opener, self.depth = mark, 1

    def _close(self, mark: re.Match[str]) -> None:
        assert self.opener
        self.found.append(Quoted(Span(self.opener.end(), mark.start()), Span(self.opener.start(), mark.end())))
        self.opener = None

    def _leave_open(self, end: int) -> None:
        """No closing mark: the words end where somebody is said to have said them, otherwise with the paragraph."""
        assert self.opener
        said = _SAID.search(self.text, self.opener.end(), end)
        if said and said.group()[0] != "," and end == self.end and self._opens_again():
            said = None
        stop = said.start() + 1 if said else end
        while stop > self.opener.end() and self.text[stop - 1].isspace():
            stop -= 1
        self.found.append(
            Quoted(Span(self.opener.end(), stop), Span(self.opener.start(), stop), closed=said is not None)
        )
        self.opener = None

    def _opens_again(self) -> bool:
        """Whether the next paragraph begins with a mark: then this one was left open because the quotation goes on."""
        return self.text[self.end : self.end + 8].lstrip().startswith(("“", '"', "«", "‘‘"))

    def _without_opening(self, mark: re.Match[str]) -> None:
        """A closing mark alone, after a comma or full stop: the words before it, back to the last quotation or the paragraph's start."""
        start = self.found[-1].outer.end if self.found else self.start
        if self.text[mark.start() - 1] not in ",.!?" or mark.start() - start < 12 or self.found:
            return
        self.found.append(Quoted(Span(start, mark.start()), Span(start, mark.end()), opened=False))

    def _single(self, mark: re.Match[str], before: str, after: str) -> None:
        if (
            mark.group() not in "‘‹'‚‛"
            or not _may_open(before, after)
            or _is_apostrophe(mark.group(), before, after)
            or after.isdigit()
        ):
            return
        close = self._closing_single(mark)
        if close is not None:
            self.found.append(Quoted(Span(mark.end(), close), Span(mark.start(), close + 1)))
            self.skip_to = close + 1

    def _closing_single(self, mark: re.Match[str]) -> int | None:
        """Where single marks close: rather after punctuation or a letter other than s, which may end a possessive."""
        doubtful = None
        stop = min(self.end, mark.end() + _LONGEST_SINGLE)
        for other in islice(_MARK.finditer(self.text, mark.end(), stop), _MOST_SINGLES):
            shape = other.group()
            before, after = self._neighbours(other)
            if shape in '“"«':
                break
            if shape == "’’":
                return other.end() - 1
            if shape not in "’'›" or not _may_close(before, after) or _is_apostrophe(shape, before, after):
                continue
            if before in ".,!?…" or after in ".,;:!?)" or before != "s":
                return other.start()
            doubtful = doubtful or other.start()
        return doubtful


def quoted(text: str, start: int, end: int) -> list[Quoted]:
    """The outermost quotations of ``text[start:end]``, one paragraph, in order."""
    found = _Scan(text, start, end).run()
    return [_trimmed(text, one) for one in found if text[one.inner.start : one.inner.end].strip()]


def _trimmed(text: str, one: Quoted) -> Quoted:
    start, end = one.inner.start, one.inner.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(one, inner=Span(start, end))
