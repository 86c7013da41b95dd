"""The public checks, run for real on work of every kind: what a student is told is true, and nothing hangs."""

from __future__ import annotations

import json
import sys

import pytest

from autograder.errors import UsageError
from autograder.model import Kind, Outcome
from autograder.student import check, find_handout, read_work
from autograder.student.checking import chosen_exercises
from tests.student.handouts import STUB, WORK, handed_out, worked, written


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """One run of everything at once: each process costs seconds."""
    folder = handed_out(tmp_path_factory.mktemp("week98"))
    source = written(**WORK).replace("def gone(", "def gonee(").replace("double_it(values)", "fit(values)")
    return check(worked(folder, source), seconds=3)


def of(checked, exercise):
    names = {check.name: check.exercise for check in checked.assignment.checks}
    return next(verdict for verdict in checked.verdicts if names[verdict.check] == exercise)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exercise", "outcome"),
    [
        ("mean", Outcome.PASSED),
        ("total", Outcome.FAILED),
        ("double", Outcome.PASSED),
        ("waiting", Outcome.BLOCKED),
    ],
)
def test_each_exercise_is_judged_by_itself(checked, exercise, outcome):
    """Whatever the others do: one of them never ends, and one ends the process."""
    assert of(checked, exercise).outcome is outcome


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exercise", "kind"),
    [
        ("total", Kind.OTHER),
        ("gone", Kind.MISSING),
        ("endless", Kind.TIMED_OUT),
        ("dying", Kind.KILLED),
        ("raising", Kind.RAISED),
        ("nothing", Kind.TYPE),
        ("fit", Kind.NOT_STARTED),
    ],
)
def test_what_went_wrong_is_known(checked, exercise, kind):
    assert of(checked, exercise).difference.kind is kind


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exercise", "code"), [("endless", "while True:"), ("raising", "return values @ torch.ones(4, 4)")]
)
def test_the_place_is_the_students_own_line(checked, exercise, code):
    """Of what never ends, the line on which the loop begins."""
    found = of(checked, exercise).difference
    line = written(**WORK).splitlines()[found.line - 1].strip()
    assert (found.file, found.note.splitlines()[-1], line) == ("loops.py", f"    > {code}", code)


@pytest.mark.slow
def test_a_check_keeps_its_own_words_and_not_pytests(checked):
    assert of(checked, "total").difference.note == "합이 다릅니다.\nThe total is off.\n  나온 값 · got:   1"


@pytest.mark.slow
def test_a_function_that_gave_nothing_is_known_by_that(checked):
    assert of(checked, "nothing").difference.got == "NoneType"


@pytest.mark.slow
def test_what_the_student_printed_is_kept(checked):
    assert list(checked.printed.values()) == ["hello\n"]


@pytest.mark.slow
def test_only_what_is_asked_for_is_run(tmp_path):
    found = check(worked(handed_out(tmp_path), mean="return values.mean()", endless="while True: pass"), ["mean"])
    assert (found.right, len(found.verdicts)) == (True, 1)


@pytest.mark.slow
def test_a_syntax_error_is_told_of_the_function_it_is_in(tmp_path):
    found = check(worked(handed_out(tmp_path), mean="return values.mean("), ["mean", "total"])
    kinds = [(one.difference.kind, one.difference.got, one.difference.line) for one in found.verdicts]
    assert kinds == [(Kind.RAISED, "SyntaxError", 9), (Kind.NOT_STARTED, "", 0)]


@pytest.mark.slow
def test_a_file_that_never_ends_loading_is_checked_without_what_does_not_end(tmp_path):
    source = written(mean="return values.mean()") + "\nwhile True:\n    pass\n"
    found = check(worked(handed_out(tmp_path), source), ["mean"], seconds=1)
    assert (found.right, found.faults[0].type, found.faults[0].file) == (True, "TimeoutError", "loops.py")


@pytest.mark.slow
def test_the_notebook_is_checked_where_the_files_are_untouched(tmp_path):
    folder = handed_out(tmp_path)
    notebook = folder / "week98.ipynb"
    text = notebook.read_text(encoding="utf-8")
    gap = 'raise NotImplementedError(\\"mean: not written yet\\")'
    notebook.write_text(text.replace(gap, "return values.mean()"), encoding="utf-8")
    assert check(read_work(find_handout(None, folder)), ["mean"]).right


@pytest.mark.slow
def test_a_function_in_a_cell_of_text_is_said_to_be_there(tmp_path):
    """Esc and M make text of a code cell: the function was "nowhere in your files"."""
    folder = handed_out(tmp_path)
    path = folder / "week98.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(one for one in notebook["cells"] if "def mean(" in "".join(one["source"]))
    cell |= {"cell_type": "markdown", "source": "".join(cell["source"])}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (found,) = check(read_work(find_handout(None, folder)), ["mean"]).verdicts
    assert found.finding is not None
    assert (found.finding.kind, found.finding.file) == ("in_a_cell_of_text", "week98.ipynb")


@pytest.mark.slow
def test_a_student_file_named_as_a_library_takes_nothing_with_it(tmp_path):
    folder = handed_out(tmp_path)
    (folder / "random.py").write_text("raise SystemExit", encoding="utf-8")
    assert check(worked(folder, mean="return values.mean()"), ["mean"]).right


@pytest.mark.slow
def test_a_library_that_is_not_there_takes_nothing_with_it(tmp_path):
    source = "from google.colab import drive\n" + written(mean="return values.mean()")
    found = check(worked(handed_out(tmp_path), source), ["mean"])
    assert (found.right, len(found.verdicts), found.faults[0].type) == (True, 1, "ModuleNotFoundError")


@pytest.mark.slow
def test_a_module_of_the_students_that_is_named_as_the_checks_takes_nothing_with_it(tmp_path):
    source = (
        written(mean="return values.mean()")
        + "\nimport sys, types\nsys.modules['test_loops'] = types.ModuleType('test_loops')\n"
    )
    assert check(worked(handed_out(tmp_path), source), ["mean"]).right


def test_a_name_nobody_knows_is_answered_with_the_nearest(tmp_path):
    handout = find_handout(None, handed_out(tmp_path))
    with pytest.raises(UsageError, match="Did you mean double"):
        chosen_exercises(handout, ["doubel"])


def test_a_file_stands_for_its_functions(tmp_path):
    handout = find_handout(None, handed_out(tmp_path))
    assert chosen_exercises(handout, ["loops.py"]) == tuple(one.name for one in handout.exercises)


def test_checking_needs_no_torch_in_this_process():
    """A command answers in a blink until student code is run."""
    import subprocess

    code = "import sys; import autograder.student.checking, autograder.student.packing; print({'torch', 'pytest'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_an_untouched_stub_is_all_gaps(tmp_path):
    assert worked(handed_out(tmp_path), STUB).written == frozenset()
