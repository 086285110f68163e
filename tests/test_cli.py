"""The command as a program uses it: one JSON object on standard output, words on standard error, a status that tells."""

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.apps import apps
from django.utils import translation
from django.utils.translation import get_language, gettext

from tamdan.cli import ready
from tamdan.cli.main import main
from tamdan.cli.output import say_step
from tamdan.core import postgres
from tamdan.core.origin import origin
from tamdan.core.terminal import speaking
from tests.cast import make_cast

ROOT = Path(__file__).resolve().parents[1]
UPR = (
    "SuR;Rgrp;Org;Recommendation;RS;Rgrp;Org;Response;Action;Issue;Session\r\n"
    "Xanara;Asia;;Open the registers of land.;Norway;WEOG;;Supported;5;Right to land;6\r\n"
    "Xanara;Asia;;Train the guards.;Nobody-land;WEOG;;Noted;4;Detention;6\r\n"
)


@pytest.fixture
def prepared(committing_db, tmp_path, monkeypatch):
    """A prepared database by DATABASE_URL, set up by the cast, and a data folder of its own."""
    urls = {}
    names = {"app": "DATABASE_URL", "owner": "TAMDAN_OWNER_DATABASE_URL", "sequencer": "TAMDAN_SEQUENCER_DATABASE_URL"}
    for role, variable in names.items():
        urls[variable] = psycopg.conninfo.make_conninfo(**postgres.connection_params(role, committing_db))
    with psycopg.connect(urls["TAMDAN_OWNER_DATABASE_URL"]) as owner:
        owner.execute("CREATE TABLE core_release (one boolean PRIMARY KEY DEFAULT true, digest text NOT NULL)")
        owner.execute("GRANT SELECT ON core_release TO tamdan_app")
        owner.execute("INSERT INTO core_release (digest) VALUES (%s)", [ready.release()])
    make_cast()
    with monkeypatch.context() as changed:
        for variable, value in {**urls, "TAMDAN_HOME": str(tmp_path / "home"), "TAMDAN_COUNTRY": "xa"}.items():
            changed.setenv(variable, value)
        yield


def tamdan(*arguments):
    """Status, what was printed as JSON, and what was said."""
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert isinstance(done.exception, (SystemExit, type(None))), done.exception
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_import_search_and_export_keep_their_contract(prepared, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"\xef\xbb\xbf" + UPR.encode())
    status, counts, said = tamdan("import", tmp_path / "x.csv", "--json")
    assert status == 0, said
    assert {name: counts[name] for name in ("new", "changed", "unchanged", "attached", "refused")} == {
        "new": 1, "changed": 0, "unchanged": 0, "attached": 0, "refused": 1,
    }  # fmt: skip
    status, rows, _said = tamdan("export", "recommendations", "--state", "XXA", "--session", "6", "--format", "json")
    assert [row["texts"]["en"] for row in rows] == ["Open the registers of land."]
    assert (rows[0]["position"], rows[0]["recommending_states"], rows[0]["visibility"]) == (
        "supported",
        ["NOR"],
        "staff",
    )
    status, found, _said = tamdan("search", "registers", "--json")
    hit = next(hit for hit in found["hits"] if hit["kind"] == "recommendation")
    assert {"id", "kind", "score", "highlighted"} <= hit.keys()
    assert "⟦registers⟧" in hit["highlighted"]


def test_a_first_preparation_that_broke_off_stops_no_command(prepared):
    assert ready.stored_country() == "xa"
    with psycopg.connect(**postgres.connection_params("owner")) as owner:
        owner.execute("REVOKE ALL ON institutions_installation FROM tamdan_app; DROP TABLE core_release")
    assert (ready.stored_country(), ready.release_in_database()) == (None, None), "so that it is prepared anew"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import", "absent.csv", "--json"], "no_such_file"),
        (["user", "close", "nobody@example.org", "--json"], "no_such_user"),
        (["demo", "load", "--json"], "not_empty"),
    ],
    ids=["import", "user", "demo"],
)  # fmt: skip
def test_failure_is_one_object_with_a_status(prepared, arguments, code):
    status, found, said = tamdan(*arguments)
    assert status == 1
    assert found["error"]["code"] == code
    assert found["error"]["message"] in said


@pytest.mark.parametrize("way", ["option", "LC_ALL", "LANG"])
def test_messages_are_khmer_where_the_terminal_is_and_json_is_not(prepared, tmp_path, monkeypatch, way):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    said_before = ["--language", "km"] if way == "option" else []
    if way != "option":
        monkeypatch.setenv(way, "km_KH.UTF-8")
    (tmp_path / "x.csv").write_bytes(b"\xef\xbb\xbf" + UPR.encode())
    status, counts, said = tamdan(*said_before, "import", tmp_path / "x.csv", "--json")
    with translation.override("km"):
        sentence = gettext("There is no file %(path)s. Check the name.") % {"path": "absent.csv"}
        nothing = gettext("%(number)s found") % {"number": "០"}
    assert (status, counts["new"]) == (0, 1)
    assert "x.csv" in said
    assert "1 new" not in said
    status, found, said = tamdan(*said_before, "import", "absent.csv", "--json")
    assert (status, said.strip()) == (1, sentence)
    assert found["error"]["message"] == "There is no file absent.csv. Check the name."
    assert CliRunner().invoke(main, [*said_before, "search", "zzzz"]).stderr.strip() == nothing
    assert get_language() == "en"


