"""What can be seen of each line of a dump: traits that ``parts`` weighs to tell titles, texts and what stands around them.

A trait is a short string. None holds a name, an outlet or a sentence; the first and the last word of short lines are among them, and
the sorts that ``sorting`` gives, which may be wrong. Everything counts within one dump: how far lines stand apart beside what is usual
there, what comes again above or below each text, which line of a head has most words in common with the text below it.
"""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.layout import Page, is_broken_off, size, step
from tamdan.press.reading.lexicon import BODY_WORDS
from tamdan.press.reading.lines import bullet, ends_a_sentence
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.records import Line
from tamdan.press.reading.shapes import NAMES, OUTLET_WORD, STATEMENT, days_in, is_dateline
from tamdan.press.reading.sorts import Sort

_LONGEST_NOTE = 160
_LONGEST_LABEL = 120
"""Characters of a line whose first and last word are traits."""
_NEAR = 6
_SHORT = 90
"""Characters of a sentence that may be a title."""
_TOGETHER = (0.03, 0.08, 0.14, 0.22, 0.4, 1)
_KNOWN = (0, 0.2, 0.4, 0.7, 1)
_MARKS = '“‘"«'
_CLOCK = re.compile(r"\d{1,2}[.:h]\d\d(?: ?[ap]m)?")
_SAYING = re.compile(r"\b(?:said|says|told|added|according to)\b|ថា|ប្រាប់|ថ្លែង|លើកឡើង")
_PAGE_WORD = re.compile(
    r"\b(?:by|reporting|editing|written|translated|contact|©|copyright|source|via|posted|published|updated|read|share|"
    r"more|also|tags?|photo|statement|ends)\b",
    re.IGNORECASE,
)


def traits_of(shown: list[Line], sorts: list[Sort]) -> list[list[str]]:
    """The traits of each line that is not blank."""
    return traits_on(Page(shown, sorts)) if shown else []


def traits_on(page: Page) -> list[list[str]]:
    """The same, of lines that were set beside one another already."""
    return [_of_line(page, at) for at in range(len(page.shown))]


def _of_line(page: Page, at: int) -> list[str]:
    found = _around(page, at)
    if page.prose[at]:
        return found + _of_prose(page, at)
    found += _recurring(page, at) + _of_place(page, at) + _of_days(page, at) + _of_words(page, at)
    return found + (_of_heading(page, at) if page.headings[at] else _of_other(page, at))


def _around(page: Page, at: int) -> list[str]:
    """The kinds of the lines around, and how far they stand apart."""
    kind, one, two = page.kinds[at], page.kind(at + 1), page.kind(at + 2)
    above, higher = page.kind(at - 1), page.kind(at - 2)
    before, after = page.apart(at), page.apart(at + 1)
    return [
        f"is {kind}", f"is {kind}, lines before {page.gaps[at]}", f"is {kind}, lines behind {page.gaps[at + 1]}",
        f"above {above}", f"below {one}", f"above, is {above} {kind}", f"is, below {kind} {one}",
        f"two above {higher}", f"two below {two}", f"above, is, below {above} {kind} {one}",
        f"is, two below {kind} {one} {two}", f"two above, is {higher} {above} {kind}",
        f"before {before}, is {kind}", f"behind {after}, is {kind}", f"before, behind {before}{after}",
    ]  # fmt: skip


def _of_prose(page: Page, at: int) -> list[str]:
    """Whether a sentence begins, goes on or ends a text: how it begins, ends and stands."""
    text, raw = page.texts[at], page.shown[at].text
    listed = bool(bullet(raw))
    last = _last(text)
    first = text[0] if not text[0].isalnum() else "small" if text[0].islower() else "capital"
    announced = at > 0 and page.texts[at - 1][-1] in ":៖;"
    found = [
        f"prose broken off {is_broken_off(text)} {page.kind(at + 1)}", f"prose indented {raw[:2].isspace()}",
        f"prose dateline {is_dateline(text)} {page.kind(at - 1)}", f"prose length {step(len(text), (40, 80, 150, 300))}",
        f"prose says {_SAYING.search(text) is not None}", f"prose wrapped {page.wrapped[at]}",
        f"prose after wrapped {at > 0 and page.wrapped[at - 1]}", f"prose listed {listed}", f"prose sentence {ends_a_sentence(text)}",
        f"prose last {last}", f"prose listed {listed} {last} {announced}", f"prose first {first}",
        f"prose lowest {page.between[at] == page.between[-1]}",
    ]  # fmt: skip
    if at and not page.prose[at - 1] and raw[:2].isspace():
        found.append("prose indented first")
    return found + _of_turn(page, at)


