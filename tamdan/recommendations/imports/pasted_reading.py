"""Recommendations out of pasted text: paragraphs of a report of the Working Group, or lines of a table.

Paragraphs begin with a number with a full stop in it (118.5); one without ("119. The recommendations below …") says what the State
answered to those that follow. Line breaks inside a paragraph, numbers of pages and running heads are taken out.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tamdan.language.digits import to_ascii
from tamdan.language.normalise import clean, order, words_only
from tamdan.language.script import has_khmer
from tamdan.recommendations.enums import Position, Stated
from tamdan.recommendations.imports.matrix_asking import asked, states_in
from tamdan.recommendations.imports.matrix_words import TAIL, field_of, position_of

MOST = 300
"""Recommendations that one page of corrections holds; the largest reviews have about as many."""
Answer = tuple[str, str]
"""As the UN records it, as the State put it."""

_DOTTED = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,3}){1,2}[a-z]?)[.):]?(?:\s+|$)")
_PLAIN = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?=\S)")
_BULLET = re.compile(r"\s*[•▪●*–-]\s+")
_INLINE = re.compile(r"(?<=[)។])\s*[;.]?\s+(?=\d{1,3}\.\d{1,3}[a-z]?[.)]?\s+[A-ZÀ-Þ(“\"\u1780-\u17b3])")
_NOISE = re.compile(
    r"\s*(?:(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|(?:\d{1,3}\s+)?GE\.\d\d-\d+.*"
    r"|(?:\d{1,3}\s+)?A/HRC/\d+/\d+(?:/Add\.?\s*\d+)?(?:\s+\d{1,3})?|[_*\s.–-]+|ទំព័រ(?:ទី)?\s*\d{1,3})\s*",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"[;.:)។]\s*$")
_CLOSED = re.compile(r"\)\s*[;.,។]*\s*$")
_SPEAKS_OF_THEM = re.compile(r"\b(recommendations?|recommandations?|recomendacion(es)?)\b|អនុសាសន៍")
_POINTS_DOWN = re.compile(
    r"\b(following|below|listed|formulated|made|these|above mentioned|examined|considered|suivantes|ci apres|siguientes|figuran)\b"
    r"|ខាងក្រោម|ដូចតទៅ|ទាំងនេះ"
)
_NOT = re.compile(r"\b(not|cannot)\b.{0,40}\b(support\w*|accept\w*|enjoy)\b|មិន.{0,12}(គាំទ្រ|ទទួល)")
_KHMER = (
    (re.compile("បដិសេធ"), (Position.NOTED, Stated.REJECTED)),
    (re.compile("ពិនិត្យ|ពិចារណា"), (Position.UNDER_CONSIDERATION, "")),
    (re.compile("កត់សម្គាល់|កត់ត្រា"), (Position.NOTED, "")),
    (re.compile("គាំទ្រ|ទទួលយក"), (Position.SUPPORTED, "")),
)
_AND_IN_KHMER = re.compile(r"\s*(?:និង|,|៖)\s*")
_BRACKETS = re.compile(r"\(([^()]{2,400})\)")
_KHMER_NAME = re.compile(r"\(\s*(?P<names>[\u1780-\u17ff][\u1780-\u17ff\s,\u200b-]{3,60})\)\s*$")
"""Brackets that close a Khmer recommendation: somebody asks, whom nobody may know. Khmer has no capitals to tell names by."""
_SAYS = re.compile(r"\b(enjoy|support|note[ds]?|examin|accept|reject|consider|appui|apoyo|soutien)\w*")
AROUND = 30
"""Letters around the word that says the answer, which are asked for it."""


@dataclass(frozen=True)
class Item:
    """One recommendation as read. ``states`` are ISO alpha-3 codes, ``unknown`` names in the brackets that are no State's,
    ``printed`` is what was pasted of it."""

    paragraph: str
    text: str
    states: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    answer: Answer = ("", "")
    printed: str = ""


@dataclass
class Read:
    """``left_out`` are lines that are no recommendation, so that a person sees that nothing was lost."""

    items: list[Item] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class _Block:
    number: str
    is_dotted: bool
    lines: list[str]

    @property
    def text(self) -> str:
        found = ""
        for line in self.lines:
            glue = "" if not found or found.endswith("-") or (has_khmer(found[-1]) and has_khmer(line[0])) else " "
            found += glue + line
        return found


def read(pasted: str) -> Read:
    """What a person pasted, in its order."""
    plain = order(clean(pasted.replace("\r\n", "\n").replace("\r", "\n")))
    lines = plain.split("\n")
    tabbed = sum("\t" in line.strip() for line in lines)
    if tabbed * 2 > sum(bool(line.strip()) for line in lines):
        return _table(plain)
    return _Paragraphs([part for line in lines for part in _parted(line)]).read()


def _parted(line: str) -> list[str]:
    """A line that holds several numbered paragraphs, each closed by its States."""
    western = to_ascii(line)
    cuts = [0, *(match.end() for match in _INLINE.finditer(western)), len(line)]
    return [line[start:end] for start, end in pairwise(cuts)]


def heading_answer(text: str) -> Answer | None:
    """What a heading says the State answered to the paragraphs below it; None for what is no such heading."""
    folded = words_only(text)
    if not _SPEAKS_OF_THEM.search(folded) or asked(text).states:
        return None
    if not (text.rstrip().endswith((":", "៖")) or _POINTS_DOWN.search(folded)):
        return None
    if _NOT.search(folded):
        return Position.NOTED, ""
    for pattern, answer in _KHMER:
        if pattern.search(text):
            return answer
    return _answer_in(folded)


def _answer_in(folded: str) -> Answer | None:
    """The last word of a heading that answers holds: "have been examined by Chad and enjoy its support"."""
    found = [match.span() for match in _SAYS.finditer(folded)]
    for start, end in reversed(found):
        said = position_of(folded[max(0, start - AROUND) : end + AROUND])
        if said and said != ("", ""):
            return said
    return None


class _Paragraphs:
    """Text without columns, from its beginning; a heading holds until the next."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = [line.strip() for line in lines]
        starts = [match["number"] for line in self.lines if (match := _DOTTED.match(to_ascii(line)))]
        self.has_dotted = bool(starts)
        self.counts = Counter(number.partition(".")[0] for number in starts)
        self.has_plain = not self.has_dotted and any(_PLAIN.match(to_ascii(line)) for line in self.lines)

    def read(self) -> Read:
        found, answer = Read(), ("", "")
        for block in self._blocks(found.left_out):
            said = None if block.is_dotted else heading_answer(block.text)
            if said:
                answer = said
            elif self._is_item(block):
                found.items.append(_item(block.number, block.text, answer, _printed(block)))
            else:
                found.left_out.append(_printed(block))
        return found

    def _is_item(self, block: _Block) -> bool:
        if not any(sign.isalpha() for sign in block.text):
            return False
        if self.has_dotted:
            return block.is_dotted
        return bool(block.number) if self.has_plain else True

    def _blocks(self, left_out: list[str]) -> Iterator[_Block]:
        block: _Block | None = None
        was_blank = True
        for line in self.lines:
            if not line:
                was_blank = True
                continue
            if _NOISE.fullmatch(to_ascii(line)):
                left_out.append(line)
                continue
            begun = self._begun(line, block, was_blank=was_blank)
            if begun:
                if block:
                    yield block
                block = begun
            elif block:
                block.lines.append(line)
            was_blank = False
        if block:
            yield block

    def _begun(self, line: str, block: _Block | None, *, was_blank: bool) -> _Block | None:
        """A new block where the line begins one, otherwise None: the line goes on with the block before it."""
        western = to_ascii(line)
        is_complete = block is None or bool(_COMPLETE.search(block.text))
        dotted = _DOTTED.match(western)
        if dotted and (is_complete or self.counts[dotted["number"].partition(".")[0]] > 1):
            return _Block(dotted["number"], True, _rest(line, dotted.end()))
        plain = _PLAIN.match(western)
        if plain and (is_complete or was_blank):
            return _Block(plain["number"], False, _rest(line, plain.end()))
        numbered = self.has_dotted or self.has_plain
        bullet = None if numbered else _BULLET.match(line)
        if bullet:
            return _Block("", False, [line[bullet.end() :]])
        if block is None or (is_complete and heading_answer(line)):
            ends = True
        elif numbered:
            ends = is_complete and was_blank and not block.is_dotted
        else:
            ends = was_blank or bool(_CLOSED.search(block.text))
        return _Block("", False, [line]) if ends else None


