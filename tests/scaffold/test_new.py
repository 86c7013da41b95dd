"""A new week is fit as it stands, and another system's notebook is a start."""

from __future__ import annotations

import json

import pytest

from autograder.assignment import read
from autograder.assignment.stub import cut
from autograder.errors import InstructorError, UsageError
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.sandbox import Isolation, open_sandbox
from autograder.scaffold.masters import master
from autograder.scaffold.new import new_week
from autograder.workflows.audit import audit
from autograder.workflows.opening import open_week
from tests.helpers import recording

OTTER = [
    ("raw", "# ASSIGNMENT CONFIG\nname: hw"),
    ("code", "import torch"),
    ("raw", "# BEGIN QUESTION\nname: q1\npoints: 3"),
    ("markdown", "제곱하세요.\n\nSquare it."),
    ("raw", "# BEGIN SOLUTION"),
    (
        "code",
        "def square(x):\n    out = x ** 2 # SOLUTION\n    # BEGIN SOLUTION\n    out = out + 0\n    # END SOLUTION\n    return out",
    ),
    ("raw", "# END SOLUTION"),
    ("raw", "# BEGIN TESTS"),
    (
        "code",
        '""" # BEGIN TEST CONFIG\nhidden: false\n""" # END TEST CONFIG\ndef test_it(square):\n    assert square(torch.tensor([3.0])) == 9',
    ),
    ("raw", "# END TESTS"),
    ("raw", "# END QUESTION"),
]
ANSWER = {"solution": True, "grade": False, "locked": False, "grade_id": "a", "schema_version": 3}
TESTS = {"solution": False, "grade": True, "locked": True, "grade_id": "b", "points": 2, "schema_version": 3}
NBGRADER = [
    ("code", "import torch"),
    ("markdown", "# Double it\n두 배로 하세요."),
    ("code", "def double(\n    x,\n):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", ANSWER),
    (
        "code",
        "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(torch.tensor([5.0])) == 10\n### END HIDDEN TESTS",
        TESTS,
    ),
    ("code", "### BEGIN SOLUTION\nloss = 3\n### END SOLUTION", ANSWER),
]


def notebook(tmp_path, cells):
    made = [
        {"cell_type": kind, "source": source, "outputs": [], "metadata": {"nbgrader": more[0]} if more else {}}
        for kind, source, *more in cells
    ]
    path = tmp_path / "theirs.ipynb"
    path.write_text(json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}), "utf-8")
    return path


def started(tmp_path, cells):
    folder = tmp_path / "solutions" / "week06"
    return folder, new_week(folder, notebook(tmp_path, cells), module="theirs")


@pytest.mark.slow
@pytest.mark.real
def test_a_new_week_passes_its_audit_at_once(tmp_path):
    new_week(tmp_path / "solutions" / "week06")
    with (
        open_week("week06", tmp_path) as (assignment, judge),
        open_sandbox(limits=assignment.limits, isolation=Isolation.TRUSTED_ONLY, jobs=1) as sandbox,
    ):
        assert audit(judge, sandbox).complaints == ()


def test_a_week_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "week06").mkdir()
    with pytest.raises(InstructorError, match="is there already"):
        new_week(tmp_path / "week06")


def test_a_name_that_python_cannot_import_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no name for a week"):
        new_week(tmp_path / "Week 6")


def test_an_otter_master_loses_its_markers(tmp_path):
    folder, _ = started(tmp_path, OTTER)
    assert "SOLUTION" not in (folder / "theirs.py").read_text("utf-8")


@pytest.mark.parametrize(("cells", "text"), [(OTTER, "제곱하세요."), (NBGRADER, "두 배로 하세요.")])
def test_what_is_told_above_becomes_the_exercises_text(tmp_path, cells, text):
    folder, _ = started(tmp_path, cells)
    assert text in read(folder).exercises[0].text["ko"]


@pytest.mark.parametrize(("cells", "points"), [(OTTER, 3), (NBGRADER, 2)])
def test_points_are_theirs(tmp_path, cells, points):
    folder, _ = started(tmp_path, cells)
    assert f"points({points})" in (folder / "checks" / "test_theirs.py").read_text("utf-8")


def test_calls_in_tests_become_probes(tmp_path):
    folder, _ = started(tmp_path, NBGRADER)
    assert [probe.id for probe in read(folder).probes] == ["double/call1", "double/call2"]


