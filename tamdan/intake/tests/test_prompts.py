"""Prompts in officers' voices: recorded, listened to, published, played on the form, silent when the page says something else."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from tamdan.accounts.models import User
from tamdan.audit.actions import record
from tamdan.audit.models import Event
from tamdan.intake import prompts, recordings
from tamdan.intake.prompts import BACK, FORM, LANGUAGES, PROMPTS, Prompt, Recording
from tamdan.intake.sounds import LARGEST, part_of, sound_type
from tamdan.intake.tests import sounds
from tests.cast import Cast
from tests.letters import Ring

pytestmark = pytest.mark.django_db
WHAT = "/en/office/prompts/what/en/"


def bring(client: Client, content: bytes, path: str = WHAT, **more: Any) -> Any:
    return client.post(path, {"sound": SimpleUploadedFile("me.html", content), **more})


def read(page: bytes) -> str:
    """The words of a page, as somebody reads them."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.decode())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_heard_stands_on_its_page(client: Client, ring: Ring, language: str) -> None:
    for path, found in (("complain", FORM), ("receipt", BACK)):
        seen = read(client.get(f"/{language}/{path}/").content)
        silent = [line for prompt in found for line in prompt.words(language).split("\n") if line not in seen]
        assert silent == []


def test_a_prompt_is_recorded_heard_published_and_replaced(client: Client, ring: Ring, intake_officer: User) -> None:
    visitor = Client()
    assert "data-prompt" not in visitor.get("/en/complain/").content.decode()
    client.force_login(intake_officer)
    assert bring(client, sounds.OGG, seconds="7").status_code == 302
    first = Recording.objects.get()
    assert (first.media_type, first.seconds, first.made_by) == ("audio/ogg", 7, intake_officer)
    assert first.file is not None
    address = f"/complain/sounds/{first.file.digest}"
    assert client.get(address).content == sounds.OGG, "who records may listen"
    assert visitor.get(address).status_code == 404, "nobody else before it is published"

    client.post(f"/en/office/prompts/{first.pk}/publish/")
    page = visitor.get("/en/complain/")
    shown = page.content.decode()
    assert shown.count("data-prompt=") == 1
    assert f'<audio controls preload="none" src="{address}"' in shown
    assert "prompts.js" in shown
    assert "media-src 'self' blob:" in page["Content-Security-Policy"]
    assert "data-prompt" not in visitor.get("/km/complain/").content.decode(), "each language has its own"
    heard = visitor.get(address, headers={"range": "bytes=2-5"})
    assert (heard.status_code, heard.content, heard["Content-Type"]) == (206, sounds.OGG[2:6], "audio/ogg")
    assert heard["X-Content-Type-Options"] == "nosniff"

    bring(client, sounds.WEBM)
    second = Recording.objects.exclude(pk=first.pk).get()
    client.post(f"/en/office/prompts/{second.pk}/publish/")
    assert visitor.get(address).status_code == 404, "the former one is gone from the page"
    client.post(f"/en/office/prompts/{first.pk}/publish/")
    client.post(f"/en/office/prompts/{first.pk}/off/")
    assert "data-prompt" not in visitor.get("/en/complain/").content.decode()
    verbs = Event.objects.filter(kind="intake.recording").order_by("pk").values_list("verb", flat=True)
    took, on, off = recordings.RECORDED, recordings.PUBLISHED, recordings.ENDED
    assert list(verbs) == [took, on, took, off, on, off, on, off]
    assert "What happened to it" in client.get(WHAT).content.decode()


def test_a_recording_falls_silent_when_the_sentence_changes_until_somebody_has_listened(
    client: Client, ring: Ring, secretary: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(secretary)
    bring(client, sounds.MP3)
    made = recordings.publish(Recording.objects.get(), by=secretary)
    assert recordings.stale(secretary) == 0
    changed = Prompt("what", ("What happened to you?",))
    monkeypatch.setitem(PROMPTS, "what", changed)
    monkeypatch.setattr("tamdan.intake.pages.FORM", (changed,))
    assert recordings.stale(secretary) == 1
    assert "data-prompt" not in Client().get("/en/complain/").content.decode()
    page = client.get(WHAT).content.decode()
    assert "On the page, silent" in page
    assert "one way is enough" in page, "what was read then"
    client.post(f"/en/office/prompts/{made.pk}/confirm/")
    assert recordings.stale(secretary) == 0
    assert "data-prompt" in Client().get("/en/complain/").content.decode()


@pytest.mark.parametrize(
    ("content", "seconds", "said"),
    [
        (b"", "", "Nothing was recorded"),
        (sounds.PAGE, "", "no sound that browsers play"),
        (sounds.FILM, "", "no sound that browsers play"),
        (sounds.MP3 + bytes(LARGEST), "", "larger than 1 MB"),
        (sounds.MP3, "91", "lasts 91 seconds"),
    ],
    ids=["empty", "page", "film", "large", "long"],
)
def test_what_cannot_be_played_is_refused_with_what_to_do(
    client: Client, intake_officer: User, content: bytes, seconds: str, said: str
) -> None:
    client.force_login(intake_officer)
    answer = bring(client, content, seconds=seconds)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Recording.objects.exists()


def test_a_sound_is_told_from_its_bytes() -> None:
    kinds = {"OGG": "audio/ogg", "WEBM": "audio/webm", "MP4": "audio/mp4", "MP3": "audio/mpeg", "FILM": "", "PAGE": ""}
    assert {name: sound_type(getattr(sounds, name)) for name in kinds} == kinds
    assert [part_of(b"0123456789", asked).content for asked in ("", "bytes=3-", "bytes=-2", "bytes=0-99", "lines=1")] == [
        b"0123456789", b"3456789", b"89", b"0123456789", b"0123456789",
    ]  # fmt: skip
    assert part_of(b"0123", "bytes=4-").status_code == 416


def test_an_erased_sound_leaves_the_page_and_its_line(cast: Cast, secretary: User) -> None:
    with translation.override("km"):
        made = recordings.take(
            PROMPTS["safety"], "km", recordings.Brought(sounds.OGG, "audio/ogg", "a.ogg", 3), by=secretary
        )
    recordings.publish(made, by=secretary)
    assert list(prompts.sounds(FORM, "km")) == ["safety"]
    recordings.let_go([("vault.file", str(made.file_id))])
    made.refresh_from_db()
    assert made.file is None
    assert prompts.sounds(FORM, "km") == {}
    record(recordings.ENDED, made, by=secretary)  # its row can still be spoken of
