"""programs/<family>/<name> → attacks: what each one hands in, and what is written at its head that it must earn.

* `# tries:` what it is about
* `# must earn:` nothing, everything, or exercises and checks by name
* `# and a person looks at:` the same, for what may end as ungraded instead of failed
* `# open: why` it does not yet earn just that: the test of it must fail, until it is mended
* `# with: an honest regression.py`, which is loaded after it and fills in what is missing
* `# file: torch.py`: the lines below are this file of the submission
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Check, Limits, Source, Submission
from autograder.submissions.sources import code
from tests.weeks import SOLUTION

PROGRAMS = Path(__file__).parent / "programs"
FAMILIES = {
    "comparing": 39,
    "judging": 18,
    "reading": 15,
    "writing": 25,
    "leaving": 22,
    "staying": 11,
    "exhausting": 28,
    "poisoning": 38,
    "answering": 17,
    "excusing": 13,
    "reaching": 13,
    "notebooks": 10,
}
"""How many programs there are of each family: one that is lost, or not read, is noticed."""

HONEST = "an honest regression.py"
_HEAD = re.compile(r"^# (tries|must earn|and a person looks at|open|with): (.+)$", re.MULTILINE)
_FILE = re.compile(r"^# file: (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One program: the sources it hands in, and its annotation."""

    name: str
    sources: tuple[Source, ...]
    earns: str
    looked_at: str
    is_open: bool = False


def attacks() -> tuple[Attack, ...]:
    """Every program, in the order of their names."""
    return tuple(map(_read, sorted(path for path in PROGRAMS.rglob("*") if path.is_file() and path.suffix != ".pyc")))


def submission(*sources: Source, student: str = "hostile") -> Submission:
    """Work in these files."""
    return Submission(student, "week01", sources, f"digest of {student}")


def honest(name: str = "regression.py") -> Source:
    """The solution itself."""
    return Source(name, (SOLUTION,))


def named(words: str, checks: tuple[Check, ...]) -> set[str]:
    """The checks that an annotation names."""
    if words == "everything":
        return {check.name for check in checks}
    asked = set() if words == "nothing" else {word.strip() for word in words.split(",")}
    found = {check.name for check in checks if {check.name, check.exercise} & asked}
    unknown = asked - found - {check.exercise for check in checks}
    assert not unknown, f"no such check or exercise: {unknown}"
    return found


def _read(path: Path) -> Attack:
    if path.suffix == ".ipynb":
        sources = (code("regression.ipynb", path.read_bytes(), limits=Limits()).source,)
        said = dict(_HEAD.findall(sources[0].cells[0]))
    else:
        said = dict(_HEAD.findall(path.read_text("utf-8")))
        sources = _files(path.read_text("utf-8"), "attack.py" if "with" in said else "regression.py")
    assert said.keys() >= {"tries", "must earn"}, path
    assert said.get("with", HONEST) == HONEST, path
    taken = "regression.py" in {source.name for source in sources}
    beside = (honest("honest.py" if taken else "regression.py"),) if "with" in said else ()
    name = f"{path.parent.name}/{path.stem}"
    return Attack(
        name, (*sources, *beside), said["must earn"], said.get("and a person looks at", "nothing"), "open" in said
    )


def _files(text: str, name: str) -> tuple[Source, ...]:
    first, *rest = _FILE.split(text)
    pairs = [(name, first), *zip(rest[::2], rest[1::2], strict=True)]
    written = [(name, body) for name, body in pairs if re.search(r"^[^#\s]", body, re.MULTILINE)]
    return tuple(code(name, body.encode(), limits=Limits()).source for name, body in written)
