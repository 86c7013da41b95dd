"""A week → the autograder zip that Gradescope takes.

setup.sh, run_autograder, the kit, the week's secret folder.

Holds the solution: for instructors, never for students.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path

from autograder.files import zipped
from autograder.handout.solved import secret_files
from autograder.model import Assignment, Handout

_PROGRAMS = ("setup.sh", "run_autograder")
_EXTRA = re.compile(r"extra\s*==\s*['\"](?P<name>[^'\"]+)['\"]")
_TAKEN = ("sandbox",)
_UNSEEN = "after_published"


def gradescope(assignment: Assignment, handout: Handout, languages: Sequence[str]) -> dict[str, bytes]:
    """Make `<week>-gradescope.zip` and `gradescope.json`.

    The zip is to be uploaded as it is; the settings say what students see and when.
    """
    settings = {
        "format": 1,
        "week": handout.week,
        "languages": list(languages),
        "visibility": {check.name: _UNSEEN for check in assignment.checks},
    }
    programs = {name: (Path(__file__).parent / "verbatim" / f"{name}.txt").read_bytes() for name in _PROGRAMS}
    content = {
        **programs,
        "requirements.txt": "\n".join(_requirements()).encode() + b"\n",
        "gradescope.json": json.dumps(settings, ensure_ascii=False, indent=1).encode() + b"\n",
        **{f"kit/{name}": found for name, found in _kit().items()},
        **secret_files(assignment),
    }
    return {f"{handout.week}-gradescope.zip": zipped(content, programs=_PROGRAMS)}


def _requirements() -> Iterator[str]:
    """List what the kit needs, and the sandbox; nothing of its other extras."""
    for line in distribution("autograder").requires or ():
        extra = _EXTRA.search(line)
        if extra is None:
            yield line
        elif extra["name"] in _TAKEN:
            yield re.sub(r"\s*(;|and)\s*extra\s*==\s*\S+", "", line)


def _kit() -> dict[str, bytes]:
    """Read the kit as installed here, with metadata that names its version."""
    home = Path(__file__).parents[1]
    paths = sorted(path for path in home.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    found = distribution("autograder")
    metadata = f"Metadata-Version: 2.1\nName: autograder\nVersion: {found.version}\n"
    return {
        f"autograder-{found.version}.dist-info/METADATA": metadata.encode(),
        **{f"autograder/{path.relative_to(home).as_posix()}": path.read_bytes() for path in paths},
    }