def _rest(line: str, start: int) -> list[str]:
    return [line[start:]] if line[start:] else []


def _printed(block: _Block) -> str:
    return "\n".join(([block.number] if block.number else []) + block.lines)


def _item(number: str, text: str, answer: Answer, printed: str, by: str = "") -> Item:
    """A column of States goes before the brackets."""
    text = TAIL.split(text, maxsplit=1)[0].strip().rstrip("។; ")
    found = asked(_with_commas(text))
    unknown_in_khmer = None if found.states or by else _KHMER_NAME.search(text)
    if found.unknown and not found.states and not by and text.endswith(")"):
        return Item(number, text[: text.rindex("(")].strip(), (), found.unknown, answer, printed)
    if unknown_in_khmer:
        names = tuple(_AND_IN_KHMER.split(unknown_in_khmer["names"].strip()))
        return Item(number, text[: unknown_in_khmer.start()].strip(), (), names, answer, printed)
    states, unknown = states_in(_AND_IN_KHMER.sub(", ", by)) if by else ((), ())
    if states or (by and not found.states):
        return Item(number, found.text if states else text, states, unknown, answer, printed)
    return Item(number, _restored(found.text, text), found.states, found.unknown, answer, printed)


def _with_commas(text: str) -> str:
    """Khmer lists in brackets with commas, where that makes them lists of States; other brackets stay as they are."""

    def parted(match: "re.Match[str]") -> str:
        inside = _AND_IN_KHMER.sub(", ", match.group(1))
        states, unknown = states_in(inside)
        return f"({inside})" if states and not unknown else match.group()

    return _BRACKETS.sub(parted, text) if has_khmer(text) else text


