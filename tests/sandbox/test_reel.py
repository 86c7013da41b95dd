"""What a tape alone says of the ending."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Ending
from autograder.sandbox.channel import Kind, ending, frame
from autograder.sandbox.host.reel import Doubt, Reel

NONCE = b"n" * 16
CONFINED = frame(Kind.CONFINED, b"")


def reel(*pieces, room=1000):
    """A reel that has been fed."""
    fed = Reel(NONCE, room)
    for piece in pieces:
        fed.feed(piece)
    return fed


def judged(*pieces, room=1000):
    """Its ending, or None."""
    fed = reel(*pieces, room=room)
    return fed.judged and fed.judged.ending


def test_an_end_with_nonce_and_count_finishes():
    assert judged(CONFINED, frame(Kind.FRAME, b"x"), frame(Kind.END, ending(NONCE, 1))) is Ending.FINISHED


def test_an_end_without_the_nonce_is_the_students_doing():
    assert judged(CONFINED, frame(Kind.END, ending(b"m" * 16, 0))) is Ending.KILLED


def test_an_end_with_the_wrong_count_is_the_students_doing():
    """A frame that was forged or lost shows in the count."""
    assert judged(CONFINED, frame(Kind.FRAME, b"x"), frame(Kind.END, ending(NONCE, 2))) is Ending.KILLED


def test_frames_before_a_bad_byte_are_kept():
    assert reel(CONFINED, frame(Kind.FRAME, b"x") + b"garbage").frames == [b"x"]


def test_nothing_is_believed_after_the_end():
    assert reel(CONFINED, frame(Kind.END, ending(NONCE, 0)), frame(Kind.FRAME, b"late")).frames == []


def test_a_bad_byte_before_the_walls_stand_is_ours():
    assert judged(b"garbage") is Ending.BROKEN


def test_a_tape_longer_than_its_limit_is_the_students_doing():
    """The limit is on the sum of all frames."""
    assert judged(CONFINED, *[frame(Kind.FRAME, bytes(400))] * 3) is Ending.KILLED


def test_walls_that_do_not_stand_are_ours_and_need_a_fresh_server():
    fed = reel(frame(Kind.UNCONFINED, b"OSError\nno walls"))
    assert (fed.judged.ending, fed.judged.doubt) == (Ending.BROKEN, Doubt.OF_THE_SERVER)


def test_walls_cannot_be_said_to_have_failed_once_they_stand():
    """A student who forges that frame gets no second try."""
    assert judged(CONFINED, frame(Kind.UNCONFINED, b"")) is Ending.KILLED


def test_an_exception_out_of_the_recorder_is_ours():
    assert judged(CONFINED, frame(Kind.ESCAPED, b"KeyError\ntrace")) is Ending.BROKEN


def test_no_memory_for_catching_is_the_students_doing():
    assert judged(CONFINED, frame(Kind.ESCAPED, b"MemoryError\ntrace")) is Ending.OUT_OF_MEMORY


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_no_bytes_finish_without_the_nonce(pieces):
    assert judged(CONFINED, *pieces) is not Ending.FINISHED
