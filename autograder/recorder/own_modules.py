"""The paths of a student's files → modules that import each other.

As they would in the student's own folder.

A file is found beside the one that imports it, in a folder above, or in any other folder where only one bears its name:
people add folders to sys.path. Every folder is a package, with an `__init__.py` or without, and so is the folder handed in.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import PathFinder
from pathlib import PurePosixPath
from types import ModuleType

ROOT = "handed_in"
"""The package of the folder itself, which `from .four_steps import sse` means in a file at its top."""
_INIT = "__init__"

ModulePath = tuple[str, ...]
"""A module's folders and its own name: ("src", "losses")."""


class OwnModules:
    """One module a file and one a folder.

    Put under the names that an import asks for just before it runs.
    """

    def __init__(self, files: Sequence[str]) -> None:
        self._files: dict[ModulePath, str] = {}
        for file in files:
            self._files[_place(file)] = file  # of two with one name the later, as everywhere
        self._folders = {place[:end] for place in self._files for end in range(len(place))}
        self._folders |= {_place(file) for file in files if PurePosixPath(file).stem == _INIT}
        self._packages = {folder: _package(folder) for folder in self._folders}
        self.modules = {file: self._module(file) for file in files}

    def wanted(self, file: str, statement: ast.stmt) -> Iterator[str]:
        """The files that a statement of a file imports anywhere in it.

        Each can be imported by that name from then on.
        """
        for node in ast.walk(statement):
            match node:
                case ast.Import():
                    for alias in node.names:
                        yield from self._found(file, alias.name, 0, ())
                case ast.ImportFrom():
                    yield from self._found(file, node.module or "", node.level, [alias.name for alias in node.names])

    def _module(self, file: str) -> ModuleType:
        """An empty module for a file, under its bare name unless a library has it."""
        place = _place(file)
        if PurePosixPath(file).stem == _INIT:
            module = self._packages[place]
            module.__file__ = file
            return module
        module = ModuleType(PurePosixPath(file).stem)
        module.__file__, module.__package__ = file, _name(place[:-1])
        if not _is_library(module.__name__):
            sys.modules[module.__name__] = module
        if self._files.get(place) == file:
            sys.modules[_name(place)] = module
        return module

    def _found(self, file: str, name: str, level: int, members: Iterable[str]) -> Iterator[str]:
        """The files on the way to a module, and those that are its members."""
        parts = tuple(name.split(".")) if name else ()
        folder = _place(file) if PurePosixPath(file).stem == _INIT else _place(file)[:-1]
        if level:
            above = folder[: len(folder) - (level - 1)] if level - 1 <= len(folder) else ()
            place = (*above, *parts)
        elif parts and not _is_library(parts[0]) and (found := self._nearest(folder, parts)):
            place = found
            self._give_names(parts, place)
        else:
            return
        yield from self._on_the_way(place)
        for member in members:
            if (*place, member) in self._files or (*place, member) in self._folders:
                yield from self._on_the_way((*place, member))

    def _nearest(self, folder: ModulePath, parts: ModulePath) -> ModulePath | None:
        """A module beside the file or in a folder above.

        Else the only one of that name, unless a library has it too.
        """
        known = self._files.keys() | self._folders - {()}
        for end in range(len(folder), -1, -1):
            if (*folder[:end], *parts) in known:
                return (*folder[:end], *parts)
        elsewhere = [place for place in known if place[-len(parts) :] == parts]
        return elsewhere[0] if len(elsewhere) == 1 and not _is_installed(parts[0]) else None

    def _give_names(self, parts: ModulePath, place: ModulePath) -> None:
        """The names by which Python then finds it: `a`, and `a.utils`."""
        above = len(place) - len(parts)
        for end in range(1, len(parts) + 1):
            sys.modules[".".join(parts[:end])] = self._at(place[: above + end])

    def _on_the_way(self, place: ModulePath) -> Iterator[str]:
        """The files that run when a module is imported, its packages first.

        Each is then its package's attribute.
        """
        for end in range(len(place) + 1):
            part = place[:end]
            if end and (part in self._files or part in self._folders):
                vars(self._at(part[:-1])).setdefault(part[-1], self._at(part))
            if part in self._files:
                yield self._files[part]

    def _at(self, place: ModulePath) -> ModuleType:
        file = self._files.get(place)
        return self.modules[file] if file else self._packages[place]


def _package(folder: ModulePath) -> ModuleType:
    module = ModuleType(_name(folder))
    module.__path__, module.__package__ = list[str](), _name(folder)
    sys.modules[module.__name__] = module
    return module


def _place(file: str) -> ModulePath:
    path = PurePosixPath(file)
    own = () if path.stem == _INIT else (path.stem,)
    return (*path.parts[:-1], *own)


def _name(place: ModulePath) -> str:
    return ".".join((ROOT, *place))


def _is_library(name: str) -> bool:
    """Tell what is loaded already: torch, numpy or random are never a student's."""
    return getattr(sys.modules.get(name), "__spec__", None) is not None


def _is_installed(name: str) -> bool:
    """Tell a library that could be imported."""
    return name in sys.stdlib_module_names or PathFinder.find_spec(name) is not None