def _restored(read: str, text: str) -> str:
    """The words as pasted where only the closing brackets were read otherwise."""
    return text[: len(read)] if text.startswith(read[: len(read) // 2]) and has_khmer(text) else read


def _table(plain: str) -> Read:
    """Lines with tabs between their cells, as copied from Word or a spreadsheet; columns by headings, otherwise by what they hold."""
    found, answer = Read(), ("", "")
    names: list[str] = []
    # An odd number of them is no quoting of a spreadsheet, and would swallow what follows.
    stream = io.StringIO(plain.replace('"', "“") if plain.count('"') % 2 else plain, newline="")
    for printed in csv.reader(stream, delimiter="\t"):
        cells = [" ".join(cell.split()) for cell in printed]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        headed = [field_of(cell) if cell else "" for cell in cells]
        if not names and "text" in headed and len([name for name in headed if name]) > 1 and len(filled[0]) < 60:
            names = headed
        elif len(filled) == 1 and (said := heading_answer(filled[0]) or _short_answer(filled[0])):
            answer = said
        elif item := _row(cells, names, answer):
            found.items.append(item)
        else:
            found.left_out.append("\t".join(cells))
    return found


def _short_answer(cell: str) -> Answer | None:
    said = position_of(cell)
    return said if said and said != ("", "") and len(cell.split()) < 5 else None


def _row(cells: list[str], names: Sequence[str], answer: Answer) -> Item | None:
    said = _by_heading(cells, names) if len(names) == len(cells) else _by_content(cells)
    text = said.get("text", "")
    match = _DOTTED.match(to_ascii(text))
    number = to_ascii(said.get("number", "")).strip(" .()")
    if match and match.end() < len(text):
        number, text = number or match["number"], text[match.end() :]
    if not any(sign.isalpha() for sign in text):
        return None
    own = position_of(said["position"]) if said.get("position") else None
    taken = own if own and own != ("", "") else answer
    return _item(number, text, taken, "\t".join(cells), said.get("by", ""))


def _by_heading(cells: list[str], names: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=True):
        if name and cell:
            found[name] = f"{found[name]} {cell}" if name in found else cell
    return found


def _by_content(cells: list[str]) -> dict[str, str]:
    """The longest cell is the text; a number, a position and a list of States are known by what they are."""
    found = {"text": max(cells, key=len)}
    for cell in cells:
        if not cell or cell == found["text"]:
            continue
        states, unknown = states_in(_AND_IN_KHMER.sub(", ", cell))
        if _DOTTED.fullmatch(to_ascii(cell)) or to_ascii(cell).strip(" .()").isdecimal():
            found.setdefault("number", cell)
        elif states and not unknown:
            found.setdefault("by", cell)
        elif _short_answer(cell):
            found.setdefault("position", cell)
    return found
