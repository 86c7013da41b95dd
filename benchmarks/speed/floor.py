"""The floor: a week's functions called on all its probes in one warm process, nothing watched, kept apart or judged.

    python benchmarks/speed/floor.py WEEK_FOLDER COUNT

Run as a program; prints the seconds a submission, wall and processor, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.model import Source


def main() -> None:
    """Load these files, or the solution, anew for every submission, as a grader without walls would load a student's."""
    from autograder.assignment import read
    from autograder.judge.program import sources
    from autograder.model import Source

    folder, count, files = Path(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
    work = tuple(Source(file.name, (file.read_text("utf-8"),)) for file in files) or sources(read(folder))
    alone = submission(folder, work)
    alone()
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        alone()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall": wall / count, "cpu": cpu / count}))


def submission(folder: Path, work: tuple[Source, ...]) -> Callable[[], None]:
    """A warm process in the course's folder, where data/ is → one call of all its functions on all probes."""
    from autograder.assignment import read
    from autograder.recorder import warm
    from autograder.recorder.describe import revive
    from autograder.recorder.load import load
    from autograder.recorder.probe_runner import seed

    warm()
    assignment = read(folder)
    os.chdir(folder.parents[1])
    drivers: dict[str, object] = {}
    for source in assignment.drivers.values():
        exec(compile(source, "drivers.py", "exec"), drivers)

    def alone() -> None:
        loaded = load(work)
        own = SimpleNamespace(**{one.name: loaded.function(one.name, one.module) for one in assignment.exercises})
        for probe in assignment.probes:
            seed()
            inputs = {name: revive(value) for name, value in probe.inputs.items()}
            driver = drivers.get(probe.exercise)
            with suppress(Exception):  # a few are asked with what must raise
                driver(own, **inputs) if callable(driver) else getattr(own, probe.exercise)(*inputs.values())

    return alone


if __name__ == "__main__":
    main()
