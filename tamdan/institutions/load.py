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
        changed = [row for row in parents_first(rows) if _follow(row, known)]
    return {"institutions.body": len(changed)}


def home_country() -> str:
    """The folder that the installation was set up with, before that the one of the environment."""
    installation = Installation.current()
    return installation.country if installation else str(settings.COUNTRY)


def parents_first(rows: list[Row]) -> list[Row]:
    """The rows, each after its parent's. Raises FaultyFile for a parent that the file lacks and for a circle."""
    by_code = {row.text("code"): row for row in rows}
    ordered: dict[str, Row] = {}

    def add(row: Row, below: tuple[str, ...]) -> None:
        code, parent = row.text("code"), row.code("parent", by_code)
        if code in below:
            raise row.fault(_("The body is part of itself."))
        if parent:
            add(by_code[parent], (*below, code))
        ordered.setdefault(code, row)

    for row in rows:
        add(row, ())
    return list(ordered.values())


def _follow(row: Row, known: dict[str, Body]) -> bool:
    """Make or change the row's body unless a person touched it; whether anything was written."""
    code, parent = row.text("code"), row.optional("parent")
    body = known.setdefault(code, Body(code=code))
    if body.pk and (body.is_confirmed or body.version > 1):
        return False
    before = [getattr(body, field) for field in FIELDS]
    body.acronym = row.optional("acronym", longest=40)
    body.name_en = clean(row.optional("name_en"))
    body.name_km = order(clean(row.optional("name_km")))
    body.kind = row.one_of("kind", BodyKind.values)
    body.parent = known[parent] if parent else None
    row.one_of("status", ["unconfirmed"])
    if not body.name_en and not body.name_km:
        raise row.fault(_("The body has no name in either language."))
    if body.pk and before == [getattr(body, field) for field in FIELDS]:
        return False
    body.save()
    return True
