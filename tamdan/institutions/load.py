"""Loads the home State's institutions from ``country/<code>/institutions.yaml``, unconfirmed until a person vouches for them.

Each entry: code, acronym, name_en, name_km, kind (institutions.enums.BodyKind), parent (a code of the same file), status
("unconfirmed"). A body that a person edited or confirmed is never changed by the file again.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body, Installation
from tamdan.language.normalise import clean, order
from tamdan.taxonomy.files import Row, rows_of

FIELDS = ("acronym", "name_en", "name_km", "kind", "parent_id")


def load_institutions(country: str | None = None) -> dict[str, int]:
    """Bodies added or changed. ``country`` is the home State unless another is named. Raises taxonomy.files.FaultyFile."""
    path = settings.COUNTRY_ROOT / (country or home_country()) / "institutions.yaml"
    if not path.exists():
        return {"institutions.body": 0}
    rows = rows_of(path)
    with transaction.atomic():
        known = {body.code: body for body in Body.objects.filter(code__in=[row.text("code") for row in rows])}
        new = [_filled(Body(code=row.text("code")), row) for row in rows if row.text("code") not in known]
        Body.objects.bulk_create(new)
        known |= {body.code: body for body in new}
        changed = _follow(rows, known, {body.code for body in new})
    return {"institutions.body": len(new) + changed}


def home_country() -> str:
    """The folder that the installation was set up with, before that the one of the environment."""
    installation = Installation.current()
    return installation.country if installation else str(settings.COUNTRY)


def _filled(body: Body, row: Row) -> Body:
    """``body`` with what the row says, but for its parent."""
    body.acronym = row.optional("acronym", longest=40)
    body.name_en = clean(row.optional("name_en"))
    body.name_km = order(clean(row.optional("name_km")))
    body.kind = row.one_of("kind", BodyKind.values)
    row.one_of("status", ["unconfirmed"])
    if not body.name_en and not body.name_km:
        raise row.fault(_("The body has no name in either language."))
    return body


def _follow(rows: list[Row], known: dict[str, Body], new: set[str]) -> int:
    """Bring bodies that no person touched in line with their rows; how many of the older ones changed."""
    changed, older = [], 0
    for row in rows:
        body = known[row.text("code")]
        if body.is_confirmed or body.version > 1:
            continue
        before = [getattr(body, field) for field in FIELDS]
        parent = row.code("parent", known)
        _filled(body, row).parent = known[parent] if parent else None
        if before != [getattr(body, field) for field in FIELDS]:
            changed.append(body)
            older += body.code not in new
    Body.objects.bulk_update(changed, FIELDS)
    return older
