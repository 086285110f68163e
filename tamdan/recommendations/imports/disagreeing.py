"""Where the standing sources of one record say different things: a row for each field, until they agree or a person settles it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import ngettext

from tamdan.imports.copying import copy_rows
from tamdan.imports.models import ImportRun
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.imports.entries import Entry, Printed
from tamdan.recommendations.models import Disagreement, SourceRecord

FIELDS = ("position", "stated", "by", "session", "symbol", "paragraph", "words", "theme")
"""Keys of ``SourceRecord.read`` that are compared."""
TOGETHER = frozenset({"by", "theme"})
"""Fields that the rows of one format say together: where each State has a row, no row names them all."""


def said(sources: Iterable[Printed], field: str) -> dict[Any, list[Printed]]:
    """What the sources say of a field: value (codes as a tuple) -> the sources that say it. Silence says nothing."""
    found: dict[Any, list[Printed]] = defaultdict(list)
    if field not in TOGETHER:
        for one in sources:
            if one.read.get(field) not in (None, "", []):
                found[one.read[field]].append(one)
        return dict(found)
    spoken: dict[str, list[Printed]] = defaultdict(list)
    for one in sources:
        if one.read.get(field):
            spoken[one.format].append(one)
    for group in spoken.values():
        found[tuple(sorted({code for one in group for code in one.read[field]}))] += group
    return dict(found)


def doubted(sources: Sequence[Printed]) -> list[str]:
    """The fields on which sources disagree."""
    if len(sources) < 2:
        return []
    alone = len({one.format for one in sources}) == 1
    fields = [field for field in FIELDS if not (alone and field in TOGETHER)]
    return [field for field in fields if len(said(sources, field)) > 1]


def found_in(run: ImportRun) -> list[str]:
    """What an import noted for a person to decide, as sentences; nothing where it noted nothing."""
    noted = run.notes.get("register", {})
    near, doubts = noted.get("near", 0), noted.get("disagreements", 0)
    cases = ngettext(
        "It found %(shown)s pair of records that may be one demand.",
        "It found %(shown)s pairs of records that may each be one demand.",
        near,
    )
    fields = ngettext(
        "It found %(shown)s field of a record on which sources disagree.",
        "It found %(shown)s fields of records on which sources disagree.",
        doubts,
    )
    return [text % {"shown": localnum(number)} for text, number in ((cases, near), (fields, doubts)) if number]


def compare(stored: Iterable[Entry], new: Iterable[Entry]) -> int:
    """Keep the rows in step with the records of a batch; gives how many doubts are new. One query where records stood before."""
    return keep({entry.id: entry.sources for entry in stored}) + _add(
        [(entry.id, field) for entry in new for field in doubted(entry.sources)]
    )


def compare_again(ids: Iterable[int]) -> int:
    """The same for records whose sources changed outside of an import."""
    sources: dict[int, list[Printed]] = {pk: [] for pk in ids}
    standing = SourceRecord.objects.filter(recommendation__in=sources, superseded_by__isnull=True).order_by("pk")
    for pk, record, run, format_, read in standing.values_list("pk", "recommendation_id", "run_id", "format", "read"):
        sources[record].append(Printed(pk, run, format_, read))
    return keep(sources)


def keep(sources: dict[int, list[Printed]]) -> int:
    """A doubt that is settled for a source which no longer stands is open again; one on which all agree now goes."""
    if not sources:
        return 0
    wanted = {(pk, field) for pk, standing in sources.items() for field in doubted(standing)}
    held = {(one.recommendation_id, one.field): one for one in Disagreement.objects.filter(recommendation__in=sources)}
    Disagreement.objects.filter(pk__in=[one.pk for key, one in held.items() if key not in wanted]).delete()
    for key in wanted & held.keys():
        one, standing = held[key], {pk for source in sources[key[0]] for pk in source.ids}
        if one.settled_at and one.settled_for_id not in standing:
            one.settled_for = one.settled_by = one.settled_at = None
            one.save(update_fields=["settled_for", "settled_by", "settled_at"])
    return _add(sorted(wanted - held.keys()))


def _add(wanted: list[tuple[int, str]]) -> int:
    if wanted:
        copy_rows(Disagreement, ("recommendation", "field"), wanted)
    return len(wanted)
