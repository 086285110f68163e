"""docs/adding-a-room.md is true: its code, as it stands there, makes a room whose panel appears, for those who may see it."""

import re
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.db import IntegrityError, connection
from django.template.utils import get_app_template_dirs
from django.test import Client

import tamdan
from tamdan.accounts.enums import Role
from tamdan.audit.models import Event
from tamdan.audit.verbs import verbs
from tamdan.core import postgres
from tamdan.core.access import Visibility
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.identity import text_key
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import Recommendation, RecommendationText
from tests.cast import make_cast, make_user

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```\w+ (tamdan/\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def documented(tmp_path):
    """The files of the page, laid out as it names them."""
    blocks = BLOCK.findall((ROOT / "docs/adding-a-room.md").read_text(encoding="utf-8"))
    for name, code in blocks:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    for folder in (tmp_path / "tamdan/meetings", tmp_path / "tamdan/meetings/migrations"):
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
    return tmp_path / "tamdan"


def test_documented_room_works_as_it_stands(committing_db, documented):
    cast = make_cast()
    one = Recommendation.objects.create(
        identifier="A/HRC/99/7 1.1", mechanism_id="upr", state_id="KHM", session=6, owner=cast.committee,
        visibility=Visibility.PUBLIC, text_key=text_key("Ask."), sort_key="KHM",
    )  # fmt: skip
    RecommendationText.objects.create(
        recommendation=one, language="en", text="Ask.", kind=TextKind.OFFICIAL, digest=text_digest("Ask.")
    )
    secretary = make_user(cast.committee, Role.SECRETARIAT)
    outsider = make_user(cast.rights_group, Role.RIGHTS_GROUP)
    with switched_on("tamdan.meetings", documented):
        actions, models = import_module("tamdan.meetings.actions"), import_module("tamdan.meetings.models")
        with as_owner(), connection.schema_editor() as editor:
            editor.create_model(models.Note)
        as_owner_execute(
            "GRANT ALL ON meetings_note TO tamdan_app; GRANT ALL ON SEQUENCE meetings_note_id_seq TO tamdan_app"
        )
        actions.add_note(one, text="Spoken of at length.", owner=cast.committee, by=secretary)
        shown = [
            (page.status_code, "Spoken of at length." in page.content.decode())
            for page in pages_of(one, secretary, outsider)
        ]
        assert shown == [(200, True), (200, False), (200, False)]
        assert Event.objects.filter(verb="meetings.note.added").count() == 1
        with pytest.raises(IntegrityError):
            models.Note.objects.create(recommendation=one, text="", owner=cast.committee)


@contextmanager
def switched_on(name, folder):
    """The room among the others, its folder beside theirs, and everything as before afterwards.

    Not by settings: those would make every other room ready a second time.
    """
    tamdan.__path__.append(str(folder))
    config = AppConfig.create(name)
    config.apps = apps
    apps.app_configs[config.label] = config
    try:
        config.import_models()
        forget()
        yield
    finally:
        tamdan.__path__.remove(str(folder))
        del apps.app_configs[config.label]
        apps.all_models.pop(config.label, None)
        for module in [module for module in sys.modules if module.startswith(name)]:
            del sys.modules[module]
        forget()


def forget():
    apps.clear_cache()
    verbs.cache_clear()
    get_app_template_dirs.cache_clear()


@contextmanager
def as_owner():
    connection.close()
    connection.settings_dict["USER"] = postgres.ROLES["owner"]
    yield
    connection.close()
    connection.settings_dict["USER"] = postgres.ROLES["app"]


def as_owner_execute(statement):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


def pages_of(one, *users):
    """The recommendation's page as each person sees it, and a visitor."""
    for user in (*users, None):
        client = Client()
        if user:
            client.force_login(user)
        yield client.get(f"/en/recommendations/{one.pk}/")
