"""The pages that belong to no room, and the small files that machines ask for."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import conditional_page

from tamdan.core.access import public, reads
from tamdan.institutions.models import Installation
from tamdan.portal.catalogue import samples
from tamdan.portal.home import home_parts


def preferred_language(request: HttpRequest) -> str:
    """The first language of the browser that we speak, otherwise that of the body that runs this installation."""
    known = {code for code, _name in settings.LANGUAGES}
    for wanted, _weight in parse_accept_lang_header(request.headers.get("accept-language", "")):
        try:
            found = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if found in known:
            return found
    installation = Installation.current()
    return installation.default_language if installation else settings.LANGUAGE_CODE


@public
@reads
def start(request: HttpRequest) -> HttpResponse:
    """The address without a language."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    response["Vary"] = "Accept-Language"
    return response


@public
@conditional_page
@reads
def home(request: HttpRequest) -> HttpResponse:
    """Compared by its content: rooms that count no changes speak here too."""
    parts = home_parts()
    lead = next((part for part in parts if part["leads"]), None)
    return render(request, "portal/home.html", {"lead": lead, "parts": [part for part in parts if part is not lead]})


@public
@reads
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@public
@reads
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@public
@reads
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")


@public
@reads
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component with sample values, for people who write pages."""
    return render(request, "portal/catalogue.html", {"samples": samples(request)})


@public
@reads
def robots(request: HttpRequest) -> HttpResponse:
    """What is public may be indexed; lists under a question may not, because there is no end of them."""
    lines = ["User-agent: *", "Disallow: /*/account/", "Disallow: /*?", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
@reads
def security_contact(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole (RFC 9116). Where no mail address is set there is nobody to name, so 404."""
    installation = Installation.current()
    address = (installation and installation.mail_from) or settings.DEFAULT_FROM_EMAIL
    if address.endswith("@localhost"):
        raise Http404
    expires = timezone.now() + datetime.timedelta(days=180)
    lines = [f"Contact: mailto:{address}", f"Expires: {expires:%Y-%m-%dT00:00:00Z}", "Preferred-Languages: en, km", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
