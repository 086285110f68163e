"""A dump from text to records: the one way in."""

import re
from collections.abc import Sequence
from typing import Protocol

from tamdan.language.errors import CharactersLost, EncodingUnknown, LegacyKhmer
from tamdan.language.mojibake import decode, repair, unicode_encoding
from tamdan.press.reading.boundaries import boilerplate_and_blocks
from tamdan.press.reading.cast import Cast
from tamdan.press.reading.claims import claims
from tamdan.press.reading.commitments import commitments, dates
from tamdan.press.reading.country import country as country_of
from tamdan.press.reading.disagreeing import disagreeing
from tamdan.press.reading.figures import figures
from tamdan.press.reading.lines import lines_of, plain
from tamdan.press.reading.mentions import mentions
from tamdan.press.reading.opposed import suggest
from tamdan.press.reading.quotations import Listener
from tamdan.press.reading.records import Article, Block, Line, Reading
from tamdan.press.reading.sentences import COVER, Paragraph, paragraphs
from tamdan.press.reading.shapes import DATELINE, is_dateline
from tamdan.press.reading.sides import set_sides
from tamdan.press.reading.subjects import evidence
from tamdan.press.reading.topics import kind_of, language_of
from tamdan.press.reading.walls import is_of_wall, wall

_STATED = re.compile(
    r"(?:joint |press |public |opening |oral |open )*(?:statement|comment|remarks|speech|message|letter|address|right of "
    r"reply|reply|response|intervention)s? (?:delivered |made |issued )?(?:by|of|from) "
    r"(?P<who>.+?)(?= on | at | to | regarding | about | concerning |$)",
    re.IGNORECASE,
)
_FEW_WORDS = 250
_ARTICLE_WORDS, _SENTENCE_WORDS = 15, 8
_LEADING = 2
"""Paragraphs that may begin with a dateline."""


class _HasId(Protocol):
    """An entry that gets its number."""

    id: str


def read(text: str, name: str = "", country: str = "kh") -> Reading:
    """Articles of a dump. ``name`` begins the ids (``000`` of ``000.txt``); ``country`` is a folder below ``country/``.

    Never fails on text: what is no article is said in ``notes`` (``empty``, ``login``, ``cookies``, ``no-article``).
    """
    shown = plain(text)
    outside, blocks = boilerplate_and_blocks(lines_of(shown))
    notes = _notes(shown, blocks)
    if notes:
        outside, blocks = [line for block in blocks for line in block.lines] + outside, []
    prefix = f"{name}-" if name else ""
    articles = [_article(shown, block, f"{prefix}a{number}", country) for number, block in enumerate(blocks, 1)]
    reading = Reading(name, shown, articles, _boilerplate(outside, articles), notes)
    texts = [shown] * len(articles)
    reading.suggested, reading.pairs = suggest(articles, texts)
    reading.figure_pairs = disagreeing(articles, texts)
    return reading


def read_bytes(data: bytes, name: str = "", country: str = "kh") -> Reading:
    """As ``read``, from a file as captured. Lines of another encoding than the rest are read in theirs.

    Raises the errors of ``language.mojibake.decode`` for bytes that are no text and for old Khmer fonts.
    """
    text, mixed = _text_of(data)
    repaired, done = repair(text)
    reading = read(repaired, name, country)
    reading.notes += [*(["mixed-encodings"] if mixed else []), *(["repaired"] if done else [])]
    return reading


