"""Spelling variants that mean the same word: those that follow a rule, and a reviewed table (docs/domain/language.md)."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from tamdan.language.script import BASES, COENG, LETTERS, MARKS
from tamdan.language.syllables import IN_ORDER

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""A pattern and what it becomes. A string stands for itself, without references to groups."""

TABLE = Path(__file__).parent / "data" / "spellings.csv"
"""``spelling`` is the form kept, ``variant`` the other; ``met`` and ``met_variant`` count both in 600 news articles and 12,000
hand-segmented sentences."""


def apply(text: str, rules: tuple[Rule, ...]) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _without_dots(match: re.Match[str]) -> str:
    return match.group().replace(".", "")


def _line_end(match: re.Match[str]) -> str:
    return "\n\n" if match.group().count("\n") > 1 else " "


ANY_SCRIPT_RULES: tuple[Rule, ...] = (
    (re.compile(" {2,}"), " "),
    (re.compile(" ?\n[ \n]*"), _line_end),
    (re.compile(r"(?<![^\W_])(?<!\.)(?:(?:[a-z]\.)+[a-z]\.?|(?:[a-z]\.){2,})(?![^\W_])"), _without_dots),
)
"""For text whose characters are folded: white space, and the dots of abbreviations such as ``u.n.``"""

_CLUSTER = f"(?<!{COENG})(?>[{BASES}](?:{COENG}[{BASES}]|[{MARKS}{COENG}])*)"


def _abbreviation(match: re.Match[str]) -> str:
    """One dot alone between clusters may end a sentence, unless the second cluster is the last of its word."""
    one_dot = match.group().count(".") == 1
    return match.group() if one_dot and match["goes_on"] is not None else _without_dots(match)


_ABBREVIATION: Rule = (
    re.compile(f"{_CLUSTER}(?:\\.{_CLUSTER})+(?:\\.(?!\\.))?(?P<goes_on>(?=[{LETTERS}]))?"),
    _abbreviation,
)
_SPACE_OR_HYPHEN: Rule = (
    re.compile(f"(?<=[{LETTERS}])(?<![ក-អ]\u17c6(?= [រលង]))(?: |-\n?)(?=[{BASES}])"),
    "",
)
"""Not where a space shows that ំ ends a word, see below."""
# Below a vowel that stands above, ៉ and ៊ are drawn alike.
_SHIFTER: Rule = (re.compile("[\u17c9\u17ca](?=[\u17b7-\u17ba\u17be-\u17c0\u17d0]|\u17b6\u17c6)"), "\u17ca")

# សំរាប់ is សម្រាប់: inside a word, ំ before រ, ល or ង stands for ម with that letter below. Where ំ ends a word (ធំរបស់, អប់រំរាងកាយ)
# it stays: after letters and words that end so, and before words that begin with the next letter.
_ENDS_A_WORD = "(?<![ខធនណយហឡ])(?<!រៀបច)(?<!អប់រ)(?<!វាយដ)(?<!ប្រគ)(?<!រល)(?<!\u17c6.)"
_BEGINS_A_WORD = (
    "រប(?:ស់|ាយ|ៀប|ួស|ាំង)|រដ្ឋ|រាជ|រៀប|រៀន|រួម|រួច|រហូត|រាល់|រឿង|រវាង|រយៈ|រថ|រលំ|រដូវ|រតន|រក្សា|រាងកាយ|រាយការណ៍|រកឃើញ|រស់នៅ|រងគ្រោះ|រោងចក្រ|"
    "លោក|លក់|លើ(?![ងយ])|លេខ|លុយ|លទ្ធ|លិខិត|លក្ខ|លួច|លឿន|លំ(?:បាក|ដាប់|នៅ)|ងាយស្រួល"
)
_NIKAHIT: Rule = (
    re.compile(f"(?<=[ក-អ])(?<!{COENG}.){_ENDS_A_WORD}\u17c6(?=[រលង](?!{COENG}))(?!{_BEGINS_A_WORD})"),
    f"ម{COENG}",
)
_BY_RULE: tuple[Rule, ...] = (_ABBREVIATION, IN_ORDER, _SPACE_OR_HYPHEN, _SHIFTER, _NIKAHIT)


def _by_table() -> Rule:
    """The table as one pattern. Its words first go through the rules, which have run before it on the text."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = {apply(row["variant"], _BY_RULE): apply(row["spelling"], _BY_RULE) for row in rows}
    longest_first = sorted(table, key=len, reverse=True)
    plain = "|".join(word for word in longest_first if ":" not in word)
    colon = "|".join(word for word in longest_first if ":" in word)
    joined = f"(?!\\.)(?: |-\n?)(?=[{BASES}])"
    pattern = re.compile(f"(?<!{COENG})(?:({plain})(?![{MARKS}{COENG}])|({colon})(?:{joined}|(?![.{MARKS}{COENG}])))")
    return pattern, lambda match: table[match[1] or match[2]]


KHMER_RULES: tuple[Rule, ...] = (*_BY_RULE, _by_table(), _ABBREVIATION)
"""For text whose characters are folded and that holds Khmer, in the order in which they must run."""
