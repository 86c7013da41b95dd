"""Hostile texts, broken files, rosters, archives, receipts and uploads, forged tapes: so many of each, and no crash.

    .venv/bin/python benchmarks/fuzz.py [KIND…] [--count 10000] [--seed 1]

Kinds: texts, files, rosters, archives, tars (and what only begins as rar, 7z, gzip …), markdown (as jupytext keeps notebooks),
receipts, uploads (of the portal), tapes. The same tests as tests/submissions/test_hostile_texts.py, test_fuzz.py,
test_fuzz_formats.py and tests/judge/test_fuzz.py, for as long as you like.
Whatever reads students' text in the trusted process reads each text: scripts, notebooks, pages, check, learn, similar. None
may take more than some seconds of processor time, nor all of them together more than some memory.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from autograder.assignment import read
from autograder.judge import Judge
from tests import weeks
from tests.helpers import write
from tests.judge.test_fuzz import judge_many
from tests.submissions.test_fuzz import read_many, unpack_many
from tests.submissions.test_fuzz_formats import read_markdown, read_receipts, take_uploads, unpack_tars
from tests.submissions.test_hostile_texts import SECONDS, read_all, read_rosters

BATCH = 250
MOST_MEGABYTES = 1500
KINDS = ("texts", "files", "rosters", "archives", "tars", "markdown", "receipts", "uploads", "tapes")


def main() -> None:
    """Try them, kind by kind. The first crash ends it, with its traceback."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all of them unless said")
    parser.add_argument("--count", type=int, default=10_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if unknown := {*asked.kinds} - {*KINDS}:
        parser.error(f"{sorted(unknown)} is not tried here; {', '.join(KINDS)} are.")
    warnings.simplefilter("ignore")  # of a student's file: Python's own, about its escapes
    with tempfile.TemporaryDirectory(prefix="autograder-fuzz-") as room:
        folder = write(Path(room) / "course" / "solutions" / "week01", weeks.files())
        with Judge(read(folder)) as judge:
            kinds: dict[str, Callable[[int, int], object]] = {
                "texts": lambda count, seed: _timely(read_all(count, seed, judge.assignment)),
                "files": read_many,
                "rosters": lambda count, seed: read_rosters(Path(room), count, seed),
                "archives": lambda count, seed: unpack_many(Path(room) / f"in-{seed}", count, seed),
                "tars": lambda count, seed: unpack_tars(Path(room) / f"tars-{seed}", count, seed),
                "markdown": read_markdown,
                "receipts": read_receipts,
                "uploads": lambda count, seed: take_uploads(judge.assignment, count, seed),
                "tapes": lambda count, seed: judge_many(judge, count, seed, Path(room) / "out"),
            }
            for what in asked.kinds or KINDS:
                _try(what, kinds[what], asked.count, asked.seed)


def _timely(longest: float) -> None:
    assert longest < SECONDS, f"one text took {longest:.1f} seconds"


def _try(what: str, tried: Callable[[int, int], object], count: int, seed: int) -> None:
    began = time.monotonic()
    for batch in range(0, count, BATCH):
        tried(min(BATCH, count - batch), seed * 1_000_003 + batch)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert megabytes < MOST_MEGABYTES, f"{megabytes:.0f} MB are held"
        done = f"{min(batch + BATCH, count)} {what}: no crash"
        print(f"{done} ({time.monotonic() - began:.0f} s, {megabytes:.0f} MB at most)", flush=True)


if __name__ == "__main__":
    main()
