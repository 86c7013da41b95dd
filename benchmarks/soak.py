"""A very large class in one run of `grade`: does the grader stay as it is, and is nothing left behind?

    .venv/bin/python benchmarks/soak.py [--count 10000] [--jobs 2] [--hostile 100]

One exercise, one notebook a student; one in so many (--hostile) never ends, exits, floods its output or breaks in two.
Memory is the grader's own and its fork server's, read while it works.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
from rich.console import Console
from speed import one
from speed.traces import traces

CUTS = 10
TIMEOUT = 30


def main() -> None:
    """Grade, watch, count what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--hostile", type=int, default=100, help="one in so many is hostile; 0: none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-soak-") as room:
        raise SystemExit(0 if soak(Path(room), asked.count, asked.jobs, asked.hostile) else 1)


def soak(room: Path, count: int, jobs: int, hostile: int) -> bool:
    """Whether everybody was graded, memory stayed flat and nothing was left."""
    console = Console(width=120, highlight=False)
    one.week(room / "course")
    one.handed_in(room / "class", count, hostile)
    before, began = traces(), time.monotonic()
    with (room / "said").open("wb") as said:
        process = subprocess.Popen([*one.grading(room, jobs)], stdout=said, stderr=said)
        console.print(_line("graded", "grader MB", "its descriptors", "its threads", "server MB", "a second"))
        for row in _watched(process, room / "out" / "feedback", count):
            console.print(_line(*row))
    seconds = time.monotonic() - began
    left = _left(before)
    console.print(
        f"{count} submissions in {seconds:.0f} s: {count / seconds:.1f} a second, exit code {process.returncode}."
    )
    console.print(f"Left behind: {', '.join(left[:9]) or 'nothing'}.")
    if process.returncode:
        console.print((room / "said").read_text("utf-8", "replace")[-2000:])
        return False
    endings = Counter(report["status"] for report in json.loads((room / "out" / "grades.json").read_text())["reports"])
    wrong = one.wrong_points(room / "out", hostile)
    console.print(f"Reports: {dict(endings)}; wrong points: {wrong}.")
    return not left and not wrong


def _watched(process: subprocess.Popen[bytes], pages: Path, count: int) -> Iterator[tuple[str, ...]]:
    """A row whenever another part of the class has its pages."""
    grader, next_cut, began = psutil.Process(process.pid), 1, time.monotonic()
    while process.poll() is None:
        time.sleep(0.5)
        done = sum(1 for _ in pages.glob("*.html")) if pages.is_dir() else 0
        if not done or done < next_cut * count / CUTS:
            began = began if done else time.monotonic()
            continue
        next_cut = int(done * CUTS / count) + 1
        try:
            servers = [child for child in grader.children(recursive=True) if "server" in " ".join(child.cmdline())]
            server = max((child.memory_info().rss for child in servers), default=0)
            numbers = (grader.memory_info().rss >> 20, grader.num_fds(), grader.num_threads(), server >> 20)
        except psutil.Error:
            continue
        yield (str(done), *map(str, numbers), f"{done / (time.monotonic() - began + 1e-9):.1f}")


def _line(*columns: str) -> str:
    return "".join(f"{column:>18}" for column in columns)


def _left(before: frozenset[str]) -> list[str]:
    """What is there now and was not. What is dying is given a moment."""
    deadline = time.monotonic() + TIMEOUT
    while (left := traces() - before) and time.monotonic() < deadline:
        time.sleep(0.5)
    return sorted(left)


if __name__ == "__main__":
    main()
