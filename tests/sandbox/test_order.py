"""What is asked of a child."""

from __future__ import annotations

import os

from autograder.model import Limits
from autograder.sandbox.order import Order, nameless, read_order, read_payload

ORDER = Order(entry="m", nonce=b"\x00\xff" * 8, cpu_seconds=3, limits=Limits(wall_seconds=0.5))


def test_an_order_is_read_without_its_payload():
    file = nameless(ORDER.pack(b"the student's"))
    asked, rest = read_order(file), read_payload(file)
    os.close(file)
    assert (asked, rest) == (ORDER, b"the student's")


def test_a_long_payload_arrives_whole():
    file = nameless(ORDER.pack(bytes(5_000_000)))
    read_order(file)
    payload = read_payload(file)
    os.close(file)
    assert len(payload) == 5_000_000
