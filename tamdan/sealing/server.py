"""The server's own locks, files of ``<home>/secrets`` that no backup holds: release and intake keys, pepper, acceptance key.

The release key strips the outer lock of an envelope; only ``intake.releasing`` may ask for it (a test holds that). The intake key
opens submissions. Both have a name by the month that made them, because they change monthly; old ones stay until they are destroyed.
Pepper and lock of receipts change when somebody asks for it (``intake.rekeying``) and have a name by the day.
"""

import base64
import datetime
import hashlib
import hmac
import re
import secrets
from functools import partial
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone

from tamdan.audit.notes import SigningKey
from tamdan.core.home import folder, home
from tamdan.core.secrets import secret
from tamdan.sealing import age
from tamdan.sealing.errors import SealBroken

RELEASE = "release"
INTAKE = "intake"
KEEP = datetime.timedelta(days=90)
"""How long backups are kept; a former key is destroyed when it went out of use longer ago."""
_PEPPER = "receipt-pepper"
_LOCK = "receipt-lock"
_ACCEPTANCE = "acceptance"


def host() -> str:
    """The host name that receipts, notes and lists are bound to; without the port, which may be another tomorrow."""
    return urlsplit(settings.ORIGIN).hostname or ""


def _names(purpose: str) -> list[str]:
    """The key files of a purpose, the newest first."""
    return sorted((path.name for path in folder("secrets").glob(f"{purpose}-????-??")), reverse=True)


def make_key(purpose: str) -> str:
    """This month's identity of a purpose, made once; returns its name."""
    name = f"{purpose}-{timezone.now():%Y-%m}"
    secret(name, make=age.new_identity)
    return name


def _identities(purpose: str) -> list[str]:
    names = _names(purpose) or [make_key(purpose)]
    return [secret(name) for name in names]


def release_identities() -> list[str]:
    """For ``intake.releasing`` and the monthly re-wrapping alone; the newest first."""
    return _identities(RELEASE)


def release_recipient() -> str:
    """What the outer lock of a new envelope is sealed to."""
    return newest(RELEASE)[1]


def intake_recipient() -> str:
    """What a submission is sealed to."""
    return newest(INTAKE)[1]


def newest(purpose: str) -> tuple[str, str]:
    """The name and the recipient of the present key of a purpose, as ``/locks.json`` gives them."""
    name = (_names(purpose) or [make_key(purpose)])[0]
    return name, age.recipient_of(secret(name))


def former(purpose: str) -> list[str]:
    """The names of the keys before the present one."""
    return _names(purpose)[1:]


def destroy(name: str) -> None:
    """A former key goes: what is still sealed to it stays shut, in every backup, but for who has two sheets of that backup's kit."""
    (folder("secrets") / name).unlink(missing_ok=True)


def open_submission(sealed: bytes) -> bytes:
    """A submission in memory. Raises SealBroken."""
    return age.unseal(sealed, *_identities(INTAKE))


def lookup(handle: bytes) -> bytes:
    """The index of a receipt: HMAC-SHA256 of its handle under the present pepper, 32 bytes."""
    return lookups(handle)[0]


def lookups(handle: bytes) -> list[bytes]:
    """The same under every pepper that is kept, the present one first."""
    peppers = map(base64.urlsafe_b64decode, _generations_of(_PEPPER))
    return [hmac.digest(pepper, handle, hashlib.sha256) for pepper in peppers]


def lock_u(u: bytes) -> bytes:
    """The stored form of a receipt's ``u``: a Fernet token, so that it cannot be used without ``secrets/``."""
    return _fernet().encrypt(u)


def unlock_u(token: bytes) -> bytes:
    """Raises SealBroken for a token of another installation."""
    try:
        return _fernet().decrypt(bytes(token))
    except InvalidToken as error:
        raise SealBroken from error


def relocked(token: bytes) -> bytes | None:
    """The same ``u`` under the present lock; None when it lies under it. Raises SealBroken for a token of another installation."""
    try:
        Fernet(_generations_of(_LOCK)[0]).decrypt(bytes(token))
    except InvalidToken:
        return lock_u(unlock_u(token))
    return None


def receipt_keys_since() -> datetime.date | None:
    """The day on which pepper and lock were changed last; None while the first ones are in use."""
    return next(iter(_days()), None)


def make_receipt_keys() -> datetime.date:
    """A pepper and a lock named by today, which are the present ones from now on. Those before them stay."""
    today = timezone.localdate()
    for purpose in (_LOCK, _PEPPER):
        _key(f"{purpose}-{today}")
    return today


def former_receipt_keys() -> list[datetime.date]:
    """The days on which the pepper and lock before were replaced, the newest first: what ``destroy_receipt_keys`` takes."""
    files = _names_of(_PEPPER)
    return [day for day in _days() if any(name < f"{_PEPPER}-{day}" for name in files)]


def destroy_receipt_keys(replaced: datetime.date) -> None:
    """Every pepper and lock from before a day: what rests on them is found and opened no longer, but with two sheets of an old kit."""
    for purpose in (_LOCK, _PEPPER):
        for name in _names_of(purpose):
            if name < f"{purpose}-{replaced}":
                (home() / "secrets" / name).unlink(missing_ok=True)


def acceptance_key() -> SigningKey:
    """Signs the promise that a letter's event will be in the ledger."""
    return SigningKey(f"{host()}/accept", base64.urlsafe_b64decode(_key(_ACCEPTANCE)))


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _generations_of(_LOCK)])


def _generations_of(purpose: str) -> list[str]:
    """Pepper or lock of each day that is kept, the newest first. The first one has no day in its name."""
    return [_key(name) for name in _names_of(purpose) or [purpose]]


def _names_of(purpose: str) -> list[str]:
    """Their files, the newest first; not a copy that somebody laid beside them under another name."""
    able = re.compile(rf"{purpose}(?:-\d{{4}}-\d{{2}}-\d{{2}})?")
    found = (path.name for path in (home() / "secrets").glob(f"{purpose}*"))
    return sorted(filter(able.fullmatch, found), reverse=True)


def _days() -> list[datetime.date]:
    """Of the peppers that have a day in their names, the newest first."""
    begun = f"{_PEPPER}-"
    return [
        datetime.date.fromisoformat(name.removeprefix(begun)) for name in _names_of(_PEPPER) if name.startswith(begun)
    ]


def _key(name: str) -> str:
    return secret(name, make=partial(_random, 32))


def _random(size: int) -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(size)).decode()
