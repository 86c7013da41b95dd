"""The calls of hello.py."""

from __future__ import annotations

import torch
from _shared import HELLO, drawn, whole

from autograder.assignment import probe

REMEMBERS = drawn(10, 7, 7)
REMEMBERS[:3] *= 9  # the first letters count to the end
hello = torch.tensor([1, 0, 2, 2, 3])

PROBES = (
    probe("CharLSTM", "lecture", size=4, p=3, q=2, x=hello),
    probe("CharLSTM", "wider", size=7, p=5, q=3, x=whole(6, 117, 7)),
    probe("fit_text", "lecture", x=hello[:-1], y=hello[1:]),
    probe("fit_text", "other_n", x=whole(7, 117, 4), y=whole(8, 117, 4), lr=0.0213, epochs=4),
    probe("generate", "lecture", start="h", length=4, vocabulary=HELLO, table=drawn(9, 4, 4)),
    probe("generate", "other", start="abcdefgg", length=9, vocabulary=list("abcdefg"), table=REMEMBERS),
)