def _text_of(data: bytes) -> tuple[str, bool]:
    """Text, and whether its lines are in more than one encoding."""
    if not data.strip():
        return "", False
    if not unicode_encoding(data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            lines = data.split(b"\n")
            if any(_is_multibyte(line) for line in lines):
                return "\n".join(_line(line) for line in lines), True
    return decode(data)[0], False


def _is_multibyte(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return decode(line)[0]
        except (CharactersLost, EncodingUnknown, LegacyKhmer):
            return line.decode("utf-8", errors="replace")


def _notes(text: str, blocks: Sequence[Block]) -> list[str]:
    words = len(text.split())
    if not words:
        return ["empty"]
    body = sum(len(line.text.split()) for block in blocks for line in block.body)
    found = wall(text, body) if words < _FEW_WORDS and not _says_more(blocks) else ""
    return [found] if found else [] if blocks else ["no-article"]


def _says_more(blocks: Sequence[Block]) -> bool:
    """Whether some article has text enough that is not about signing in or cookies; a sentence, where it has its author and day."""
    return any(
        sum(len(line.text.split()) for line in block.body if not is_of_wall(line.text))
        >= (_SENTENCE_WORDS if block.author and block.published else _ARTICLE_WORDS)
        for block in blocks
        if block.title
    )


def _boilerplate(outside: Sequence[Line], articles: Sequence[Article]) -> list[int]:
    return sorted({line.number for line in outside} | {line for article in articles for line in article.boilerplate})


def _article(text: str, block: Block, name: str, country: str) -> Article:
    place = country_of(country)
    found = paragraphs(text, block.body)
    cast = Cast(text, place, found[0].start if found else 0)
    cast.voice, cast.voice_role = block.voice or _issuer(text, block), block.voice_role
    starts = [_text_start(text, paragraph) for paragraph in found[:_LEADING]]
    starts += [paragraph.start for paragraph in found[_LEADING:]]
    cast.fill(
        [
            mention
            for start, paragraph in zip(starts, found, strict=True)
            for mention in mentions(text, start, paragraph.end)
        ]
    )
    listener = Listener(text, cast)
    for number, paragraph in enumerate(found):
        listener.hear(number, paragraph)
    body = "\n".join(line.text for line in block.body)
    article = Article(
        name,
        block.lines[0].number,
        block.lines[-1].number,
        block.title_text,
        language_of(f"{block.title_text or ''}\n{body}"),
        block.published,
        block.outlet,
        block.author,
        kind_of(block, _unquoted(found), len(listener.heard)),
        evidence(block.title_text or "", body) > 0,
        sorted(line.number for line in block.boilerplate),
        block.marks,
    )
    article.quotes = listener.quotes(found)
    article.skipped = listener.skipped
    article.claims = claims(found, listener.said, cast)
    if found:
        speakers = [*(quote.speaker for quote in article.quotes), *(claim.speaker for claim in article.claims)]
        set_sides(cast, speakers, found[0].start, found[-1].end)
    article.figures = figures(text, found)
    article.commitments = commitments(text, article.claims, article.quotes, found, article.published)
    article.dates = dates(text, found, article.published)
    _number(article)
    return article


def _issuer(text: str, block: Block) -> str | None:
    """Who a title says makes the statement: the person named in it, else the body."""
    named = _STATED.match(block.title_text or "")
    if not named or not block.title:
        return None
    start = text.find(named["who"], block.title.start)
    found = mentions(text, start, start + len(named["who"]))
    people = [mention.name for mention in found if mention.kind == "person"]
    return next(iter(people[-1:] or [mention.name for mention in found if mention.kind == "body"]), named["who"])


def _text_start(text: str, paragraph: Paragraph) -> int:
    """Where the words of a paragraph begin: behind its dateline, whose place is nobody."""
    begin = text[paragraph.start : min(paragraph.end, paragraph.start + 120)]
    match = DATELINE.match(begin) if is_dateline(begin) else None
    return paragraph.start + match.end() if match else paragraph.start


def _unquoted(found: list[Paragraph]) -> str:
    """What the outlet says itself."""
    return "\n".join(paragraph.covered.replace(COVER, "") for paragraph in found)


def _number(article: Article) -> None:
    """Ids as in the gold: ``000-a3-q5``, claims c, figures f, commitments p (for promise)."""
    lists: tuple[tuple[str, Sequence[_HasId]], ...] = (
        ("q", article.quotes),
        ("c", article.claims),
        ("f", article.figures),
        ("p", article.commitments),
    )
    for letter, entries in lists:
        for number, entry in enumerate(entries, 1):
            entry.id = f"{article.id}-{letter}{number}"
