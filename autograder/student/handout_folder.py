"""A name, or the folder we are in → the handout, and what is asked there."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import UsageError
from autograder.handout import published
from autograder.lint.defaults import Defaults
from autograder.model import Exercise, Text
from autograder.student.paths import PATHS, LoopPath

_ABOVE = 2  # folders above the one a student is in


@dataclass(frozen=True, slots=True)
class HandoutFolder:
    """A handout's folder.

    `handed_out` are its files as they were given, by digest; `language` is the course's own; `parameters` and `defaults` are
    those that each function was handed out with.
    """

    folder: Path
    week: str
    exercises: tuple[Exercise, ...]
    title: Text = field(default_factory=dict)
    due: datetime | None = None
    language: str = "ko"
    handed_out: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paths: Mapping[str, LoopPath] = field(default_factory=dict)  # check → the right path of its loop
    steps: Mapping[str, Text] = field(default_factory=dict)  # the week's own; none: the lecture's four
    defaults: Defaults = field(default_factory=dict)
    packages: tuple[str, ...] = ()  # libraries that grading has for this week, beside those of every week


def find_handout(exercises_in_name: str | None, here: Path) -> HandoutFolder:
    """Find the handout that is named, or else the one we are in.

    A name is a folder, or a week in a course folder.

    Raises UsageError where there is no handout.
    """
    for folder in _candidates(exercises_in_name, here):
        if (folder / "public").is_dir() and any((folder / "public").glob("test_*.py")):
            return _handout(folder)
    raise UsageError(
        f"{here if exercises_in_name is None else exercises_in_name} is not a week to work on: there is no folder public/ with its checks. "
        "Go to the folder that you downloaded, or name it; in the course folder, name the week."
    )


def _candidates(exercises_in_name: str | None, here: Path) -> Iterator[Path]:
    if exercises_in_name is not None:
        path = here / exercises_in_name
        yield from (path if path.is_dir() else path.parent, here / "assignments" / exercises_in_name)
        return
    yield from (here, *here.parents[:_ABOVE])
    weeks = sorted(path.parent.parent for path in here.glob("assignments/*/public/test_*.py"))
    if len(set(weeks)) > 1:
        names = ", ".join(dict.fromkeys(week.name for week in weeks))
        raise UsageError(f"There are several weeks here: {names}. Name one: autograder check {weeks[0].name}")
    yield from weeks[:1]


def _handout(folder: Path) -> HandoutFolder:
    folder = folder.resolve()
    manifest = published(folder)
    if manifest is None or not manifest.exercises:
        return HandoutFolder(folder, manifest.week if manifest else folder.name, tuple(_exercises(folder)))
    asked = (Exercise(name, module, {}) for module, names in manifest.exercises.items() for name in names)
    language = next(iter(manifest.languages), "ko")
    return HandoutFolder(
        folder,
        manifest.week,
        tuple(asked),
        manifest.title,
        manifest.due,
        language,
        manifest.files,
        manifest.parameters,
        _paths(folder / PATHS),
        manifest.steps or {},
        manifest.defaults or {},
        manifest.packages or (),
    )


def _paths(file: Path) -> Mapping[str, LoopPath]:
    """The right paths of the public checks.

    Without them, what a check says itself has to do.
    """
    try:
        return json_decoder(Mapping[str, LoopPath]).decode(file.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}


def _exercises(folder: Path) -> Iterator[Exercise]:
    """The exercises of a folder without manifest.

    What its public checks ask of each module, then what its files define.
    """
    for test in sorted((folder / "public").glob("test_*.py")):
        module = test.stem.removeprefix("test_")
        own = folder / f"{module}.py"
        defined = _functions(own) if own.is_file() else ()
        for name in dict.fromkeys([*defined, *_asked(test, module)]):
            yield Exercise(name, module, {})


def _functions(path: Path) -> Iterator[str]:
    nodes = (node for node in _tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    yield from (node.name for node in nodes if not node.name.startswith("_"))


def _asked(test: Path, module: str) -> Iterator[str]:
    """The names that a test asks of a module.

    `work.mse` after `import regression_by_hand as work`, `mse` after `from regression_by_hand import mse`.
    """
    nodes = list(ast.walk(_tree(test)))
    imported = (alias for node in nodes if isinstance(node, ast.Import) for alias in node.names if alias.name == module)
    known = {alias.asname or alias.name for alias in imported}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            yield node.attr


def _tree(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return ast.Module([], [])
