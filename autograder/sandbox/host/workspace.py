"""Runtime files and data → a folder that a server without bubblewrap works from."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox.host.runtime_files import KIT_ROOT, PYTHON, SITE, RuntimeFiles
from autograder.sandbox.protocol import Workspace

PREFIX = "autograder-run-"
_READ, _SEARCH, _MAKE = 0o004, 0o001, 0o003
_UNWANTED = shutil.ignore_patterns("site-packages", "dist-packages")
_SYSTEM = ("/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")


@dataclass(frozen=True, slots=True)
class Lodging:
    """A server's folder and interpreter, its import path, and what may be read."""

    workspace: Workspace
    interpreter: str
    python_path: tuple[str, ...]
    readable: tuple[str, ...]
    library_path: str = ""  # where the interpreter finds its shared library, if not where it was built for


def create_workspace(own: RuntimeFiles, data: Mapping[str, bytes], uid: int | None) -> Lodging:
    """Lay out the folder, so that user `uid` can read, work in and remove it.

    None is who asks.

    Interpreter and packages stay where they are if that user can read them there, and are linked in if not. Raises
    IsolationError where neither can be.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_place(uid)))
    try:
        workspace = Workspace(work=str(folder / "work"), data=str(folder / "work" / "data"), own=str(folder))
        Path(workspace.data).mkdir(parents=True)
        for name, content in data.items():
            Path(workspace.data, name).write_bytes(content)
        for place, source in own.kit_places().items():
            _copy(source, folder / place)
        (folder / KIT_ROOT / "autograder" / "__init__.py").touch()
        interpreter, sites, readable, library_path = _python(own, folder, uid)
        if uid is not None:
            _give(folder, uid)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    kit = str(folder / KIT_ROOT)
    return Lodging(workspace, interpreter, (kit, *sites), (*_SYSTEM, *readable, kit), library_path)


def _place(uid: int | None) -> str:
    """A folder for temporary files that the user can reach and remove files from."""
    places = dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp"))  # noqa: S108 - mkdtemp makes a folder of its own
    open_ones = (place for place in places if _open_to_all(Path(place)) and _allows(Path(place), _MAKE))
    return tempfile.gettempdir() if uid is None else next(open_ones, tempfile.gettempdir())


def _python(own: RuntimeFiles, folder: Path, uid: int | None) -> tuple[str, list[str], list[str], str]:
    """Interpreter, packages, readable paths and library path for this user."""
    paths = (own.interpreter, *own.stdlib, *own.packages)
    if uid is None or all(_open_to_all(path) and _allows(path, _READ) for path in paths):
        sites, readable = [*map(str, own.sites)], [*map(str, (*own.stdlib, *own.packages, *own.libraries))]
        return str(own.interpreter), sites, readable, ""
    for place, source in {**own.python_places(), **own.package_places()}.items():
        _link(source, folder / place)
    python, site = str(folder / PYTHON), str(folder / SITE)
    return str(folder / own.inside_interpreter), [site], [python, site], f"{python}/lib"


def _open_to_all(path: Path) -> bool:
    """Everybody may pass through the folders that lead here."""
    return all(_allows(parent, _SEARCH) for parent in path.parents)


def _allows(path: Path, rights: int) -> bool:
    """Everybody may do this with it, by its mode."""
    return path.exists() and path.stat().st_mode & rights == rights


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def _link(source: Path, target: Path) -> None:
    """The same files under another name: no copy of gigabytes.

    They must be on one disk.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if source.is_dir():
            shutil.copytree(source, target, copy_function=os.link, ignore=_UNWANTED, symlinks=True)
        else:
            os.link(source, target)
    except OSError as error:
        raise IsolationError(
            f"Student code must not run as root, and no other user can read {source}, nor can it be linked to {target} "
            f"({error}). Install Python and the kit where everybody can read them (/opt, /usr/local), or grade as an "
            "ordinary user."
        ) from error


def _give(folder: Path, uid: int) -> None:
    """Change the owner of all that is not another name of a package's file."""
    for path, _, files in os.walk(folder):
        os.chown(path, uid, uid)
        for name in files:
            file = Path(path, name)
            if file.lstat().st_nlink == 1:
                os.chown(file, uid, uid, follow_symlinks=False)
