"""The worker ends when it is told to, whenever that comes."""

import _thread

import pytest

from tamdan.core import work


def test_a_signal_that_comes_while_the_loops_begin_ends_them_too(monkeypatch):
    told = []

    def loop(stopping):
        _thread.interrupt_main()
        told.append(stopping.wait(10))

    monkeypatch.setattr(work, "listed", lambda _name: [loop])
    with pytest.raises(KeyboardInterrupt):
        work.work()
    assert told == [True]
