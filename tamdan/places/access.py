"""Reading places. They are public reference: everybody sees all of them."""

from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, When

from tamdan.places.models import Place
from tamdan.places.spelling import BAR, CONSONANTS, consonants, squeezed
from tamdan.taxonomy.country import country

LONGEST_QUERY = 100
SURE_SOUND = 4
"""So many consonants are enough to look for the beginning of a name by sound; with fewer the whole name must sound so."""
ALIKE = 0.5
"""Word similarity from which a name is offered when nothing contains what was typed."""


def search(text: str, level: str | None = None, limit: int = 20, *, country_code: str | None = None) -> list[Place]:
    """Places whose name begins with, contains or sounds like ``text``, in Khmer or Latin letters, as one types.

    Words for a level before the name ("ខេត្ត", "Srok") may be typed or left out; after a comma come the places it lies in
    ("Thmei, Kandal"). Order: whole names, beginnings, what sounds alike, the rest; within each the higher level first. At
    most two queries; the ancestors of the places come with them.
    """
    home = country_code or settings.COUNTRY
    name, *around = [part for part in text[:LONGEST_QUERY].split(",") if squeezed(part)] or [""]
    if not name:
        return []
    found = Place.objects.current().filter(country=country(home).iso2).with_ancestors()
    if level:
        found = found.filter(level=level)
    for part in around:
        found = found.filter(_lies_in(part, home))
    return list(_containing(found, name, home)[:limit]) or list(_alike(found, name)[:limit])


def _containing(found: QuerySet[Place], name: str, home: str) -> QuerySet[Place]:
    wanted, ranks = Q(), []
    for reading, level in [(squeezed(name), None), *_without_level_word(name, home)]:
        sound = f"{BAR}{CONSONANTS}{consonants(reading)}"
        contains = Q(folded__contains=reading)
        if consonants(reading):
            sure = len(consonants(reading)) >= SURE_SOUND
            contains |= Q(folded__contains=sound if sure else f"{sound}{BAR}")
        wanted |= contains & (Q(level=level) if level else Q())
        ranks += [(0, f"{BAR}{reading}{BAR}"), (1, f"{BAR}{reading}"), (2, f"{sound}{BAR}"), (3, reading)]
    rank = Case(
        *(When(folded__contains=part, then=rank) for rank, part in sorted(ranks)),
        default=4,
        output_field=IntegerField(),
    )
    likeness = TrigramWordSimilarity(squeezed(name), "folded")
    return found.filter(wanted).annotate(rank=rank, likeness=likeness).order_by("rank", "depth", "-likeness", "code")


def _without_level_word(name: str, home: str) -> list[tuple[str, str]]:
    """The name without a word for a level before it, with that level: "ខេត្តកណ្តាល" is also កណ្តាល among the provinces."""
    plain = squeezed(name)
    return [
        (plain.removeprefix(squeezed(word)), level.code)
        for level in country(home).place_levels
        for word in level.words
        if plain.startswith(squeezed(word)) and plain != squeezed(word)
    ]


def _lies_in(part: str, home: str) -> Q:
    readings = [squeezed(part), *(reading for reading, _ in _without_level_word(part, home))]
    wanted = Q()
    for reading in readings:
        for path in ("parent", "parent__parent", "parent__parent__parent"):
            wanted |= Q(**{f"{path}__folded__contains": f"{BAR}{reading}"})
    return wanted


def _alike(found: QuerySet[Place], name: str) -> QuerySet[Place]:
    likeness = TrigramWordSimilarity(squeezed(name), "folded")
    return found.annotate(likeness=likeness).filter(likeness__gte=ALIKE).order_by("-likeness", "depth", "code")
