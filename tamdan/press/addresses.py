"""What is an address of the web that may be asked for at all; which hosts are, is told when they are connected to (fetching)."""

from urllib.parse import urlsplit

from django.conf import settings

from tamdan.press.errors import AddressWrong

PORTS = frozenset({80, 443, 8080, 8443})
_LONGEST = 2000


def check_address(address: str) -> str:
    """An address of the web that may be asked for: http or https, a host, a usual port, no name and password. Raises AddressWrong."""
    shown = address.strip()
    try:
        parts = urlsplit(shown)
        port = parts.port
    except ValueError as error:
        raise AddressWrong from error
    usual = settings.PRESS_LOOPBACK or port is None or port in PORTS
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username
        or not usual
        or len(shown) > _LONGEST
    ):
        raise AddressWrong
    return shown
