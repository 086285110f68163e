"""A watcher from outside finds what the stewards did not sign."""

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from tamdan.sealing.code import note_code
from tamdan.sealing.server import host
from tamdan.sealing.watching import Answer, Fetch, look
from tests.letters import Ring


@pytest.fixture
def fetch(client: Client, ring: Ring) -> Fetch:
    """The site as it is served; its built files from where they lie."""
    note_code()

    @cache
    def get(path: str) -> Answer:
        if path.startswith("/static/"):
            return Answer(200, {}, Path(str(finders.find(path.removeprefix("/static/")))).read_bytes())
        found = client.get(path)
        return Answer(found.status_code, {name.lower(): value for name, value in found.items()}, found.content)

    return get


def test_what_was_changed_after_it_was_signed_is_named(fetch: Fetch) -> None:
    today = timezone.localdate()
    kept = fetch("/anchor.js").body

    def found(
        path: str = "", old: bytes = b"", new: bytes = b"", anchor: bytes | None = kept, day: datetime.date = today
    ) -> set[str]:
        def changed(asked: str) -> Answer:
            answer = fetch(asked)
            return replace(answer, body=answer.body.replace(old, new)) if asked == path else answer

        return {code for code, _sentence in look(changed, host(), anchor, day).problems}

    whole = look(fetch, host(), kept, today)
    assert ([(code, str(said)) for code, said in whole.problems], whole.version) == ([], 1)
    names = {address.rpartition("/")[2] for address in whole.scripts}
    assert names == {
        "face.js",
        "anchor.js",
        "form.js",
        "seal.js",
        "receipt.js",
        "derive.js",
        "upload.js",
        "intake-sw.js",
    }
    assert found(anchor=None) == set()
    assert found("/static/seal.js", b'"use strict"', b'"use  strict"') == {"script", "integrity"}
    assert found("/code.txt", b"seal.js", b"seel.js") == {"listing"}
    assert found("/keyring.json", b'"epoch":1', b'"epoch":2') == {"unsigned"}
    assert found("/anchor.js", b'"minimum":1', b'"minimum":0') == {"stewards", "integrity"}
    assert found("/en/complain/", b"<main", b"<p onclick=x()></p><main") == {"inline"}
    assert found("/en/complain/", b'src="/static/form.js"', b'src="https://example.org/form.js"') == {"elsewhere"}
    assert found("/en/complain/", b'"/static/seal.js"', b'"//example.org/seal.js"') == {"elsewhere"}
    assert found(day=today + datetime.timedelta(days=400)) == {"expired"}
    assert found("/keyring.json", b"{", b"[") >= {"unreadable", "listing"}
