"""A handout → the files a student works in, by name.

Stubs, notebook, README, public checks, data.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.handout.notebook import notebook
from autograder.handout.words import render
from autograder.model import Handout

_RUN = ("conftest.py", "pytest.ini", "public/check.py")
"""Files that make `pytest` in the folder, and `check` in its notebook, run the public checks with torch and pytest alone."""


def files(handout: Handout, languages: Sequence[str]) -> dict[str, bytes]:
    """Make every file, by its name in the handout's folder."""
    texts = {
        "README.md": render("README.md", handout, languages),
        **{f"{module}.py": source for module, source in handout.stubs.items()},
        f"{handout.week}.ipynb": notebook(handout, languages),
        **{f"public/{name}": source for name, source in handout.public.items()},
        **{
            name: (Path(__file__).parent / "verbatim" / f"{Path(name).name}.txt").read_text(encoding="utf-8")
            for name in _RUN
        },
    }
    return {name: text.encode() for name, text in texts.items()} | {
        f"data/{name}": content for name, content in handout.data.items()
    }
