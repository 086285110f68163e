"""While the database is away: a page in the language of the address, and a sentence on the terminal; never a traceback."""

import json

import click
import psycopg
import pytest
from click.testing import CliRunner
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import path

from tamdan.cli.output import result
from tamdan.core.plain import is_database_away


def broken(_request):
    raise ZeroDivisionError


urlpatterns = [path("en/broken/", broken)]
handler500 = "tamdan.core.plain.server_error"


@pytest.mark.parametrize(
    ("address", "words"), [("/en/states/", "Try again in a few minutes"), ("/km/states/", 'lang="km"')]
)
def test_page_says_that_the_database_is_away(committing_db, tmp_path, address, words):
    client = Client(raise_request_exception=False)
    before = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = str(tmp_path)
    try:
        answer = client.get(address)
    finally:
        connection.close()
        connection.settings_dict["HOST"] = before
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert words in answer.text
    assert 'role="alert"' in answer.text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "sent at once"), ("km", 'lang="km"')])
def test_too_many_fields_are_refused_in_our_words(db, language, words):
    answer = Client().post(f"/{language}/account/login/", {f"field{number}": "x" for number in range(2001)})
    assert answer.status_code == 413
    assert words in answer.text


def test_body_without_a_length_is_refused_in_our_words(db):
    answer = Client().post("/en/account/login/", headers={"Transfer-Encoding": "chunked"}, CONTENT_LENGTH="")
    assert answer.status_code == 411
    assert "how long the file is" in answer.text


def test_read_only_disk_of_the_database_is_told_from_a_missing_right():
    assert is_database_away(ProgrammingError('could not open file "base/1/2": Read-only file system'))
    assert not is_database_away(ProgrammingError("permission denied for table audit_event"))


def test_fault_of_ours_stays_a_500(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    answer = Client(raise_request_exception=False).get("/en/broken/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text


def test_command_says_that_the_database_is_away(tmp_path):
    @click.command()
    @result
    def ask() -> None:
        psycopg.connect(host=str(tmp_path))

    done = CliRunner().invoke(ask, ["--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"]["code"] == "database_away"
    assert "tamdan doctor" in done.stderr
    assert "Traceback" not in done.stderr