def _of_turn(page: Page, at: int) -> list[str]:
    """Whether short and long sentences take turns, as titles that end in a full stop and summaries do."""
    text, following = page.texts[at], page.texts[at + 1] if at + 1 < len(page.texts) else ""
    near = [len(page.texts[place]) <= _SHORT for place in range(max(0, at - 2), min(len(page.texts), at + 3))]
    turns = "".join("s" if short else "l" for short in near)
    beside = step(len(text) / max(1, len(following)), (0.2, 0.4, 0.8)) if following else "-"
    return [f"prose turns {turns}", f"prose beside next {beside} {step(size(text), (4, 8, 14))} {page.kind(at - 1)}"]


def _recurring(page: Page, at: int) -> list[str]:
    """How often lines like this one stand here, between how many of the texts, above the first or below the last."""
    kind, last = page.kinds[at], page.between[-1]
    mask, shape = page.masks[at], page.shapes[at]
    found = _group("mask", page.places[f"mask {mask}"], page.same_masks[mask], last, kind)
    found += _group("shape", page.places[f"shape {shape}"], page.same_shapes[shape], last, kind)
    if page.sorts[at] is not Sort.TEXT:
        places = page.places[f"sort {page.sorts[at].value}"]
        found += _group("sort", places, len(places), last, kind)
    once = f"{page.same_masks[mask] == 1}{page.same_shapes[shape] == 1}"
    first, left = page.between[at] == 0, min(page.head_of[at].end - at - 1, 3)
    return [
        *found,
        f"once {once} {first} {min(last + 1, 4)} {left}",
        f"once {once} {first} {page.gaps[at + 1] > 1} {left}",
        f"once {once} {first}{page.between[at] == last}, is {kind}",
    ]


def _group(name: str, places: set[int], count: int, last: int, kind: str) -> list[str]:
    if count <= 1:
        return [f"{name} once, is {kind}"]
    edges = f"{0 in places}{last in places}"
    share = len(places) / (last + 1)
    spread = "all" if share >= 0.99 else "most" if share >= 0.6 else "some"
    return [
        f"{name} {min(count, 4)}", f"{name} edges {edges}", f"{name} edges {edges}, is {kind}",
        f"{name} edges {edges} {spread}", f"{name} edges {edges} {spread}, is {kind}",
    ]  # fmt: skip


def _of_place(page: Page, at: int) -> list[str]:
    """Where in its head a line stands: from above, from below, beside the widest gap of it."""
    kind, head = page.kinds[at], page.head_of[at]
    above, left = at - head.first, head.end - at - 1
    first, last = page.between[at] == 0, page.between[at] == page.between[-1]
    told, size = f"{head.told}{page.first_told}", head.size
    widest = page.gaps[at] == head.widest > 1
    passed, follows = head.wide[0] < at, head.wide[1] > at
    found = [
        f"from above {min(above, 5)}", f"from below {min(left, 5)}", f"from above {min(above, 5)}, is {kind}",
        f"from below {min(left, 5)}, is {kind}", f"from both {min(above, 4)} {min(left, 4)}",
        f"told {told} {size}", f"told {told} {size}, is {kind}", f"alone {page.share_alone} {size == 1}",
        f"widest {widest}{passed}{follows}{min(head.wide_ones, 2)}", f"widest {widest}{passed}{follows}, is {kind}",
        f"apart {page.gaps[at] > 1} {passed}{follows}",
        f"first {first}, is {kind}", f"last {last}, is {kind}", f"first, last {first}{last}",
        f"announced {at > 0 and page.texts[at - 1][-1] in ':៖'}, is {kind}",
    ]  # fmt: skip
    if not head.told and size == 1:
        lone = f"lone {page.first_told} {page.share_told}"
        apart = page.apart(at)
        found += [lone, f"{lone}, is {kind}", f"{lone} {apart}", f"lone {page.first_told} {apart} {kind}"]
    return found


def _of_days(page: Page, at: int) -> list[str]:
    """For a line with a day: whether the heads before and behind the text above and below have one too, and this head another."""
    head = page.head_of[at]
    if at not in head.days:
        return []
    number = page.number_of[at]
    above = number > 0 and bool(page.heads[number - 1].days)
    below = number + 1 < len(page.heads) and bool(page.heads[number + 1].days)
    first, again = bool(page.heads[0].days), at < head.days[-1]
    edge = page.between[at] in (0, page.between[-1])
    before = page.heads[number - 1] if number else head
    told = any(STATEMENT.search(text) for text in page.texts[before.first : before.end][-_NEAR:])
    return [
        f"day of statement {told} {above} {again}", f"day of statement {told} {above}, is {page.kinds[at]}",
        f"day above {above} {again} {edge}", f"day below {below} {again} {edge}", f"day first {first} {again}",
        f"day {above} {below} {first} {again} {edge}", f"day {above} {first} {again}, is {page.kinds[at]}",
    ]  # fmt: skip


