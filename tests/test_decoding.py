"""Nouns are read from any number of threads."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import msgspec
import pytest

from autograder.decoding import converted, json_decoder, msgpack_decoder

AT_ONCE = """
import sys
from dataclasses import make_dataclass
from threading import Barrier, Thread

from autograder.decoding import msgpack_decoder

sys.setswitchinterval(1e-6)


def read(kind, together):
    together.wait()
    msgpack_decoder(kind).decode(b"\\x80")


for at in range(100):
    kind = int
    for depth in range(4):
        kind = make_dataclass("Kind", [(f"part{one}", kind | None, None) for one in range(8)], slots=True)
    together = Barrier(2)
    threads = [Thread(target=read, args=(kind, together)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
"""In a process of its own, since msgspec alone would end it."""


@dataclass(frozen=True)
class Noun:
    number: int
    raw: bytes = b""


def test_two_threads_may_meet_a_class_at_once():
    assert subprocess.run([sys.executable, "-c", AT_ONCE], check=False).returncode == 0


@pytest.mark.parametrize("read", [json_decoder(Noun), msgpack_decoder(Noun)])
def test_a_decoder_is_made_once(read):
    assert read in {json_decoder(Noun), msgpack_decoder(Noun)}


def test_plain_values_become_a_noun():
    assert converted({"number": 3}, Noun) == Noun(3)
    assert converted({"number": 3, "raw": b"ab"}, Noun, with_bytes=True) == Noun(3, b"ab")
    with pytest.raises(msgspec.ValidationError):
        converted({"number": "three"}, Noun)
