"""How a tape alone says that it ended."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Ending
from autograder.sandbox.host.tape_reader import Retry, TapeReader
from autograder.sandbox.protocol import FrameKind, ending, frame

NONCE = b"n" * 16
CONFINED = frame(FrameKind.CONFINED, b"")


def reader(*pieces, room=1000):
    """A reader that has been fed."""
    fed = TapeReader(NONCE, room)
    for piece in pieces:
        fed.feed(piece)
    return fed


def concluded(*pieces, room=1000):
    """Its ending, or None."""
    fed = reader(*pieces, room=room)
    return fed.conclusion and fed.conclusion.ending


def test_an_end_with_nonce_and_count_finishes():
    assert concluded(CONFINED, frame(FrameKind.FRAME, b"x"), frame(FrameKind.END, ending(NONCE, 1))) is Ending.FINISHED


def test_an_end_without_the_nonce_is_the_students_doing():
    assert concluded(CONFINED, frame(FrameKind.END, ending(b"m" * 16, 0))) is Ending.KILLED


def test_an_end_with_the_wrong_count_is_the_students_doing():
    """A frame that was forged or lost shows in the count."""
    assert concluded(CONFINED, frame(FrameKind.FRAME, b"x"), frame(FrameKind.END, ending(NONCE, 2))) is Ending.KILLED


def test_frames_before_a_bad_byte_are_kept():
    assert reader(CONFINED, frame(FrameKind.FRAME, b"x") + b"garbage").frames == [b"x"]


def test_nothing_is_believed_after_the_end():
    assert reader(CONFINED, frame(FrameKind.END, ending(NONCE, 0)), frame(FrameKind.FRAME, b"late")).frames == []


def test_a_bad_byte_before_the_child_is_confined_is_ours():
    assert concluded(b"garbage") is Ending.BROKEN


def test_a_tape_longer_than_its_limit_is_the_students_doing():
    """The limit is on the sum of all frames; a full tape is no process that ended itself."""
    assert concluded(CONFINED, *[frame(FrameKind.FRAME, bytes(400))] * 3) is Ending.TAPE_FULL


def test_a_child_that_is_not_confined_is_ours_and_needs_a_fresh_server():
    fed = reader(frame(FrameKind.UNCONFINED, b"OSError\nnot confined"))
    assert (fed.conclusion.ending, fed.conclusion.retry) == (Ending.BROKEN, Retry.FRESH_SERVER)


def test_confinement_cannot_be_said_to_have_failed_once_it_stands():
    """A student who forges that frame gets no second try."""
    assert concluded(CONFINED, frame(FrameKind.UNCONFINED, b"")) is Ending.KILLED


def test_an_exception_out_of_the_recorder_is_ours():
    assert concluded(CONFINED, frame(FrameKind.ESCAPED, b"KeyError\ntrace")) is Ending.BROKEN


def test_no_memory_for_catching_is_the_students_doing():
    assert concluded(CONFINED, frame(FrameKind.ESCAPED, b"MemoryError\ntrace")) is Ending.OUT_OF_MEMORY


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_no_bytes_finish_without_the_nonce(pieces):
    assert concluded(CONFINED, *pieces) is not Ending.FINISHED
