"""What ``tamdan serve`` keeps running: a part that ends is begun again, one that keeps ending ends the whole."""

import os
import time

import click
import pytest

from tamdan.cli import supervise
from tamdan.cli.output import Failed
from tamdan.cli.supervise import Part, running


def end_at_once():
    os._exit(1)


def stay():
    time.sleep(60)


def test_part_that_was_killed_is_begun_again():
    with running([stay]) as (part,):
        first = part.process
        part.keep_up()
        assert part.process is first
        first.kill()
        first.join()
        part.keep_up()
        assert part.process is not first
        assert part.process.is_alive()
    assert not part.process.is_alive()


def test_part_that_keeps_ending_is_given_up():
    part = Part(end_at_once)
    for _ in range(2):
        part.process.join()
        part.keep_up()
    part.process.join()
    with pytest.raises(Failed, match="tamdan doctor"):
        part.keep_up()


@pytest.fixture
def loaded():
    supervise.load_everything()


def test_failure_after_the_announcement_is_said_to_the_person_alone(loaded, capsys, monkeypatch):
    monkeypatch.setattr(supervise, "LOOK_SECONDS", 0.05)
    with pytest.raises(SystemExit) as ended:
        supervise.supervise([end_at_once], lambda: click.echo("{}"))
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (1, "{}\n"), "one object, whatever comes after it"
    assert "tamdan doctor" in printed.err
