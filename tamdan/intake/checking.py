"""What ``tamdan audit verify`` finds out about letters: rows against events, events against rows, ciphertext against its name.

Bytes are compared as bytes; nothing of an event is cast in SQL.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tamdan.vault.blobs import open_blob
from tamdan.vault.errors import FileMissing

SENTENCES = {
    "letter-gone": _("Letter %(where)s was received and is gone; no erasure explains it."),
    "letter-unrecorded": _("Letter %(where)s is stored and no event says that it was received or written."),
    "letter-changed": _("Letter %(where)s has another digest than its event."),
    "letter-again": _("Letter %(where)s is named as received by more than one event."),
    "item-without-pieces": _("Part %(where)s of a letter has no sealed content."),
    "item-without-envelope": _("Part %(where)s of a letter is sealed to nobody, and no decision explains it."),
    "blob-gone": _("Sealed file %(where)s is gone from the store."),
    "blob-changed": _("Sealed file %(where)s is not what was handed in: its bytes changed."),
    "opening-unrecorded": _("Part %(where)s was released and no event says so."),
    "key-unrecorded": _("Answers to letter %(where)s are sealed to a key that no event of a new receipt names."),
    "opening-hidden": _(
        "The release of part %(where)s stands in the ledger and is missing from the complainant's list."
    ),
}
KNOWN = ("letter.received", "letter.answered", "letter.noted")
GONE = """
    SELECT received.object_id FROM audit_event received
    WHERE received.verb = ANY(%s) AND received.kind = 'intake.letter'
    AND NOT EXISTS (SELECT FROM intake_letter letter WHERE letter.id = received.object_id::bigint)
    AND NOT EXISTS (
        SELECT FROM audit_event erased WHERE erased.verb = 'letter.erased' AND erased.kind = 'intake.letter'
        AND erased.object_id = received.object_id
    )
"""
RECORDED = """
    SELECT letter.id, letter.digest, event.body FROM intake_letter letter
    LEFT JOIN audit_event event ON event.kind = 'intake.letter' AND event.object_id = letter.id::text AND event.verb = ANY(%s)
    ORDER BY letter.id
"""
WITHOUT_PIECES = """
    SELECT item.ref FROM intake_item item
    WHERE NOT EXISTS (SELECT FROM intake_itemsegment segment WHERE segment.item_id = item.id)
"""
WITHOUT_ENVELOPE = """
    SELECT item.ref FROM intake_item item
    WHERE NOT EXISTS (SELECT FROM intake_envelope envelope WHERE envelope.item_id = item.id)
    AND NOT EXISTS (
        SELECT FROM audit_event taken WHERE taken.verb IN ('envelope.narrowed', 'envelope.ended')
        AND taken.kind = 'intake.item' AND taken.object_id = item.id::text
    )
"""
BLOBS = "SELECT DISTINCT blob.digest FROM vault_blob blob JOIN intake_itemsegment segment ON segment.blob_id = blob.id"
UNRECORDED = """
    SELECT item.ref FROM intake_release release JOIN intake_item item ON item.id = release.item_id
    WHERE NOT EXISTS (
        SELECT FROM audit_event event WHERE event.verb = 'item.opened' AND event.kind = 'intake.item'
        AND event.object_id = item.id::text AND sha256('\\x00'::bytea || event.body) = decode(release.leaf, 'hex')
    )
"""
HIDDEN = """
    SELECT item.ref FROM audit_event event JOIN intake_item item ON item.id = event.object_id::bigint
    WHERE event.verb = 'item.opened' AND event.kind = 'intake.item'
    AND NOT EXISTS (
        SELECT FROM intake_release release
        WHERE release.item_id = item.id AND decode(release.leaf, 'hex') = sha256('\\x00'::bytea || event.body)
    )
"""
ISSUED = """
    SELECT letter.ref, own.recipient, own.verify, event.body FROM intake_complainantkey own
    JOIN intake_letter letter ON letter.id = own.thread_id
    LEFT JOIN audit_event event ON event.verb = 'receipt.issued' AND event.about_kind = 'intake.letter'
        AND event.about_id = letter.id::text AND sha256('\\x00'::bytea || event.body) = decode(own.leaf, 'hex')
"""
Finding = tuple[str, str, str]


def contradictions(connection: Any) -> Iterator[Finding]:
    """(code of SENTENCES, where, what) for everything about letters that does not fit the ledger, read in one snapshot."""
    for code, sql, params in (
        ("letter-gone", GONE, [list(KNOWN)]),
        ("item-without-pieces", WITHOUT_PIECES, []),
        ("item-without-envelope", WITHOUT_ENVELOPE, []),
        ("opening-unrecorded", UNRECORDED, []),
        ("opening-hidden", HIDDEN, []),
    ):
        for (where,) in connection.execute(sql, params):
            yield code, str(where), ""
    yield from _keys(connection)
    yield from _letters(connection)
    yield from _blobs(connection)


def _keys(connection: Any) -> Iterator[Finding]:
    """A key that somebody put beside the complainant's would read the answers."""
    for ref, recipient, verify, body in connection.execute(ISSUED):
        facts = json.loads(bytes(body)).get("facts", {}) if body else {}
        if (facts.get("recipient"), facts.get("verify")) != (recipient, verify):
            yield "key-unrecorded", str(ref), recipient


def _letters(connection: Any) -> Iterator[Finding]:
    """Each letter has one event of its arrival, with its digest."""
    before = None
    with connection.cursor("letters") as rows:
        rows.execute(RECORDED, [list(KNOWN)])
        for pk, digest, body in rows:
            if body is None:
                yield "letter-unrecorded", str(pk), ""
            elif pk == before:
                yield "letter-again", str(pk), ""
            elif _told_digest(bytes(body)) != digest:
                yield "letter-changed", str(pk), ""
            before = pk


def _told_digest(body: bytes) -> object:
    try:
        return json.loads(body).get("facts", {}).get("digest")
    except (ValueError, AttributeError):
        return None


def _blobs(connection: Any) -> Iterator[Finding]:
    with connection.cursor("blobs") as rows:
        rows.execute(BLOBS)
        for (digest,) in rows:
            found = _hash(digest)
            if found is None:
                yield "blob-gone", digest, ""
            elif found != digest:
                yield "blob-changed", digest, found


def _hash(digest: str) -> str | None:
    try:
        with open_blob(digest) as stream:
            return hashlib.sha256(stream.read()).hexdigest()  # a little over a mebibyte at most
    except FileMissing:
        return None
