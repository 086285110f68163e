"""The country's lists about complaints, and the one list of what stays open."""

import pytest

from tamdan.intake.errors import OpenFieldRefused
from tamdan.intake.load import FILES, load_lists
from tamdan.intake.models import Letter, Urgency
from tamdan.intake.openly import NECESSITIES, OPEN_FIELDS, checked
from tamdan.intake.vocabularies import Choice
from tamdan.places.models import Place

OURS = {"id", "owner", "visibility", "shared_with", "thread", "side", "author", "accepted"}
"""What the server itself adds: whose letter it is, and its promise."""


@pytest.mark.django_db
@pytest.mark.parametrize("model", FILES)
def test_each_list_is_loaded_in_both_languages(model: type[Choice]) -> None:
    rows = list(model._default_manager.filter(retired=False))
    assert rows
    assert all(row.name_en and row.name_km for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["kh", "xa"])
def test_loading_again_changes_nothing(country: str, settings: object) -> None:
    settings.COUNTRY = country  # type: ignore[attr-defined]
    load_lists()
    assert set(load_lists().values()) == {0}


@pytest.mark.django_db
def test_danger_is_on_the_list() -> None:
    dangers = set(Urgency.objects.filter(is_dangerous=True).values_list("code", flat=True))
    assert {"reprisal", "child", "detention", "medical"} <= dangers


def test_a_stored_letter_has_no_column_that_the_form_does_not_name() -> None:
    columns = {field.name for field in Letter._meta.concrete_fields}
    assert columns == {*OPEN_FIELDS, *NECESSITIES, *OURS}


@pytest.mark.django_db
def test_open_fields_hold_codes_alone() -> None:
    district = Place.objects.filter(depth=2).values_list("code", flat=True)[0]
    given = {
        "kind": "land",
        "district": district,
        "urgency": "child",
        "channel": "web",
        "language": "km",
        "week": "2026-W47",
    }
    assert checked(given) == given
    assert checked({"channel": "web", "language": "km"})["kind"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "my neighbour Sok"}, {"district": "near the pagoda"}, {"urgency": "very"}, {"channel": "pigeon"},
        {"language": "km because"}, {"week": "last rainy season"}, {"week": "2026-W54"}, {"name": "Sok"}, {"kind": 7},
        {"channel": ""},
    ],
)  # fmt: skip
def test_a_text_in_an_open_field_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(OpenFieldRefused):
        checked({"channel": "web", "language": "km", **wrong})
