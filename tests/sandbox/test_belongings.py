"""What goes in with a server, and what does not."""

from __future__ import annotations

from autograder.sandbox.host.belongings import belongings
from autograder.sandbox.host.bubblewrap import command


def shown():
    """Everything of this machine that the bubblewrap command shows."""
    words = command(belongings(), (("regression.csv", 7),), 8)
    return {words[at + 1] for at, word in enumerate(words) if word in {"--ro-bind", "--ro-bind-try", "--bind"}}


def test_what_torch_requires_goes_with_it():
    names = {path.name for path in belongings().packages}
    assert {"torch", "numpy", "pandas", "matplotlib", "msgspec", "sympy", "dateutil"} <= names


def test_what_only_the_grader_needs_stays_out():
    names = {path.name for path in belongings().packages}
    assert names & {"autograder", "nbgrader", "otter", "sqlalchemy", "libcst", "pytest", "click"} == set()


def test_of_the_kit_only_what_runs_beside_student_code_is_shown():
    kit = belongings().kit
    of_the_kit = {path.removeprefix(f"{kit}/") for path in shown() if path.startswith(str(kit))}
    assert of_the_kit == {"errors.py", "model", "recorder", "sandbox"}


def test_nothing_above_the_kit_is_shown():
    """The course, its solutions and everybody's homes lie there."""
    kit = belongings().kit
    assert shown() & {str(folder) for folder in (kit, *kit.parents)} == set()


def test_nothing_is_shown_that_could_be_written():
    words = command(belongings(), (), 8)
    assert not {"--bind", "--dev-bind", "--bind-try", "--share-net"} & set(words)


def test_the_environment_of_the_grader_is_not_passed_on():
    """It is emptied when the process is started; nothing here brings it back."""
    assert "--setenv" not in command(belongings(), (), 8)
