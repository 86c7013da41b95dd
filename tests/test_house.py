"""What keeps the house in order: contracts that name every room, a page that is fresh, tests that assert, a licence."""

from __future__ import annotations

import ast
import runpy
import tomllib
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "autograder"
LONGEST = 400
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENTERS_A_CHILD = {"sandbox", "recorder", "model", "errors"}
ASSERTING = {"raises", "warns", "fail"}


def script(name: str) -> SimpleNamespace:
    """A program of scripts/, as a module."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / f"{name}.py")))


def contract(kind: str) -> dict:
    """The import contract of this type."""
    return next(each for each in PROJECT["tool"]["importlinter"]["contracts"] if each["type"] == kind)


def names_called(function: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def asserts(function: ast.AST) -> bool:
    """Whether it fails by itself when something is not as it must be."""
    return bool(names_called(function) & ASSERTING) or any(isinstance(node, ast.Assert) for node in ast.walk(function))


def rooms() -> set[str]:
    """Every room and every base module."""
    return {path.stem for path in KIT.glob("*.py") if path.stem != "__init__"} | {
        path.parent.name for path in KIT.glob("*/__init__.py")
    }


def test_every_room_has_its_place_in_the_contract():
    assert contract("layers")["exhaustive"]
    assert {room for layer in script("architecture").layers() for room in layer} == rooms()


def test_whatever_does_not_enter_a_child_is_forbidden_there():
    forbidden = {name.removeprefix("autograder.") for name in contract("forbidden")["forbidden_modules"]}
    assert forbidden == (rooms() - ENTERS_A_CHILD) | {"sandbox.host"}


def test_the_page_on_architecture_is_fresh():
    architecture = script("architecture")
    assert architecture.PAGE.read_text("utf-8") == architecture.page(), "run scripts/architecture.py"


def test_the_reference_of_a_week_is_fresh():
    reference = script("reference")
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run scripts/reference.py"


def test_no_test_is_without_an_assertion():
    """Its own, or that of a function beside the tests that it calls."""
    trees = {
        path.relative_to(ROOT): ast.parse(path.read_bytes())
        for path in (ROOT / "tests").rglob("*.py")
        if "programs" not in path.parts
    }
    functions = [
        (path, node) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    checking = {node.name for _, node in functions if not node.name.startswith("test_") and asserts(node)}
    silent = [
        f"{path}:{node.lineno}: {node.name}"
        for path, node in functions
        if node.name.startswith("test_") and not asserts(node) and not names_called(node) & checking
    ]
    assert silent == []


def kit_trees():
    return {path.relative_to(ROOT): ast.parse(path.read_bytes()) for path in KIT.rglob("*.py")}


def test_no_two_classes_share_a_name():
    names = Counter(
        node.name for tree in kit_trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in names.items() if count > 1} == set()


def test_types_are_read_by_one_thread_at_a_time():
    """Outside a child, by autograder.decoding alone: msgspec does not see to that itself."""
    reading = [
        f"{path}:{node.lineno}"
        for path, tree in kit_trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("msgspec.")
        if ast.unparse(node.func) == "msgspec.convert" or any(each.arg == "type" for each in node.keywords)
        if path.name != "decoding.py" and ENTERS_A_CHILD.isdisjoint(path.parts)
    ]
    assert reading == []


def test_every_docstring_begins_with_one_short_clause():
    """As docs of a terminal are wide, and with what the thing does or is."""
    heads = [
        (path, (ast.get_docstring(node) or "").split("\n")[0])
        for path, tree in kit_trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    wordy = [f"{path}: {head}" for path, head in heads if len(head) > 80 or head.startswith(("What ", "Whether "))]
    assert wordy == []


def test_a_file_is_as_long_as_one_idea():
    """Whatever grows over 400 lines holds two."""
    long = {str(path.relative_to(ROOT)) for path in KIT.rglob("*.py") if path.read_bytes().count(b"\n") > LONGEST}
    assert long == set()


def test_each_module_of_the_judge_has_tests_of_its_own():
    modules = [path.relative_to(KIT) for path in (KIT / "judge").rglob("[!_]*.py")]
    tests = [ROOT / "tests" / module.with_name(f"test_{module.name}") for module in modules]
    assert [test for test in tests if not test.is_file()] == []


def test_the_licence_is_the_one_that_is_named():
    assert PROJECT["project"]["license"] == "BSD-3-Clause"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("BSD 3-Clause License")


def test_the_kit_says_that_it_is_typed():
    assert (KIT / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["project"]["classifiers"]


def test_every_extra_and_dependency_of_ours_is_locked():
    """But for torch, which has a build for each kind of processor."""
    locked = {
        line.partition("==")[0].lower()
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith(" ")
    }
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = {
        dependency.split(";")[0].split("[")[0].split(">")[0].split("=")[0].strip().replace(".", "-")
        for dependencies in (PROJECT["project"]["dependencies"], *extras)
        for dependency in dependencies
    }
    assert wanted - locked == {"torch", "autograder"}