def test_hidden_tests_stay_out_of_the_public_checks(tmp_path):
    folder, _ = started(tmp_path, NBGRADER)
    public = (folder / "public" / "test_theirs.py").read_text("utf-8")
    assert "double(2) == 4" in public
    assert "5.0" not in public


def test_the_handout_hides_what_they_hid(tmp_path):
    folder, _ = started(tmp_path, OTTER)
    assert "x ** 2" not in cut(read(folder)).stubs["theirs"]


def test_an_answer_without_a_function_is_named(tmp_path):
    _, made = started(tmp_path, NBGRADER)
    assert "cell 5 answers without a function: loss = 3" in made.left


def test_another_notebook_is_refused(tmp_path):
    with pytest.raises(InstructorError, match="no cells of nbgrader's or otter's"):
        started(tmp_path, [("code", "x = 1")])


ODD = {
    "no metadata": {"metadata": None},
    "a list for metadata": {"metadata": [1]},
    "words for nbgrader": {"metadata": {"nbgrader": "x"}},
    "a number for text": {"source": 5},
    "numbers for lines": {"source": [1, 2]},
    "no number for points": {"metadata": {"nbgrader": {"grade": True, "points": [1]}}},
    "points without end": {"metadata": {"nbgrader": {"grade": True, "points": 10**400}}},
    "points below none": {"metadata": {"nbgrader": {"grade": True, "points": -5}}},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_notebook_that_no_system_wrote_is_refused_in_words(odd, tmp_path):
    """Whoever hands it over does not end the command as our fault."""
    path = tmp_path / "source.ipynb"
    cells = [{"cell_type": "code", "source": "x = 1", "metadata": {"nbgrader": {"solution": True}}}]
    path.write_text(json.dumps({"cells": [*cells, {"cell_type": "code", "source": "x", **odd}]}))
    with pytest.raises(InstructorError, match=r"is no notebook|is worth -5"):
        master(path)


def nbgrader(tmp_path, tests, function="double(x):\n    return 2 * x"):
    return started(tmp_path, [("code", f"def {function}", ANSWER), ("code", tests, TESTS)])[0]


def test_a_call_that_must_raise_is_no_probe(tmp_path):
    folder = nbgrader(tmp_path, "assert double(2) == 4\ntry:\n    double(None)\nexcept TypeError:\n    pass")
    assert [probe.id for probe in read(folder).probes] == ["double/call1"]


def test_a_test_that_rebinds_a_function_is_no_public_check(tmp_path):
    """Within a function of its own, deleting the name would be an error."""
    folder = nbgrader(tmp_path, "kept = double\ndel double\nassert kept(2) == 4")
    assert not (folder / "public").exists()


def test_an_exercise_without_a_call_waits_beside_the_others(tmp_path):
    """One that nobody calls stops no other; what a ready one calls is ready as well."""
    functions = "double(x):\n    return twice(x)\n\ndef twice(x):\n    return 2 * x\n\ndef train(net):\n    return net"
    folder, made = started(tmp_path, [("code", f"def {functions}", ANSWER), ("code", "assert double(2) == 4", TESTS)])
    with open_week("week06", tmp_path) as (assignment, _):
        assert [exercise.name for exercise in assignment.exercises] == ["double", "twice"]
    draft = (folder / "drafts" / "theirs.py").read_text("utf-8")
    assert "def train(net):" in draft
    assert '# probe("train", "call1", net=…),' in draft
    assert any("train is called in no test" in sentence for sentence in made.left)


def test_what_a_test_made_before_the_call_is_followed(tmp_path):
    folder = nbgrader(tmp_path, "a = [1, 2]\nb = a + [3]\nunused = open\nassert len(double(b)) == 6")
    (found,) = read(folder).probes
    assert len(found.inputs["x"].items or found.inputs["x"].shape) >= 1
    assert "unused" not in (folder / "probes.py").read_text("utf-8")


def test_what_cannot_be_read_off_is_no_probe(tmp_path):
    assert (
        read(nbgrader(tmp_path, "with open('x') as f:\n    a = f.read()\nassert double(a)\nassert double(2) == 4"))
        .probes[0]
        .inputs["x"]
    )


def test_a_call_without_arguments_is_a_probe(tmp_path):
    folder = nbgrader(tmp_path, "assert answer() == 42", "answer():\n    # of everything\n    return 42")
    assert [probe.id for probe in read(folder).probes] == ["answer/call1"]
    assert "# of everything" in (folder / "theirs.py").read_text("utf-8")


def test_an_import_that_is_missing_is_asked_for_once(tmp_path):
    cells = [("code", "def f(x):\n    return np.abs(np.sum(x))", ANSWER), ("code", "assert f([1]) == 1", TESTS)]
    _, made = started(tmp_path, cells)
    assert [one for one in made.left if "np" in one] == ["np: used, but imported in no cell. Import it in theirs.py."]


SCRIPT = """import math


def root(x):
    # of what is positive
    return math.sqrt(abs(x))


def test_root():
    x = 4.0
    assert root(x) == 2
    assert root(-9.0) == 3
"""


def test_a_script_with_its_tests_becomes_a_week(tmp_path):
    path = tmp_path / "root.py"
    path.write_text(SCRIPT, "utf-8")
    new_week(folder := tmp_path / "solutions" / "week06", path, module="theirs")
    week = read(folder)
    assert ([e.name for e in week.exercises], [p.id for p in week.probes]) == (["root"], ["root/call1", "root/call2"])
    assert "# of what is positive" in (folder / "theirs.py").read_text("utf-8")


def test_another_teachers_week_is_taken_over_whole_but_for_its_dates_and_its_audit(tmp_path):
    """It is the same week: what its solution, checks and mistakes are, and no more of the other course."""
    theirs, mine = tmp_path / "theirs" / "solutions" / "week05", tmp_path / "mine" / "solutions" / "week06"
    new_week(theirs)
    settings = theirs / "week.toml"
    settings.write_text(
        f"release = 2022-03-01T09:00:00+09:00\ndue = 2022-03-08T09:00:00+09:00\n{settings.read_text('utf-8')}", "utf-8"
    )
    (theirs / "audit.json").write_text("{}", "utf-8")
    made = new_week(mine, theirs)
    week, other = read(mine), read(theirs)
    assert (week.sources, week.probes, week.mistakes) == (other.sources, other.probes, other.mistakes)
    assert (week.release, week.due, (mine / "audit.json").exists()) == (None, None, False)
    assert "2022-03-01" in made.left[0]
    assert made.left[1].startswith('Its title is "week05" / "week05"')


def test_a_folder_that_is_no_week_is_refused_in_words(tmp_path):
    (tmp_path / "theirs").mkdir()
    with pytest.raises(InstructorError, match=r"no week\.toml"):
        new_week(tmp_path / "week06", tmp_path / "theirs")


SETS = """
def vowels(text):
    return {letter for letter in text if letter in "aeiou"}


def test_vowels():
    assert vowels("banana bread") == {"a", "e"}
"""


def test_an_answer_that_is_a_set_has_a_check_that_tells_right_from_wrong(tmp_path):
    """In whatever order its members come; a list is none."""
    path = tmp_path / "theirs.py"
    path.write_text(SETS, "utf-8")
    week = tmp_path / "solutions" / "week01"
    new_week(week, path, module="sets")
    with Judge(read(week)) as judge:
        outcomes = {
            answer: judge.judge(
                recording(judge.assignment, f"def vowels(text):\n    return {answer}\n", name="sets.py")
            )
            for answer in ("{*'ea'}", "frozenset('ae')", "{*'a'}", "{*'aei'}", "set()", "['a', 'e']")
        }
    right = [answer for answer, verdicts in outcomes.items() if verdicts[0].outcome is Outcome.PASSED]
    assert right == ["{*'ea'}", "frozenset('ae')"]


def test_a_cell_that_does_not_compile_stops_no_other(tmp_path):
    cells = [
        ("code", "def f(x):\n    return x", ANSWER),
        ("code", "%%bash\nls |"),
        ("code", "x = ="),
        ("code", "assert f(1) == 1", TESTS),
    ]
    folder, made = started(tmp_path, cells)
    assert [probe.id for probe in read(folder).probes] == ["f/call1"]
    assert any("cell 3" in sentence and "passed over" in sentence for sentence in made.left)


def test_a_call_that_reads_a_file_is_no_probe(tmp_path):
    """The file is not here."""
    folder = nbgrader(
        tmp_path,
        "a = np.load('x.npy')\nassert double(a) is not None\nassert double(name=2) == 4",
        "double(name):\n    return 2 * name",
    )
    assert [(probe.id, [*probe.inputs]) for probe in read(folder).probes] == [("double/call1", ["name"])]
