"""The scripts of the complainant's pages with the hashes that the browser compares them with."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

from tamdan.core.integrity import integrity
from tamdan.intake.prompts import Prompt, sounds
from tamdan.sealing.published import anchor_script

FORM_BUNDLE = "form.js"
"""What makes the form usable; it loads seal.js by itself."""


def scripts(bundle: str = FORM_BUNDLE) -> list[dict[str, str]]:
    """The anchor and the bundle, in this order; nothing while there is no list of keys to pin."""
    anchor = anchor_script()
    return [anchor, {"address": static(bundle), "integrity": integrity(bundle)}] if anchor else []


def heard(page: dict[str, Any], prompts: Iterable[Prompt]) -> dict[str, Any]:
    """What a page shows (with ``scripts``), and the recordings that it may play; their player comes along only where there is one."""
    found = sounds(prompts, get_language() or settings.LANGUAGE_CODE)
    player = (
        [{"address": static("prompts.js"), "integrity": integrity("prompts.js")}] if found and page["scripts"] else []
    )
    return {**page, "prompts": found, "scripts": [*page["scripts"], *player]}
