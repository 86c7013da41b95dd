"""How a child ended, and whose doing it was: one small program an ending."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack

import pytest

from autograder.errors import IsolationError
from autograder.model import Ending, Limits
from autograder.sandbox.host.sandbox import open_with_layers
from autograder.sandbox.protocol import STRONGEST_FIRST
from tests.sandbox.programs import BARE, SHORT, run

pytestmark = pytest.mark.real


def test_honest_work_arrives_in_order(confined):
    assert run(confined, "emit(b'one'); emit(b'two')").frames == (b"one", b"two")


def test_honest_work_finishes(confined):
    assert run(confined, "emit(b'one')").ending is Ending.FINISHED


def test_data_files_are_in_the_working_directory(confined):
    assert run(confined, "emit(open('data/regression.csv', 'rb').read())").frames == (b"x,y\n1.0,2.0\n",)


def test_what_is_printed_is_kept_apart_from_the_tape(confined):
    transcript = run(confined, "import sys; print('out'); print('err', file=sys.stderr); emit(b'x')")
    assert (transcript.printed, transcript.frames) == (b"out\nerr\n", (b"x",))


def test_what_was_printed_before_a_sudden_death_is_kept(confined):
    assert run(confined, "import os; print('last words'); os._exit(0)").printed == b"last words\n"


def test_an_endless_loop_is_timed_out(confined):
    assert run(confined, "while True: pass", SHORT).ending is Ending.TIMED_OUT


def test_frames_before_a_timeout_are_kept(confined):
    assert run(confined, "emit(b'early')\nwhile True: pass", SHORT).frames == (b"early",)


def test_the_wall_limit_is_on_silence(full):
    """A long submission of many short probes is not a slow one."""
    assert run(full, "import time\nfor _ in range(5): time.sleep(0.4); emit(b'.')", SHORT).ending is Ending.FINISHED


def test_breaking_the_silence_does_not_last_for_ever(full):
    source = "import time\nwhile True: time.sleep(0.1); emit(b'.')"
    assert run(full, source, SHORT, overall_seconds=1.5).ending is Ending.TIMED_OUT


def test_work_that_a_busy_machine_gives_no_processor_is_not_timed_out():
    """Seven processes on one processor: what is theirs is not the submission's silence."""
    layers, kept = STRONGEST_FIRST[0], os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(kept)})
    try:
        with ExitStack() as stack:
            try:
                sandbox = stack.enter_context(open_with_layers((layers,), limits=Limits(), warm=BARE))
            except IsolationError:
                pytest.skip(f"{layers}: cannot stand here; `autograder doctor` says why")
            for _ in range(6):
                busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
                stack.callback(busy.wait)
                stack.callback(busy.kill)
            ran = run(sandbox, "import time\nwhile time.process_time() < 0.7: pass\nemit(b'done')", SHORT)
    finally:
        os.sched_setaffinity(0, kept)
    assert ran.ending in {Ending.FINISHED, Ending.BROKEN}


def test_a_sleeper_that_ignores_signals_is_timed_out(full):
    source = (
        "import signal, time\nfor n in set(signal.Signals) - {9, 19}: signal.signal(n, signal.SIG_IGN)\ntime.sleep(60)"
    )
    assert run(full, source, SHORT).ending is Ending.TIMED_OUT


def test_leaving_before_the_end_is_killed(confined):
    assert run(confined, "import os; os._exit(0)").ending is Ending.KILLED


def test_a_segmentation_fault_is_killed(confined):
    transcript = run(confined, "import ctypes; emit(b'x'); ctypes.string_at(0)")
    assert (transcript.ending, transcript.frames, transcript.detail) == (Ending.KILLED, (b"x",), "SIGSEGV")


def test_closing_the_tape_is_killed(confined):
    assert run(confined, "import os; os.close(3); emit(b'x')").ending is Ending.KILLED


def test_closing_everything_and_staying_is_killed(confined):
    assert run(confined, "import os; os.closerange(0, 64)\nwhile True: pass").ending is Ending.KILLED


