"""What an article is about, as suggestions with their reasons: themes by their names in the text, recommendations by shared words.

Only articles about human rights are looked at. What a person decided about is not suggested again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import yaml
from django.db import connection

from tamdan.core.access import Visibility
from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer
from tamdan.links.enums import Predicate
from tamdan.links.models import Link, Tag
from tamdan.press.made import FOUND
from tamdan.press.models import Article
from tamdan.press.reading.words import is_plain_word
from tamdan.taxonomy.models import Theme

KIND, RECOMMENDATION = "press.article", "recommendations.recommendation"
MOST_THEMES, MOST_RECOMMENDATIONS = 5, 3
_WORDS = 12
_FEWEST_SHARED = 4
WORDS = Path(__file__).resolve().parent / "data" / "themes.yaml"
_TWO_PARTS = re.compile("[:៖]")
"""A name with a colon says after it of what it is a part; these words name other themes too."""
_KHMER_LETTERS = 8
_PARTS = re.compile(r"\s*(?:,|;|/|&|\(|\)| and | or |និង)\s*")
_WORD = re.compile(r"[a-z]{4,}")
_FOUND = """
SELECT object_id, array(SELECT word FROM unnest(%s::text[]) AS word WHERE terms @@ plainto_tsquery('english', word)) AS shared
FROM search_document
WHERE kind = 'recommendation' AND piece = 0 AND (owner_id = %s OR visibility = 'public') AND terms @@ to_tsquery('english', %s)
ORDER BY ts_rank_cd(terms, to_tsquery('english', %s)) DESC LIMIT 20
"""


def link_articles(articles: Sequence[Article]) -> None:
    """Suggest themes and recommendations for these articles; a statement for the tags, and one for each article's recommendations."""
    wanted = [article for article in articles if article.is_relevant and article.removed_at is None]
    tags = [tag for article in wanted for tag in themes_of(article)]
    Tag.objects.bulk_create(tags, ignore_conflicts=True, batch_size=1000)
    links = [link for article in wanted if article.kind != "teaser" for link in recommendations_of(article)]
    Link.objects.bulk_create(links, ignore_conflicts=True, batch_size=1000)


def themes_of(article: Article) -> list[Tag]:
    """Themes of which a word stands in the title, or two in the text. The reason names the words, each once."""
    title, text = fold(article.title), fold(article.text)
    counts: Counter[str] = Counter()
    words: dict[str, list[str]] = {}
    for phrase, (begins, pattern, codes) in _phrases().items():
        if begins in text or begins in title:
            number = len(pattern.findall(text)) + 2 * len(pattern.findall(title))
            for code in codes if number else ():
                counts[code] += number
                words.setdefault(code, []).append(phrase.removesuffix("*"))
    found = [(code, number) for code, number in counts.most_common(MOST_THEMES) if number > 1]
    return [
        Tag(
            kind=KIND, object_id=article.pk, scheme="theme", code=code, reason=", ".join(words[code])[:300],
            confidence=min(0.9, 0.3 + number / 10), **FOUND,
        )
        for code, number in found
    ]  # fmt: skip


Phrase = tuple[str, re.Pattern[str], frozenset[str]]
"""How it begins (a text without it needs no pattern), where it stands as words, codes of themes."""


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Phrase]:
    """Words, folded: the list of this room, and the parts of themes' names that are more than one word and name one theme alone."""
    current = {theme.code: theme for theme in Theme.objects.current()}
    owners: dict[str, set[str]] = {}
    for theme in current.values():
        for name in (theme.name_en, theme.name_km, *theme.aliases):
            for part in _PARTS.split(fold(name)) if not _TWO_PARTS.search(name) else ():
                if (has_khmer(part) and len(part) > _KHMER_LETTERS) or " " in part:
                    owners.setdefault(part, set()).add(theme.code)
    made = {part: codes for part, codes in owners.items() if len(codes) == 1}
    for code, words in yaml.safe_load(WORDS.read_text(encoding="utf-8")).items():
        for word in words if code in current else ():
            made.setdefault(fold(word), set()).add(code)
    return {
        part: (part.removesuffix("*"), re.compile(_pattern(part)), frozenset(codes)) for part, codes in made.items()
    }


def _pattern(part: str) -> str:
    if has_khmer(part):
        return re.escape(part)
    return rf"\b{re.escape(part.removesuffix('*'))}{r'[a-z]*' if part.endswith('*') else ''}\b"


def recommendations_of(article: Article) -> list[Link]:
    """Recommendations that share most of the words which the article uses most."""
    words = telling_words(article)
    if len(words) < _FEWEST_SHARED:
        return []
    asked = " | ".join(words)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [words, article.owner_id, asked, asked])
        rows = [(int(pk), shared) for pk, shared in cursor.fetchall() if len(shared) >= _FEWEST_SHARED]
    rows.sort(key=lambda row: -len(row[1]))
    return [
        Link(
            predicate=Predicate.RELATED, from_kind=KIND, from_id=article.pk, to_kind=RECOMMENDATION, to_id=pk, owner_id=article.owner_id,
            visibility=Visibility.STAFF, reason=", ".join(shared)[:300], confidence=round(min(0.9, len(shared) / _WORDS), 2), **FOUND,
        )
        for pk, shared in rows[:MOST_RECOMMENDATIONS]
    ]  # fmt: skip


def telling_words(article: Article) -> list[str]:
    """English words that the article uses most, those of the title first; names of its speakers left out."""
    counts = Counter(word for word in _WORD.findall(article.text.lower()) if not is_plain_word(word))
    counts.update({word: 3 for word in _WORD.findall(article.title.lower()) if not is_plain_word(word)})
    names = {word for voice in article.voices.all() for word in voice.name.lower().split()}
    common = (word for word, number in counts.most_common(60) if number > 1 and word not in names)
    return list(common)[:_WORDS]


def forget(ids: Iterable[int]) -> None:
    """Themes and links of articles that are gone, whoever set them."""
    gone = list(ids)
    Tag.objects.filter(kind=KIND, object_id__in=gone).delete()
    Link.objects.filter(from_kind=KIND, from_id__in=gone).delete()
