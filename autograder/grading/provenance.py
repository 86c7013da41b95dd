"""A week, a submission and this kit → the provenance of a grade.

Same provenance, same bytes.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import sha256
from autograder.model import Provenance

if TYPE_CHECKING:
    from autograder.model import Assignment, Submission

_KIT = Path(__file__).parents[1]


def provenance(assignment: Assignment, submission: Submission, isolation: str) -> Provenance:
    """Everything a grade of this submission is made from, here and now."""
    return Provenance(submission.digest, assignment.digest, kit(), torch_version(), isolation, assignment.limits)


@cache
def kit() -> str:
    """The version of this kit, and a digest of its own source.

    A changed kit is another kit.
    """
    return f"{version('autograder')}+{digest_of('.')}"


@cache
def torch_version() -> str:
    """The version of torch that is installed here, as its package says."""
    return version("torch")


@cache
def digest_of(*rooms: str) -> str:
    """A digest of the source of some rooms of this kit."""
    paths = sorted(path for room in rooms for path in (_KIT / room).rglob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in paths))[:12]
