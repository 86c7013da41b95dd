#!/usr/bin/env python3
"""The import contract and the rooms' own first lines → docs/architecture.md.

`scripts/architecture.py` writes the page; with `--check` it only says, by its exit code, whether the page is fresh.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "autograder"
PAGE = ROOT / "docs" / "architecture.md"
USE_CASES = "workflows"

HEAD = """\
# Architecture

<!-- Written by scripts/architecture.py from the import contract in pyproject.toml and each room's first line. -->

```
solutions/week04 ──assignment──▶ Assignment ──cut──▶ Handout ──handout──▶ assignments/week04, nbgrader, otter, Gradescope
                                     │ the solution and every known mistake, as programs
                                     ▼
files of students ──submissions──▶ Submission ──sandbox──▶ Tape ──judge──▶ Verdict ──grading──▶ Grade ──▶ store · report
                                     (the only room with             (the only room with
                                      student code in it)             answers in it)
```

**Submission → Tape** happens behind walls: only inputs go in, and only a tape comes out, which is bytes with a schema.
**Tape → Verdict** is pytest in the trusted process. Facts come before policy, and policy before words: a `Verdict` says what is
true, a `Grade` what it is worth, and only `report` makes sentences. **Tapes are kept**: fix a check and the class is judged again
without running one student. A use case is one file of `workflows`, read from top to bottom: it opens, calls rooms in order, and is done.

## Rooms

A room imports only from rows below its own; those marked · share the row of the one before them, and do not know each other. import-linter holds them to it (`scripts/check quick`),
and a folder that has no row here is refused.

| room | holds |
|---|---|
"""
MIDDLE = """
`sandbox/guest` and `recorder` are all that enters a child. Of ours they import the nouns, the errors and the protocol, and nothing else: a
second contract says so.

## Use cases

| file | does |
|---|---|
"""


def page() -> str:
    """The whole page, as it should stand."""
    return HEAD + "".join(_layers()) + MIDDLE + "".join(_use_cases())


def first_line(path: Path) -> str:
    """The first line of a module's docstring, without its full stop."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return said.partition("\n")[0].rstrip(".").replace("|", "\\|")


def layers() -> tuple[tuple[str, ...], ...]:
    """The rooms of each layer that are there, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    written = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    named = (tuple(re.findall(r"\w+", layer)) for layer in written)
    return tuple(kept for layer in named if (kept := tuple(room for room in layer if _home(room).exists())))


def _home(room: str) -> Path:
    return KIT / room / "__init__.py" if (KIT / room).is_dir() else KIT / f"{room}.py"


def _layers() -> Iterator[str]:
    for layer in layers():
        for number, room in enumerate(layer):
            yield f"| {'' if number == 0 else '· '}`{room}` | {first_line(_home(room))} |\n"
            for inner in sorted((KIT / room).glob("*/__init__.py")):
                yield f"| &nbsp;&nbsp; `{room}/{inner.parent.name}` | {first_line(inner)} |\n"


def _use_cases() -> Iterator[str]:
    folder = KIT / USE_CASES
    for path in sorted((*folder.glob("*.py"), *folder.glob("*/__init__.py"))):
        if path != folder / "__init__.py":
            name = path.parent.name + "/" if path.stem == "__init__" else path.name
            yield f"| `{name}` | {first_line(path)} |\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            0 if PAGE.read_text("utf-8") == page() else "docs/architecture.md is not fresh: run scripts/architecture.py"
        )
    PAGE.write_text(page(), "utf-8")
