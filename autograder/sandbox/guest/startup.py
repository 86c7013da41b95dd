"""A process that has just started → one that children can be forked from.

Unprivileged, hardened, warm.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import shutil
import signal
import site
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import IsolationError
from autograder.sandbox.guest import kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.sandbox.protocol import ServerConfig, Workspace

_DESCRIPTORS = 1024


def drop_privileges(uid: int | None) -> None:
    """Drop root for good; None keeps the user who started the server.

    It happens inside bubblewrap: the interpreter may lie where only root could have bound it from.
    """
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
def enter_workspace(config: ServerConfig) -> Iterator[Workspace]:
    """Work where the children will, and let libraries write where they will not.

    A folder on the disk is removed at the end.
    """
    workspace = config.workspace
    os.chdir(workspace.work)
    os.environ |= {"HOME": workspace.work, "TMPDIR": workspace.own, "MPLCONFIGDIR": workspace.own}
    try:
        yield workspace
    finally:
        if not config.layers.bubblewrap:
            os.chdir("/")
            shutil.rmtree(workspace.own, ignore_errors=True)


def harden() -> None:
    """Die with the grader, adopt what children leave, let nobody look inside."""
    kernel.die_with_parent(signal.SIGTERM)
    kernel.adopt_orphans()
    kernel.forbid_inspection()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def address_space() -> int:
    """Bytes of it in use; every child starts with as much."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text(encoding="ascii").split()[0]) if statm.exists() else 0
    return pages * resource.getpagesize()


def warm(modules: tuple[str, ...]) -> None:
    """Import and warm the modules, with exit and help of a prompt; freeze the heap."""
    site.setquit()
    site.sethelper()
    for module in modules:
        importlib.import_module(module).warm()
    gc.collect()
    gc.freeze()
    kernel.collapse_memory()
    tasks = Path("/proc/self/task")
    alive = len(list(tasks.iterdir())) if tasks.exists() else 1
    if alive != 1:
        raise IsolationError(
            f"The fork server has {alive} threads once warm; it must have one, or children would hang."
        )
