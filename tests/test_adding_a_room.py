"""docs/adding-a-room.md is true: its code, as it stands there, makes a room whose panel appears, for those who may see it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tamdan.accounts.enums import Role
from tamdan.core import postgres
from tamdan.core.access import Visibility
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.identity import text_key
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import Recommendation, RecommendationText
from tests.cast import make_cast, make_user

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```\w+ (tamdan/\S+)\n(.*?)```", re.DOTALL)
PROGRAM = """
import datetime, os, sys
import tamdan
tamdan.__path__.append(sys.argv[1])
from config.settings import prod
prod.INSTALLED_APPS.insert(prod.INSTALLED_APPS.index("tamdan.portal"), "tamdan.meetings")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.prod"
prod.ALLOWED_HOSTS = ["testserver"]
prod.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from tamdan.cli.ready import role
from tamdan.core import rights
with role("owner"):
    call_command("makemigrations", "meetings", verbosity=0)
    call_command("migrate", "meetings", verbosity=0)
    rights.apply()
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.meetings.actions import add_note
from tamdan.recommendations.models import Recommendation
one = Recommendation.objects.get()
secretary, outsider = (User.objects.get(name=name) for name in ("secretary", "outsider"))
add_note(one, text="Spoken of at length.", owner=one.owner, by=secretary)
for user in (secretary, outsider, None):
    client = Client()
    if user:
        client.force_login(user)
    page = client.get(f"/en/recommendations/{one.pk}/")
    print(page.status_code, "Spoken of at length." in page.content.decode())
print(Event.objects.filter(verb="meetings.note.added").count())
"""


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
    for body, role, name in (
        (cast.committee, Role.SECRETARIAT, "secretary"),
        (cast.rights_group, Role.RIGHTS_GROUP, "outsider"),
    ):
        user = make_user(body, role)
        user.name = name
        user.save(update_fields=["name"])
    one = Recommendation.objects.create(
        identifier="A/HRC/99/7 1.1", mechanism_id="upr", state_id="KHM", session=6, owner=cast.committee,
        visibility=Visibility.PUBLIC, text_key=text_key("Ask."), sort_key="KHM",
    )  # fmt: skip
    RecommendationText.objects.create(
        recommendation=one, language="en", text="Ask.", kind=TextKind.OFFICIAL, digest=text_digest("Ask.")
    )
    environment = {**os.environ, "TAMDAN_COUNTRY": "xa"}
    for variable, role in (("DATABASE_URL", "app"), ("TAMDAN_OWNER_DATABASE_URL", "owner")):
        environment[variable] = psycopg.conninfo.make_conninfo(**postgres.connection_params(role, committing_db))
    command = [sys.executable, "-c", PROGRAM, str(documented)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split("\n")[:4] == ["200 True", "200 False", "200 False", "1"]