def _of_words(page: Page, at: int) -> list[str]:
    """First and last word of a short line, and words that pages use about their articles."""
    text = page.texts[at]
    if len(text) >= _LONGEST_LABEL:
        return (
            [f"page word {word.lower()}" for word in _PAGE_WORD.findall(text)[:4]] if len(text) < _LONGEST_NOTE else []
        )
    first, last = (text[:5], text[-5:]) if has_khmer(text) else (text.lower().split()[0], text.lower().split()[-1])
    found = [f"first word {first}", f"last word {last}", f"clock {_CLOCK.fullmatch(text) is not None}"]
    return found + [f"page word {word.lower()}" for word in _PAGE_WORD.findall(text)[:4]]


def _of_other(page: Page, at: int) -> list[str]:
    """A line that is no heading: its length, days, strokes and last sign."""
    text, kind = page.texts[at], page.kinds[at]
    return [
        f"words {step(size(text), (1, 2, 3, 5, 9))}, is {kind}", f"day {bool(days_in(text))}, is {kind}",
        f"strokes {'|' in text or '·' in text}, is {kind}", f"last {_last(text)}, is {kind}", f"brackets {_brackets(text)}",
    ]  # fmt: skip


def _of_heading(page: Page, at: int) -> list[str]:
    """A heading: how far the text takes it up, how it is written, what of it stands again nearby."""
    return _of_shared(page, at) + _of_letters(page, at) + _of_neighbours(page, at)


def _of_shared(page: Page, at: int) -> list[str]:
    shared, left = page.shared[at], page.head_of[at].end - at - 1
    more = f"{shared.below > shared.above}{shared.best}"
    taken = step(shared.below, (0.01, 0.34, 0.6))
    return [
        f"taken up {step(shared.below, (0, 0.2, 0.34, 0.5, 0.75))}", f"more below {more}", f"more below {more} {min(shared.among, 3)}",
        f"more below by {step(shared.below - shared.above, (-0.3, -0.01, 0.0, 0.2, 0.4))}",
        f"taken up {taken} {page.apart(at)} {page.kind(at - 1)}", f"taken up {taken} {page.kind(at + 1)}",
        f"best {shared.best} {min(left, 4)}", f"together {step(shared.together, _TOGETHER)} {page.kind(at - 1)}",
        f"together {step(shared.together, _TOGETHER)} {taken} {page.kind(at + 1)}",
        f"known {step(shared.known, _KNOWN)} {page.kind(at - 1)}",
        f"known, together {step(shared.known, _KNOWN)} {step(shared.together, _TOGETHER)} {page.apart(at)}",
    ]  # fmt: skip


def _of_letters(page: Page, at: int) -> list[str]:
    text = page.texts[at]
    words, upper, khmer = size(text), text.isupper(), has_khmer(text)
    long = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long) / len(long) if long else 0
    case = "all" if upper else step(capitals, (0.3, 0.6, 0.99))
    body = bool(BODY_WORDS & set(text.lower().split()))
    return [
        f"capitals {case} {step(words, (1, 2, 3, 5, 9, 14))}", f"names {NAMES.fullmatch(text) is not None}",
        f"outlet word {OUTLET_WORD.search(text) is not None} {step(words, (1, 2, 3, 5, 9))}", f"last {_last(text)}",
        f"opens with a mark {text[0] in _MARKS}", f"khmer {khmer}", f"colon {':' in text}", f"digit {any(map(str.isdigit, text))}",
        f"body {body} {upper}", f"body {body} above {page.kind(at - 1)}", f"body {body} below {page.kind(at + 1)}",
        f"brackets {_brackets(text)}", f"sentence {ends_a_sentence(text)}",
    ]  # fmt: skip


def _of_neighbours(page: Page, at: int) -> list[str]:
    text, texts = page.texts[at], page.texts
    before, after = texts[max(0, at - _NEAR) : at], texts[at + 1 : at + 1 + _NEAR]
    follows = at + 1 < len(texts) and page.prose[at + 1]
    cut = follows and is_broken_off(texts[at + 1]) and not page.wrapped[at + 1]
    indented = at + 1 < len(texts) and page.shown[at + 1].text[:2].isspace()
    return [
        f"page title {page_title(text, page.shown[at + 1 : at + 8]) is not None}", f"sure {page.sure[at]}",
        f"listed {bool(bullet(page.shown[at].text))} {indented}", f"again below {text in after}", f"again above {text in before}",
        f"within above {any(text in other and text != other for other in before)}",
        f"dateline below {follows and is_dateline(texts[at + 1])}", f"cut below {cut}",
        f"cut below {cut} {at + 2 < len(texts) and page.prose[at + 2]}",
        f"cut above {at > 0 and page.prose[at - 1] and is_broken_off(texts[at - 1])}",
    ]  # fmt: skip


def _last(text: str) -> str:
    return text[-1] if not text[-1].isalnum() else "a"


def _brackets(text: str) -> str:
    return text[0] + text[-1] if text[0] in "([{" else ""
