"""Forms that change an outlet or a feed over the version that the person saw (core.versions)."""

from typing import Any

from tamdan.core.versions import VersionedForm
from tamdan.press.forms import FeedForm, OutletForm
from tamdan.press.models import Outlet


class ChangeOutletForm(VersionedForm, OutletForm):
    class Meta(OutletForm.Meta):
        pass


class ChangeFeedForm(VersionedForm, FeedForm):
    """A feed stays with an outlet of the body that owns it."""

    class Meta(FeedForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, outlets=Outlet.objects.filter(owner=kwargs["instance"].owner_id), **kwargs)
