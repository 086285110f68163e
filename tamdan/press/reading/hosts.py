"""Outlets by the address beside an article: "rivercourier.example" is the River Courier where some line of the page is that name."""

import re
from collections.abc import Iterable, Iterator

from tamdan.press.reading.records import Block

_ADDRESS = re.compile(r"https?://(?:www\.|m\.|en\.|km\.|news\.)*([a-z0-9-]{5,})(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_APART = re.compile(r"\s*[|,/·•()\[\]]\s*|\s[–—-]\s")
_LONGEST = 90
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def name_from_hosts(blocks: list[Block], texts: Iterable[str]) -> None:
    """The outlet of a block without one, from the one address of its head and the line of the dump that spells it."""
    hosts = {id(block): host for block in blocks if not block.outlet and (host := _host(block))}
    if not hosts:
        return
    wanted = set(hosts.values())
    known: dict[str, str] = {}
    for part in _parts(texts):
        key = _key(part)
        if key in wanted:
            known.setdefault(key, part)
    for block in blocks:
        block.outlet = block.outlet or known.get(hosts.get(id(block), ""))


def _host(block: Block) -> str | None:
    """The host of the only address in the lines around the text, without what ends it; addresses of two hosts say nothing."""
    found = {match[1].lower().replace("-", "") for line in block.boilerplate for match in _ADDRESS.finditer(line.text)}
    return found.pop() if len(found) == 1 else None


def _parts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if len(text) <= _LONGEST and "://" not in text:
            yield from (part.strip() for part in _APART.split(text) if part and part.strip())


def _key(name: str) -> str:
    return re.sub(r"\W", "", _ARTICLE.sub("", name)).lower()
