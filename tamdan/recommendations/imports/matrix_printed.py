"""One row of a matrix as printed, and the recommendations in it: number, words, and who asks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tamdan.language.digits import to_ascii
from tamdan.recommendations.imports.matrix_asking import Asked, asked, parted, states_in
from tamdan.recommendations.imports.matrix_layout import bare
from tamdan.recommendations.imports.matrix_review import Reviewed, symbols_in
from tamdan.recommendations.imports.matrix_words import CLAUSE, NEXT_CLAUSE, NUMBER, SYMBOL, TAIL, closed

Lines = tuple[str, ...]
ONE_EACH = frozenset({"position", "by", "source"})
"""Fields of which a row may say one for each of its recommendations."""


@dataclass(frozen=True)
class Printed:
    """One row: what its columns say, by field, and the heading row above it. ``cells`` are as printed, for the source record."""

    number: int
    cells: tuple[tuple[str, str], ...]
    said: Mapping[str, Lines]
    heading: str = ""
    section: str = ""
    """The position that a heading row gives to the rows below it, as printed."""
    language: str = ""
    review: Reviewed = field(default_factory=Reviewed)
    part: str = ""
    """Tells apart the recommendations that stand in one row together."""

    def text_of(self, name: str) -> str:
        return " ".join(self.said.get(name, ()))

    def symbols(self) -> Iterator[tuple[str, bool]]:
        """Documents of the working group that the row names outside the recommendation itself."""
        yield from symbols_in(self._remarks)

    @property
    def document(self) -> str:
        """The document that holds the position, as named in the row: "A/HRC/28/8/Add.1"."""
        found = SYMBOL.search(self._remarks)
        return found.group().replace(" ", "") if found else ""

    @property
    def _remarks(self) -> str:
        return " ".join((*TAIL.split(self.text_of("text"), maxsplit=1)[1:], self.text_of("source")))

    @property
    def is_empty(self) -> bool:
        return not any(value for _name, value in self.cells)


@dataclass(frozen=True)
class DemandCell:
    """The cell of a recommendation taken apart. ``asked`` holds the words and the States that close them."""

    paragraph: str
    asked: Asked


def demand_cell(printed: Printed) -> DemandCell:
    """Number, words and States; what the editors add after them is left out. A column of numbers or States goes before."""
    text = TAIL.split(printed.text_of("text"), maxsplit=1)[0].strip()
    match = NUMBER.match(text)
    beside = closed(printed.text_of("number"))
    number = NUMBER.match(f"{beside} ") or _alone(beside)
    if match and (number is None or "." in match["number"]):
        text, number = text[match.end() :].strip(), number or match
    paragraph = to_ascii(number["number"]) if number else ""
    if (letter := CLAUSE.match(text)) and not NEXT_CLAUSE.search(text, letter.end()):
        text, paragraph = text[letter.end() :], f"{paragraph} ({letter['letter']})" if paragraph else ""
    found, by = _asked(text, printed), [bare(line) for line in printed.said.get("by", ())]
    states, others = states_in("\n".join(by))
    groups, unknown = parted(others)
    if states or (others and not found.states):
        found = replace(found, states=states, unknown=unknown, groups=groups)
    return DemandCell(paragraph, found)


def _asked(text: str, printed: Printed) -> Asked:
    """Who asks in the cell of the recommendation, in a line of its own at its end, or in the cell of the number."""
    found = asked(text)
    lines = printed.said.get("text", ())
    beside = NUMBER.match(printed.text_of("number"))
    last = lines[-1] if len(lines) > 1 and text.endswith(lines[-1]) else ""
    for names, words in (
        (last, text.removesuffix(last)),
        (printed.text_of("number")[beside.end() :] if beside else "", text),
    ):
        states, others = states_in(names) if names and not (found.states or found.groups) else ((), ())
        if states and not others:
            return Asked(words.strip(" ;,"), states)
    return found


def parts_of(printed: Printed) -> Iterator[Printed]:
    """The recommendations of a row, one where it holds one: further ones begin with numbers on lines of their own. Cells with as many
    lines as there are recommendations say something of each; others hold for all of them."""
    lines = printed.said.get("text", ())
    begins = [place for place, line in enumerate(lines) if (found := NUMBER.match(line)) and "." in found["number"]]
    if len(begins) < 2 or begins[0]:
        yield printed
        return
    for place, (start, end) in enumerate(zip(begins, [*begins[1:], len(lines)], strict=True)):
        said = {
            name: (held[place],) if name in ONE_EACH and len(held) == len(begins) else held
            for name, held in printed.said.items()
        }
        yield replace(printed, said={**said, "text": lines[start:end]}, part=lines[start].split()[0])


def joined(rows: Iterable[Printed]) -> list[Printed]:
    """Rows with those put together that a page break has cut: what names nobody and goes on below without a number or an answer."""
    found: list[Printed] = []
    for row in rows:
        before = found[-1] if found else None
        if before and _goes_on(before, row):
            said = {**before.said, "text": (*before.said["text"], *row.said["text"])}
            found[-1] = replace(before, said=said, cells=(*before.cells, *(cell for cell in row.cells if cell[1])))
        else:
            found.append(row)
    return found


def _goes_on(before: Printed, row: Printed) -> bool:
    text, above = row.text_of("text"), before.text_of("text").rstrip()
    if not text or not above or row.part or any(row.text_of(name) for name in ("number", "position", "by")):
        return False
    is_open = above[-1].isalnum() or above[-1] in ",-–("
    is_numbered = NUMBER.match(above) or before.text_of("number")
    return bool(is_open and is_numbered and not NUMBER.match(text) and not demand_cell(before).asked.states)


def _alone(number: str) -> Mapping[str, str] | None:
    """A number in a column of its own needs no full stop after it."""
    plain = number.strip(" .()[]")
    return {"number": plain} if plain.isdecimal() else None
