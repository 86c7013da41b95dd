"""Payloads → transcripts, by a recorder in another process: with other threads, or another CPU capability. Trusted code only."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from autograder.model import Ending, Limits
from autograder.sandbox import Transcript


@dataclass
class Elsewhere:
    """Owns the process. Stands in for a Sandbox where nothing needs to be confined."""

    process: subprocess.Popen[bytes]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, payload: bytes, limits: Limits | None = None, **left: float) -> Transcript:
        """Have the payload performed."""
        assert self.process.stdin
        assert self.process.stdout
        with self.lock:
            _write(self.process.stdin, payload)
            frames = []
            while frame := _read(self.process.stdout):
                frames.append(frame)
        return Transcript(tuple(frames), Ending.FINISHED)


@contextmanager
def elsewhere(*, threads: int, capability: str = "") -> Iterator[Elsewhere]:
    """A recorder with so many threads, and with ATEN_CPU_CAPABILITY set where one is named."""
    surroundings = {**os.environ, **({"ATEN_CPU_CAPABILITY": capability} if capability else {})}
    command = [sys.executable, __file__, str(threads)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings) as process:
        try:
            yield Elsewhere(process)
        finally:
            process.kill()


def serve(threads: int) -> None:
    """Perform what comes in until nothing more does. Each payload in a fork, so that none inherits what another left."""
    import torch

    from autograder.recorder import perform, warm

    warm()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while payload := _read(sys.stdin.buffer):
        child = os.fork()
        if not child:
            torch.set_num_threads(threads)
            perform(payload, lambda frame: _write(out, frame))
            os._exit(0)
        os.waitpid(child, 0)
        _write(out, b"")


def _write(stream: BinaryIO, content: bytes) -> None:
    stream.write(struct.pack("<q", len(content)) + content)
    stream.flush()


def _read(stream: BinaryIO) -> bytes:
    head = stream.read(8)
    return stream.read(struct.unpack("<q", head)[0]) if len(head) == 8 else b""


if __name__ == "__main__":
    serve(int(sys.argv[1]))
