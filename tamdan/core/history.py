"""Row history: every state that a row had, written by triggers, so that no path around our code leaves it out."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(*exclude: str) -> Callable[[M], M]:
    """Class decorator: keep each state of each row in ``app_modelhistory`` (``record.history``), but the fields named.

    Secrets are excluded. The app's config names the history model in ``append_only`` so that only an approved erasure
    removes rows of it.
    """

    def decorate(model: M) -> M:
        track = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude) or None,
            model_name=f"{model.__name__}History",
            obj_field=pghistory.ObjForeignKey(related_name="history"),
        )
        tracked_model: M = track(model)
        return tracked_model

    return decorate
