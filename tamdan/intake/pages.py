"""The complainant's pages. They work without JavaScript, set no cookie before something is posted without it, and are kept in no cache."""

from pathlib import Path
from typing import Any

from babel import Locale
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tamdan.audit.models import Log
from tamdan.core.access import public, reads
from tamdan.core.errors import DomainError
from tamdan.core.integrity import integrity
from tamdan.intake.carrying import COOKIES, may_carry, onward
from tamdan.intake.forms import TEXT_LIMIT, ComplaintForm, bodies_of_offices
from tamdan.intake.models import Channel, ConsentPurpose
from tamdan.intake.openly import NECESSITIES, OPEN_FIELDS
from tamdan.intake.prompts import FORM, sounds
from tamdan.intake.qr import qr_path
from tamdan.intake.scripts import FORM_BUNDLE, heard, scripts
from tamdan.intake.sealed_files import MOST, MOST_FILES
from tamdan.intake.served import CHANNEL, Sent, seal_served, take_files
from tamdan.intake.served_visits import COOKIE as VISIT
from tamdan.intake.vocabularies import line
from tamdan.intake.words import form_words, words
from tamdan.language.templatetags.language import localnum
from tamdan.places.choosing import by_name
from tamdan.places.models import Place
from tamdan.sealing import published, receipts, server
from tamdan.sealing.policy import sounding_page

FILE_LIMIT = 200 << 20
DRAFT_LIMIT = 20 << 20
TEN_MINUTES = 600_000
"""Longest voice, in milliseconds."""


def page_settings(channel: str = CHANNEL) -> dict[str, Any]:
    """What static/src/intake/page.ts knows of this installation: its own locks are plain configuration (SEALING 3.3).

    Without ``channel`` the page asks for it."""
    return {
        "host": server.host(),
        "digits": settings.RECEIPT_DIGITS,
        "language": get_language(),
        "channel": channel,
        "today": timezone.localdate().isoformat(),
        "release": server.release_recipient(),
        "intake": server.intake_recipient(),
        "accept": str(server.acceptance_key().public),
        "logs": list(Log.objects.values_list("key", flat=True)),
        "bodies": bodies_of_offices(),
        "urls": _addresses(),
        "limits": {
            "file": FILE_LIMIT,
            "files": MOST_FILES,
            "voice": TEN_MINUTES,
            "text": TEXT_LIMIT,
            "draft": DRAFT_LIMIT,
        },
        "purposes": [
            {"code": one.code, "label": str(one), "perBody": one.names_a_body}
            for one in ConsentPurpose.objects.current()
        ],
    }


def _addresses() -> dict[str, Any]:
    return {
        "keyring": "/keyring.json",
        "keyringNote": "/keyring",
        "keyrings": "/keyring/",
        "letters": "/letters",
        "receipts": "/receipts",
        "decisions": "/receipts/decisions",
        "change": "/receipts/change",
        "blobs": "/blobs/",
        "proof": "/ledger/proof/",
        "places": "/complain/places/",
        "pages": [f"/{code}/complain/" for code, _name in settings.LANGUAGES],
        "receipt": settings.ORIGIN + reverse("complaint_short"),
        "derive": static("derive.js"),
        "upload": static("upload.js"),
        "uploadIntegrity": integrity("upload.js"),
        "seal": static("seal.js"),
        "sealIntegrity": integrity("seal.js"),
        "serviceWorker": reverse("intake_worker"),
    }


@csrf_exempt  # there is no cookie that another site could borrow
@sensitive_post_parameters()
@sounding_page
@public
@require_http_methods(["GET", "HEAD", "POST"])  # no transaction waits for a slow upload: each step has its own
def complain(request: HttpRequest) -> HttpResponse:
    """One long form; with JavaScript its sections are steps and nothing of it is posted here."""
    take_files(request)
    filled = ComplaintForm(request.POST or None, request.FILES or None)
    if filled.is_bound and filled.is_valid():
        try:
            return _received(request, seal_served(filled.cleaned_data))
        except DomainError as refused:
            filled.add_error(None, str(refused))
    context = {"form": filled, "limits": limits(), **heard(around(), FORM)}
    return render(request, "intake/complain.html", context, status=422 if filled.errors else 200)


def _received(request: HttpRequest, sent: Sent) -> HttpResponse:
    """The receipt of somebody without JavaScript, on the next page; in this answer where the browser keeps no cookies."""
    told = sent.received.plain()
    shown = {
        "digits": sent.digits, "number": told["number"], "digest": sent.received.letter.digest[:16], "acceptance": told["acceptance"],
    }  # fmt: skip
    return onward("complaints:receipt", shown) if may_carry(request) else card(request, shown)


