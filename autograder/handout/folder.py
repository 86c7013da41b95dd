"""A handout → its files on disk, as a whole.

Nothing that a person changed is overwritten, nothing is half written.

`.handout.json` in the folder says what was generated: the week, its title and due date, its exercises by module, and
the files ({name: sha256}). A file that is not as it says was changed by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import InstructorError, UsageError
from autograder.files import sha256, write_file
from autograder.handout.files import files
from autograder.handout.gradescope import gradescope
from autograder.handout.nbgrader import nbgrader
from autograder.handout.otter import otter
from autograder.lint.defaults import Defaults, defaults_of
from autograder.lint.finding import parameters_of
from autograder.model import LANGUAGES, Assignment, Handout, Text, is_week

MANIFEST = ".handout.json"


class SecretFormat(Protocol):
    """Files for a grader elsewhere, by name. The solution is in them."""

    def __call__(self, assignment: Assignment, handout: Handout, languages: Sequence[str]) -> Mapping[str, bytes]:
        """All of them."""
        ...


_OPEN: Mapping[str, Callable[[Handout, Sequence[str]], Mapping[str, bytes]]] = {"files": files}
_SECRET: Mapping[str, SecretFormat] = {"nbgrader": nbgrader, "otter": otter, "gradescope": gradescope}
FORMATS = (*_OPEN, *_SECRET)
SECRET_FORMATS = tuple(_SECRET)
"""Formats that hold the solution: for instructors and graders, never for students."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Content of `.handout.json`.

    All that a student's machine knows of a week whose solution is not there.
    """

    format: Literal[1]
    week: str
    files: Mapping[str, str]  # name → sha256
    title: Text = field(default_factory=dict)
    due: datetime | None = None
    languages: tuple[str, ...] = LANGUAGES  # the course's own first
    exercises: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # module → functions, in order
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # function → its parameters, in order
    defaults: Defaults | msgspec.UnsetType = msgspec.UNSET  # function or method → its defaults, as a stub shows them
    receipt_key: str = ""  # public half of the key that the course signs receipts with
    steps: Mapping[str, Text] | msgspec.UnsetType = msgspec.UNSET  # the week's own, if it names some
    packages: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET  # libraries that grading has for this week


def publish(
    handout: Handout,
    folder: Path,
    *,
    formats: Sequence[str] = ("files",),
    languages: Sequence[str] = LANGUAGES,
    assignment: Assignment | None = None,
    receipt_key: str = "",
) -> tuple[Path, ...]:
    """Write the handout into `folder`, and return what is there now.

    The same handout gives the same bytes.

    Secret formats need the `assignment`, and a folder where there is nothing for students. Raises InstructorError,
    before anything is written, where a generated file was changed by hand.
    """
    fresh = _fresh(handout, formats, languages, assignment)
    known = _known(folder)
    gone = [name for name in known if name not in fresh and (folder / name).is_file()]
    for name in [*fresh, *gone]:
        _refuse_if_changed(folder, name, fresh=fresh.get(name), known=known.get(name))
    for name in gone:
        (folder / name).unlink()
    for name, content in fresh.items():
        _write(folder / name, content)
    _write(folder / MANIFEST, _manifest(handout, fresh, languages, receipt_key=receipt_key))
    return tuple(folder / name for name in (*fresh, MANIFEST))


def stale(
    handout: Handout,
    folder: Path,
    *,
    formats: Sequence[str] = ("files",),
    languages: Sequence[str] = LANGUAGES,
    assignment: Assignment | None = None,
) -> tuple[str, ...]:
    """List generated files that are not as this handout would have them.

    Changed, missing or no longer wanted.
    """
    fresh = _fresh(handout, formats, languages, assignment)
    there = published(folder)
    key = there.receipt_key if there else ""  # the course's own: it comes from no solution
    wanted = {**fresh, MANIFEST: _manifest(handout, fresh, languages, receipt_key=key)}
    extra = [name for name in _known(folder) if name not in wanted and (folder / name).is_file()]
    return tuple(sorted([*extra, *(name for name, content in wanted.items() if _content(folder / name) != content)]))


def published(folder: Path) -> Manifest | None:
    """Read the manifest of what was published here; None: nothing was."""
    content = _content(folder / MANIFEST)
    if content is None:
        return None
    try:
        found = json_decoder(Manifest).decode(content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InstructorError(
            f"{folder / MANIFEST} does not list generated files: {error}. Publish into an empty folder."
        ) from None
    if not is_week(found.week):
        raise InstructorError(
            f"{folder / MANIFEST} is of {found.week!r}, which is no week. Publish into an empty folder."
        )
    return found


def _fresh(
    handout: Handout, formats: Sequence[str], languages: Sequence[str], assignment: Assignment | None
) -> dict[str, bytes]:
    for asked, known in ((formats, FORMATS), (languages, LANGUAGES)):
        for name in asked:
            if name not in known:
                raise UsageError(f"{name!r} cannot be published; expected {', '.join(known)}.")
    secret = [name for name in formats if name in _SECRET]
    if not secret:
        return {name: content for each in formats for name, content in _OPEN[each](handout, languages).items()}
    if assignment is None or len(formats) != 1:
        raise UsageError(
            f"{', '.join(formats)} cannot be published together: {secret[0]} holds the solution. Give it a folder of its own."
        )
    return dict(_SECRET[secret[0]](assignment, handout, languages))


def _refuse_if_changed(folder: Path, name: str, *, fresh: bytes | None, known: str | None) -> None:
    there = _content(folder / name)
    if there is None or there == fresh or sha256(there) == known:
        return
    raise InstructorError(
        f"{folder / name} was changed by hand, or was there before; releasing would overwrite it. "
        "Move it elsewhere or delete it, then release again; what belongs in it belongs in the week's folder."
    )


def _known(folder: Path) -> Mapping[str, str]:
    """Read names and digests of what was generated before."""
    found = published(folder)
    if found is None:
        return {}
    for name in found.files:
        if not _lies_in(folder, name):
            raise InstructorError(
                f"{folder / MANIFEST} lists {name!r}, which is not in its folder. Publish into an empty folder."
            )
    return found.files


def _lies_in(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())


def _manifest(handout: Handout, fresh: Mapping[str, bytes], languages: Sequence[str], *, receipt_key: str) -> bytes:
    names: dict[str, tuple[str, ...]] = {}
    for exercise in handout.exercises:
        names[exercise.module] = (*names.get(exercise.module, ()), exercise.name)
    listed = {exercise.name for exercise in handout.exercises}
    whole = Manifest(
        format=1,
        week=handout.week,
        title=handout.title,
        due=handout.due,
        languages=tuple(languages),
        exercises=names,
        parameters={name: found for name, found in parameters_of(handout.stubs.values()).items() if name in listed},
        defaults=_defaults(handout.stubs.values(), listed) or msgspec.UNSET,
        receipt_key=receipt_key,
        steps=handout.steps or msgspec.UNSET,
        packages=handout.packages or msgspec.UNSET,
        files={name: sha256(content) for name, content in sorted(fresh.items())},
    )
    return msgspec.json.format(msgspec.json.encode(whole)) + b"\n"


def _defaults(stubs: Iterable[str], listed: Collection[str]) -> Defaults:
    """Read no more than every student sees."""
    return {name: own for name, own in defaults_of(stubs).items() if name.partition(".")[0] in listed}


def _write(path: Path, content: bytes) -> None:
    if _content(path) != content:
        write_file(path, content)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
