"""A week that is being written → audits, each of what changed since.

An exercise is what its checks rest on: its code and what that calls, its probes, driver, checks and tolerances.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

import msgspec

from autograder.decoding import msgpack_decoder
from autograder.errors import AutograderError
from autograder.files import digest, sha256
from autograder.judge.kept_tapes import cache_folder, environment, read_sealed, write_sealed
from autograder.model import Assignment, Kind, Outcome
from autograder.recorder.wire import encode
from autograder.workflows.audit.candidates import Candidate
from autograder.workflows.audit.trial import ProgramKind, Trial

WRITTEN = {"tolerances.json", "limits.json", "audit.json"}
"""Files that an audit writes itself."""
SECONDS = 0.5
KEPT_EVERY = 20.0
"""Seconds of an audit that are lost at most when it is killed."""
MOST_KEPT = 20_000
"""Trials of a week; those asked for longest ago go first."""
_BY_THE_MACHINE = {Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL, Kind.KILLED}
_NAMED = "mistakes of "
"""What a wrong program is named depends on the others."""


class KnownTrials:
    """Trials of programs that were tried on just these exercises.

    With a `path` those of earlier audits too, by this kit on a machine like this, unless `fresh`. They are kept on the
    way, so that whoever stops an audit loses little of it.
    """

    def __init__(self, path: Path | None = None, *, fresh: bool = False) -> None:
        self._path, self._kept_at = path, time.monotonic()
        self._found = _read(path) if path and not fresh else {}

    def of(self, candidate: Candidate, parts: Mapping[str, str]) -> Trial | None:
        """How this very program did, on what the exercises are now."""
        key = _key(candidate, parts)
        if (trial := self._found.pop(key, None)) is None:
            return None
        self._found[key] = trial  # asked for last
        return replace(trial, diff=candidate.diff, where=candidate.where)

    def keep(self, candidate: Candidate, parts: Mapping[str, str], trial: Trial) -> None:
        """Remember how it did, and now and then write down all that is new."""
        self._found[_key(candidate, parts)] = trial
        if time.monotonic() - self._kept_at >= KEPT_EVERY:
            self.write()

    def write(self) -> None:
        """Keep for later audits what does not rest on how busy the machine was."""
        if self._path:
            sure = [(key, trial) for key, trial in self._found.items() if _is_sure(trial)]
            write_sealed(self._path, msgspec.msgpack.encode(dict(sure[-MOST_KEPT:])))
        self._kept_at = time.monotonic()


def known_before(folder: Path, *, walls: str, fresh: bool = False) -> KnownTrials:
    """Trials of earlier audits of this week, behind the same walls."""
    named = sha256("\0".join([environment(), str(folder.resolve()), walls]).encode())
    return KnownTrials(cache_folder() / f"{named}.trials", fresh=fresh)


def _read(path: Path) -> dict[str, Trial]:
    try:
        return msgpack_decoder(dict[str, Trial]).decode(read_sealed(path))
    except msgspec.DecodeError:
        return {}


def _is_sure(trial: Trial) -> bool:
    differences = (verdict.difference for verdict in trial.verdicts)
    judged = all(verdict.outcome is not Outcome.UNGRADED for verdict in trial.verdicts)
    return judged and not any(found and found.kind in _BY_THE_MACHINE for found in differences)


def parts(assignment: Assignment) -> dict[str, str]:
    """The digest of everything that each exercise's trials rest on, by name."""
    folder = assignment.folder
    modules = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.py")) if _counts(path, folder)}
    others = [path for path in sorted(folder.rglob("*")) if _is_read(path, folder)]
    whole = digest([(path.name, sha256(path.read_bytes())) for path in others] + [*assignment.data.items()])
    names = {exercise.name for exercise in assignment.exercises}
    found = {}
    for name in names:
        texts = [_about(name, text, names) for text in modules.values()]
        probes = [sha256(encode(probe)) for probe in assignment.probes if probe.exercise == name]
        found[name] = sha256("\0".join([whole, *texts, *probes]).encode())
        known = [one.source for one in assignment.mistakes if one.exercise == name]
        found[_NAMED + name] = sha256("\0".join(known).encode())
    return found


def calibrating(candidates: Iterable[Candidate], parts: Mapping[str, str]) -> dict[str, str]:
    """The same for a calibration, which measures every program beside the others."""
    together = sha256("\0".join(_key(candidate, parts) for candidate in candidates).encode())
    return {name: f"{part} {together}" for name, part in parts.items()}


def changes(folder: Path, *, seconds: float = SECONDS) -> Iterator[None]:
    """Wait for changes of the week's files, from now on.

    Each time till all are left alone. What changed while nobody waited counts as well.
    """
    return _changes(folder, _stamps(folder), seconds)


def _changes(folder: Path, before: dict[Path, tuple[int, int]], seconds: float) -> Iterator[None]:
    while True:
        while (now := _stamps(folder)) == before:
            time.sleep(seconds)
        while before != now:  # an editor writes several
            before = now
            time.sleep(seconds / 2)
            now = _stamps(folder)
        yield


def look_again(look: Callable[[], None], changed: Iterator[None], refused: Callable[[AutograderError], None]) -> None:
    """Look at the week now and after every change, or say why it cannot be read."""
    for _ in chain([None], changed):
        try:
            look()
        except AutograderError as error:
            refused(error)


def _counts(path: Path, folder: Path) -> bool:
    part = path.relative_to(folder).parts[0]
    return "__pycache__" not in path.parts and part not in {"mistakes", "right", "public", "probes", "probes.py"}


def _is_read(path: Path, folder: Path) -> bool:
    """True of a file that is no code, but that code, checks or limits may rest on."""
    kept = path.name not in {"audit.json", "survivors.toml"} and path.suffix not in {".py", ".pyc", ".md"}
    return path.is_file() and kept and _counts(path, folder)


def _about(name: str, text: str, names: set[str]) -> str:
    """The parts of a file that are about an exercise or what it calls."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return text
    own = {node.name: node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    wanted, waiting = {name}, [name]
    while waiting:
        node = own.get(waiting.pop())
        mentioned = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if node else set()
        fresh = (mentioned & names) - wanted
        wanted |= fresh
        waiting += fresh
    return "\n".join(ast.unparse(node) for node in body if _subject(node, names) in {"", *wanted})


def _subject(node: ast.stmt, names: set[str]) -> str:
    """The exercise that a definition is, drives or checks; none: it is everyone's."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return ""
    if node.name in names:
        return node.name
    for mark in node.decorator_list:
        match mark:
            case ast.Call(func=ast.Attribute(attr="exercise"), args=[ast.Constant(value=str(name))]):
                return name
    return ""


def _key(candidate: Candidate, parts: Mapping[str, str]) -> str:
    touched = [parts.get(name, "") for name in sorted(candidate.touched)]
    touched += [parts.get(_NAMED + name, "") for name in sorted(candidate.touched)] * (
        candidate.kind is ProgramKind.WRONG
    )
    cells = [text for module in sorted(candidate.cells) for text in candidate.cells[module]]
    return sha256("\0".join([candidate.kind, candidate.name, *touched, *cells]).encode())


def _stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path: (s.st_mtime_ns, s.st_size) for path in paths if path.name not in WRITTEN for s in [path.stat()]}
