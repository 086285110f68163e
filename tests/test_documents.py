"""A document that is kept in two languages says the same in both: as many headings, the English words for machines and figures."""

import re
from pathlib import Path

import pytest

from tests.matrix import pages

DOMAIN = Path(__file__).resolve().parents[1] / "docs" / "domain"
HEADING = re.compile(r"^#+ ", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
FIGURE = re.compile(r"\d{2,}")
LATIN_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


@pytest.mark.parametrize("name", sorted(path.name for path in (DOMAIN / "km").glob("*.md")))
def test_khmer_document_follows_the_english_one(name: str) -> None:
    english = (DOMAIN / name).read_text(encoding="utf-8")
    khmer = (DOMAIN / "km" / name).read_text(encoding="utf-8").translate(LATIN_DIGITS)
    assert len(HEADING.findall(khmer)) == len(HEADING.findall(english))
    missing = [word for word in sorted(set(CODE.findall(english)) - set(CODE.findall(khmer))) if "docs/" not in word]
    assert missing == [], "code words that the Khmer lacks"
    figures = set(FIGURE.findall(CODE.sub("", english)))
    assert sorted(figures - set(FIGURE.findall(khmer))) == [], "figures that the Khmer lacks"


def test_acts_that_ask_for_the_password_again_are_those_of_the_document() -> None:
    told = (
        (DOMAIN / "accounts.md")
        .read_text(encoding="utf-8")
        .partition("## Acts that ask again")[2]
        .partition("\n## ")[0]
    )
    asking = {page.name for page in pages() if getattr(page.view, "asks_again", False)}
    assert asking == set(CODE.findall(told))
