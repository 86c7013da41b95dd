"""Bytes off a child's tape → frames, and how the tape alone says that it ended.

No process and no clock in here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from autograder.errors import ChannelError, TapeFullError
from autograder.model import Ending
from autograder.sandbox.protocol import FrameKind, ending, frames


class Retry(Enum):
    """Where to ask once more.

    A cause that could have come from outside costs a retry, never a mark.
    """

    NO = "no"
    SAME_SERVER = "same server"  # nothing inside could have sent the signal that killed the child
    FRESH_SERVER = "fresh server"  # this one is suspect


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An ending that is decided, with its reason for the operator."""

    ending: Ending
    detail: str = ""
    retry: Retry = Retry.NO


@dataclass(slots=True)
class TapeReader:
    """A tape being read: it owns the bytes that have arrived.

    `room` is how many bytes of frames may still come.
    """

    nonce: bytes
    room: int
    frames: list[bytes] = field(default_factory=list)
    confined: bool = False
    conclusion: Conclusion | None = None
    pending: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> None:
        """Take the frames in.

        After the first thing that is not a frame, or the last frame, nothing more is believed.
        """
        if self.conclusion is not None:
            return
        self.pending += piece
        try:
            for kind, content in frames(self.pending, self.room):
                self.conclusion = self.take(kind, content)
                if self.conclusion is not None:
                    return
        except ChannelError as error:
            self.conclusion = self.not_a_tape(str(error), full=isinstance(error, TapeFullError))

    def take(self, kind: FrameKind, content: bytes) -> Conclusion | None:
        """Read one frame; the conclusion where this was the last one."""
        match kind, self.confined:
            case FrameKind.CONFINED, False:
                self.confined = True
            case FrameKind.UNCONFINED, False:
                return Conclusion(Ending.BROKEN, f"not confined: {_text(content)}", Retry.FRESH_SERVER)
            case FrameKind.FRAME, True:
                self.frames.append(content)
                self.room -= len(content)
            case FrameKind.END, True if content == ending(self.nonce, len(self.frames)):
                return Conclusion(Ending.FINISHED)
            case FrameKind.ESCAPED, True:
                return _escaped(_text(content))
            case _:
                return self.not_a_tape(f"{kind.name} after {len(self.frames)} frames")
        return None

    def not_a_tape(self, reason: str, *, full: bool = False) -> Conclusion:
        """Blame the student, unless no byte of a student's had been read."""
        if not self.confined:
            return Conclusion(Ending.BROKEN, f"not a tape: {reason}", Retry.FRESH_SERVER)
        return Conclusion(Ending.TAPE_FULL if full else Ending.KILLED, f"not a tape: {reason}")


def _escaped(reason: str) -> Conclusion:
    """Blame ourselves, unless there was no memory: what students raise is caught."""
    name, _, trace = reason.partition("\n")
    return Conclusion(Ending.OUT_OF_MEMORY if name == "MemoryError" else Ending.BROKEN, trace)


def _text(content: bytes) -> str:
    return content.decode(errors="replace")
