"""An assignment → its handout in a folder, in each format asked for.

What was written, and what stayed behind.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.assignment.source import kept
from autograder.assignment.stub import cut
from autograder.errors import InstructorError, UsageError
from autograder.handout import FORMATS, SECRET_FORMATS, publish
from autograder.model import Assignment
from autograder.submissions.signing import course_key, key_path, public_half
from autograder.workflows.audit import saved_audit
from autograder.workflows.opening import open_week


@dataclass(frozen=True, slots=True)
class Released:
    """Files written, by format, and how many of each secret thing were not.

    `helpers`: what the solution files define beside the exercises and do not hand out, by file. `doubtful`: the week
    passed its audit by another version of this kit.
    """

    assignment: Assignment
    written: Mapping[str, tuple[Path, ...]]
    kept: Mapping[str, int]
    helpers: Mapping[str, tuple[str, ...]]
    doubtful: bool = False


def release(
    week: str,
    folder: Path,
    *,
    course: Path,
    formats: Sequence[str],
    languages: Sequence[str],
    unaudited: bool = False,
    paths: Callable[[Assignment], str] = lambda _: "",
) -> Released:
    """Publish a week that has passed its audit as it stands, or any if `unaudited`.

    `paths`: the right paths of the public checks' loops, as they are handed out; recorded only of a week that may go.
    """
    with open_week(week, course) as (assignment, _):
        doubtful = False if unaudited else _audited_elsewhere(assignment)
        key = public_half(course_key(key_path(None, course)))
        written = publish_formats(
            assignment, folder, formats=formats, languages=languages, receipt_key=key, paths=paths(assignment)
        )
    return Released(assignment, written, _kept(assignment), _helpers(assignment), doubtful)


def _audited_elsewhere(assignment: Assignment) -> bool:
    """True where another version of this kit made the audit.

    InstructorError without an audit, or with complaints.
    """
    audit, command = saved_audit(assignment), f"autograder audit {assignment.week}"
    if audit is None or audit.complaints:
        why = "has not been audited as it stands now" if audit is None else f"has complaints ({len(audit.complaints)})"
        raise InstructorError(f"{assignment.week} {why}; nothing was released. Run {command}")
    return not audit.by_this_kit


def publish_formats(
    assignment: Assignment,
    folder: Path,
    *,
    formats: Sequence[str],
    languages: Sequence[str],
    receipt_key: str = "",
    paths: str = "",
) -> dict[str, tuple[Path, ...]]:
    """Write the handout.

    One format goes into the folder itself, several into one folder each.

    `receipt_key`: public half of the course's key, so that students can tell its receipts from others.

    Raises InstructorError, before that format is written, where a person changed a file or a secret would lie among
    what students get.
    """
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"{name!r} is no format; expected one or more of {','.join(FORMATS)}.")
    handout = cut(assignment)
    if paths:
        handout = replace(handout, public={**handout.public, "paths.json": paths})
    written: dict[str, tuple[Path, ...]] = {}
    for name in dict.fromkeys(formats):
        there = folder / name if len(set(formats)) > 1 else folder
        _refuse_among_students(there, name)
        secret = assignment if name in SECRET_FORMATS else None
        written[name] = publish(
            handout,
            there,
            formats=(name,),
            languages=tuple(languages),
            assignment=secret,
            receipt_key=receipt_key,
        )
    return written


def _refuse_among_students(folder: Path, name: str) -> None:
    """The solution is in nbgrader's source, otter's master and Gradescope's zip.

    Otter's own folder has public checks too.
    """
    if name not in SECRET_FORMATS:
        return
    handout = (folder / "public").is_dir() and not any(folder.glob("*.secret.zip"))
    if handout or "assignments" in folder.resolve().parts:
        raise InstructorError(
            f"{folder} is for students, and {name} holds the solution. Release it elsewhere, say --to out/{name}."
        )


def _kept(assignment: Assignment) -> dict[str, int]:
    return {
        "solution files": len(assignment.sources),
        "hidden checks": len(assignment.checks),
        "probes": len(assignment.probes),
        "known mistakes": len(assignment.mistakes),
        "other right answers": len(assignment.variants),
    }


def _helpers(assignment: Assignment) -> dict[str, tuple[str, ...]]:
    found = {f"{module}.py": tuple(kept(ast.parse(source), source)) for module, source in assignment.sources.items()}
    return {file: names for file, names in found.items() if names}
