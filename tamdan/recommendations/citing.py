"""The citations of a whole list, for reference managers: BibTeX and RIS, as many as such a program takes at once."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.errors import DomainError
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.citation import Citation, citation_of
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.rows import codes_of
from tamdan.taxonomy.models import UprSession

MOST = 1000


class TooManyToCite(DomainError):
    code = "too_many_to_cite"
    status = 409
    message = _("This list holds more than %(most)s recommendations. Narrow it, then take the citations.")


def citations(found: Iterable[Recommendation]) -> Iterator[Citation]:
    """Of the list, in its order. Raises TooManyToCite."""
    rows = list(islice(found, MOST + 1))
    if len(rows) > MOST:
        raise TooManyToCite(most=localnum(MOST))
    prefetch_related_objects(rows, "mechanism", "state")
    years, known, today = dict(UprSession.objects.values_list("number", "year")), table(), timezone.localdate()
    for row in rows:
        names = [label_of(known, Facet.BY, code).text for code in codes_of(row, Facet.BY)]
        url = settings.ORIGIN + reverse("recommendations:detail", args=[row.pk])
        yield citation_of(row, names, url, years.get(row.session or 0), today)


def bibtex_response(found: Iterable[Recommendation], user: Viewer) -> HttpResponseBase:
    made = "\n".join(citation.bibtex for citation in citations(found))
    return HttpResponse(made, content_type="application/x-bibtex; charset=utf-8")


def ris_response(found: Iterable[Recommendation], user: Viewer) -> HttpResponseBase:
    made = "".join(citation.ris for citation in citations(found))
    return HttpResponse(made, content_type="application/x-research-info-systems; charset=utf-8")
