"""The scripts of the complainant's pages with the hashes that the browser compares them with."""

from django.templatetags.static import static

from tamdan.core.integrity import integrity
from tamdan.sealing.published import anchor_script


def scripts(bundle: str = "seal.js") -> list[dict[str, str]]:
    """The anchor and the bundle, in this order; nothing while there is no list of keys to pin."""
    anchor = anchor_script()
    return [anchor, {"address": static(bundle), "integrity": integrity(bundle)}] if anchor else []
