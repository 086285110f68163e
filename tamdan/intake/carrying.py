"""Without JavaScript: what a page has to show after a post travels to the next page in a cookie that this server alone can read.

A browser keeps the body of the last post of each open tab on its disk; of a page that was asked for by its address it keeps the address. So
a post is answered by a redirection wherever the browser keeps cookies. It says so by itself: pages that ask name a style sheet which only
browsers without JavaScript load, and which leaves a cookie. Others get the answer at once, so that no receipt is lost.
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tamdan.core.access import public, reads
from tamdan.core.secrets import secret

MINUTES = 20
CARRIED, PLAIN = "tamdan_next", "tamdan_plain"
COOKIES = (CARRIED, PLAIN)


@never_cache
@public
@reads
def plain_style(request: HttpRequest) -> HttpResponse:
    """An empty style sheet: whoever brings its cookie back keeps cookies and runs no JavaScript."""
    response = HttpResponse(content_type="text/css; charset=utf-8")
    keep(response, PLAIN, "1", seconds=None)
    return response


def may_carry(request: HttpRequest) -> bool:
    """Whether this browser brought the cookie of ``plain_style``."""
    return PLAIN in request.COOKIES


def onward(name: str, what: Mapping[str, Any]) -> HttpResponseRedirect:
    """303 to the page of that name; there ``carried`` gives ``what``, of at most two kilobytes, for twenty minutes."""
    response = HttpResponseRedirect(reverse(name))
    response.status_code = 303
    keep(response, CARRIED, locked(CARRIED, what))
    return response


def carried(request: HttpRequest) -> dict[str, Any]:
    """What ``onward`` sent along; empty when nothing was, when it is late or not ours."""
    return unlocked(CARRIED, request) or {}


def put_down(response: HttpResponse) -> None:
    """Nothing is carried any longer."""
    response.delete_cookie(CARRIED, samesite="Strict")


def keep(response: HttpResponse, cookie: str, value: str, seconds: int | None = MINUTES * 60) -> None:
    """So long, or until the browser ends; with requests of this site's own pages alone, and no script reads it."""
    response.set_cookie(
        cookie, value, max_age=seconds, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    response["Cache-Control"] = "no-store"


def locked(cookie: str, what: Mapping[str, Any]) -> str:
    """The value of that cookie; under another name it opens nothing."""
    return _lock().encrypt(json.dumps([cookie, what]).encode()).decode()


def unlocked(cookie: str, request: HttpRequest) -> dict[str, Any] | None:
    """What was locked for that cookie at most twenty minutes ago; None for anything else."""
    try:
        name, what = json.loads(_lock().decrypt(request.COOKIES.get(cookie, "").encode(), ttl=MINUTES * 60))
    except InvalidToken:
        return None
    return what if name == cookie else None


def _lock() -> Fernet:
    return Fernet(secret("served-visit", make=lambda: Fernet.generate_key().decode()))
