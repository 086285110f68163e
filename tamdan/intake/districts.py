"""The country's districts, which a letter may name, and the province of each."""

import time

from django.conf import settings
from django.db import connection

from tamdan.intake.vocabularies import KNOWN_SECONDS
from tamdan.places.models import Place

DISTRICTS_DEPTH = 2
_remembered: dict[tuple[str, str], tuple[float, dict[str, str]]] = {}


def province_of(district: str) -> str | None:
    """The code of the province that a district lies in; None for what is no district in use.

    Places change with a release, so they are asked once a minute and not for each letter, and again for one that is not among them.
    """
    name = (str(connection.settings_dict["NAME"]), settings.COUNTRY)
    at, found = _remembered.get(name, (0.0, dict[str, str]()))
    if time.monotonic() - at > KNOWN_SECONDS or district not in found:
        rows = Place.objects.current().filter(depth=DISTRICTS_DEPTH)
        found = {code: parent or "" for code, parent in rows.values_list("code", "parent")}
        _remembered[name] = (time.monotonic(), found)
    return found.get(district)
