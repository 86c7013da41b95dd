"""Where the processor's time of a submission goes: its parts one after another in one process, in floors.

    python benchmarks/speed/parts.py WEEK_FOLDER CLASS_FOLDER

Run as a program; prints the median seconds of every part, as JSON, of all students but the first, who warms what is shared.
The floor is measured again for each, beside the parts. No child is started here: what a process of one's own costs is what the parts leave of the whole.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from floor import submission

BOTH = 2


def main() -> None:
    """Record, judge, keep and show this work again and again."""
    from autograder.assignment import read
    from autograder.judge import Judge
    from autograder.model import Circumstances, Recording, Signed, Source, Submission
    from autograder.recorder import wire
    from autograder.recorder.performing import perform
    from autograder.workflows.grade import _feedback
    from autograder.workflows.opening import open_store
    from autograder.workflows.worth import judged, valued, week_version

    folder, handed_in = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    assignment = read(folder)
    exercises = {exercise.name: exercise.module for exercise in assignment.exercises}
    spent: defaultdict[str, list[float]] = defaultdict(list)
    signed = Signed("benchmark", datetime.now(UTC), "")

    def timed(part: str, run: Callable[..., Any], *args: Any) -> Any:
        began = time.process_time()
        found = run(*args)
        spent[part].append(time.process_time() - began)
        return found

    def recorded(work: tuple[Source, ...], precisions: int) -> list[bytes]:
        frames: list[bytes] = []
        asked = (
            assignment.probes
            if precisions == BOTH
            else tuple(replace(probe, shadow=False) for probe in assignment.probes)
        )
        perform(wire.encode(wire.Request(work, exercises, dict(assignment.drivers), asked)), frames.append)
        return frames

    def read_tapes(frames: list[bytes], student: str) -> Recording:
        tapes = {(tape.probe, tape.shadow): tape for raw in frames for tape in wire.decode_frame(raw).tapes}
        return Recording(student, tuple(tapes[key] for key in sorted(tapes)), (), "")

    with (
        tempfile.TemporaryDirectory() as room,
        Judge(assignment) as judge,
        open_store(f"{room}/record.db", folder.parents[1]) as store,
    ):
        store.adopt(week_version(judge.assignment, judge), signed)
        pages = _feedback(Path(room), judge, (), store)
        for own in sorted(handed_in.iterdir()):
            work = tuple(Source(file.name, (file.read_text("utf-8"),)) for file in sorted(own.glob("*.py")))
            timed("floor", submission(folder, work))
            timed("natively", recorded, work, 1)
            frames = timed("both", recorded, work, BOTH)
            recording = timed("read", read_tapes, frames, own.name)
            one = Submission(own.name, assignment.week, work, recording.submission)
            grade = timed("judged", partial(judged, isolation="none"), judge, one, recording)
            timed("kept", store.save, grade, signed)
            final = valued(judge.assignment, grade, Circumstances())
            timed("shown", pages.write, grade, final, Circumstances())
    print(json.dumps({part: median(seconds[1:]) for part, seconds in spent.items()}))


if __name__ == "__main__":
    main()
