"""`pytest` in a week's folder → its hidden checks, run on its solution.

An entry point of pytest: it is loaded in every session of this environment, so it imports nothing heavy and does nothing
outside a week's folder. The judge's own sessions load no entry points.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_NAME = "autograder-week"


def pytest_configure(config: pytest.Config) -> None:
    """Bring a week's fixtures and marks, where pytest was given one."""
    folder = next((week for path in _asked(config) if (week := _week(path))), None)
    if folder is None or config.pluginmanager.has_plugin(_NAME):
        return
    from autograder.assignment import read  # noqa: PLC0415 - torch comes with a week only
    from autograder.judge.case import Case  # noqa: PLC0415
    from autograder.judge.plugin import CheckPlugin, first_probes  # noqa: PLC0415
    from autograder.judge.program import Program  # noqa: PLC0415
    from autograder.judge.tolerances import read_tolerances  # noqa: PLC0415

    assignment = read(folder)
    solution = Program(assignment)
    plugin = CheckPlugin(folder / "checks", first_probes(assignment.probes), tolerances=read_tolerances(folder))
    plugin.case = Case(assignment, solution.recording(), solution)
    config.pluginmanager.register(plugin, _NAME)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a week's public checks and programs alone, unless named.

    They need a student's folder.
    """
    week = _week(collection_path)
    if week is None or collection_path == week or (week / "checks") in (collection_path, *collection_path.parents):
        return None
    named = any(path != week and path.is_relative_to(week) for path in _asked(config))
    return None if named else True


def _asked(config: pytest.Config) -> list[Path]:
    """Paths on the command line; the current folder where there are none."""
    paths = [Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args]
    return [path.resolve() for path in paths if path.exists()]


def _week(path: Path) -> Path | None:
    """The week's folder that a path lies in."""
    return next(
        (one for one in (path, *path.parents) if (one / "week.toml").exists() and (one / "checks").is_dir()), None
    )
