"""Interpreter, packages and the kit's guest side → their places inside a sandbox."""

from __future__ import annotations

import re
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from autograder.model import WEEK_LIBRARIES

PACKAGES = ("torch", "numpy", "pandas", "matplotlib", "msgspec")
"""Imported by recorder and lecture. Their requirements come with them."""
OPTIONAL_PACKAGES = ("tqdm", "seaborn", "scipy", "scikit-learn", *WEEK_LIBRARIES)
"""Imported by students where the machine has it."""
KIT = ("errors.py", "model", "recorder", "sandbox/protocol.py", "sandbox/guest")
"""Of this kit, beneath autograder/: all that may enter a child."""

PYTHON, SITE, KIT_ROOT = "python", "site", "kit"
"""Folders inside: the interpreter with its standard library, the packages, the kit."""

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(.*)$")


@dataclass(frozen=True, slots=True)
class RuntimeFiles:
    """Real paths on this machine.

    `stdlib` are folders whose site-packages are not wanted.
    """

    interpreter: Path
    stdlib: tuple[Path, ...]
    libraries: tuple[Path, ...]
    packages: tuple[Path, ...]
    kit: Path

    @property
    def sites(self) -> tuple[Path, ...]:
        """Folders that the packages lie in."""
        return tuple(dict.fromkeys(package.parent for package in self.packages))

    @property
    def inside_interpreter(self) -> str:
        """The interpreter's place, beneath the root of a sandbox.

        It finds its standard library from there.
        """
        return f"{PYTHON}/bin/{self.interpreter.name}"

    def python_places(self) -> dict[str, Path]:
        """Interpreter, standard library and shared libraries by their place."""
        folders = {f"{PYTHON}/{folder.parent.name}/{folder.name}": folder for folder in self.stdlib}
        shared = {f"{PYTHON}/lib/{library.name}": library for library in self.libraries}
        return {self.inside_interpreter: self.interpreter, **folders, **shared}

    def package_places(self) -> dict[str, Path]:
        """The packages by their place.

        Of two with one name the first is imported, as Python would.
        """
        return {f"{SITE}/{package.name}": package for package in reversed(self.packages)}

    def kit_places(self) -> dict[str, Path]:
        """The guest side of the kit by its place."""
        return {f"{KIT_ROOT}/autograder/{name}": self.kit / name for name in KIT}


@cache
def runtime_files() -> RuntimeFiles:
    """Those of the interpreter that runs this."""
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}  # not those of a virtual environment
    paths = (sysconfig.get_path("stdlib", vars=base), sysconfig.get_path("platstdlib", vars=base))
    stdlib = tuple(dict.fromkeys(Path(path).resolve() for path in paths))
    tops = [top for wanted in (*PACKAGES, *OPTIONAL_PACKAGES) for top in _tops(wanted)]
    return RuntimeFiles(
        interpreter=Path(getattr(sys, "_base_executable", sys.executable)).resolve(),  # beneath a virtual environment
        stdlib=stdlib,
        libraries=tuple(sorted(stdlib[0].parent.glob("libpython*.so*"))),
        packages=tuple(dict.fromkeys(tops)),
        kit=Path(__file__).resolve().parents[2],
    )


def _tops(wanted: str) -> tuple[Path, ...]:
    """Top-level files and folders of a distribution and of all it requires."""
    return tuple(path for name in sorted(_closure(wanted)) for path in _own_tops(distribution(name)))


def _closure(wanted: str) -> set[str]:
    known: set[str] = set()
    asked = [wanted]
    while asked:
        name = asked.pop()
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # not for this platform
        if name not in known:
            known.add(name)
            asked.extend(_requirements(installed))
    return known


def _requirements(installed: Distribution) -> list[str]:
    """Names without versions and extras; one for another platform is not installed."""
    stripped = (_REQUIREMENT.match(line) for line in installed.requires or ())
    return [match[1].lower() for match in stripped if match and "extra ==" not in match[2]]


def _own_tops(installed: Distribution) -> tuple[Path, ...]:
    site = Path(str(installed.locate_file(""))).resolve()
    names = {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}
    return tuple(site / name for name in sorted(names) if not name.endswith(".pth") and (site / name).exists())
