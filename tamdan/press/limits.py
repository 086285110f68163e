"""How much of an article may be released: data of the home State (``country/<code>/press.yaml``, ``release``)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

from tamdan.language.segment import words as words_of


@dataclass(frozen=True)
class Limits:
    """Words in one quotation, and quotations of one article."""

    words: int = 60
    quotations: int = 3


def limits() -> Limits:
    return _limits(Path(settings.COUNTRY_ROOT) / settings.COUNTRY / "press.yaml")


@lru_cache(maxsize=4)
def _limits(path: Path) -> Limits:
    if not path.is_file():
        return Limits()
    held = yaml.safe_load(path.read_text(encoding="utf-8")).get("release", {})
    return Limits(**{name: int(value) for name, value in held.items()})


def count_words(text: str) -> int:
    """Words of a text in either language; Khmer is cut by the segmenter, marks do not count."""
    return len(words_of(text))
