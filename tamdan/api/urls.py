"""Addresses of the API, without a language. Every operation reads only, and answers visitors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from tamdan.api.problems import of_absence
from tamdan.api.views import api
from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.crossing import open_to_other_sites
from tamdan.press.releasing import KIND as QUOTATIONS
from tamdan.recommendations.documents import KIND
from tamdan.search.reference import REFERENCE


def _opened(pattern: URLPattern) -> URLPattern:
    """The rules of our own views (tamdan.core.access) for a view that the library makes."""
    read = unless_unchanged(KIND, QUOTATIONS, REFERENCE)(reads(pattern.callback))
    pattern.callback = public(open_to_other_sites(read))
    return pattern


@public
@reads
def description(_request: HttpRequest) -> HttpResponse:
    """The beginning of the API leads to what describes it; the library's own page would load scripts from elsewhere."""
    return redirect("api:openapi-json")


@public
@open_to_other_sites
@reads
def nothing(_request: HttpRequest, **_address: str) -> HttpResponse:
    """What asks for data is told in data that nothing is there, not with a page."""
    return of_absence()


_made, _app, _namespace = api.urls
_root = path("", description, name="api-root")
_patterns = [
    _root,
    *(_opened(pattern) for pattern in _made if isinstance(pattern, URLPattern) and pattern.name != _root.name),
    path("<path:address>", nothing, name="nothing"),
]
urlpatterns = [path("api/v1/", (_patterns, _app, _namespace))]
