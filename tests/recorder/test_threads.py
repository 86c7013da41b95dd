"""A call's threads end with it: what is written down afterwards is nobody else's to change."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from autograder.errors import ThreadRunningError
from autograder.model import Ending
from autograder.recorder.threads import any_of_a_student, end_since, living
from tests.recorder.test_process_state import tapes

pytestmark = [  # that is how they end
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

STARTS = """
import threading, torch
def first(x):
    def later():
        while True: sum(range(1000))
    threading.Thread(target=later, name="of a student", daemon=True).start()
    {ends}
def second(x): return x
"""


@pytest.mark.parametrize("ends", ["return x", "raise ValueError"])
def test_a_thread_ends_with_the_call_that_started_it(ends):
    found = tapes(STARTS.format(ends=ends))
    assert [thread for thread in threading.enumerate() if thread.name == "of a student"] == []
    assert found["second", False].ending is Ending.FINISHED


@pytest.fixture
def started():
    """Start a thread, for as long as the test lasts."""
    over = threading.Event()

    def start(work):
        threading.Thread(target=work, args=(over,), daemon=True).start()

    yield start
    over.set()


def test_a_thread_from_before_the_call_lives_on(started):
    started(threading.Event.wait)
    before = living()
    end_since(before)
    assert living() == before


def test_a_thread_that_sleeps_is_not_waited_for(started):
    before, began = living(), time.process_time()
    started(lambda over: [over.wait(0.3)])
    end_since(before)
    assert time.process_time() - began < 0.2


def test_a_thread_that_nothing_ends_is_known_to_run(started):
    def deaf(over):
        while not over.is_set():
            try:
                while not over.is_set():
                    sum(range(100))
            except SystemExit:
                continue

    before = living()
    started(deaf)
    with pytest.raises(ThreadRunningError, match="still running"):
        end_since(before)


def test_a_thread_of_libraries_alone_is_no_students(started, monkeypatch):
    started(threading.Event.wait)
    ours = sys._current_frames()[threading.get_ident()].f_code.co_filename
    assert any_of_a_student() is False
    monkeypatch.setattr("autograder.recorder.threads._LIBRARIES", ("<nowhere>",))
    assert any_of_a_student() is True, ours
