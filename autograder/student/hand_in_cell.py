"""`submit("week04")` in a cell → handed in, with receipt and result below.

The notebook is saved first: in JupyterLab by itself, elsewhere whoever forgot is told.
"""

from __future__ import annotations

import os
import sys
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from autograder.errors import AutograderError, SubmissionError, UsageError
from autograder.report.messages.catalog import number, say
from autograder.report.pages import apology
from autograder.student import portal_client
from autograder.student.handout_folder import find_handout
from autograder.student.notebook import CellFeedback
from autograder.student.work import read_work
from autograder.text import terminal_language

if TYPE_CHECKING:
    from autograder.student.handout_folder import HandoutFolder

WAIT_SECONDS = 120.0
_SAVE_SECONDS = 15.0
_JUST_NOW = 60.0
"""Seconds for which a file that a person saved is believed to be what stands on their screen."""
_OVER = frozenset({"done", "superseded", "set_aside"})


def submit(
    week: str = "", *, portal: str = "", token: str = "", wait: float = WAIT_SECONDS, language: str = ""
) -> CellFeedback:
    """Hand in the files of a week, the notebook saved first, and wait for the result.

    `portal`, `token`: of the course's portal, where no settings name them. `wait`: seconds.
    """
    try:
        handout = _handout(week)
        spoken = language or ("ko" if terminal_language() == "ko" else handout.language)
        _save(spoken)
        account = portal_client.known_account(portal, token)
        files = {file.name: file.content for file in read_work(handout).files}
        if not files:
            raise SubmissionError(say("cell.nothing", spoken, folder=handout.folder))
        made = portal_client.hand_in(account, handout.week, files)
        state = _graded(account, handout.week, int(made["upload"]), wait)
        lines = _lines(account, handout.week, made, state, files=sorted(files), language=spoken)
    except AutograderError as error:
        return CellFeedback(str(error), apology(str(error)))
    return CellFeedback("\n".join(lines), _html(lines), state["state"] == "done")


def _handout(week: str) -> HandoutFolder:
    """The handout of here, or the one that is named.

    Raises UsageError for another than is here.
    """
    found = find_handout(week or None, Path.cwd())
    if week and found.week != Path(week).name:
        raise UsageError(f"This folder is {found.week}, not {week}. Nothing was handed in.")
    return found


def _graded(account: portal_client.PortalAccount, week: str, upload: int, wait: float) -> dict[str, Any]:
    until = time.monotonic() + wait
    while True:
        state = portal_client.state(account, week, upload)
        if state["state"] in _OVER or time.monotonic() > until:
            return state
        time.sleep(1.0)


def _lines(
    account: portal_client.PortalAccount,
    week: str,
    made: dict[str, Any],
    state: dict[str, Any],
    *,
    files: list[str],
    language: str,
) -> list[str]:
    receipt = made["receipt"]
    lines = [
        say("cell.received", language, week=week, at=receipt["at"], files=", ".join(files)),
        say("cell.receipt", language, digest=receipt["digest"][:16], upload=made["upload"]),
        f"{state['words']} {state['place']}".strip(),
    ]
    if state["state"] == "done":
        try:
            found = portal_client.result(account, week)
        except SubmissionError as not_yet:
            return [*lines, str(not_yet)]
        lines.append(say("cell.points", language, points=number(found["points"]), out_of=number(found["out_of"])))
        lines += [f"✗ {one['name']}: {one['message']}" for one in found["checks"] if one["outcome"] != "passed"]
    return [*lines, f"{account.address}/weeks/{week}"]


def _html(lines: list[str]) -> str:
    head, *rest = map(escape, lines)
    return f"<div><p><b>{head}</b></p><ul>{''.join(f'<li>{line}</li>' for line in rest)}</ul></div>"


# ---------------------------------------------------------------------- the notebook, saved


def _save(language: str) -> None:
    """Save the notebook of this kernel.

    Raises SubmissionError where the file is not as it stands on the screen.
    """
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    session = os.environ.get("JPY_SESSION_NAME", "")
    if shell is None or not session.endswith(".ipynb"):
        return
    path, cell = Path(session), str(shell.user_ns.get("In", [""])[-1]).strip()
    before, asked = _written(path), _save_by_lab()
    until = time.monotonic() + (_SAVE_SECONDS if asked else 0.0)
    while _written(path) == before and time.monotonic() < until:
        time.sleep(0.1)  # a cell that runs changes its notebook, so a save always writes
    fresh = _written(path) != before or time.time() - before / 1e9 < _JUST_NOW
    if not fresh or not _holds(path, cell):
        raise SubmissionError(say("cell.unsaved", language, file=path.name))


def _written(path: Path) -> int:
    """Nanoseconds since 1970 at which a file was last written; 0 for none."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def _save_by_lab() -> bool:
    """Have JupyterLab save what is on the screen → False where ipylab is missing."""
    try:
        from ipylab import JupyterFrontEnd  # noqa: PLC0415 - seldom there
    except ImportError:
        return False
    JupyterFrontEnd().commands.execute("docmanager:save")
    return True


def _holds(path: Path, cell: str) -> bool:
    try:
        saved = nbformat.read(path, as_version=4)
    except (OSError, ValueError):
        return False
    assert isinstance(saved, nbformat.NotebookNode)
    return any(one.source.strip() == cell for one in saved.cells)
