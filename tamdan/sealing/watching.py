"""What ``tamdan watch`` looks at from outside: whether a site serves the keys and the scripts that its stewards signed (SEALING 1).

Knows nothing of the site but what it serves and, better, the script that pins its stewards as somebody kept it. It can find what one
visit was given; what another visitor is given it does not see, so it is run often, from many places.
"""

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tamdan.audit.notes import NoteRefused, PublicKey
from tamdan.core.terminal import Sentence
from tamdan.core.terminal import gettext_noop as _
from tamdan.sealing.keylist import needed, note_text, signers

PAGES = ("/en/complain/", "/km/complain/", "/en/receipt/", "/km/receipt/")
HELD = (
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
)
"""What the pages' policy has to say; anything `unsafe` it must not."""
LOADED_LATER = ("derive", "upload", "seal", "serviceWorker")
"""Scripts that a page loads by itself, as its settings name them; of those that are no workers the integrity stands beside."""
PINS = re.compile(rb"self\.tamdanAnchor=Object\.freeze\((\{.*\})\);\n")


@dataclass(frozen=True)
class Answer:
    """What the site gave for one address; ``headers`` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Fetch = Callable[[str], Answer]


@dataclass
class Watch:
    """One look at a site. ``scripts`` are the addresses that were compared, ``problems`` what does not fit, by code."""

    fetch: Fetch
    host: str
    version: int = 0
    scripts: list[str] = field(default_factory=list)
    problems: list[tuple[str, Sentence]] = field(default_factory=list)

    def say(self, code: str, message: str, **values: object) -> None:
        self.problems.append((code, Sentence(message, **values)))

    def body(self, path: str) -> bytes:
        found = self.fetch(path)
        if found.status != 200:
            self.say("absent", _("%(path)s is not there (%(status)s)."), path=path, status=found.status)
        return found.body if found.status == 200 else b""


def look(fetch: Fetch, host: str, anchor: bytes | None, today: datetime.date) -> Watch:
    """Compare everything; ``anchor`` is the site's /anchor.js as it was kept, None where the site's own of now is believed."""
    watch = Watch(fetch, host)
    served = watch.body("/anchor.js")
    listed = _signed_list(watch, anchor or served, today)
    if anchor and served != anchor and served:
        watch.say(
            "stewards", _("The script that pins the stewards is another than the one that was kept. Ask the stewards.")
        )
    known = _known_scripts(watch, listed.get("code", ""))
    for path in PAGES:
        _look_at_page(watch, path, known)
    return watch


def _signed_list(watch: Watch, anchor: bytes, today: datetime.date) -> dict[str, Any]:
    note, canonical = watch.body("/keyring").decode(errors="replace"), watch.body("/keyring.json")
    try:
        pinned = json.loads(PINS.fullmatch(anchor)[1])  # type: ignore[index] # None is the TypeError below
        stewards = [PublicKey.parse(text) for text in dict.fromkeys(pinned["stewards"])]
        listed: dict[str, Any] = json.loads(canonical)
        number, last_day = int(listed["version"]), datetime.date.fromisoformat(listed["expires"])
    except (ValueError, TypeError, KeyError, NoteRefused):
        watch.say("unreadable", _("The list of keys, or the script that pins its stewards, cannot be read."))
        return {}
    watch.version = number
    said = note_text(watch.host, number, canonical)
    if (
        not note.startswith(said)
        or listed.get("host") != watch.host
        or len(signers(note, stewards)) < needed(len(stewards))
    ):
        watch.say("unsigned", _("The list of keys is not signed by enough of the stewards."))
    if number < pinned["minimum"]:
        watch.say("older", _("The list of keys is older than the one that the stewards' script asks for."))
    if last_day < today:
        watch.say("expired", _("The list of keys is out of date."))
    return listed


def _known_scripts(watch: Watch, signed: str) -> frozenset[str]:
    """The hashes of the scripts on the newest listing, which has to be the one that the stewards signed."""
    listing = "".join(
        re.findall(
            r"^[0-9a-f]{64}  \S+\n", watch.body("/code.txt").decode(errors="replace").partition("\n#")[0] + "\n", re.M
        )
    )
    if hashlib.sha256(listing.encode()).hexdigest() != signed:
        watch.say("listing", _("The listing of scripts is not the one that the stewards signed with the list of keys."))
    return frozenset(line[:64] for line in listing.splitlines())


class _Page(HTMLParser):
    """The scripts of a page: addresses with their integrity, settings, and anything that would run from the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[tuple[str, str]] = []
        self.inline = 0
        self.settings = ""
        self._is_in_settings = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inline += sum(name.startswith("on") for name in given)
        if tag == "script" and "src" in given:
            self.scripts.append((given["src"], given.get("integrity", "")))
        elif tag == "script" and given.get("type") != "application/json":
            self.inline += 1
        self._is_in_settings = tag == "script" and given.get("id") == "settings"

    def handle_endtag(self, _tag: str) -> None:
        self._is_in_settings = False

    def handle_data(self, data: str) -> None:
        self.settings += data if self._is_in_settings else ""


def _look_at_page(watch: Watch, path: str, known: frozenset[str]) -> None:
    answer = watch.fetch(path)
    policy = answer.headers.get("content-security-policy", "")
    if answer.status != 200 or "unsafe" in policy or not all(part in policy for part in HELD):
        watch.say("policy", _("%(path)s does not hold the browser to its own scripts."), path=path)
    page = _Page()
    page.feed(answer.body.decode(errors="replace"))
    if page.inline:
        watch.say("inline", _("%(path)s has code in the page itself."), path=path)
    for address, integrity in [*page.scripts, *_later(page.settings)]:
        _look_at_script(watch, address, integrity, known)


def _later(settings: str) -> Iterator[tuple[str, str | None]]:
    try:
        urls = json.loads(settings)["urls"]
    except (ValueError, KeyError, TypeError):
        return  # a page on which nothing can be sealed now
    yield from ((urls[name], urls.get(f"{name}Integrity")) for name in LOADED_LATER if name in urls)


def _look_at_script(watch: Watch, address: str, integrity: str | None, known: frozenset[str]) -> None:
    if not address.startswith("/") or address.startswith("//"):
        watch.say("elsewhere", _("A page loads a script from elsewhere: %(address)s."), address=address)
        return
    if address in watch.scripts:
        return
    watch.scripts.append(address)
    script = watch.body(address)
    if address != "/anchor.js" and hashlib.sha256(script).hexdigest() not in known:
        watch.say("script", _("%(address)s is not a script that the stewards signed."), address=address)
    if integrity is not None and integrity != "sha384-" + base64.b64encode(hashlib.sha384(script).digest()).decode():
        watch.say("integrity", _("A page does not tell the browser what %(address)s has to be."), address=address)
