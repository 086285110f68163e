"""The worker ends when it is told to, whenever that comes."""

import contextlib
import signal

import pytest

from tamdan.core import work


@pytest.fixture
def interruptible():
    """As a process of its own is; a worker of the suite ignores the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_signal_that_comes_while_the_loops_begin_ends_them_too(monkeypatch, interruptible):
    told = []

    def loop(stopping):
        signal.raise_signal(
            signal.SIGINT
        )  # the main thread may be past this already, where the queue's own handler takes it
        told.append(stopping.wait(10))

    monkeypatch.setattr(work, "listed", lambda _name: [loop])
    with contextlib.suppress(KeyboardInterrupt):
        work.work()
    assert told == [True]
