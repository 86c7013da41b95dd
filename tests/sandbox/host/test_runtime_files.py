"""What goes in with a server, and what does not."""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.sandbox.host.bubblewrap import command
from autograder.sandbox.host.runtime_files import runtime_files

BINDS = {"--ro-bind", "--ro-bind-try", "--bind"}


def binds():
    """Everything of this machine that the bubblewrap command shows, by its place inside."""
    words = command(runtime_files(), (("regression.csv", 7),), 8)
    return {words[at + 2]: words[at + 1] for at, word in enumerate(words) if word in BINDS}


def test_what_torch_requires_goes_with_it():
    names = {path.name for path in runtime_files().packages}
    assert {"torch", "numpy", "pandas", "matplotlib", "msgspec", "sympy", "dateutil"} <= names


def test_what_only_the_grader_needs_stays_out():
    names = {path.name for path in runtime_files().packages}
    assert names & {"autograder", "nbgrader", "otter", "sqlalchemy", "libcst", "pytest", "click"} == set()


def test_of_the_kit_only_what_runs_beside_student_code_is_shown():
    """guest/, protocol and recorder/, with the nouns and errors they use; nothing of the host's side."""
    kit = runtime_files().kit
    of_the_kit = {path.removeprefix(f"{kit}/") for path in binds().values() if path.startswith(str(kit))}
    assert of_the_kit == {"errors.py", "model", "recorder", "sandbox/protocol.py", "sandbox/guest"}


def test_nothing_above_the_kit_is_shown():
    """The course, its solutions and everybody's homes lie there."""
    kit = runtime_files().kit
    assert set(binds().values()) & {str(folder) for folder in (kit, kit / "sandbox", *kit.parents)} == set()


def test_everything_but_the_system_lies_at_a_place_that_says_nothing_of_this_machine():
    places = {place for place in binds() if not place.startswith("/sandbox/")}
    assert all(place.startswith(("/usr/", "/lib", "/etc/ld.so.cache", "/etc/localtime")) for place in places)


def test_no_folder_is_made_that_is_named_as_one_of_this_machine():
    words = command(runtime_files(), (), 8)
    made = {Path(words[at + 1]) for at, word in enumerate(words) if word == "--dir"}
    assert not made & {Path(sys.executable).parent, runtime_files().kit.parent, Path.home(), Path("/tmp")}


def test_nothing_is_shown_that_could_be_written():
    words = command(runtime_files(), (), 8)
    assert not {"--bind", "--dev-bind", "--bind-try", "--share-net"} & set(words)


def test_the_environment_of_the_grader_is_not_passed_on():
    """It is emptied when the process is started; nothing here brings it back."""
    assert "--setenv" not in command(runtime_files(), (), 8)
