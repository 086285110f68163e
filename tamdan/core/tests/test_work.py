"""The worker ends when it is told to, whenever that comes."""

import signal

import pytest

from tamdan.core import work


@pytest.fixture
def interruptible():
    """As a process of its own is; one that was begun in the background ignores the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Interrupted:
    """The connection that is closed once the loops run and before the queue listens to signals itself."""

    def close(self):
        signal.raise_signal(signal.SIGINT)


def test_a_signal_that_comes_before_the_queue_listens_ends_the_loops_too(monkeypatch, interruptible):
    told = []
    monkeypatch.setattr(work, "listed", lambda _name: [lambda stopping: told.append(stopping.wait(10))])
    monkeypatch.setattr(work, "connection", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        work.work()
    assert told == [True]
