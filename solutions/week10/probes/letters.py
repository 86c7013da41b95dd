"""The calls of letters.py."""

from __future__ import annotations

import torch
from _shared import HELLO, KOREAN, LONG, far, whole

from autograder.assignment import probe

MANY = [chr(k) for k in range(33, 127)]

PROBES = (
    probe("make_vocabulary", "lecture", text="hello"),
    probe("make_vocabulary", "korean", text=KOREAN),
    probe("make_vocabulary", "long", text=LONG.title()),
    probe("encode", "lecture", text="hello", vocabulary=HELLO),
    probe("encode", "other_order", text="lehol", vocabulary=["o", "l", "h", "e", "x"]),
    probe("encode", "long", text=LONG, vocabulary=sorted(set(LONG))),
    probe("encode", "many", text="aZ9z!~", vocabulary=MANY),
    probe("decode", "lecture", numbers=torch.tensor([1, 0, 2, 2, 3]), vocabulary=HELLO),
    probe("decode", "long", numbers=whole(1, 117, 20), vocabulary=list("qwertyuiopasdfghjklz")),
    probe("next_letter_data", "lecture", numbers=torch.tensor([1, 0, 2, 2, 3]), size=4),
    probe("next_letter_data", "many", numbers=whole(9, 8, 60) + 30, size=90),
    probe("next_letter_data", "long", numbers=whole(2, 117, 6), size=9),
    probe("embed", "lecture", numbers=torch.tensor([1, 0, 2, 2, 3]), table=torch.tensor([[0.5, 1.0], [2.0, -1.0], [0.0, 3.5], [4.0, 0.25]])),
    probe("embed", "long", numbers=whole(3, 117, 21), table=far(4, 107, 3)),
    probe("embed", "last", numbers=torch.tensor([106, 0, 55]), table=far(5, 107, 3, scale=1.0)),
)
