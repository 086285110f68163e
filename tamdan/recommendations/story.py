"""What a recommendation's page tells: who asked, what the State answered when, and which source says so."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.imports.formats import formats
from tamdan.language.script import language_of
from tamdan.language.templatetags.language import localdate, localnum
from tamdan.links.enums import Origin
from tamdan.links.models import Tag
from tamdan.recommendations.adding import FORMAT
from tamdan.recommendations.answering import in_order
from tamdan.recommendations.enums import Facet, Position, RecommendationKind, Stated
from tamdan.recommendations.imports.demand import SCHEMES
from tamdan.recommendations.labels import Table, label_of, plain
from tamdan.recommendations.models import PositionTaken, Recommendation, SourceRecord
from tamdan.recommendations.rows import codes_of
from tamdan.recommendations.templatetags.scripts import scripts
from tamdan.taxonomy.naming import Label


@dataclass(frozen=True)
class Step:
    """A step of the trail (components/trail.html)."""

    when: str
    title: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Source:
    """A source record with its number on the page; ``is_old`` when a newer export prints the row differently."""

    number: int
    record: SourceRecord
    format: str
    file: str
    fields: list[tuple[str, str]]
    is_old: bool
    typed_by: str = ""
    typed_on: str = ""


@dataclass(frozen=True)
class Value:
    """A value of a fact, with the address of what it leads to (empty for none)."""

    label: Label
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """A fact of the record and the numbers of the sources on this page that state it."""

    term: str
    values: list[Value]
    sources: list[int]


@dataclass(frozen=True)
class Tagged:
    """One thing a recommendation is tagged with, where the tag comes from, and the list of all that share it."""

    label: Label
    origin: str
    reason: str
    query: str


@dataclass(frozen=True)
class TagGroup:
    title: str
    tags: list[Tagged]


def asked_by(names: list[str]) -> str:
    """Who asks, as a sentence."""
    if not names:
        return _("Asked")
    if len(names) == 1:
        return _("%(state)s asks") % {"state": names[0]}
    others = len(names) - 1
    sentence = ngettext("%(state)s and %(others)s other State ask", "%(state)s and %(others)s other States ask", others)
    return sentence % {"state": names[0], "others": localnum(others)}


def steps(
    recommendation: Recommendation, by: list[str], year: int | None, positions: Iterable[PositionTaken]
) -> list[Step]:
    """Asked, then each position in the order of its date (``answering.in_order``)."""
    when = localdate(recommendation.date) if recommendation.date else localnum(str(year)) if year else ""
    first = Step(when, scripts(asked_by(by)), scripts(_document(recommendation.symbol, recommendation.paragraph)))
    answers = [_answer(taken) for taken in in_order(positions)]
    return [first, *answers] if answers else [first, Step("", _("No answer of the State is recorded."), kind="due")]


def _document(symbol: str, paragraph: str) -> str:
    if not symbol:
        return ""
    return (
        _("%(symbol)s, paragraph %(paragraph)s") % {"symbol": symbol, "paragraph": paragraph} if paragraph else symbol
    )


def _answer(taken: PositionTaken) -> Step:
    when = localdate(taken.date) if taken.date else ""
    title = _stated(taken.stated) if taken.stated else _recorded(taken.recorded)
    also = _recorded(taken.recorded) if taken.stated and taken.recorded else ""
    return Step(when, title, scripts(". ".join(part for part in (also, taken.document) if part)))


def _stated(stated: str) -> str:
    return _("The State says: %(position)s") % {"position": Stated(stated).label}


def _recorded(recorded: str) -> str:
    return _("The UN records: %(position)s") % {"position": Position(recorded).label}


def sources(records: Iterable[SourceRecord], typists: Mapping[str, str]) -> list[Source]:
    """Numbered as the page shows them; the import and its file are read with the records. ``typists`` are names by identity,
    none of them for readers who may not know who typed what."""
    labels = {code: str(known.label) for code, known in formats().items()} | {FORMAT: _("Typed by hand")}
    return [
        Source(
            number=number,
            record=record,
            format=labels.get(record.format, record.format),
            file=record.run.file_name if record.run else "",
            fields=list(_columns(record)),
            is_old=record.superseded_by_id is not None,
            typed_by=typists.get(record.read.get("typed_by", ""), ""),
            typed_on=localdate(datetime.datetime.fromisoformat(at)) if (at := record.read.get("typed_at")) else "",
        )
        for number, record in enumerate(records, start=1)
    ]


def _columns(record: SourceRecord) -> Iterator[tuple[str, str]]:
    """What a source printed, word for word. Columns of what was typed here are labels of our own form, kept in English."""
    for column, value in record.verbatim:
        if value not in ("", None):
            yield _(column) if record.format == FORMAT and column else str(column), str(value)


def said_by(numbered: list[Source]) -> dict[str, list[int]]:
    """Field -> numbers of the sources that say something about it."""
    found: dict[str, list[int]] = {}
    for source in numbered:
        for name, value in source.record.read.items():
            if value not in ("", None, []):
                found.setdefault(name, []).append(source.number)
    return found


def facts(recommendation: Recommendation, said: dict[str, list[int]], known: Table) -> Iterator[Fact]:
    """What the record says of itself, each with its sources; what is not known is left out."""
    state = reverse("recommendations:state", args=[recommendation.state_id])
    yield Fact(_("State"), [Value(label_of(known, Facet.STATE, recommendation.state_id), state)], said.get("state", []))
    register = reverse("recommendations:register")
    by = [
        Value(label_of(known, Facet.BY, code), f"{register}?by={code}") for code in codes_of(recommendation, Facet.BY)
    ]
    if by:
        yield Fact(_("Recommending States"), by, said.get("by", []))
    yield Fact(_("Body"), [Value(label_of(known, Facet.BODY, recommendation.mechanism_id))], [])
    if asker := asker_of(recommendation):
        yield Fact(_("Asked by"), [Value(_printed(asker))], [])
    if recommendation.kind == RecommendationKind.PLEDGE:
        yield Fact(_("Kind"), [Value(label_of(known, Facet.KIND, recommendation.kind))], [])
    for facet, field, value in (
        (Facet.CYCLE, "session", recommendation.cycle),
        (Facet.SESSION, "session", recommendation.session),
        (Facet.POSITION, "position", recommendation.position),
    ):
        if value:
            label = label_of(known, facet, str(value))
            yield Fact(str(facet.label), [Value(label, f"{register}?{facet}={value}")], said.get(field, []))
    if recommendation.position_stated:
        label = plain(str(Stated(recommendation.position_stated).label))
        yield Fact(_("As the State put it"), [Value(label)], said.get("stated", []))
    if recommendation.date:
        yield Fact(_("Date"), [Value(plain(localdate(recommendation.date)))], [])
    for term, value, field in (
        (_("Document symbol"), recommendation.symbol, "symbol"),
        (_("Paragraph"), recommendation.paragraph, "paragraph"),
        (_("Identifier"), recommendation.identifier, ""),
    ):
        if value:
            yield Fact(term, [Value(Label(value, "en", missing=False, reviewed=True))], said.get(field, []))


def asker_of(recommendation: Recommendation) -> str:
    """Who stands behind a demand from outside the United Nations, or a group of States; empty for others."""
    return str(recommendation.asker) if recommendation.asker else recommendation.asker_name


def _printed(text: str) -> Label:
    return Label(text, language_of(text), missing=False, reviewed=True)


def tag_groups(tags: Iterable[Tag], known: Table) -> Iterator[TagGroup]:
    tags = list(tags)
    for scheme, facet in SCHEMES.items():
        found = [tag for tag in tags if tag.scheme == scheme]
        if found:
            yield TagGroup(str(facet.label), [_tagged(tag, facet, known) for tag in found])


def _tagged(tag: Tag, facet: Facet, known: Table) -> Tagged:
    """A mapped tag's reason is the entry that it was made from (``upr_issue:detention``)."""
    scheme, _colon, code = tag.reason.partition(":")
    reason = label_of(known, SCHEMES[scheme], code).text if scheme in SCHEMES else tag.reason
    return Tagged(label_of(known, facet, tag.code), str(Origin(tag.origin).label), reason, f"?{facet}={tag.code}")
