"""Forms of the vault's office page."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.core.seen import SeenForm
from tamdan.vault.quotas import Room

MOST = 10_000_000
"""Megabytes: ten terabytes."""


class RoomForm(SeenForm):
    """How much a body may hold. ``room`` is read under a lock when the form was sent."""

    compared = ("megabytes",)
    megabytes = forms.IntegerField(
        label=_("At most, in megabytes"), required=False, min_value=0, max_value=MOST,
        help_text=_("Empty: as much as the disk has room for. Files that are there already stay."),
    )  # fmt: skip

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        limit = {"megabytes": room.megabytes}
        super().__init__(*args, there=limit, initial=limit, **kwargs)
        self.room = room

    def again(self, data: dict[str, Any]) -> Self:
        return type(self)(data, room=self.room)
