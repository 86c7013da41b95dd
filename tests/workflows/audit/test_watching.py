"""Only what a change touches is tried again."""

from __future__ import annotations

import itertools
import json

import pytest

from autograder.assignment import read
from autograder.errors import InstructorError
from autograder.judge import Judge
from autograder.model import Difference, Kind, Outcome, Verdict
from autograder.workflows.audit import audit
from autograder.workflows.audit.candidates import Candidate
from autograder.workflows.audit.trial import ProgramKind, Trial
from autograder.workflows.audit.watching import KnownTrials, changes, look_again, parts
from tests import weeks
from tests.helpers import write


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "solutions" / "week01", weeks.losses())


def touched(folder, path, old, new):
    """The exercises whose trials a change makes stale."""
    before = parts(read(folder))
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")
    after = parts(read(folder))
    return {name for name in after if after[name] != before[name]}


@pytest.mark.parametrize(
    ("path", "old", "new", "names"),
    [
        ("losses.py", "lr * w.grad", "w.grad * lr", {"slide"}),
        ("losses.py", "import torch", "import torch as torch", {"bce", "slide"}),
        ("losses.py", "# step4: update", "# step4: the update", set()),
        ("checks/test_losses.py", "data.lr * data.gradient", "data.gradient * data.lr", {"slide"}),
        ("drivers.py", "w.detach()", "w.detach().clone()", {"slide"}),
        ("probes.py", "lr=0.5", "lr=0.25", {"slide"}),
        ("week.toml", "Alone", "By yourself", {"bce", "slide"}),
        ("mistakes/losses.py", "w.data + lr * w.grad", "w.data + 2 * lr * w.grad", {"mistakes of slide"}),
        ("right/losses.py", "/len(y)", " / len(y)", set()),
    ],
)
def test_an_exercise_is_its_own_code_driver_probes_and_checks(folder, path, old, new, names):
    assert touched(folder, path, old, new) == names


@pytest.mark.slow
def test_after_one_more_mistake_that_alone_is_tried(folder, sandbox, tmp_path):
    """In a later command as well; a changed line of public/ and one of the README cost nothing."""
    path, tried = tmp_path / "cache" / "week01.trials", []

    def look():
        tried.clear()
        known = KnownTrials(path)
        try:
            return audited(known)
        finally:
            known.write()

    def audited(known):
        with Judge(read(folder)) as judge:
            return audit(judge, sandbox, only=("slide",), known=known, progress=lambda name, *_: tried.append(name))

    first = look()
    right, public = folder / "right" / "losses.py", folder / "public" / "test_losses.py"
    public.parent.mkdir(exist_ok=True)
    public.write_text("def test_nothing():\n    assert True\n", "utf-8")
    right.write_text(
        right.read_text("utf-8")
        + "\n\n# %% slide__in_place\n-    w.data = w.data - lr * w.grad\n+    w.data -= lr * w.grad\n",
        "utf-8",
    )
    again = look()
    assert tried == ["solution", "slide__in_place"]
    assert len(again.trials) == len(first.trials) + 1
    assert again.complaints == first.complaints
    assert {trial for trial in first.trials if trial.survived} <= {*again.trials}


class Stopped:
    """A look at one exercise that somebody stops, and that another goes on with."""

    def __init__(self, folder, sandbox, path):
        self.folder, self.sandbox, self.path = folder, sandbox, path
        self.tried, self.told = [], []

    def look(self, *, stop_at="", calibrate=False):
        self.tried.clear()
        self.told.clear()

        def progress(name, *_):
            if name == stop_at:
                raise KeyboardInterrupt
            self.tried.append(name)

        with Judge(read(self.folder)) as judge:
            options = {"only": ("slide",), "calibrate": calibrate, "known": KnownTrials(self.path)}
            return audit(judge, self.sandbox, **options, progress=progress, found_at_once=self.told.append)


STOP = "slide: w.data = w.data - lr * w.grad → w.data = w.data + lr * w.grad"


@pytest.fixture
def stopped(folder, sandbox, tmp_path, monkeypatch):
    """Written at every trial: it may be killed at any time."""
    monkeypatch.setattr("autograder.workflows.audit.watching.KEPT_EVERY", 0)
    return Stopped(folder, sandbox, tmp_path / "cache" / "week01.trials")


@pytest.mark.slow
def test_an_audit_that_was_stopped_goes_on_where_it_was(stopped):
    with pytest.raises(KeyboardInterrupt):
        stopped.look(stop_at=STOP)
    done = {*stopped.tried}
    again = stopped.look()
    assert done & {*stopped.tried} == {"solution"}
    assert len(again.trials) == len(done | {*stopped.tried})


@pytest.mark.slow
def test_a_calibration_that_was_stopped_ends_with_the_same_tolerances(stopped, measured):
    with pytest.raises(KeyboardInterrupt):
        stopped.look(stop_at=STOP, calibrate=True)
    done = {*stopped.tried}
    stopped.look(calibrate=True)
    assert done & {*stopped.tried} == {"solution"}
    rows = [json.loads((folder / "tolerances.json").read_text())["checks"] for folder in (stopped.folder, measured[0])]
    assert all(rows[0][name] == rows[1][name] for name in rows[0])


@pytest.mark.slow
def test_a_complaint_of_one_program_is_told_before_the_next_is_tried(stopped):
    """And again by who goes on."""
    write(stopped.folder, {"checks/test_losses.py": weeks.WEAK_LOSSES_CHECKS})
    with pytest.raises(KeyboardInterrupt):
        stopped.look(stop_at="slide: doubled w.data = w.data - lr * w.grad")
    told = [*stopped.told]
    assert any(sentence.startswith("wrong slide__climbs") for sentence in told)
    found = stopped.look()
    assert {*told} <= {*stopped.told}
    assert found.complaints


def test_a_trial_that_rests_on_how_busy_the_machine_was_is_tried_again(tmp_path):
    """So is one of a file that somebody has written into."""
    candidate = Candidate("f: a → b", ProgramKind.MUTANT, "f", {"m": ("a",)}, frozenset({"f"}))
    for kind, kept in ((Kind.VALUE, True), (Kind.TIMED_OUT, False)):
        known = KnownTrials(tmp_path / "cache" / f"{kind}.trials")
        verdict = Verdict("f.value", Outcome.FAILED, Difference(kind))
        known.keep(candidate, {}, Trial(candidate.name, candidate.kind, "f", (verdict,)))
        known.write()
        path = tmp_path / "cache" / f"{kind}.trials"
        assert (KnownTrials(path).of(candidate, {}) is not None) == kept
        path.write_bytes(path.read_bytes()[:-1] + b"x")
        assert KnownTrials(path).of(candidate, {}) is None


def test_a_week_that_cannot_be_read_is_refused_and_looked_at_again():
    said, looks = [], itertools.count()

    def look():
        if next(looks) == 0:
            raise InstructorError("line 3")

    look_again(look, iter([None]), lambda error: said.append(str(error)))
    assert (said, next(looks)) == (["line 3"], 2)


def test_files_that_an_audit_writes_itself_are_no_change(folder, monkeypatch):
    """What changes while it audits is one, though nobody waited for it then."""
    steps = iter([lambda: (folder / "tolerances.json").write_text("{}"), lambda: (folder / "new.py").write_text("")])
    monkeypatch.setattr("autograder.workflows.audit.watching.time.sleep", lambda _: next(steps, lambda: None)())
    seen = changes(folder)
    next(seen)
    assert (folder / "new.py").exists()
    (folder / "losses.py").write_text("")
    next(seen)