def card(request: HttpRequest, shown: dict[str, str]) -> HttpResponse:
    """Digits, shown to who has to copy them: ``digits``, ``number``, ``digest`` and, for a letter just sent, ``acceptance``."""
    more = {
        "digits": receipts.readable(shown["digits"]),
        "qr": qr_path(in_code(shown["digits"])),
        "prompts": sounds(FORM, get_language() or settings.LANGUAGE_CODE),
        "may_carry": may_carry(request),
    }
    return render(
        request, "intake/received.html" if "acceptance" in shown else "intake/changed.html", {**shown, **more}
    )


def in_code(digits: str) -> str:
    """What the code on a receipt says: text to be copied. An address with the digits would stay in the browser's history (ADR 0025)."""
    return f"{settings.ORIGIN}{reverse('complaint_short')} {receipts.readable(digits).replace('–', '-')}"


def limits() -> str:
    """What the page without JavaScript can take; tamdan.intake.served holds to it."""
    return _(
        "Then a file may have at most %(limit)s MB, nothing can be recorded here, and a broken line means beginning again."
    ) % {"limit": localnum(MOST >> 20)}


def around(channel: str = CHANNEL, bundle: str = FORM_BUNDLE) -> dict[str, Any]:
    """What every page that seals a letter needs beside its own."""
    return {
        "settings": page_settings(channel),
        "words": form_words() if bundle == FORM_BUNDLE else words(),
        "scripts": scripts(bundle),
        "refusal": published.refusal(),
        "signed_by_one": published.is_signed_by_one(),
        "telephone": line(),
        "open_fields": _open_fields(channel),
        "necessities": NECESSITIES.values(),
    }


def _open_fields(channel: str) -> list[dict[str, Any]]:
    """What stays open, with the values that are the same for everybody on this page."""
    language = str(Locale.parse(get_language() or "en").display_name)
    known = {"channel": str(Channel.objects.get(code=channel)) if channel else "", "language": language}
    return [{"field": field, "label": label, "value": known.get(field, "")} for field, label in OPEN_FIELDS.items()]


@public
@reads
def short(request: HttpRequest) -> HttpResponse:
    """``/r``, the short address on a receipt. A fragment with the digits, as earlier receipts had it, is taken along by the browser."""
    return HttpResponseRedirect(reverse("complaints:receipt"))


@public
@reads
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: another site, and no page of this one left in the browser but the line in its history.

    A visit without JavaScript ends. What somebody chose to keep (a locked draft, a sealed letter that waits) stays: clearing it would
    lose the letter.
    """
    response = HttpResponseRedirect(settings.QUICK_EXIT)
    response["Clear-Site-Data"] = '"cache"'
    response["Referrer-Policy"] = "no-referrer"
    for cookie in (*COOKIES, VISIT):
        response.delete_cookie(cookie, samesite="Strict")
    patch_cache_control(response, no_store=True)
    return response


@public
@reads
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root because it serves pages in every language; asked for anew each time."""
    found = finders.find("intake-sw.js")
    if not isinstance(found, str):
        raise Http404
    response = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    patch_cache_control(response, no_cache=True)
    return response


@public
@reads
def manifest(request: HttpRequest) -> JsonResponse:
    """An installed page has a name and a picture that say nothing."""
    name, start = _("Notes"), reverse("complaints:complain")
    icon = {"src": static("notes.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": name,
        "short_name": name,
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@public
@reads
def places_of(request: HttpRequest, code: str) -> JsonResponse:
    """The communes of a district with their villages: the server learns the district alone, which stays open anyway."""
    district = get_object_or_404(Place.objects.current(), code=code, depth=2)
    communes = list(district.children.filter(retired=False))
    villages: dict[str, list[tuple[str, str]]] = {commune.code: [] for commune in communes}
    for row in Place.objects.current().filter(parent__in=list(villages)):
        villages[str(row.parent_id)].append((row.code, row.localized.text))
    names = by_name([(commune.code, commune.localized.text) for commune in communes])
    found = [{**_named(row), "villages": [_named(one) for one in by_name(villages[row[0]])]} for row in names]
    return JsonResponse(found, safe=False)


def _named(row: tuple[str, str]) -> dict[str, str]:
    code, name = row
    return {"code": code, "name": name}
