"""The public side of the ledger, for people and for the programs of witnesses and auditors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tamdan.audit.models import Checkpoint, Witness
from tamdan.audit.served import (
    TILE_WIDTH,
    Tile,
    newest_checkpoint,
    newest_witnessed,
    prove_entry,
    prove_growth,
    tile_bytes,
)
from tamdan.core.access import public, reads
from tamdan.language.templatetags.language import localnum

TEXT = "text/plain; charset=utf-8"
YEAR = 365 * 24 * 3600


@public
@reads
def ledger(request: HttpRequest) -> HttpResponse:
    """What the ledger is, how far it reaches, and how to check it."""
    checkpoint = newest_checkpoint()
    context = {
        "checkpoint": checkpoint,
        "facts": _facts(checkpoint) if checkpoint else [],
        "witnesses": Witness.objects.exclude(email=None).count(),
        "witnessed": newest_witnessed(),
    }
    return render(request, "audit/ledger.html", context)


def _facts(checkpoint: Checkpoint) -> list[tuple[str, str | SafeString]]:
    return [
        (_("Entries"), localnum(checkpoint.size)),
        (_("Root of the tree"), _code(checkpoint.root_hex)),
        (_("Name of the log"), _code(checkpoint.log.origin)),
        (_("Public key"), _code(checkpoint.log.key)),
    ]


def _code(text: str) -> SafeString:
    return format_html('<code lang="en">{}</code>', text)


@public
@reads
def checkpoint(request: HttpRequest, log: int) -> HttpResponse:
    """The last signed checkpoint (C2SP tlog-checkpoint)."""
    found = newest_checkpoint(log)
    if found is None:
        return _absent(_("Nothing was signed yet."))
    response = HttpResponse(found.note, content_type=TEXT)
    patch_cache_control(response, public=True, max_age=2)
    return response


@public
@reads
def witnessed(request: HttpRequest, log: int) -> HttpResponse:
    """The last checkpoint that witnesses cosigned, with their lines (C2SP tlog-cosignature)."""
    found = newest_witnessed(log)
    if found is None:
        return _absent(_("No witness cosigned this ledger yet."))
    response = HttpResponse(found.note, content_type=TEXT)
    patch_cache_control(response, public=True, max_age=60)
    return response


@public
@reads
def proof(request: HttpRequest, leaf: str) -> HttpResponse:
    """The proof that the entry with this leaf hash (64 hexadecimal digits) is in the ledger (C2SP tlog-proof)."""
    found = prove_entry(bytes.fromhex(leaf))
    if found is None:
        return _absent(_("No signed entry has this hash. A new entry is signed within a minute; ask again then."))
    return HttpResponse(str(found), content_type=TEXT)


@public
@reads
def consistency(request: HttpRequest, log: int) -> HttpResponse:
    """The proof that the log only grew from ``from`` to ``to`` entries, as a witness takes it (C2SP tlog-witness)."""
    old, new = request.GET.get("from", ""), request.GET.get("to", "")
    if not _is_size(old) or not (new == "" or _is_size(new)):
        return _refused(_("Give from (a number of entries) and, if you like, to (the size of a checkpoint)."))
    found = prove_growth(log, int(old), int(new) if new else None)
    if found is None:
        return _absent(_("There is no checkpoint of this size, or it is smaller than the other."))
    return HttpResponse(str(found), content_type=TEXT)


@public
@reads
def tile(request: HttpRequest, log: int, level: int, number: int, width: int = TILE_WIDTH) -> HttpResponse:
    """A tile of hashes (C2SP tlog-tiles); the entries themselves stay private."""
    found = tile_bytes(log, Tile(level, number, width))
    if found is None:
        return _absent(_("The signed log does not fill this tile yet."))
    response = HttpResponse(found, content_type="application/octet-stream")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _absent(sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type=TEXT, status=404)


def _refused(sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type=TEXT, status=400)
