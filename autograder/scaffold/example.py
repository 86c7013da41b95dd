"""A name → the files of a week with one exercise; they lie in start/.

It has checks, mistakes and another right answer.
"""

from __future__ import annotations

from pathlib import Path

_START = Path(__file__).parent / "start"
_ENDING = ".txt"


def example(week: str) -> dict[str, str]:
    """Read every file by its name in the week's folder.

    Its tolerances are measured: it passes its audit as it stands.
    """
    return {
        path.relative_to(_START).as_posix().removesuffix(_ENDING): path.read_text("utf-8").replace("{week}", week)
        for path in sorted(_START.rglob(f"*{_ENDING}"))
    }
