"""An Order on disk → the public checks run on the student's work in this process, a Note for each thing that happens.

`python -P -m autograder.student.child order.json notes.jsonl stack.txt`: the process may be killed, or end, at any moment.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from autograder.student.facts import Note, Order

LOADING = 3
"""How many times as long as a check may take, loading all files may take."""


def main(arguments: Sequence[str]) -> None:
    """Load, run, write down. Whatever runs too long leaves its stack behind and ends the process."""
    order_file, notes_file, stack_file = map(Path, arguments)
    order = msgspec.json.decode(order_file.read_bytes(), type=Order)
    with notes_file.open("ab") as notes, stack_file.open("w", encoding="utf-8") as stack:
        _run(order, lambda note: _write(notes, note), stack)
    os._exit(0)  # whatever threads a student's code left running


def _run(order: Order, write: Callable[[Note], None], stack: TextIO) -> None:
    from autograder.recorder.load import load  # noqa: PLC0415
    from autograder.student.listener import Ears, Listener, run_pytest, staged

    sys.path.append(order.folder)
    _time(order.seconds * LOADING, stack)
    work = load(order.sources, definitions=order.definitions)
    faulthandler.cancel_dump_traceback_later()
    write(Note(loaded=True, faults=work.faults))
    ears = Ears(order.exercises)
    functions = {name: ears.heard(name, work.function(name, module)) for name, module in order.exercises.items()}

    def begin(test: str) -> None:
        write(Note(begun=test))
        _time(order.seconds, stack)

    def wanted(test: str, exercise: str) -> bool:
        return test not in order.done and (not order.only or exercise in order.only)

    listener = Listener(ears, order.exercises, wanted, begin=begin, tell=lambda fact: write(Note(fact=fact)))
    with staged(functions, order.exercises):
        run_pytest(Path(order.folder), listener)
    faulthandler.cancel_dump_traceback_later()
    for line in listener.broken:
        write(Note(ours=line))


def _time(seconds: float, stack: TextIO) -> None:
    stack.seek(0)
    stack.truncate()
    faulthandler.dump_traceback_later(seconds, exit=True, file=stack)


def _write(notes: object, note: Note) -> None:
    notes.write(msgspec.json.encode(note) + b"\n")  # type: ignore[attr-defined]
    notes.flush()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1:])
