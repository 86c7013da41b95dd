"""solutions/weekNN → Assignment, checked where it is read."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from autograder.assignment.cells import mistakes, variants
from autograder.assignment.limits import FILE as LIMITS
from autograder.assignment.probes import load
from autograder.assignment.source import exercises as asked
from autograder.assignment.source import source, text, tree
from autograder.assignment.week import Week, week
from autograder.errors import InstructorError
from autograder.files import sha256
from autograder.model import Assignment, Exercise, Mistake, PictureKind, Probe, Variant, steps_of

_OURS = ("probes.py", "drivers.py", "conftest.py")
_RENAMED = {"wrong": "mistakes", "drives.py": "drivers.py", "drives": "drivers"}
_Named = TypeVar("_Named", Exercise, Mistake, Variant)


def read(folder: Path) -> Assignment:
    """Read the week in `folder`, without its checks: the judge collects those.

    Raises InstructorError, which names file and place.

    probes.py is executed here, so read only weeks that you trust. `data` is taken from the course's `data/`, two levels
    above the week.
    """
    config = week(folder / "week.toml")
    _refuse_old_names(folder)
    paths = _paths(folder, config)
    steps = steps_of(config.steps)
    exercises = _distinct(exercise for path in paths for exercise in _exercises(path))
    data = _data(folder, config)
    sources = {path.stem: source(path) for path in paths}
    probes, drivers = _probes(folder, exercises), _drivers(folder, exercises)
    _refuse_gaps(probes, [*map(tree, paths)], {name for text in drivers.values() for name in _defined(ast.parse(text))})
    return Assignment(
        week=folder.resolve().name,
        title=config.title,
        folder=folder,
        sources=sources,
        exercises=exercises,
        probes=probes,
        drivers=drivers,
        mistakes=_distinct(mistakes(folder, exercises, sources, steps)),
        variants=_distinct(variants(folder, exercises, sources)),
        public={path.name: source(path) for path in _python(folder / "public")},
        data=data,
        rules=config.rules,
        steps=config.steps,
        release=config.release,
        due=config.due,
        zone=config.zone,
        late=config.late,
        limits=config.limits,
        feedback=config.feedback,
        bucket=config.bucket,
        expected_before_due=config.expected_before_due,
        packages=config.packages,
        pictures=_pictures(folder, config, exercises),
        digest=digest(folder, data),
    )


def digest(folder: Path, data: Mapping[str, bytes]) -> str:
    """Digest names and contents of all that verdicts rest on.

    That is week.toml, tolerances.json, limits.json, every Python file, the data.
    """
    paths = sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)
    paths += [path for path in (folder / "week.toml", folder / "tolerances.json", folder / LIMITS) if path.is_file()]
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    contents |= {f"data/{name}": content for name, content in data.items()}
    return sha256(b"".join(f"{name}\0{sha256(content)}\n".encode() for name, content in sorted(contents.items())))


def _pictures(folder: Path, config: Week, exercises: Sequence[Exercise]) -> dict[str, PictureKind]:
    """Take the pictures that week.toml asks for, each of an exercise."""
    names = [exercise.name for exercise in exercises]
    for name in config.pictures:
        if name not in names:
            raise InstructorError(f"{folder}/week.toml: pictures has {name!r}; expected one of {', '.join(names)}.")
    return config.pictures


def _refuse_old_names(folder: Path) -> None:
    """Refuse a part that has the name it had in 0.1: nobody would read it."""
    for old, new in _RENAMED.items():
        if (folder / old).exists():
            raise InstructorError(f"{folder / old} is called {new} now. Rename it.")


def _paths(folder: Path, config: Week) -> list[Path]:
    """List the solution files: as week.toml has them, else by alphabet."""
    present = [path for path in _python(folder) if path.name not in _OURS]
    if not config.files:
        return present
    names = [path.name for path in present]
    if sorted(config.files) != names:
        raise InstructorError(
            f"{folder}/week.toml: files is {list(config.files)}; expected the folder's solution files, {names}."
        )
    return [folder / name for name in config.files]


def exercise_names(folder: Path) -> frozenset[str]:
    """The names of a week's exercises alone: nothing of it is executed."""
    return frozenset(each.name for path in _paths(folder, week(folder / "week.toml")) for each in _exercises(path))


