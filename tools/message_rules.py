"""What makes a Khmer catalogue whole: every message, in Khmer letters, with its placeholders, in the glossary's words."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.csv"
PLACEHOLDER = re.compile(r"%\(\w+\)[-.0-9]*[a-z]|%[sd%]|\{\w*(?:!r)?\}|</?\w+[^>]*>")
KHMER = re.compile(r"[\u1780-\u17b3]")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NOT_LANGUAGE = re.compile(
    r"""\b[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.-]*)+          # symbols of documents: A/HRC/26/16
    | \b[\w.+-]+@[\w.-]+ | \bhttps?://\S+              # addresses
    | \b[\w-]+(?:\.[\w-]+)*\.(?:csv|json|xlsx|docx|pdf|html|ics|txt|yaml|org)\b
    | `[^`]+` | \b[0-9a-f]{16,}\b""",
    re.VERBOSE,
)
"""What has Latin letters but is no word of a language."""
QUALIFIER = re.compile(r"\s*\([^)]*\)$")


def glossary() -> tuple[dict[str, set[str]], frozenset[str]]:
    """English term -> its Khmer terms, and the Latin words that may stand in Khmer text (rows of the domain "latin")."""
    terms: dict[str, set[str]] = {}
    latin: set[str] = set()
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["domain"] == "latin":
                latin.update(LATIN_WORD.findall(row["km"]))
            else:
                terms.setdefault(QUALIFIER.sub("", row["en"]).casefold(), set()).add(row["km"])
    return terms, frozenset(latin)


def faults(wanted: Catalog, stored: Catalog) -> list[str]:
    """One line for each thing that is wrong, empty when all is well."""
    terms, latin = glossary()
    there = {(str(m.id), m.context) for m in stored if m.id}
    asked = {(str(m.id), m.context) for m in wanted if m.id}
    found = [f"not in the catalogue, run extract: {name}" for name, _context in sorted(asked - there, key=str)]
    found += [f"no longer in the sources, run extract: {name}" for name, _context in sorted(there - asked, key=str)]
    for message in stored:
        if message.id and (str(message.id), message.context) in asked:
            found += [f"{problem}: {message.id!r}" for problem in _faults_of(message, terms, latin)]
    return found


def _faults_of(message: Message, terms: dict[str, set[str]], latin: frozenset[str]) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings) or not strings:
        yield "no translation"
        return
    for string in strings:
        yield from _faults_of_text(sources, string, latin)
    right = terms.get(sources[0].casefold().rstrip("."))
    if right and strings[0] not in right:
        yield f"the glossary says {' or '.join(sorted(right))}"


def _faults_of_text(sources: list[str], string: str, latin: frozenset[str]) -> Iterator[str]:
    said, text = NOT_LANGUAGE.sub("", PLACEHOLDER.sub("", sources[-1])), PLACEHOLDER.sub("", string)
    strange = [word for word in LATIN_WORD.findall(NOT_LANGUAGE.sub("", text)) if word not in latin]
    if strange:
        yield f"Latin words that the glossary does not list ({', '.join(strange)})"
    has_words = any(word not in latin for word in LATIN_WORD.findall(said))
    if has_words and not KHMER.search(text):
        yield "no Khmer letter"
    if has_words and string in sources:
        yield "same as the English"
    if sorted(PLACEHOLDER.findall(string)) not in [sorted(PLACEHOLDER.findall(source)) for source in sources]:
        yield "other placeholders than the English"
