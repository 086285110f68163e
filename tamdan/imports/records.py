"""Records in a JSON file, one at a time: a list of objects, also as a value of the file's one object, or one object after another
(JSON lines).

The file is read in pieces, so that memory is that of the longest record and not of the file.
"""

import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from tamdan.imports.decoding import PIECE, encoding_of, text_of
from tamdan.imports.errors import CutOff, NoRecords

LONGEST = 8 << 20
"""Characters of one record; what is longer has lost its end."""
_WRAPPED = re.compile(
    r'(?P<before>\ufeff?\{\s*(?:"[^"]*"\s*:\s*(?:"[^"]*"|[\d.]+|null|true|false|\{[^{}]{0,2000}\}|\[[^][{}]{0,2000}\])\s*,\s*){0,20}'
    r'"[^"]*"\s*:\s*)\[\s*\{\s*"'
)
"""An object that holds a list of objects, after single values, lists of these and flat objects at most."""
_SIGN = re.compile(r"[^\s\ufeff]")
_decode = json.JSONDecoder().raw_decode


def records_of(stream: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each record with its number, counted from 1. Raises CutOff, NoRecords, UnknownEncoding."""
    reading = _Reading(text_of(stream, encoding_of(stream)))
    reading.enter()
    is_list = reading.sign() == "["
    if is_list:
        reading.pass_sign()
    number = 0
    while (sign := reading.sign()) not in ("", "]"):
        if sign == ",":
            reading.pass_sign()
            continue
        if sign != "{":
            raise NoRecords(record=number + 1)
        record = reading.value(number)
        number += 1
        yield number, record
    if is_list and not sign:
        raise CutOff(record=number)


class _Reading:
    """A window on the text that moves on from sign to sign and from value to value."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.held = ""
        self.at = 0

    def enter(self) -> None:
        """Stands at the list where the records are wrapped: ``{"total": 2, "results": [{…}, …]}``."""
        self.sign()
        if found := _WRAPPED.match(self.held, self.at):
            self.at = found.end("before")

    def sign(self) -> str:
        """The next character that is no blank, which stays where it is; empty at the end."""
        while not (found := _SIGN.search(self.held, self.at)):
            self.at = len(self.held)
            if not self._read_on():
                return ""
        self.at = found.start()
        return found.group()

    def pass_sign(self) -> None:
        self.at += 1

    def value(self, number: int) -> Any:
        """The value that begins here. Raises CutOff with ``number``, that of the record before it."""
        while True:
            try:
                found, self.at = _decode(self.held, self.at)
            except (json.JSONDecodeError, RecursionError) as error:
                if len(self.held) - self.at > LONGEST or not self._read_on():
                    raise CutOff(record=number) from error
            else:
                return found

    def _read_on(self) -> bool:
        """As much again as is held, so that a long record is not tried at every piece."""
        piece = self.text.read(max(PIECE, len(self.held) - self.at))
        self.held, self.at = self.held[self.at :] + piece, 0
        return bool(piece)
