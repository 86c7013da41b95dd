"""This interpreter and the packages a course uses → the files they need, and nothing else of the machine."""

from __future__ import annotations

import re
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PACKAGES = ("torch", "numpy", "pandas", "matplotlib", "msgspec")
"""What recorder and lecture import. What these require comes with them."""
OPTIONAL_PACKAGES = ("tqdm", "seaborn", "scipy", "scikit-learn", "torchvision")
"""What students import where the machine has it."""
KIT = ("errors.py", "model", "recorder", "sandbox")
"""Of this kit, by name beneath autograder/: what runs beside student code, and what stands around it."""

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(.*)$")


@dataclass(frozen=True, slots=True)
class Belongings:
    """Real paths. `stdlib` are folders whose site-packages are not wanted; `packages` are files and folders beneath `sites`."""

    interpreter: Path
    stdlib: tuple[Path, ...]
    sites: tuple[Path, ...]
    packages: tuple[Path, ...]
    kit: Path


@cache
def belongings() -> Belongings:
    """Those of the interpreter that runs this."""
    found = [top for wanted in (*PACKAGES, *OPTIONAL_PACKAGES) for top in _tops(wanted)]
    packages = tuple(dict.fromkeys(found))
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}  # not those of a virtual environment
    stdlib = (sysconfig.get_path("stdlib", vars=base), sysconfig.get_path("platstdlib", vars=base))
    return Belongings(
        interpreter=Path(getattr(sys, "_base_executable", sys.executable)).resolve(),  # beneath a virtual environment
        stdlib=tuple(dict.fromkeys(Path(folder).resolve() for folder in stdlib)),
        sites=tuple(dict.fromkeys(package.parent for package in packages)),
        packages=packages,
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
            found = distribution(name)
        except PackageNotFoundError:
            continue  # not for this platform
        if name not in known:
            known.add(name)
            asked.extend(_requirements(found))
    return known


def _requirements(found: Distribution) -> list[str]:
    """Names alone. Extras are left out; a requirement that is not for this platform is not installed either."""
    stripped = (_REQUIREMENT.match(line) for line in found.requires or ())
    return [match[1].lower() for match in stripped if match and "extra ==" not in match[2]]


def _own_tops(found: Distribution) -> tuple[Path, ...]:
    site = Path(str(found.locate_file(""))).resolve()
    names = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
    return tuple(site / name for name in sorted(names) if not name.endswith(".pth") and (site / name).exists())
