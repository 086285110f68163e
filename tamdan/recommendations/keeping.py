"""What a record repeats of its rows, kept in step with them: facets, name, order, and the search index."""

from collections.abc import Iterable

from tamdan.links.models import Tag
from tamdan.recommendations import identity
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.demand import SCHEMES
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.models import Recommendation
from tamdan.search.actions import index_records


def facets_of(record: Recommendation) -> list[str]:
    """Everything that a list can be narrowed by; nothing for a part, which is counted with its whole. Two queries."""
    if record.parent_id is not None:
        return []
    found = {
        f"{Facet.STATE}:{record.state_id}", f"{Facet.BODY}:{record.mechanism_id}", f"{Facet.KIND}:{record.kind}",
        f"{Facet.POSITION}:{record.position or 'none'}",
    }  # fmt: skip
    if record.session is not None:
        found.add(f"{Facet.SESSION}:{record.session}")
    if record.cycle is not None:
        found.add(f"{Facet.CYCLE}:{record.cycle}")
    found |= {f"{Facet.BY}:{code}" for code in record.recommending.values_list("state_id", flat=True)}
    tags = Tag.objects.on(KIND, record.pk).standing().filter(scheme__in=SCHEMES).values_list("scheme", "code")
    return sorted(found | {f"{SCHEMES[scheme]}:{code}" for scheme, code in tags})


def name_of(record: Recommendation) -> str:
    """The identifier that its fields give; a part is named after its whole."""
    if record.parent is not None:
        return f"{record.parent.identifier} {record.part}"
    return identity.identifier(
        mechanism=record.mechanism_id, state=record.state_id, session=record.session, words=record.text_key,
        position=record.position, symbol=record.symbol, paragraph=record.paragraph,
    )  # fmt: skip


def keep_in_step(ids: Iterable[int]) -> None:
    """Write again what these records repeat, as a new version, and index them."""
    ids = list(ids)
    for record in Recommendation.objects.filter(pk__in=ids).select_related("parent"):
        record.facets = facets_of(record)
        record.sort_key = identity.sort_key(
            state=record.state_id, session=record.session, symbol=record.symbol, paragraph=record.paragraph,
            place=identity.place_of(record.sort_key),
        )  # fmt: skip
        record.version += 1
        record.save(update_fields=["facets", "sort_key", "version"])
    index_records(SEARCH_KIND, ids)
