"""Which outlet an article is of: by the address it came from, else by the name as printed; a name never met makes an unconfirmed one."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from tamdan.core.access import Visibility
from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer
from tamdan.press.models import Article, Capture, Outlet


def host_of(address: str) -> str:
    """The host of an address, without "www."; empty for none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def spellings(outlet: Outlet) -> list[str]:
    """What an article may print for this outlet, folded."""
    names = (outlet.name_en, outlet.name_km, *outlet.aliases)
    return sorted({fold(name).removeprefix("the ")[:200] for name in names if name})


class Outlets:
    """The outlets of a capture's owner, read once (one query)."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        rows = list(Outlet.objects.filter(owner_id=capture.owner_id))
        self.by_name = {spelling: row for row in rows for spelling in row.folded}
        self.by_host = {row.host: row for row in rows if row.host}

    def set_outlets(self, articles: Sequence[Article]) -> None:
        """Give each article its outlet. What a feed brings is its outlet's, whatever a page prints."""
        fed = self.capture.feed.outlet if self.capture.feed else None
        for article in articles:
            article.outlet = fed or self._named(article.outlet_name) or self.by_host.get(host_of(article.address))

    def _named(self, name: str) -> Outlet | None:
        key = fold(name).removeprefix("the ")[:200]
        if not key:
            return None
        if key not in self.by_name:
            field = "name_km" if has_khmer(name) else "name_en"
            self.by_name[key] = Outlet.objects.create(
                owner_id=self.capture.owner_id, visibility=Visibility.STAFF, folded=[key], **{field: name}
            )
        return self.by_name[key]
