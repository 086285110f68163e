"""A stored capture for tests: an invented dump read and stored as the worker does it."""

import hashlib
from typing import Any

from tamdan.core.access import Visibility
from tamdan.institutions.models import Body
from tamdan.press.enums import CaptureState, How
from tamdan.press.models import Capture
from tamdan.press.storing import store


def stored_dump(owner: Body, text: str, by: Any = None, **fields: Any) -> Capture:
    """``text`` captured by ``by`` for ``owner``, read, its articles and passages stored."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    capture = Capture.objects.create(
        owner=owner,
        visibility=Visibility.STAFF,
        how=How.PASTED,
        digest=digest,
        text=text,
        by=by,
        state=CaptureState.READING,
        **fields,
    )
    store(capture)
    return capture
