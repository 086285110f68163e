"""What the pages that handle keys allow their browser: our own scripts and workers, nothing inline, nothing from elsewhere."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tamdan.core.integrity import integrity

View = Callable[..., HttpResponseBase]
DIRECTIVES: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "blob:"],
    "media-src": ["blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["tamdan-worker", "tamdan-upload"],
}
"""As SEALING 1 says; the policies of trusted types let the addresses of our workers and of
upload.js through, nothing else (static/src/office/keys.ts, intake/working.ts, seal/uploader.ts)."""


def render_sealed(
    request: HttpRequest, template: str, script: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page that extends ``sealing/page.html``. ``script`` names what runs there (static/src/office/main.ts)."""
    known = {"script": script, "integrity": integrity("office.js")}
    return render(request, template, {**context, **known}, status=status)


def sealed_page(view: View) -> View:
    """For every page on which keys or sealed letters are opened or made: the strict policy, and nothing kept in a cache."""
    decorated: View = never_cache(csp_replace(DIRECTIVES)(view))
    return decorated


def sounding_page(view: View) -> View:
    """``sealed_page``, on which recorded prompts of this server may be played, also by a browser without JavaScript."""
    decorated: View = never_cache(csp_replace({**DIRECTIVES, "media-src": [SELF, "blob:"]})(view))
    return decorated
