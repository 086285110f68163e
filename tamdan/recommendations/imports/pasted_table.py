"""Rows copied from a table of Word or a spreadsheet: cells with tabs between them."""

import csv
import io
from collections.abc import Sequence

from tamdan.language.digits import to_ascii
from tamdan.recommendations.imports.matrix_asking import states_in
from tamdan.recommendations.imports.matrix_words import field_of
from tamdan.recommendations.imports.pasted_item import AND_IN_KHMER, DOTTED, Answer, Item, Read, heading_answer, item_of
from tamdan.recommendations.imports.positions import position_of


def table(plain: str) -> Read:
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
    return _without_headings(found)


def _without_headings(found: Read) -> Read:
    """Where most rows have a number, those without one are headings of themes, or those of the columns on a new page."""
    numbered = [item for item in found.items if item.paragraph]
    if len(numbered) * 2 < len(found.items):
        return found
    others = [item.printed for item in found.items if not item.paragraph]
    return Read(numbered, found.left_out + others)


def _short_answer(cell: str) -> Answer | None:
    said = position_of(cell)
    return said if said and said != ("", "") and len(cell.split()) < 5 else None


def _row(cells: list[str], names: Sequence[str], answer: Answer) -> Item | None:
    said = _by_heading(cells, names) if len(names) == len(cells) else _by_content(cells)
    text = said.get("text", "")
    match = DOTTED.match(to_ascii(text))
    number = to_ascii(said.get("number", "")).strip(" .()")
    if match and match.end() < len(text):
        number, text = number or match["number"], text[match.end() :]
    if not any(sign.isalpha() for sign in text):
        return None
    own = position_of(said["position"]) if said.get("position") else None
    taken = own if own and own != ("", "") else answer
    return item_of(number, text, taken, "\t".join(cells), said.get("by", ""))


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
        states, unknown = states_in(AND_IN_KHMER.sub(", ", cell))
        if DOTTED.fullmatch(to_ascii(cell)) or to_ascii(cell).strip(" .()").isdecimal():
            found.setdefault("number", cell)
        elif states and not unknown:
            found.setdefault("by", cell)
        elif _short_answer(cell):
            found.setdefault("position", cell)
    return found
