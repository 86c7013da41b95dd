"""An autograder zip and a student's work → otter's results, in a clean folder.

otter searches the current folder for modules and enters the student's before it loads any plugin. So it is started in
a process of its own, and of all that was handed in it meets one notebook or script that we wrote.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from nbformat import v4, writes

from autograder.assignment import read
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.integrations.examiner import TRUSTED_ONLY, uploaded
from autograder.model import Source

_SETTINGS = "otter_config.json"
_WEEK_ZIP = "files/{week}.secret.zip"
_LAST_WORDS = 2000


def run_otter(packed: Path, place: Path, out: Path, *, trusted_only: bool = False) -> Path:
    """Have `otter run` grade the work at `place` → results.json in `out`.

    Raises UsageError where `packed` is no autograder zip of ours, SubmissionError where no code can be read, and GraderError
    where otter gave no results.
    """
    with TemporaryDirectory() as folder:
        room = Path(folder)
        name, week = _name_and_week(packed)
        source = _read(packed, week, place, room / "week")
        (room / "work").mkdir()
        work = room / "work" / f"{week}{Path(source.name).suffix}"
        work.write_bytes(rewritten(work, (source,), name=name))
        out.mkdir(parents=True, exist_ok=True)
        return _run(packed, work, out, trusted_only=trusted_only)


def rewritten(path: Path, sources: Sequence[Source], *, name: str = "") -> bytes:
    """The work as its code alone.

    No outputs, no metadata but otter's name of the assignment, nothing but cells.
    """
    cells = [cell for source in sources for cell in source.cells]
    if path.suffix != ".ipynb":
        return "\n\n".join(cells).encode("utf-8", "backslashreplace")
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    if name:
        notebook.metadata["otter"] = {"assignment_name": name}
    return writes(notebook, version=4).encode("utf-8", "backslashreplace")


def _name_and_week(packed: Path) -> tuple[str, str]:
    """Otter's name of the assignment, and the week our plugin is given."""
    try:
        with ZipFile(packed) as opened:
            settings = json.loads(opened.read(_SETTINGS))
    except (BadZipFile, KeyError, ValueError) as error:
        raise UsageError(
            f"{packed} is no autograder zip of otter ({error}). Name the one in dist/autograder/ that `otter assign` made."
        ) from error
    plugins = [plugin for plugin in settings.get("plugins") or () if isinstance(plugin, dict)]
    weeks = [given["week"] for plugin in plugins for key, given in plugin.items() if key.startswith("autograder.")]
    if not weeks:
        raise UsageError(f"{packed} does not ask for our plugin. Release the week again with --format otter.")
    return settings.get("assignment_name") or "", weeks[0]


def _read(packed: Path, week: str, place: Path, room: Path) -> Source:
    """The one notebook of the work, or the one script where there is none.

    Other files are left behind.
    """
    with ZipFile(packed) as opened:
        opened.extract(_WEEK_ZIP.format(week=week), room)
    with ZipFile(room / _WEEK_ZIP.format(week=week)) as secret:
        secret.extractall(room)
    sources = uploaded(place, read(room / "solutions" / week)).sources
    chosen = [source for source in sources if source.name.endswith(".ipynb")] or sources
    if len(chosen) != 1:
        names = ", ".join(source.name for source in chosen) or "none"
        raise SubmissionError(
            f"otter grades one notebook or script, and {place.name} holds {names}. A person must look."
        )
    return chosen[0]


def _run(packed: Path, work: Path, out: Path, *, trusted_only: bool) -> Path:
    """`otter run` in a fresh process, whose folders are all ours."""
    results = out / "results.json"
    results.unlink(missing_ok=True)
    words = ("-m", "otter", "run", "-a", str(packed.resolve()), "-o", str(out.resolve()), "--no-logo", str(work))
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-P", *words],
        cwd=work.parent,
        env=environment(trusted_only=trusted_only),
        capture_output=True,
        check=False,
    )
    if done.returncode or not results.is_file():
        said = done.stderr.decode(errors="replace")[-_LAST_WORDS:]
        raise GraderError(f"otter gave no results, so nothing was graded. It said: {said}")
    return results


def environment(*, trusted_only: bool = False) -> Mapping[str, str]:
    """Ours, without folders that Python would search wherever it is started."""
    path = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(entry).is_absolute()]
    accepted = {TRUSTED_ONLY: "1"} if trusted_only else {}
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONSAFEPATH": "1", **accepted}
