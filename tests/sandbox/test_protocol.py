"""Requests to a child, and frames on a pipe."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ChannelError
from autograder.model import Limits
from autograder.sandbox.protocol import (
    ChildRequest,
    FrameKind,
    anonymous_file,
    frame,
    frames,
    read_payload,
    read_request,
)

REQUEST = ChildRequest(entry="m", nonce=b"\x00\xff" * 8, cpu_seconds=3, limits=Limits(wall_seconds=0.5))


@given(st.lists(st.binary(max_size=50)), st.integers(1, 7))
def test_frames_survive_any_cutting_of_the_bytes(contents, piece):
    sent = b"".join(frame(FrameKind.FRAME, content) for content in contents)
    pending, heard = bytearray(), []
    for start in range(0, len(sent), piece):
        pending += sent[start : start + piece]
        heard += [content for _, content in frames(pending, 1000)]
    assert heard == contents


@given(st.binary(max_size=200))
def test_any_bytes_are_frames_or_an_error(sent):
    pending = bytearray(sent)
    try:
        taken = sum(len(content) + 5 for _, content in frames(pending, 1000))
    except ChannelError:
        return
    assert taken + len(pending) == len(sent)


def test_a_frame_longer_than_the_room_is_refused_before_it_has_come():
    with pytest.raises(ChannelError, match="2000 bytes"):
        list(frames(bytearray(frame(FrameKind.FRAME, bytes(2000))[:5]), 1000))


def test_a_request_is_read_without_its_payload():
    file = anonymous_file(REQUEST.pack(b"the student's"))
    asked, rest = read_request(file), read_payload(file)
    os.close(file)
    assert (asked, rest) == (REQUEST, b"the student's")


def test_a_long_payload_arrives_whole():
    file = anonymous_file(REQUEST.pack(bytes(5_000_000)))
    read_request(file)
    payload = read_payload(file)
    os.close(file)
    assert len(payload) == 5_000_000
