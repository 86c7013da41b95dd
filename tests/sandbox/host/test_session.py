"""Listening to one child, with no server there: only the far ends of its pipes."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator

import pytest

from autograder.model import Ending
from autograder.sandbox.host.deadline import Deadline
from autograder.sandbox.host.session import Session
from autograder.sandbox.host.tape_reader import Retry, TapeReader
from autograder.sandbox.protocol import NONCE_BYTES, FrameKind, frame


@pytest.fixture
def pipes() -> Iterator[tuple[Session, int, socket.socket]]:
    """A session, the far end of its tape and the server's end of its line."""
    tape, far_tape = os.pipe()
    printed, far_printed = os.pipe()
    line, far_line = socket.socketpair()
    soon = time.monotonic() + 5
    reader = TapeReader(bytes(NONCE_BYTES), 1 << 20)
    session = Session(tape, printed, line, reader, 1 << 10, 10, Deadline(5.0, soon, soon))
    os.close(far_printed)
    with line, far_line:
        yield session, far_tape, far_line
    os.close(tape)
    os.close(printed)


@pytest.mark.parametrize("asked", [False, True], ids=["hung up", "with a question unread"])
def test_a_server_that_dies_is_doubted_and_not_the_submission(
    pipes: tuple[Session, int, socket.socket], *, asked: bool
) -> None:
    session, far_tape, far_line = pipes
    os.write(far_tape, frame(FrameKind.CONFINED, b""))
    os.close(far_tape)
    if asked:
        session.ask()
    far_line.close()
    heard = session.listen()
    assert (heard.ending, heard.retry) == (Ending.BROKEN, Retry.FRESH_SERVER)
