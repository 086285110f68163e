"""How often digits were tried that no receipt has: it makes the next try cost more work, and never locks anybody out.

Counted in this process's memory alone. A network is known by a keyed hash whose key lasts as long as the process; nothing of it is
stored, so a province behind one address pays more work and is never told a lie.
"""

import hashlib
import ipaddress
import math
import os
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

HALF_LIFE = 600.0
"""Seconds after which a miss counts half."""
FREE_HERE, FREE_EVERYWHERE = 8, 400
"""Misses of one network and of all that cost nothing; each doubling of them doubles the work."""
PREFIXES = {4: 24, 6: 48}
MOST_NETWORKS = 10_000


@dataclass
class Count:
    """A number that halves with time."""

    value: float = 0.0
    at: float = field(default_factory=time.monotonic)

    def now(self) -> float:
        moment = time.monotonic()
        self.value *= 0.5 ** ((moment - self.at) / HALF_LIFE)
        self.at = moment
        return self.value

    def add(self) -> None:
        self.value = self.now() + 1


class Misses:
    """The counts of this process."""

    def __init__(self) -> None:
        self.everywhere = Count()
        self.networks: OrderedDict[bytes, Count] = OrderedDict()
        self._key = os.urandom(32)

    def add(self, request: HttpRequest) -> None:
        name = self._name(request)
        self.everywhere.add()
        self.networks.setdefault(name, Count()).add()
        self.networks.move_to_end(name)
        if len(self.networks) > MOST_NETWORKS:
            self.networks.popitem(last=False)

    def hardness(self, request: HttpRequest) -> int:
        """1 where hardly anybody guesses, doubled for each doubling of misses."""
        here = self.networks.get(self._name(request))
        return _doubled(self.everywhere.now(), FREE_EVERYWHERE) * _doubled(here.now() if here else 0, FREE_HERE)

    def _name(self, request: HttpRequest) -> bytes:
        return hashlib.blake2b(network_of(request).encode(), key=self._key).digest()


def _doubled(misses: float, free: int) -> int:
    return 1 << max(0, math.floor(math.log2(max(misses, 1) / free)) + 1)


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from; behind our own proxy the last address that it wrote down."""
    address = request.META.get("REMOTE_ADDR", "")
    if getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0):
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, PREFIXES[found.version]), strict=False))


misses = Misses()
