"""Hostile programs on their students' own machines: `check` and `submit`, where nothing holds them but a machine of their own.

The machine is a namespace with its own processes, /tmp and no network, in which the student is an ordinary user, or root where
the tests run as root. Both commands of each work run in a fork of one process that has torch loaded, within limits that only
keep this machine alive: as `python -P -m tests.attacks.own_machine FOLDER`, a line in FOLDER/told.jsonl for each.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox.host.bubblewrap import executable
from tests.sandbox.elsewhere import NOBODY, Elsewhere, as_nobody, readable_by_all

if TYPE_CHECKING:
    from autograder.student.results import CheckRequest
    from tests.attacks.room import Room

SECONDS, DEADLINE = 1.5, 60.0
_GIGABYTE = 1 << 30
_CEILINGS = {
    resource.RLIMIT_AS: 6 * _GIGABYTE,
    resource.RLIMIT_FSIZE: _GIGABYTE >> 4,
    resource.RLIMIT_NPROC: 300,
    resource.RLIMIT_CPU: 60,
    resource.RLIMIT_CORE: 0,
}


def check_and_submit(room: Room, students: Sequence[str]) -> dict[str, str]:
    """Complaints by student: a command that did not come to an end of its own. What was handed in lies in room.folder/inbox."""
    with tempfile.TemporaryDirectory(prefix="own-") as base:
        folder = Path(base)
        _lay_out(room, students, folder)
        told, ended = folder / "told.jsonl", ""
        with readable_by_all() if os.geteuid() == 0 else nullcontext(_as_we_are()) as place:
            while waiting := _waiting(told, students):
                ended = _started(folder, waiting, place)
                if (left := _waiting(told, students)) == waiting:
                    break
                if left:
                    _tell(told, left[0], f"ended every process: {ended}")  # the one whose turn it was
        shutil.copytree(folder / "inbox", room.folder / "inbox", symlinks=True)
        assert not _waiting(told, students), ended
        lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    return {line["student"]: line["problem"] for line in lines if line["problem"]}


def _lay_out(room: Room, students: Sequence[str], folder: Path) -> None:
    """The handout with each student's files in it, and a folder to hand in at, all of it the students' own."""
    from tests.attacks import classes

    for student in students:
        mine = shutil.copytree(room.folder / "files", folder / "mine" / student)
        for name, content in classes.files_of(room.who[student], student).items():
            (mine / name).write_bytes(content)
    (folder / "inbox").mkdir()
    if os.geteuid() == 0:  # whose rights are given up first: this machine keeps them from no process of root's
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _as_we_are() -> Elsewhere:
    """This very process's interpreter and paths, which its user can read."""
    path, library = (os.environ.get(name, "") for name in ("PYTHONPATH", "LD_LIBRARY_PATH"))
    return Elsewhere(Path(__file__).resolve().parents[2], sys.executable, path, library)


def _started(folder: Path, students: Sequence[str], place: Elsewhere) -> str:
    """Run the students' commands on a machine of their own → the last it said."""
    root = os.geteuid() == 0
    user = ("--uid", "0", "--gid", "0") if root else ()
    spaces = ("--unshare-user", *user, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent")
    places = (
        "--bind",
        "/",
        "/",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--tmpfs",
        "/tmp",
        "--tmpfs",
        "/var/tmp",
        "--tmpfs",
        "/dev/shm",
    )
    kit = {Path(*Path(path).parts[:3]) for path in (place.python, *place.path.split(os.pathsep))}
    again = [word for path in kit if path.parent == Path("/tmp") for word in ("--ro-bind", str(path), str(path))]
    seen = ("--bind", str(folder), "/tmp/own", "--chdir", "/tmp/own")
    inside = [place.python, "-P", "-m", "tests.attacks.own_machine", "/tmp/own", *students]
    command = [str(executable()), *spaces, *places, *again, *seen, "--", *inside]
    env = {"HOME": "/tmp", "TMPDIR": "/tmp", "PYTHONPATH": place.path, "OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin"}
    if place.library_path:
        env["LD_LIBRARY_PATH"] = place.library_path
    command = as_nobody(*command) if root else command
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return f"{done.returncode} {done.stderr[-500:]}"


def _waiting(told: Path, students: Sequence[str]) -> list[str]:
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    done = {json.loads(line)["student"] for line in lines}
    return [student for student in students if student not in done]


def _tell(told: Path, student: str, problem: str) -> None:
    with told.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"student": student, "problem": problem}) + "\n")


# ---------------------------------------------------------------------- inside


def main(folder: Path, students: Sequence[str]) -> None:
    """Load torch once, and run both commands of each student in a fork."""
    _warm()
    for student in students:
        child = os.fork()
        if not child:
            _own_commands(folder, student)
        _tell(folder / "told.jsonl", student, _problem(child))
        _end_the_rest()


def _warm() -> None:
    """Load what `check` starts with, make its process a fork of this one, and let a check take a short while."""
    import torch.optim

    from autograder.__main__ import commands
    from autograder.student import checking, child, sending

    assert all((torch.optim, commands, child, sending))
    checking._run_process = _forked
    checking._STARTUP = 5.0
    checking.check.__kwdefaults__ = {"seconds": SECONDS}


def _own_commands(folder: Path, student: str) -> None:
    """Never returns: the exit code says which of the commands did not end as it must."""
    code = 9
    with suppress(BaseException):
        os.setsid()
        with Path(os.devnull).open("r+b") as nothing:
            for stream in (0, 1, 2):
                os.dup2(nothing.fileno(), stream)
        for which, most in _CEILINGS.items():
            resource.setrlimit(which, (most, most))
        os.chdir(folder / "mine" / student)
        from autograder.__main__ import run

        checked = run(["check", ".", "--seconds", str(SECONDS)])
        submitted = run(["submit", ".", "--student", student, "--to", str(folder / "inbox")])
        code = (checked not in {0, 1}) + 2 * (submitted != 0)
    os._exit(code)


def _forked(files: Sequence[str], request: CheckRequest) -> str:
    """As `checking._run_process`, in a fork instead of a fresh interpreter."""
    from autograder.student import child

    process = os.fork()
    if not process:
        with suppress(BaseException):
            os.chdir(request.folder)
            child.main(files)
        os._exit(1)
    return "" if _ended(process, SECONDS * 6) is not None else "nothing came"


def _ended(process: int, seconds: float) -> int | None:
    """How it ended; None: it was killed after so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return status
        time.sleep(0.005)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def _problem(process: int) -> str:
    status = _ended(process, DEADLINE)
    if status is None:
        return f"did not end in {DEADLINE:g} seconds"
    return {0: "", 1: "check", 2: "submit", 3: "check and submit"}.get(
        os.waitstatus_to_exitcode(status), f"ended with {os.waitstatus_to_exitcode(status)}"
    )


def _end_the_rest() -> None:
    """Whatever still lives on this machine but the two that were there first."""
    for path in Path("/proc").glob("[0-9]*"):
        if int(path.name) not in {1, os.getpid()}:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(int(path.name), signal.SIGKILL)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    for path in (*Path("/tmp").iterdir(), *Path("/var/tmp").iterdir()):
        if "of-a-hostile-student" in path.name:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
