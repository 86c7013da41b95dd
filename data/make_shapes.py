"""A seed → data/shapes.csv: tiny images of lines and boxes, with their labels.

`python data/make_shapes.py` writes shapes.csv beside this file; with an argument, it writes there.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SEED = 43052
N = 60
SIDE = 8
BRIGHTEST = 9


def image(label: int, made: random.Random) -> list[int]:
    """A lying line (0), a standing line (1) or a box (2), on a ground with specks: 64 grey values, 0 to 9."""
    grey = [[made.choice((0, 0, 0, 1, 2)) for _ in range(SIDE)] for _ in range(SIDE)]
    top, left, long = made.randrange(4), made.randrange(4), made.randrange(4, 6)
    across = [(top, left + k) for k in range(long)]
    down = [(top + k, left) for k in range(long)]
    box = [(row + step, column) for row, column in across for step in (0, 3)] + [
        (row, column + step) for row, column in down[:4] for step in (0, long - 1)
    ]
    for row, column in (across, down, box)[label]:
        if row < SIDE and column < SIDE:
            grey[row][column] = made.randrange(6, BRIGHTEST + 1)
    return [value for line in grey for value in line]


def table() -> str:
    """The CSV's text: a label and 64 grey values a row."""
    made = random.Random(SEED)  # noqa: S311 - pictures, not secrets
    rows = [[place % 3, *image(place % 3, made)] for place in range(N)]
    made.shuffle(rows)
    names = ["label", *(f"p{place}" for place in range(SIDE * SIDE))]
    return "\n".join([",".join(map(str, row)) for row in (names, *rows)] + [""])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("shapes.csv")
    target.write_text(table(), encoding="utf-8", newline="\n")
