"""The scripts that visitors' and officers' browsers run: what they were since when, for everybody to compare (SEALING 1).

A listing has a line for each script, SHA-256 and name, as ``sha256sum --check`` reads it. Builds are the same bytes whoever makes them
(tests/test_bundle.py), so anybody can build this version's sources and compare. A listing that differs from the last one is a row and an
event of the ledger before the new scripts are served: code that is changed without an entry contradicts this page. Stewards sign the
hash of the listing with the list of keys, so a changed script is served without their signatures until they look at it.
"""

import hashlib

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from tamdan.audit.events import Entry, write

VERB = "code.released"


class ReleasedCode(models.Model):
    """One listing, and since when it is served here."""

    listing = models.TextField()
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.sha256

    @property
    def sha256(self) -> str:
        """The hash of the listing: what the entry of the ledger holds."""
        return hashlib.sha256(self.listing.encode()).hexdigest()


def listing() -> str:
    """The scripts as they lie on the disk now."""
    files = sorted((settings.ROOT / "tamdan/static/built").glob("*.js"))
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def hash_now() -> str:
    """The SHA-256 of that listing, hexadecimal: what stewards sign with the list of keys."""
    return hashlib.sha256(listing().encode()).hexdigest()


def note_code() -> bool:
    """Record the scripts when they are others than last time; whether they were. Asked whenever the server starts."""
    now = listing()
    with transaction.atomic():
        last = ReleasedCode.objects.first()
        if last is not None and last.listing == now:
            return False
        made = ReleasedCode.objects.create(listing=now)
        write(Entry(VERB, made, facts={"sha256": made.sha256}))
    return True
