"""Entries for reference managers: BibTeX, and RIS (Research Information Systems, "TAG  - value" to a line)."""

import re
from collections.abc import Iterable, Mapping

_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_SPECIAL = re.compile(r"([&%$#_{}])")


def one_line(text: str) -> str:
    """Both formats end a field at a line break."""
    return _LINE_BREAKS.sub(" ", text).strip()


def escaped(text: str) -> str:
    """``text`` as the value of a BibTeX field, what has a meaning to TeX taken from it."""
    return _SPECIAL.sub(r"\\\1", one_line(text).replace("\\", " ").replace("~", " ").replace("^", " "))


def bibtex_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """``@kind{key, …}``; values are escaped by the caller, empty ones are left out."""
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{inside}}}\n"


def ris_record(lines: Iterable[tuple[str, str]]) -> str:
    """(tag, value) in their order, the type (TY) first; empty values are left out."""
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"
