"""Assignment → Audit: everything tried, and complaints; written down and read."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from autograder.assignment import digest
from autograder.assignment.stub import cut
from autograder.errors import UsageError
from autograder.files import sha256, write_file
from autograder.judge import Judge, keep_tolerances, stale_tolerances
from autograder.model import Assignment, Recording
from autograder.sandbox import Sandbox
from autograder.workflows.audit import candidates, limits
from autograder.workflows.audit.calibration import Calibration
from autograder.workflows.audit.candidates import Candidate
from autograder.workflows.audit.complaints import SURVIVORS, at_once, complaints, read_survivors, scores
from autograder.workflows.audit.survivors import same_programs
from autograder.workflows.audit.trial import Audit, MeasuredGaps, ProgramKind, Trial
from autograder.workflows.audit.trial_runner import Progress, TrialRunner, long_probes
from autograder.workflows.audit.watching import KnownTrials, calibrating, parts

FILE = "audit.json"
FORMAT = 1
_ROOMS = ("model", "workflows/audit", "assignment", "mutation", "judge", "checks", "recorder", "sandbox")


def audit(
    judge: Judge,
    sandbox: Sandbox,
    *,
    only: Collection[str] = (),
    calibrate: bool = False,
    progress: Progress = lambda *_: None,
    found_at_once: Callable[[str], None] = lambda _: None,
    known: KnownTrials | None = None,
) -> Audit:
    """Try the solution, the handout, right answers, mistakes and mutants.

    Without `only` that is all of them.

    `only` names exercises and modules: nothing of any other is looked at. The limits that the solution needs are measured
    first, and kept in the week's folder where they are wider than the default. With `calibrate`, the tolerances of the
    checks are measured on the way and written to the week's folder. What is `known` of an earlier look is not tried again.
    Each complaint of one program is told as soon as it is `found_at_once`.
    """
    assignment = judge.assignment
    exercises, reasons = _named(assignment, only), read_survivors(assignment.folder)
    checks = tuple(check for check in judge.checks if check.exercise in exercises)
    calibration = Calibration(judge) if calibrate else None
    solution = candidates.solution(assignment, exercises)
    recording = TrialRunner(judge, sandbox, limits=limits.measuring(assignment)).record(solution)
    fitting = limits.fitting(assignment, recording, whole=not only)
    runner = TrialRunner(judge, sandbox, long_probes(recording), fitting)
    first = solution, recording
    tried: list[Trial] = []
    told: set[tuple[str, str]] = set()
    for trial in _trials(runner, first, exercises, calibration, progress, known=known or KnownTrials()):
        tried.append(trial)
        for sentence in at_once(trial, reasons, told):
            found_at_once(sentence)
    trials = tuple(tried)
    explained = {**reasons, **same_programs(trials)}
    found = [*complaints(trials, checks, explained), *limits.narrow(assignment, recording)]
    untouched = digest(assignment.folder, assignment.data) == assignment.digest
    limits.keep_fitting(assignment, fitting)
    if calibration:
        found += calibration.complaints
        keep_tolerances(assignment, exercises, calibration.rows(checks))
    else:
        found += stale_tolerances(assignment, exercises)
    week = digest(assignment.folder, assignment.data) if untouched else assignment.digest
    alive = tuple(t for t in trials if t.kind is ProgramKind.MUTANT and t.survived and t.name not in explained)
    return Audit(trials, tuple(found), scores(trials, explained), alive, week, cut(assignment).points)


def _named(assignment: Assignment, only: Collection[str]) -> frozenset[str]:
    names = {name for exercise in assignment.exercises for name in (exercise.name, exercise.module)}
    if unknown := set(only) - names:
        raise UsageError(
            f"{', '.join(sorted(unknown))}: no exercise and no file of {assignment.week}. It has {', '.join(sorted(names))}."
        )
    return frozenset(e.name for e in assignment.exercises if not only or {e.name, e.module} & set(only))


def _trials(
    runner: TrialRunner,
    first: tuple[Candidate, Recording],
    exercises: frozenset[str],
    calibration: Calibration | None,
    progress: Progress,
    *,
    known: KnownTrials,
) -> Iterator[Trial]:
    """Try first all the right programs, then the wrong ones.

    Wrong begins where right ends. `first` is the solution, recorded.
    """
    assignment = runner.judge.assignment
    every = _rest(assignment, exercises)
    resting = calibrating(every, parts(assignment)) if calibration else parts(assignment)
    old = {id(candidate): trial for candidate in every if (trial := known.of(candidate, resting))}
    for trial in old.values():
        if calibration:
            calibration.take(trial.measured)
        yield trial
    recordings = chain([first], runner.recorded(candidate for candidate in every if id(candidate) not in old))
    for number, (candidate, recorded) in enumerate(recordings, len(old)):
        progress(candidate.name, number, len(every) + 1)
        measured = calibration.measure(candidate, recorded) if calibration else MeasuredGaps()
        if candidate.kind is ProgramKind.MUTANT:
            trial = runner.survival(candidate, recorded, calibration.floored() if calibration else None)
        else:
            trial = runner.judged(candidate, recorded, calibration.tolerances() if calibration else None)
        trial = replace(trial, measured=measured)
        known.keep(candidate, resting, trial)
        yield trial


def _rest(assignment: Assignment, exercises: frozenset[str]) -> list[Candidate]:
    overlays = [one for one in (*assignment.variants, *assignment.mistakes) if one.exercise in exercises]
    return [
        candidates.handout(assignment, exercises),
        *candidates.trivial(assignment, exercises),
        *(candidates.overlaid(assignment, overlay) for overlay in overlays),
        *candidates.mutated(assignment, exercises),
    ]


@dataclass(frozen=True, slots=True)
class SavedAudit:
    """Findings of the last whole audit of just this week.

    `by_this_kit`: it was made by just this kit.
    """

    tried: int
    complaints: tuple[str, ...]
    by_this_kit: bool
    points: Mapping[str, float] = field(default_factory=dict)


def save_audit(assignment: Assignment, found: Audit) -> Path:
    """Write down a whole audit."""
    path = assignment.folder / FILE
    content = {
        "format": FORMAT,
        **_week(assignment, found.week),
        **_kit(),
        "tried": {kind.value: sum(trial.kind is kind for trial in found.trials) for kind in ProgramKind},
        "scores": {exercise: asdict(score) for exercise, score in found.scores.items()},
        "points": dict(found.points),
        "complaints": list(found.complaints),
    }
    return write_file(path, f"{json.dumps(content, indent=1, ensure_ascii=False)}\n".encode())


def saved_audit(assignment: Assignment) -> SavedAudit | None:
    """Read what is written down of this very week; None: run the audit."""
    try:
        content: Any = json.loads((assignment.folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    if any(content.get(name) != value for name, value in _week(assignment, assignment.digest).items()):
        return None
    by_this_kit = all(content.get(name) == value for name, value in _kit().items())
    return SavedAudit(
        sum(content["tried"].values()), tuple(content["complaints"]), by_this_kit, content.get("points", {})
    )


def _week(assignment: Assignment, digest: str) -> dict[str, str]:
    survivors = assignment.folder / SURVIVORS
    reasons = survivors.read_bytes() if survivors.is_file() else b""
    return {"week": digest, "survivors": sha256(reasons)}


@cache
def _kit() -> dict[str, str]:
    """Digest the rooms that an audit goes through, and torch.

    The others may change without it.
    """
    root = Path(__file__).parents[2]
    paths = [
        path for room in _ROOMS for path in ([root / room] if room.endswith(".py") else (root / room).rglob("*.py"))
    ]
    source = b"".join(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() for path in sorted(paths))
    return {"kit": sha256(source), "torch": version("torch")}