def test_a_long_preparation_says_how_far_it_is(capsys):
    for language, told in (("en", ("3", "11", "Places")), ("km", ("៣", "១១", "ទីកន្លែង"))):
        with speaking(language):
            say_step(3, 11, apps.get_app_config("places").verbose_name)
        said = capsys.readouterr()
        assert ([word in said.err for word in told], said.out) == ([True] * 3, "")


def commands(group, *path):
    """The command line of every command, and of every group, as words."""
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *path, name)


def test_help_of_every_command_is_khmer(monkeypatch):
    monkeypatch.setenv("LC_ALL", "km_KH.UTF-8")
    for path in commands(main):
        done = CliRunner().invoke(main, [*path, "--help"])
        assert done.exit_code == 0
        described = [line for line in done.stdout.splitlines()[1:] if line.strip() and not line.rstrip().endswith(":")]
        english = [line for line in described if not re.search("[\u1780-\u17b3]", line)]
        assert not english, f"tamdan {' '.join(path)}: {english}"
    assert "Options:" in CliRunner().invoke(main, ["--language", "en", "serve", "--help"]).stdout


def test_what_stops_a_command_before_anything_runs_is_said_in_khmer(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path / "file" / "home"))
    status, found, said = tamdan("--language", "km", "doctor", "--json")
    assert (status, found["error"]["message"].partition(":")[0]) == (
        1,
        f"Tamdan cannot use its data folder {tmp_path}/file/home",
    )
    assert re.search("[\u1780-\u17b3]", said)
    assert "cannot" not in said


@pytest.mark.parametrize("arguments", [["import"], ["backup", "x", "--bogus"], ["nothing"], ["serve", "--port", "0"]])
def test_command_that_is_called_wrongly_prints_an_object_too(arguments):
    status, found, said = tamdan("--language", "km", *arguments, "--json")
    assert (status, found["error"]["code"]) == (2, "usage")
    assert re.search("[\u1780-\u17b3]", said)


@pytest.mark.parametrize(
    ("served", "variables", "expected"),
    [
        ("http://127.0.0.1:8791/", {}, "http://localhost:8791"),
        ("http://[::1]:9000/", {"TAMDAN_HOSTS": "rights.example.org,x"}, "http://rights.example.org:9000"),
        (
            "http://127.0.0.1:8000/",
            {"TAMDAN_HOSTS": "rights.example.org", "TAMDAN_TLS": "1"},
            "https://rights.example.org",
        ),
        ("http://127.0.0.1:8000/", {"TAMDAN_ORIGIN": "https://a.example/"}, "https://a.example"),
        (None, {}, "http://localhost:8000"),
    ],
    ids=["port", "host", "tls", "said", "not served"],
)
def test_links_lead_where_the_folder_is_served(monkeypatch, tmp_path, served, variables, expected):
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    for name in ("TAMDAN_HOSTS", "TAMDAN_TLS", "TAMDAN_ORIGIN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if served:
        (tmp_path / "serve.lock").write_text(json.dumps({"pid": 1, "address": served}))
    assert origin() == expected


def test_an_option_counts_more_than_the_terminal(prepared, monkeypatch):
    monkeypatch.setenv("LC_ALL", "km_KH.UTF-8")
    _status, _found, said = tamdan("--language", "en", "user", "close", "nobody@example.org", "--json")
    assert said.startswith("Nobody has an account")


def test_taken_port_is_said_before_anything_starts(prepared):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, found, said = tamdan("serve", "--port", port, "--json")
    assert (status, found["error"]["code"]) == (1, "port_in_use")
    assert f"--port {port + 1}" in said


def test_second_server_is_told_who_holds_the_folder(prepared):
    code = (
        "import sys; from tamdan.cli.serve import holding\n"
        "with holding('127.0.0.1', 8123): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as first:
        assert first.stdout
        assert first.stdin
        assert first.stdout.readline() == "held\n"
        status, found, said = tamdan("serve", "--port", "8124", "--json")
        first.stdin.close()
    assert (status, found["error"]["code"]) == (1, "served_already")
    assert found["holder"]["pid"] == first.pid
    assert "http://127.0.0.1:8123/" in said


@pytest.mark.parametrize("locale", ["POSIX", "xx_XX.nothing"])
def test_khmer_passes_through_a_machine_without_a_locale(locale):
    code = "import sys; from tamdan.cli.language import speak_utf8; speak_utf8(); print(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, "អប់រំ"],
        env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == "អប់រំ\n"
