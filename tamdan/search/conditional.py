"""Public pages that are sent again only when something changed (RFC 9110, section 13)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language

from tamdan.audit.models import Checkpoint
from tamdan.search.stamps import Stamped, stamped

Page = Callable[..., HttpResponseBase]


def unless_unchanged(*subjects: str) -> Callable[[Page], Page]:
    """Answers a visitor's repeated request with 304 while the ``subjects`` (stamps.py) are what they were: two small queries.

    The tag also covers what stands around a page: the release, the last checkpoint in the footer, and the day, because
    pages say how long ago something was. Signed-in people always get the page.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_anonymous or request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            stamp = stamped(*subjects)
            tag = _tag(request, stamp)
            response = get_conditional_response(request, etag=tag) or view(request, *args, **kwargs)
            if response.status_code in (200, 304):
                _describe(response, tag, stamp)
            return response

        return inner

    return decorate


def _tag(request: HttpRequest, stamp: Stamped) -> str:
    last = Checkpoint.objects.order_by("-log", "-size").values_list("log", "size").first()
    parts = (request.get_full_path(), get_language(), stamp.number, last, timezone.localdate(), version("tamdan"))
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _describe(response: HttpResponseBase, tag: str, stamp: Stamped) -> None:
    """Caches may keep the page and must ask each time whether it is still good."""
    response["ETag"] = tag
    if stamp.at:
        response["Last-Modified"] = http_date(stamp.at.timestamp())
    patch_cache_control(response, no_cache=True)