def test_bytes_of_ones_own_on_the_tape_are_killed(confined):
    assert run(confined, "import os; os.write(3, b'12345 points')").ending is Ending.KILLED


def test_a_forged_end_without_the_nonce_is_killed(confined):
    source = (
        "import os; from autograder.sandbox.protocol import *; os.write(3, frame(FrameKind.END, ending(b'?' * 16, 0)))"
    )
    assert run(confined, source).ending is Ending.KILLED


def test_a_forged_excuse_of_the_graders_gets_no_second_try(full):
    """Only what happens before the student's first byte is the grader's fault."""
    source = (
        "import os; from autograder.sandbox.protocol import *; os.write(3, frame(FrameKind.UNCONFINED, b'OSError'))"
    )
    assert run(full, source).ending is Ending.KILLED


def test_memory_beyond_the_limit_is_an_exception_inside(confined):
    source = "try: bytearray(2000 << 20)\nexcept MemoryError: emit(b'held')"
    assert run(confined, source, Limits(memory_mb=64)).frames == (b"held",)


def test_memory_bombs_in_small_pieces_are_held(full):
    source = "try:\n    kept = []\n    while True: kept.append(bytearray(1 << 20))\nexcept MemoryError:\n    n = len(kept); del kept; emit(b'%d' % n)"
    assert int(run(full, source, Limits(memory_mb=64)).frames[0]) < 80  # and what was free already


def test_a_flood_of_output_is_capped(full):
    transcript = run(full, "while True: print('x' * 10000)", SHORT)
    assert (transcript.ending, len(transcript.printed)) == (Ending.TIMED_OUT, 64 * 1024)


def test_printing_more_than_is_kept_harms_nobody(full):
    """A student who prints every epoch still finishes."""
    assert run(full, "for _ in range(3000): print('x' * 100)\nemit(b'x')").ending is Ending.FINISHED


def test_a_tape_beyond_its_limit_is_stopped_and_told_as_that(full):
    transcript = run(full, "while True: emit(bytes(100_000))", Limits(tape_mb=1))
    assert (transcript.ending, len(transcript.frames)) == (Ending.TAPE_FULL, 10)


def test_threads_left_behind_do_not_delay_the_end(full):
    source = "import threading, time; threading.Thread(target=time.sleep, args=(60,)).start(); emit(b'x')"
    assert run(full, source, SHORT).ending is Ending.FINISHED


def test_exit_handlers_are_not_run(full):
    """No atexit and no __del__ after the verdict."""
    assert (
        run(full, "import atexit, time; atexit.register(time.sleep, 60); emit(b'x')", SHORT).ending is Ending.FINISHED
    )


def test_a_module_without_perform_is_ours(full):
    """An exception of our own is nobody's zero."""
    assert full.run(b"", entry="autograder.errors").ending is Ending.BROKEN


def test_children_do_not_see_each_other_s_changes(full):
    run(full, "import math; math.pi = 3; open('left', 'w').write('x')")
    assert run(full, "import math, os; emit(b'%.2f %d' % (math.pi, os.path.exists('left')))").frames == (b"3.14 0",)


def test_without_walls_the_endings_are_the_same(trusted):
    endings = [
        run(trusted, source, SHORT).ending for source in ("emit(b'x')", "import os; os._exit(0)", "while True: 1")
    ]
    assert endings == [Ending.FINISHED, Ending.KILLED, Ending.TIMED_OUT]


def test_a_child_that_stops_itself_is_timed_out(trusted):
    assert run(trusted, "import os; os.kill(os.getpid(), 19)", SHORT).ending is Ending.TIMED_OUT


def test_without_walls_what_a_child_forked_dies_with_it(trusted, tmp_path):
    """A daemon of two forks and a session of its own is found again by its adoptive parent."""
    mark = tmp_path / "alive"
    source = f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(1); open({str(mark)!r}, 'w'); os._exit(0)\n    os._exit(0)\ntime.sleep(0.2)"
    run(trusted, source)
    run(trusted, "import time; time.sleep(1.2)")
    assert not mark.exists()
