"""Pages of the queue, of releasing and of the public for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tamdan.press.correcting import decide
from tamdan.press.models import Release, Request
from tamdan.press.tests import matrix_bearing, matrix_people
from tamdan.press.tests.people import an_article, complete, dump, quotation
from tests.cast import Cast
from tests.pages import Page, person


def reading(cast: Cast) -> str:
    return reverse("press:read", args=[complete(dump(cast.committee).articles.order_by("start_line").first()).uuid])


def queue(cast: Cast) -> str:
    an_article(cast.committee)
    return reverse("press:queue")


def _released(cast: Cast) -> Release:
    """One of the committee, with a reply, a note and a waiting request, made once."""
    found = Release.objects.public().filter(owner=cast.committee, requests__answer="shown").first()
    if found:
        return found
    by = person("secretary", cast)
    made = Release.objects.get(**matrix_people.public(by, cast.committee))
    common = {"release": made, "owner": cast.committee, "language": "en"}
    done = {"decided_by": by, "decided_at": made.released_at}
    Request.objects.create(
        **common,
        **done,
        kind="reply",
        reply="The list is complete.",
        signed="Lena Orsk",
        answer="shown",
        reason="Checked by telephone.",
    )
    Request.objects.create(
        **common, **done, kind="correction", answer="noted", reason="The article was corrected later."
    )
    Request.objects.create(**common, kind="removal", text="It harms somebody.")
    return made


def of_release(name: str, **query: str) -> "Page":
    return Page(
        f"quotations-{name}",
        lambda cast: reverse(f"quotations:{name}", args=[_released(cast).uuid]) + query.get("asked", ""),
    )


def listed(name: str):  # type: ignore[no-untyped-def]
    def make(cast: Cast) -> str:
        _released(cast)
        return reverse(f"quotations:{name}")

    return make


def a_pair(cast: Cast) -> str:
    return reverse("quotations:pair", kwargs=matrix_people.pair(person("secretary", cast), cast.committee))


def a_person(cast: Cast) -> str:
    return reverse("quotations:person", args=[_released(cast).person.uuid])  # type: ignore[union-attr]


def asked(cast: Cast) -> str:
    made = Request.objects.filter(release=_released(cast), answer="waiting").first()
    return reverse("quotations:asked", args=[made.uuid])  # type: ignore[union-attr]


def to_release(cast: Cast) -> str:
    return reverse("press:release", kwargs=matrix_people.to_release(person("secretary", cast), cast.committee))


def second(cast: Cast) -> str:
    return reverse("press:second", kwargs=matrix_people.marked(person("secretary", cast), cast.committee))


def releases(cast: Cast) -> str:
    second(cast)
    return reverse("press:releases")


def requests(cast: Cast) -> str:
    _released(cast)
    return reverse("press:requests")


def request(cast: Cast) -> str:
    made = Request.objects.filter(release=_released(cast), answer="waiting").first()
    return reverse("press:request", args=[made.uuid])  # type: ignore[union-attr]


def history(cast: Cast) -> str:
    found = quotation(an_article(cast.committee), "212 families")
    decide(found, "accepted", version=found.version, by=person("secretary", cast))
    return reverse("press:passage_history", args=[found.article.uuid, f"q{found.pk}"])


def bearings(cast: Cast) -> str:
    found = an_article(cast.committee)
    matrix_bearing.theme(found)
    return reverse("press:bearings")


def names(cast: Cast) -> str:
    matrix_bearing.naming(person("secretary", cast), cast.committee)
    return reverse("press:names_settled")


def others(cast: Cast) -> str:
    return reverse("press:others", kwargs=matrix_bearing.statement(person("secretary", cast), cast.committee))


PAGES = [
    Page("press-bearings", bearings, who="secretary"),
    Page("press-names", names, who="secretary"),
    Page("press-others", others, who="secretary"),
    Page("press-queue", queue, who="secretary"),
    Page("press-read", reading, who="secretary"),
    Page("press-history", history, who="secretary"),
    Page("press-release", to_release, who="secretary"),
    Page("press-second", second, who="secretary"),
    Page("press-releases", releases, who="secretary"),
    Page("press-requests", requests, who="secretary"),
    Page("press-request", request, who="secretary"),
    Page("quotations-list", listed("list")),
    Page("quotations-nothing", lambda _cast: f"{reverse('quotations:list')}?month=1999-01"),
    Page("quotations-timeline", listed("timeline")),
    Page("quotations-sides", listed("sides")),
    Page("quotations-pairs", listed("pairs")),
    Page("quotations-log", listed("log")),
    Page("quotations-pair", a_pair),
    Page("quotations-person", a_person),
    Page("quotations-asked", asked),
    of_release("detail"),
    of_release("ask"),
]
