"""An invented dump as it stands in the queue, and what releasing needs around it: a minister, a spokesperson, a rights group."""

import datetime
from typing import Any

from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body, Holding, Person, Post
from tamdan.links.enums import Decision
from tamdan.press.enums import Manner
from tamdan.press.models import Article, Capture, Quotation, Voice
from tamdan.press.releasing import release
from tamdan.press.speaking import settle
from tamdan.press.storing import store

DUMP = """\
Posted by: Editor | Posted on: March 4, 2026

Ministry says all families of Srae have land
By Marta Quill
River Times, March 4, 2026

Minister Tomas Beren said on Wednesday that the work was done. “All 212 families have received title to a new plot,” he said.
“The matter is closed.”
Mara Tolund, director of the River Rights Centre, said the count was wrong. “Only 125 families hold a paper today,” she said.
“The minister’s office charged the wife of a detained villager money for a form,” Tolund told reporters.
Lena Orsk, spokesperson of the Ministry of Works, said the Ministry will publish the list in a matter of weeks. “We will publish every name on the list,” Orsk said.
Some 87 families still wait, Tolund said.

Source: River Times

Posted by: Editor | Posted on: March 5, 2026

Court hears case about the great dam
By Ivo Larn
River Times, March 5, 2026

The court heard 14 witnesses about the dam on Thursday.
Mara Tolund said the dam “will drown four villages and the road to them.”

Source: River Times
"""
DAY = datetime.date(2026, 3, 4)
ADDRESS = "https://river-times.example/families-of-srae"


def dump(owner: Body, text: str = DUMP, **more: Any) -> Capture:
    """Read and stored, for the body alone; as if it had been captured anew each time."""
    number = Capture.objects.count()
    made = Capture.objects.create(
        owner=owner, how="pasted", digest=f"{number:064x}", text=text, state="reading", **more
    )  # fmt: skip
    store(made)
    return made


def an_article(owner: Body, **more: Any) -> Article:
    """The first article of the dump, with an address and a day."""
    return complete(dump(owner, **more).articles.order_by("start_line").first())


def complete(article: Article | None) -> Article:
    assert article is not None
    article.address, article.published_on, article.day, article.is_relevant = ADDRESS, DAY, DAY, True
    article.save()
    return article


def quotation(article: Article, words: str) -> Quotation:
    return next(one for one in article.quotations.order_by("start") if words in one.exact)


def in_office(name: str, post: str, body: Body) -> Person:
    """Somebody who holds a post of the body since 2020."""
    found = Person.objects.filter(name_en=name).first()
    if found:
        return found
    made = Person.objects.create(name_en=name, name_km="")
    Holding.objects.create(
        person=made, post=Post.objects.create(body=body, label_en=post), start=datetime.date(2020, 1, 1)
    )
    return made


def works() -> Body:
    found, _made = Body.objects.get_or_create(
        code="t-works", defaults={"kind": BodyKind.MINISTRY, "name_en": "Ministry of Works", "name_km": "ក្រសួងសំណង់សាកល្បង"}
    )
    return found


def said_in_office(article: Article, words: str, person: Person, by: Any) -> Quotation:
    """The quotation, confirmed, with its speaker settled."""
    found = quotation(article, words)
    voice = found.voice or Voice.objects.create(
        article=article,
        name=person.name_en,
        folded=person.name_en.lower(),
        kind="person",
        origin="person",
        decision="suggested",
    )
    found.voice = settle(voice, person, by=by)
    found.decision, found.manner, found.decided_by = Decision.ACCEPTED, Manner.DIRECT, by
    found.save()
    return found


def released(
    owner: Body, by: Any, words: str = "212 families", name: str = "Tomas Beren", post: str = "Minister"
) -> Any:
    """A public quotation of a minister; ``by`` lets it out."""
    article = an_article(owner)
    person = in_office(name, post, works())
    said = said_in_office(article, words, person, by)
    code = f"holder:{Holding.objects.filter(person=person).values_list('pk', flat=True)[0]}"
    return release(said, code, by=by)
