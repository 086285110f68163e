"""The 200 lists that benchmarks/register.py asks for, by class: words, phrases, symbols, facets, and pages far behind."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

LIST = "/en/recommendations/"
ADDRESS = {"state": "state:", "theme": "theme:", "by": "by:", "session": "session:", "position": "position:"}
DEEP = "deep page"


def queries() -> list[tuple[str, str]]:
    """Class and address: rare, common and Khmer words, two words, phrases, symbols, facets, and pages far behind."""
    dice = random.Random(7)
    asked = [*_worded(dice), *_narrowed(dice, 30), *((DEEP, one) for one in deep(20))]
    return [(name, address(one)) for name, one in asked]


def address(asked: dict[str, Any]) -> str:
    return f"{LIST}?{urlencode(asked, doseq=True)}"


def _worded(dice: random.Random) -> Iterator[tuple[str, dict[str, str]]]:
    from tamdan.recommendations.models import RecommendationText
    from tamdan.taxonomy.models import State, Theme

    texts = list(RecommendationText.objects.order_by("pk").values_list("text", flat=True)[:35_000:7])
    words = Counter(word for text in texts for word in set(re.findall(r"[a-z]{4,}", text.lower())))
    common = [word for word, _number in words.most_common(40)]
    rare = sorted(word for word, number in words.items() if 2 <= number <= 4)
    khmer = [
        name for model in (Theme, State) for name in model.objects.exclude(name_km="").values_list("name_km", flat=True)
    ]
    phrases = [" ".join(text.split()[2:4]) for text in dice.sample(texts, 20)]
    yield from (("common word", {"q": word}) for word in common[:30])
    yield from (("rare word", {"q": word}) for word in dice.sample(rare, 40))
    yield from (("Khmer word", {"q": name}) for name in dice.sample(khmer, 40))
    yield from (("phrase", {"q": f"“{phrase}”"}) for phrase in phrases)
    pairs = zip(common, dice.sample(rare, 10), strict=False)
    yield from (("two words", {"q": f"{one} {other}"}) for one, other in pairs)
    yield from (("symbol", {"q": f"A/HRC/{number}/{number + 5} {number}.5"}) for number in range(10))


def _narrowed(dice: random.Random, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Facets of records that are there: one, two or three together."""
    from tamdan.recommendations.models import Recommendation

    rows = list(Recommendation.objects.order_by("pk").values_list("facets", flat=True)[:3000])
    for facets in dice.sample(rows, number):
        named = {
            name: entry.removeprefix(start)
            for name, start in ADDRESS.items() for entry in facets if entry.startswith(start)
        }  # fmt: skip
        yield "facets", {name: named[name] for name in dice.sample(sorted(named), dice.randint(1, min(3, len(named))))}


def deep(number: int) -> list[dict[str, Any]]:
    """Tokens of pages spread over the whole list by State: a token holds the key after which a page begins."""
    from tamdan.core.pagination import paginate
    from tamdan.recommendations.models import Recommendation

    last = Recommendation.objects.order_by("-pk").values_list("pk", flat=True)[0]
    starts = (last * place // number for place in range(number))
    pages = (
        paginate(Recommendation.objects.filter(pk__gte=start, pk__lt=start + 100), ("sort_key", "id"), size=20)
        for start in starts
    )
    return [{"sort": "state", "page": page.next} for page in pages if page.next]
