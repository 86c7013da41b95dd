"""Small programs for the sandbox, and what a test wants to know of them."""

from __future__ import annotations

from autograder.model import Limits

BARE = "autograder.sandbox.guest.bare"
DATA = {"regression.csv": b"x,y\n1.0,2.0\n"}
SHORT = Limits(wall_seconds=1.0)


def run(sandbox, source, limits=None, **more):
    """The transcript of a program."""
    return sandbox.run(source.encode(), limits, entry=BARE, **more)


def refused(sandbox, source):
    """The name of the exception that stopped a program, or "" where nothing did."""
    tried = f"try:\n    exec({source!r}, {{}})\nexcept Exception as error:\n    emit(type(error).__name__.encode())\nelse:\n    emit(b'')"
    transcript = run(sandbox, tried)
    return transcript.frames[0].decode() if transcript.frames else str(transcript.ending)
