"""Addresses of the API, without a language. Every operation reads only, and answers visitors."""

from django.urls import URLPattern, path

from tamdan.api.views import api
from tamdan.core.access import public, reads
from tamdan.recommendations.documents import KIND
from tamdan.search.conditional import unless_unchanged
from tamdan.search.reference import REFERENCE


def _opened(pattern: URLPattern) -> URLPattern:
    """The rules of our own views (tamdan.core.access) for a view that the library makes."""
    pattern.callback = public(unless_unchanged(KIND, REFERENCE)(reads(pattern.callback)))
    return pattern


_patterns, app_name, namespace = api.urls
urlpatterns = [path("api/v1/", ([_opened(pattern) for pattern in _patterns], app_name, namespace))]
