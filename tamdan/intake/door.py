"""The door of the first page: it is there only when a letter can be received."""

from typing import Any

from tamdan.sealing import published


def door() -> dict[str, Any] | None:
    """Nothing to show but the links; None while no letter could be sealed."""
    return None if published.refusal() else {}
