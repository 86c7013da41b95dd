"""Known mistakes → those that `check` calls all right although they lose hidden points; and right answers that it calls wrong.

    python benchmarks/public_checks.py [WEEK… | WEEK/FILE…]

An audit proves that each known mistake loses points in the hidden checks, and that no other right answer does. Here each is tried
in the public ones, as `check` runs them, its recorder and right paths included.
"""

from __future__ import annotations

import ast
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from autograder.assignment.source import Definition
from autograder.assignment.stub import cut
from autograder.handout import publish
from autograder.model import Assignment, Mistake, Source, Variant
from autograder.recorder.load import load
from autograder.student import find_handout, read_work
from autograder.student.checking import as_checked
from autograder.student.paths import PATHS
from autograder.student.public_paths import public_paths
from autograder.student.pytest_plugin import CallRecorder, PublicCheckPlugin, installed_modules, run_pytest
from autograder.student.results import CheckRun, PublicResult
from autograder.student.work import HandoutWork
from autograder.workflows.opening import read_week

COURSE = Path(__file__).parents[1]


@contextmanager
def handed_out(week: Assignment) -> Iterator[HandoutWork]:
    """A week's handout in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        publish(cut(week), Path(name))
        (Path(name) / PATHS).write_text(public_paths(week), encoding="utf-8")
        yield read_work(find_handout(None, Path(name)))


def is_right(program: Mistake | Variant, week: Assignment, work: HandoutWork) -> bool:
    """Tell whether `check` calls a program all right."""
    cells = {module: (source,) for module, source in week.sources.items()}
    cells[program.module] = (*cells[program.module], program.source)
    defined = {node.name for node in ast.parse(program.source).body if isinstance(node, Definition)}
    results: list[PublicResult] = []
    exercises = {exercise.name: exercise.module for exercise in week.exercises}
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        loaded = load(tuple(Source(f"{module}.py", one) for module, one in cells.items()))
        calls = CallRecorder(exercises, work.handout.parameters)
        functions = {name: calls.recording(name, loaded.function(name, home)) for name, home in exercises.items()}
        plugin = PublicCheckPlugin(calls, exercises, lambda _, one: one in defined, tell=results.append)
        with installed_modules(functions, exercises):
            run_pytest(work.handout.folder, plugin)
    for name in [name for name in sys.modules if name.startswith("test_")]:
        del sys.modules[name]
    return as_checked(work, CheckRun(tuple(results), loaded.faults), sorted(defined)).right


def main() -> None:
    """Print a line for each exercise, and the sum of each week."""
    warnings.simplefilter("ignore")
    for name in sys.argv[1:] or ["week03", "week04", "week05"]:
        week = read_week(name.partition("/")[0], COURSE)
        modules = [name.partition("/")[2]] if "/" in name else list(week.sources)
        mistakes = [one for one in week.mistakes if one.module in modules]
        variants = [one for one in week.variants if one.module in modules]
        with handed_out(week) as work:
            unseen = [one for one in mistakes if is_right(one, week, work)]
            wronged = [one.name for one in variants if not is_right(one, week, work)]
        print(f"{name}: {len(unseen)} of {len(mistakes)} known mistakes are all right in `check`")
        print(f"{name}: {len(wronged)} of {len(variants)} other right answers are not: {' '.join(wronged)}")
        for exercise in (one for one in week.exercises if one.module in modules):
            known = sum(one.exercise == exercise.name for one in week.mistakes)
            those = [one.name.partition("__")[2] for one in unseen if one.exercise == exercise.name]
            print(f"  {exercise.name:<22}{len(those):>3} of {known:>3}  {' '.join(those)}")


if __name__ == "__main__":
    main()
