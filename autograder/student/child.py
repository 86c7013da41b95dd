"""A CheckRequest on disk → the public checks, run in this process.

A CheckEvent is written at each step.

`python -P -m autograder.student.child order.json events.jsonl stack.txt`: the process may be killed, or end, at any moment.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch

from autograder.decoding import json_decoder
from autograder.recorder.load import load
from autograder.student.calls import CallRecorder
from autograder.student.pytest_plugin import PublicCheckPlugin, installed_modules, run_pytest
from autograder.student.results import LOADING, CheckEvent, CheckRequest, PublicResult
from autograder.student.time_limit import TimeLimit

_SETUP = 60.0
"""Seconds that a check may take before it calls the student's code."""


def main(arguments: Sequence[str]) -> None:
    """Load, run, write down.

    Whatever runs too long leaves its stack behind and ends the process.
    """
    request_file, events_file, stack_file = map(Path, arguments)
    request = json_decoder(CheckRequest).decode(request_file.read_bytes())
    with events_file.open("ab") as events, stack_file.open("w", encoding="utf-8") as stack:
        _run(request, lambda event: _write(events, event), TimeLimit(stack))
    os._exit(0)  # whatever threads a student's code left running


def _run(request: CheckRequest, write: Callable[[CheckEvent], None], limit: TimeLimit) -> None:
    sys.path.append(request.folder)
    limit.start(request.seconds * LOADING)
    work = load(request.sources, definitions=request.definitions)
    limit.stop()
    write(CheckEvent(loaded=True, faults=work.faults))
    calls = CallRecorder(request.exercises, request.parameters, first=lambda: limit.start(request.seconds))
    functions = {name: calls.recording(name, work.function(name, module)) for name, module in request.exercises.items()}

    def begin(test: str) -> None:
        if request.seed is not None:
            _seed(request.seed)
        write(CheckEvent(begun=test))
        limit.start(_SETUP)

    def tell(result: PublicResult) -> None:
        limit.stop()
        write(CheckEvent(result=result))

    def wanted(test: str, exercise: str) -> bool:
        return test not in request.done and (not request.only or exercise in request.only)

    plugin = PublicCheckPlugin(calls, request.exercises, wanted, begin=begin, tell=tell)
    with installed_modules(functions, request.exercises):
        run_pytest(Path(request.folder), plugin)
    limit.stop()
    for line in plugin.broken:
        write(CheckEvent(ours=line))


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - whoever draws from numpy's own
    torch.manual_seed(seed)


def _write(events: object, event: CheckEvent) -> None:
    events.write(msgspec.json.encode(event) + b"\n")  # type: ignore[attr-defined]
    events.flush()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1:])
