"""Files that a student may send beside the notebook, each of which leaves a mark where anything of the grader's takes it up."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from zipfile import ZipFile

from tests.integrations.students import script
from tests.weeks import files

SHADOWS = ("otter", "autograder", "nbgrader", "torch", "numpy", "dill", "json", "pickle", "IPython", "ipykernel")
MODULES = (
    "sitecustomize",
    "usercustomize",
    "conftest",
    "test_mine",
    "nbgrader_config",
    "jupyter_config",
    "ipython_config",
)
PASSES = """
import pytest

@pytest.mark.exercise("{0}")
class Test{0}:
    @pytest.mark.points({1})
    def test_anything(self, mine):
        \"\"\"무엇이든.

        Anything.
        \"\"\"
        open({2!r}, "a").close()
"""


class Unpickled:
    """Leaves the mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


def extra_files(mark: Path, week: str = "week99") -> dict[str, bytes]:
    """By name. `mark` is what must not be there afterwards."""
    run = f"open({str(mark)!r}, 'a').close()\n".encode()
    pickled = pickle.dumps(Unpickled(mark))
    own_week = {name: content.encode() for name, content in files().items()}
    for path in [name for name in own_week if name.startswith("checks/")]:
        del own_week[path]
    checks = "".join(PASSES.format(name, points, str(mark)) for name, points in (("mse", 2), ("rmse", 1), ("fit", 6)))
    own_week |= {"checks/test_regression.py": checks.encode(), "regression.py": script("half").encode()}
    return {
        **{f"solutions/{week}/{name}": content for name, content in own_week.items()},
        **{f"{name}/__init__.py": run for name in SHADOWS},
        **{f"{name}.py": run for name in MODULES},
        **dict.fromkeys((".OTTER_LOG", "results.pkl", ".hidden.pkl", "data/points.pkl"), pickled),
        "__init__.py": run,
        ".hidden.py": run,
        "public/check.py": run,
        "public/__init__.py": run,
        "tests/mse.py": run + b"test_public_mse = lambda env: None\n",
        "mine.pth": b"import os; " + run,
        "pytest.ini": b"[pytest]\naddopts = -p test_mine\n",
        "pyproject.toml": b"[tool.pytest.ini_options]\naddopts = '-p test_mine'\n",
        "otter_config.json": b'{"plugins": ["test_mine.Plugin"]}',
        "gradescope.json": b"{}",
        "results.json": b'{"score": 9}',
        "results/results.json": b'{"score": 9}',
        f"{week}.secret.zip": b"not a zip",
        "nbgrader.log": b"9 of 9",
        ".env": b"PYTHONPATH=.",
        ".ipynb_checkpoints/week99-checkpoint.ipynb": b"{}",
    }


def links() -> dict[str, str]:
    """Symbolic links by name, to files that are not the student's."""
    return {"passwd.csv": "/etc/passwd", "root": "/", "above": "../../.."}


def lay_out(folder: Path, mark: Path, *, week: str = "week99") -> None:
    """Put all of it into a folder."""
    for name, content in extra_files(mark, week).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, target in links().items():
        (folder / name).symlink_to(target)


def zip_up(path: Path, notebook: str, mark: Path, *, name: str = "week99.ipynb") -> None:
    """All of it and a notebook, in a zip."""
    with ZipFile(path, "w") as packed:
        packed.writestr(name, notebook)
        for extra, content in extra_files(mark).items():
            packed.writestr(extra, content)
