"""Bytes off a child's tape → frames, and what the tape alone says of the ending. No process and no clock in here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from autograder.errors import ChannelError
from autograder.model import Ending
from autograder.sandbox.channel import Kind, ending, frames


class Doubt(Enum):
    """Whether to ask once more: what could have come from outside costs a retry, never a mark."""

    NONE = "none"
    OF_THE_DEATH = "of the death"  # nothing inside could have sent that signal
    OF_THE_SERVER = "of the server"  # a fresh one must be asked


@dataclass(frozen=True, slots=True)
class Judged:
    """An ending that is decided, and what is to be doubted about it."""

    ending: Ending
    detail: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(slots=True)
class Reel:
    """A tape being read: it owns what has arrived. `room` is how many bytes of frames may still come."""

    nonce: bytes
    room: int
    frames: list[bytes] = field(default_factory=list)
    confined: bool = False
    judged: Judged | None = None
    pending: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> None:
        """Take the frames in. After the first thing that is not a frame, or the last frame, nothing more is believed."""
        if self.judged is not None:
            return
        self.pending += piece
        try:
            for kind, content in frames(self.pending, self.room):
                self.judged = self.take(kind, content)
                if self.judged is not None:
                    return
        except ChannelError as error:
            self.judged = self.not_a_tape(str(error))

    def take(self, kind: Kind, content: bytes) -> Judged | None:
        """One frame; the ending where this was the last one."""
        match kind, self.confined:
            case Kind.CONFINED, False:
                self.confined = True
            case Kind.UNCONFINED, False:
                return Judged(Ending.BROKEN, f"no walls: {_text(content)}", doubt=Doubt.OF_THE_SERVER)
            case Kind.FRAME, True:
                self.frames.append(content)
                self.room -= len(content)
            case Kind.END, True if content == ending(self.nonce, len(self.frames)):
                return Judged(Ending.FINISHED)
            case Kind.ESCAPED, True:
                return _escaped(_text(content))
            case _:
                return self.not_a_tape(f"{kind.name} after {len(self.frames)} frames")
        return None

    def not_a_tape(self, what: str) -> Judged:
        """The student's doing, unless no byte of a student's had been read."""
        if not self.confined:
            return Judged(Ending.BROKEN, f"not a tape: {what}", doubt=Doubt.OF_THE_SERVER)
        return Judged(Ending.KILLED, f"not a tape: {what}")


def _escaped(reason: str) -> Judged:
    """Whatever a student raises is caught inside: an exception that comes out is ours, unless there was no memory for catching it."""
    name, _, trace = reason.partition("\n")
    return Judged(Ending.OUT_OF_MEMORY if name == "MemoryError" else Ending.BROKEN, trace)


def _text(content: bytes) -> str:
    return content.decode(errors="replace")
