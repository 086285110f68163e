"""Two people change one outlet, or one feed: the second sees both texts, and neither loses anything."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.press.models import Feed, Outlet
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def as_opened(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in found.items() if value not in (None, False)}


@pytest.mark.parametrize(("what", "field"), [("outlet", "name_en"), ("feed", "every")])
def test_the_second_editor_sees_both_texts(as_secretary: Client, cast: Cast, what: str, field: str) -> None:
    owned = {"owner": cast.committee, "visibility": Visibility.STAFF}
    outlet = Outlet.objects.create(name_en="The Xanara Post", aliases=["XP"], **owned)
    feed = Feed.objects.create(outlet=outlet, address="https://example.org/feed", **owned)
    record: Any = {"outlet": outlet, "feed": feed}[what]
    first, second = ("90", "30") if what == "feed" else ("The Post of Xanara", "Xanara's Post")
    address = reverse(f"press:edit_{what}", args=[record.uuid])
    opened = as_opened(as_secretary, address)
    assert as_secretary.post(address, {**opened, field: first}).status_code == 302
    late = as_secretary.post(address, {**opened, field: second})
    assert late.status_code == 409
    assert first in late.content.decode()
    record.refresh_from_db()
    assert str(getattr(record, field)) == first
    again = late.context["error"].form.data
    assert (
        as_secretary.post(address, {name: value for name, value in again.items() if value is not None}).status_code
        == 302
    )
    record.refresh_from_db()
    assert str(getattr(record, field)) == second
    outlet.refresh_from_db()
    assert outlet.aliases == ["XP"]
