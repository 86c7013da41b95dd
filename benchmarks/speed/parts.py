"""Where the processor's time of a submission goes: its parts one after another in one process, in floors.

    python benchmarks/speed/parts.py WEEK_FOLDER CLASS_FOLDER

Run as a program; prints the median seconds of every part, as JSON, of all students but the first, who warms what is shared.
The floor is measured again for each, beside the parts. Both passes are made here, and once more in a child of a sandbox: what
that takes beyond them is what a process of one's own costs. Its server and the grader that listens are parts too, so that
all of them together are what the command spends.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from floor import submission


def main() -> None:
    """Record, judge, keep and show this work again and again."""
    from autograder.assignment import read
    from autograder.judge import Judge
    from autograder.model import Circumstances, Signed, Source, Submission
    from autograder.recorder import wire
    from autograder.recorder.performing import _pass
    from autograder.recorder.process_state import ProcessState
    from autograder.sandbox import open_sandbox, record
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

    def passed(work: tuple[Source, ...], *, shadow: bool) -> None:
        request = wire.Request(work, exercises, dict(assignment.drivers), assignment.probes)
        _pass(request, lambda _: None, ProcessState(recorder=True), shadow=shadow)

    with (
        tempfile.TemporaryDirectory() as room,
        Judge(assignment) as judge,
        open_store(f"{room}/record.db", folder.parents[1]) as store,
        open_sandbox(limits=assignment.limits, jobs=1, data=assignment.data) as sandbox,
    ):
        store.adopt(week_version(judge.assignment, judge), signed)
        pages = _feedback(Path(room), judge, (), store)
        for own in sorted(handed_in.iterdir()):
            work = tuple(Source(file.name, (file.read_text("utf-8"),)) for file in sorted(own.glob("*.py")))
            one = Submission(own.name, assignment.week, work, own.name)
            timed("floor", submission(folder, work))
            timed("natively", partial(passed, work, shadow=False))
            timed("in the shadow", partial(passed, work, shadow=True))
            served = _servers()
            recording = timed("sent and read", record, one, assignment, sandbox)
            spent["its server"].append(_servers() - served)
            both = spent["natively"][-1] + spent["in the shadow"][-1]
            spent["a child of its own"].append(recording.cost.cpu_seconds - both)
            grade = timed("judged", partial(judged, isolation="none"), judge, one, recording)
            timed("kept", store.save, grade, signed)
            final = valued(judge.assignment, grade, Circumstances())
            timed("shown", pages.write, grade, final, Circumstances())
    print(json.dumps({part: median(seconds[1:]) for part, seconds in spent.items()}))


def _servers() -> float:
    """Processor seconds of the processes that this one has started and that live; a child's own are its recording's."""
    times = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    return sum(one.user + one.system for one in times)


if __name__ == "__main__":
    main()
