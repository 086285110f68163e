"""The tool of the translations refuses what it should, on catalogues made up here."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from tools.message_rules import faults
from tools.messages import KEYWORDS, readable


def catalogue(**strings: str) -> Catalog:
    made = Catalog(locale="km")
    for number, (english, khmer) in enumerate(strings.items()):
        made.add(english.replace("_", " "), khmer, locations=[("a.py", number)])
    return made


def found(english: str, khmer: str) -> list[str]:
    made = Catalog(locale="km")
    made.add(english, khmer)
    return [fault.split(":")[0] for fault in faults(made, made)]


@pytest.mark.parametrize(
    ("english", "khmer", "fault"),
    [
        ("The page", "", "no translation"),
        ("The page", "The page", "no Khmer letter"),
        ("The page", "...", "no Khmer letter"),
        ("%(n)s pages", "ទំព័រ", "other placeholders than the English"),
        ("%(n)s pages", "ទំព័រ %(m)s", "other placeholders than the English"),
        ("The page", "ទំព័រ page", "Latin words that the glossary does not list (page)"),
        ("ministry", "មន្ទីរ", "the glossary says ក្រសួង"),
    ],
)
def test_a_wrong_translation_is_named(english: str, khmer: str, fault: str) -> None:
    assert fault in found(english, khmer)


@pytest.mark.parametrize(
    ("english", "khmer"),
    [
        ("Ministry", "ក្រសួង"),
        ("%(n)s pages", "ទំព័រ %(n)s"),
        ("%(a)s / %(b)s", "%(a)s / %(b)s"),
        ("PDF", "PDF"),
        ("See A/HRC/26/16", "មើល A/HRC/26/16"),
    ],
)
def test_a_right_translation_passes(english: str, khmer: str) -> None:
    assert found(english, khmer) == []


def test_a_message_that_was_not_gathered_is_named() -> None:
    assert faults(catalogue(New="ថ្មី"), catalogue()) == ["not in the catalogue, run extract: New"]
    assert faults(catalogue(), catalogue(Old="ចាស់")) == ["no longer in the sources, run extract: Old"]


def test_templates_are_read_with_their_plurals(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '  {% translate "One" %}\n      {% blocktranslate count n=1 %}a{% plural %}b{% endblocktranslate %}\n {{ _("Two") }}'
    )
    assert [found[1] for found in extract("python", io.BytesIO(readable(page)), KEYWORDS)] == ["One", ("a", "b"), "Two"]