def _exercises(path: Path) -> list[Exercise]:
    """List public functions and classes at top level that are not given."""
    for node in tree(path).body:
        if isinstance(node, ast.AsyncFunctionDef):
            raise InstructorError(
                f"{path}, line {node.lineno}: {node.name} is an async def; an exercise is a plain def."
            )
    return [
        Exercise(node.name, path.stem, text(ast.get_docstring(node), f"{path}, line {node.lineno}: {node.name}"))
        for node in asked(tree(path), source(path))
    ]


def _probes(folder: Path, exercises: Sequence[Exercise]) -> tuple[Probe, ...]:
    """Sort the probes by exercise; within one they stay as written.

    The first of an exercise is the one that checks see.
    """
    place = {exercise.name: number for number, exercise in enumerate(exercises)}
    found = load(folder)
    for probe in found:
        if probe.exercise not in place:
            raise InstructorError(
                f"probe {probe.id} of {folder} is about no exercise; expected one of {', '.join(place)}."
            )
    ids = [probe.id for probe in found]
    for twice in (name for name in ids if ids.count(name) > 1):
        raise InstructorError(f"probe {twice} of {folder} is defined more than once; each needs a name of its own.")
    return tuple(sorted(found, key=lambda probe: place[probe.exercise]))


def _refuse_gaps(probes: Sequence[Probe], modules: Sequence[ast.Module], driven: Collection[str]) -> None:
    """Refuse a plain call that leaves out an argument before another.

    Calls are made by position, so that students may rename what they take.
    """
    functions = {name: node for module in modules for name, node in _defined(module).items() if name not in driven}
    for probe in (probe for probe in probes if probe.exercise in functions):
        arguments = functions[probe.exercise].args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
        for place, name in enumerate(probe.inputs):
            if name in names and names.index(name) != place:
                raise InstructorError(
                    f"probe {probe.id} gives {', '.join(probe.inputs)}, in which {name} is argument {place + 1}; "
                    f"{probe.exercise}({', '.join(names)}) has it as {names.index(name) + 1}. Calls are made by "
                    "position: give what comes before it, or write a driver."
                )


def _defined(module: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}


def _drivers(folder: Path, exercises: Sequence[Exercise]) -> dict[str, str]:
    """Read drivers.py, or the files of drivers/, by module.

    Every public function in them drives the exercise of its name.
    """
    names = {exercise.name for exercise in exercises}
    paths = [*filter(Path.is_file, [folder / "drivers.py"]), *_python(folder / "drivers")]
    for path in paths:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in names:
                raise InstructorError(
                    f"{path}, line {node.lineno}: {node.name} drives no exercise of this week. "
                    f"A function that only helps drivers begins with an underscore: _{node.name}."
                )
    return {path.stem: source(path) for path in paths}


def _data(folder: Path, config: Week) -> dict[str, bytes]:
    """Read the files of week.toml's `data` from the course's data folder."""
    course = folder.resolve().parents[1] / "data"
    for name in config.data:
        if not (course / name).is_file() or Path(name).name != name:
            raise InstructorError(f"{folder}/week.toml: data names {name!r}; expected the name of a file in {course}.")
    return {name: (course / name).read_bytes() for name in sorted(config.data)}


def _python(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith(("_", ".")))


def _distinct(named: Iterable[_Named]) -> tuple[_Named, ...]:
    """Refuse a name that stands twice.

    Reports and marks know exercises and mistakes by name alone.
    """
    seen: dict[str, _Named] = {}
    for each in named:
        if each.name in seen:
            places = f"{seen[each.name].module} and {each.module}"
            raise InstructorError(f"{each.name} is defined twice, in {places}; a name may stand once in a week.")
        seen[each.name] = each
    return tuple(seen.values())
