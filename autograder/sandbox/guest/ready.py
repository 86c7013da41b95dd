"""A process that has just started → one that children can be forked from: who it is, where it lives, what it knows already."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import shutil
import signal
import site
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import IsolationError
from autograder.sandbox.guest import kernel
from autograder.sandbox.order import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESCRIPTORS = 1024


def become(uid: int | None) -> None:
    """Root is dropped here, inside bubblewrap: the interpreter may lie where only root could have bound it from."""
    if uid is None:
        return
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError as error:
        raise IsolationError(
            f"Student code must not run as root, and this root cannot become user {uid} ({error}). Grade as an ordinary user."
        ) from error
    for path in (os.__file__, __file__, *os.environ["PYTHONPATH"].split(os.pathsep)):
        if not os.access(path, os.R_OK):
            raise IsolationError(
                f"Student code must not run as root, and user {uid} cannot read {path}. Install Python and the kit where "
                "everybody can read them (/opt, /usr/local), or grade as an ordinary user."
            )


@contextlib.contextmanager
def lay(files: tuple[tuple[str, int], ...]) -> Iterator[Places]:
    """Folders on the machine's own disk, with the data files in them, for as long as the server lives."""
    own = Path(tempfile.mkdtemp(prefix="autograder-run-"))
    try:
        places = Places(work=str(own / "work"), data=str(own / "work" / "data"), own=str(own))
        for folder in (places.work, places.data):
            Path(folder).mkdir()
        for name, descriptor in files:
            with os.fdopen(descriptor, "rb") as source:
                Path(places.data, name).write_bytes(source.read())
        yield places
    finally:
        shutil.rmtree(own, ignore_errors=True)


def move_in(places: Places) -> None:
    """Work where the children will, and let libraries write where they will not."""
    os.chdir(places.work)
    os.environ |= {"HOME": places.work, "TMPDIR": places.own, "MPLCONFIGDIR": places.own}


def close_up() -> None:
    """Die with the grader, inherit what children leave, and let nobody of the same user look inside."""
    kernel.die_with_parent(signal.SIGTERM)
    kernel.adopt_orphans()
    kernel.close_to_others()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def address_space() -> int:
    """Bytes of it in use; every child starts with as much."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text(encoding="ascii").split()[0]) if statm.exists() else 0
    return pages * resource.getpagesize()


def warm(modules: tuple[str, ...]) -> None:
    """Import and warm what children need, with what `python` at a prompt has (exit, help), and freeze the heap."""
    site.setquit()
    site.sethelper()
    for module in modules:
        importlib.import_module(module).warm()
    gc.collect()
    gc.freeze()
    kernel.gather_memory()
    tasks = Path("/proc/self/task")
    alive = len(list(tasks.iterdir())) if tasks.exists() else 1
    if alive != 1:
        raise IsolationError(
            f"The fork server has {alive} threads once warm; it must have one, or children would hang."
        )
