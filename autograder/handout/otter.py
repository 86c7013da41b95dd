"""A week → a folder for `otter assign`.

The master notebook, public checks and data, and our judge's week in a zip.

Tests are exceptions, never saved outputs. The public one of a question runs the public checks in the student's
notebook; the hidden ones, one a check, ask our plugin, which has judged the work before otter would run it. Holds the
solution: for instructors, never for students.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autograder.files import zipped
from autograder.handout.files import files
from autograder.handout.notebook import notebook
from autograder.handout.solved import marked, of_cells, secret_files, solutions
from autograder.model import Assignment, Check, Exercise, Handout

if TYPE_CHECKING:
    from nbformat import NotebookNode

PLUGIN = "autograder.integrations.otter.JudgeSubmission"
_SOLUTION = ("# BEGIN SOLUTION NO PROMPT", "# END SOLUTION")
_PUBLIC = '''""" # BEGIN TEST CONFIG
points: 0
hidden: false
""" # END TEST CONFIG
def test_public_{exercise}(env):
    if "__judged__" not in env:
        from public.check import passed
        assert passed(env, "{exercise}"), "see above"'''
_HIDDEN = '''""" # BEGIN TEST CONFIG
points: {points}
hidden: true
""" # END TEST CONFIG
def test_{exercise}_{number}(env):
    words = env["__judged__"][{check}]
    assert not words, words'''
"""Without an import: on otter's machine `autograder` is the name of its folder."""


def otter(assignment: Assignment, handout: Handout, languages: Sequence[str]) -> dict[str, bytes]:
    """Make every file, by its name in the folder otter is run in.

    That is `otter assign <week>.ipynb dist`.
    """
    beside = {
        name: content
        for name, content in files(handout, languages).items()
        if name.startswith(("public/", "data/")) or name in {"conftest.py", "pytest.ini"}
    }
    return {
        f"{handout.week}.ipynb": _master(assignment, handout, languages, tuple(beside)).encode(),
        **beside,
        f"{handout.week}.secret.zip": zipped(secret_files(assignment)),
    }


def _master(assignment: Assignment, handout: Handout, languages: Sequence[str], beside: Sequence[str]) -> str:
    """Write our notebook with a question around each exercise.

    Otter puts its own cells in place of ours that check.
    """
    from nbformat import reads, v4, writes  # noqa: PLC0415 - takes more than a second to import

    whole: Any = reads(notebook(handout, languages), as_version=4)
    texts, codes = of_cells(assignment, "text"), of_cells(assignment, "code")
    secret = solutions(assignment)
    cells: list[NotebookNode] = [v4.new_raw_cell(_config(handout, languages, beside), id="config")]
    for cell in whole.cells:
        if cell.id == "setup" or cell.id.startswith("check-"):
            continue
        if cell.id in texts:
            cells.append(_raw(cell.id, "BEGIN QUESTION", f"\nname: {texts[cell.id].name}"))
        if cell.id not in codes:
            cells.append(cell)
            continue
        cell.source = marked(cell.source, secret[cell.id], *_SOLUTION)
        cells += [_raw(cell.id, "BEGIN SOLUTION"), cell, _raw(cell.id, "END SOLUTION"), _raw(cell.id, "BEGIN TESTS")]
        cells += _tests(assignment, codes[cell.id], public=bool(handout.public))
        cells += [_raw(cell.id, "END TESTS"), _raw(cell.id, "END QUESTION")]
    whole.cells = cells
    return writes(whole, version=4) + "\n"


def _raw(cell_name: str, boundary: str, more: str = "") -> NotebookNode:
    from nbformat import v4  # noqa: PLC0415

    name = f"{boundary.replace(' ', '-').lower()}-{cell_name}"[:64]
    return v4.new_raw_cell(f"# {boundary}{more}", id=name)


def _config(handout: Handout, languages: Sequence[str], beside: Sequence[str]) -> str:
    """Write YAML, of which JSON is a part."""
    settings = {
        "name": handout.week,
        "init_cell": True,
        "check_all_cell": True,
        "export_cell": {"pdf": False, "run_tests": False},
        "tests": {"files": False, "ok_format": False},
        "files": sorted({name.partition("/")[0] for name in beside}),
        "autograder_files": [f"{handout.week}.secret.zip"],
        "requirements": ["autograder"],
        "plugins": [{PLUGIN: {"week": handout.week, "languages": list(languages)}}],
        "generate": {"show_stdout": False},
    }
    return "# ASSIGNMENT CONFIG\n" + "\n".join(f"{name}: {json.dumps(value)}" for name, value in settings.items())


def _tests(assignment: Assignment, exercise: Exercise, *, public: bool) -> Iterator[NotebookNode]:
    from nbformat import v4  # noqa: PLC0415

    checks = [check for check in assignment.checks if check.exercise == exercise.name]
    sources = [_PUBLIC.format(exercise=exercise.name)] if public else []
    sources += [_hidden(check, number) for number, check in enumerate(checks, 1)]
    for number, source in enumerate(sources):
        yield v4.new_code_cell(source, id=f"test-{assignment.exercises.index(exercise)}-{number}")


def _hidden(check: Check, number: int) -> str:
    name = json.dumps(check.name, ensure_ascii=False)
    return _HIDDEN.format(points=f"{check.points:g}", exercise=check.exercise, number=number, check=name)
