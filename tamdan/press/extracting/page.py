"""A saved web page (.html, .mht): the article without menus and teasers by trafilatura, or all its words where it finds none."""

import email.policy
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from tamdan.press.enums import How
from tamdan.press.errors import NoText
from tamdan.press.extracting.kinds import Extracted, decoded

_FEWEST = 200
"""Letters below which what the extractor found is taken for a menu, and all words of the page are read instead."""
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "article",
        "section",
        "header",
        "footer",
        "blockquote",
        "title",
    )
)
_SILENT = ("script", "style", "noscript", "template", "svg")


def extract(data: bytes) -> Extracted:
    """Raises NoText for a page without words."""
    source = _main_part(data) if b"multipart/related" in data[:4096].lower() else data
    return of_page(source)


def of_page(source: bytes, address: str = "") -> Extracted:
    """A page by its bytes; ``address`` helps to find its day."""
    markup = _markup(source)
    tree = _tree(markup)
    found: Any = trafilatura.bare_extraction(
        markup, url=address or None, with_metadata=True, include_comments=False, include_tables=True
    )
    told = _told(found) if found else {}
    body = (found.text or "") if found else ""
    if len(body) < _FEWEST:
        body = _all_words(tree)
        told.pop("title", None)
    text = "\n\n".join(filter(None, (_heading(told, body), body)))
    if not text.strip():
        raise NoText
    return Extracted(text, How.PAGE, told)


def _markup(source: bytes) -> str:
    """By what the page says of its encoding, else as any text."""
    declared = trafilatura.utils.detect_encoding(source) if not source.isascii() else ["ascii"]
    for encoding in ("utf-8", *declared):
        try:
            return source.decode(encoding).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return decoded(source)[0]


def _tree(markup: str) -> Any:
    try:
        return lxml.html.document_fromstring(
            markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NoText from error


def _told(found: Any) -> dict[str, str]:
    """What the page says of itself; ``published`` is YYYY-MM-DD."""
    told = {
        "title": found.title,
        "author": found.author,
        "published": found.date,
        "outlet": found.sitename,
        "language": found.language,
    }
    return {name: " ".join(str(value).split())[:500] for name, value in told.items() if value}


def _heading(told: dict[str, str], body: str) -> str:
    title = told.get("title", "")
    return "" if body.lstrip().startswith(title) else title


def _all_words(tree: Any) -> str:
    """Every word of a page, each block on a line of its own."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            element.text = None
            for inner in list(element):
                element.remove(inner)
        elif element.tag in _BLOCKS:
            element.tail = f"\n{element.tail or ''}"
            element.text = f"\n{element.text or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def _main_part(data: bytes) -> bytes:
    """The page itself inside a web archive (.mht)."""
    message = message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    raise NoText
