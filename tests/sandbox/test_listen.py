"""Listening to one child, with no server there: only the far ends of its pipes."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator

import pytest

from autograder.model import Ending
from autograder.sandbox.channel import NONCE_BYTES, Kind, frame
from autograder.sandbox.host.listen import Listener
from autograder.sandbox.host.patience import Patience
from autograder.sandbox.host.reel import Doubt, Reel


@pytest.fixture
def pipes() -> Iterator[tuple[Listener, int, socket.socket]]:
    """A listener, the far end of its tape and the server's end of its line."""
    tape, far_tape = os.pipe()
    printed, far_printed = os.pipe()
    line, far_line = socket.socketpair()
    soon = time.monotonic() + 5
    reel = Reel(bytes(NONCE_BYTES), 1 << 20)
    listener = Listener(tape, printed, line, reel, 1 << 10, 10, Patience(5.0, soon, soon))
    os.close(far_printed)
    with line, far_line:
        yield listener, far_tape, far_line
    os.close(tape)
    os.close(printed)


@pytest.mark.parametrize("asked", [False, True], ids=["hung up", "with a question unread"])
def test_a_server_that_dies_is_doubted_and_not_the_submission(
    pipes: tuple[Listener, int, socket.socket], *, asked: bool
) -> None:
    listener, far_tape, far_line = pipes
    os.write(far_tape, frame(Kind.CONFINED, b""))
    os.close(far_tape)
    if asked:
        listener.ask()
    far_line.close()
    heard = listener.hear()
    assert (heard.ending, heard.doubt) == (Ending.BROKEN, Doubt.OF_THE_SERVER)
