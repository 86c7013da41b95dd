"""Is a week fit to release? Assignment → Audit: what was tried, and complaints, one sentence each."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from autograder.author import stub
from autograder.judge import Judge
from autograder.model import Assignment, Mistake, Outcome, Recording, Source, Submission, Variant, Verdict
from autograder.run import Sandbox, record

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Trial:
    """One program that was graded as a student's would be, and how it did."""

    name: str
    kind: str  # "solution", "handout", "right", "wrong", "mutant"
    exercise: str
    verdicts: tuple[Verdict, ...]
    distances: Mapping[str, tuple[float, bool]]  # check → the widest distance it let pass, in the shadow or natively

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the checks that did not pass."""
        return tuple(v.check for v in self.verdicts if v.outcome is not Outcome.PASSED)


@dataclass(frozen=True)
class Audit:
    """What was tried, and what is wrong with the week. Fit for release if nothing is."""

    trials: tuple[Trial, ...]
    complaints: tuple[str, ...] = field(default=())


def audit(
    judge: Judge, sandbox: Sandbox, *, only: str | None = None, progress: Progress = lambda *_: None
) -> Audit:
    """Grade the solution, the untouched handout, every right answer and every known mistake.

    `only` names an exercise or a module: the overlays and checks of no other are looked at.
    """
    exercises = {e.name for e in judge.assignment.exercises if only in {None, e.name, e.module}}
    trials = tuple(_trials(judge, sandbox, exercises, progress))
    return Audit(trials, tuple(_complaints(judge, trials, exercises)))


def _trials(judge: Judge, sandbox: Sandbox, exercises: set[str], progress: Progress) -> Iterator[Trial]:
    assignment = judge.assignment
    solution = record(_submission(assignment, assignment.sources), assignment, sandbox)
    yield _trial(judge, "solution", "solution", "", solution, None)
    stubs = {module: stub(source) for module, source in assignment.sources.items()}
    yield _trial(judge, "handout", "handout", "", record(_submission(assignment, stubs), assignment, sandbox), None)
    overlays = [overlay for overlay in (*assignment.variants, *assignment.mistakes) if overlay.exercise in exercises]
    callers = _callers(assignment)
    with ThreadPoolExecutor(2) as pool:
        recordings = pool.map(lambda overlay: _record(overlay, judge.assignment, sandbox, solution, callers), overlays)
        for number, (overlay, recording) in enumerate(zip(overlays, recordings, strict=True)):
            progress(overlay.name, number + 1, len(overlays))
            kind = "right" if isinstance(overlay, Variant) else "wrong"
            yield _trial(judge, overlay.name, kind, overlay.exercise, recording, callers[overlay.exercise])


def _trial(
    judge: Judge, name: str, kind: str, exercise: str, recording: Recording, exercises: frozenset[str] | None
) -> Trial:
    verdicts, found = judge.judge_closely(recording, exercises=exercises)
    return Trial(name, kind, exercise, verdicts, {n: (f.widest, f.shadow) for n, f in found.items()})


def _record(
    overlay: Variant | Mistake, assignment: Assignment, sandbox: Sandbox, solution: Recording, callers: Mapping[str, frozenset[str]]
) -> Recording:
    """Only what the overlay can change is called again; the rest is as the solution's."""
    affected = callers[overlay.exercise]
    probes = [probe for probe in assignment.probes if probe.exercise in affected]
    fresh = record(_submission(assignment, assignment.sources, overlay), assignment, sandbox, probes=probes)
    ids = {probe.id for probe in probes}
    return replace(fresh, tapes=(*fresh.tapes, *(tape for tape in solution.tapes if tape.probe not in ids)))


def _submission(
    assignment: Assignment, sources: Mapping[str, str], overlay: Variant | Mistake | None = None
) -> Submission:
    files = tuple(
        Source(f"{module}.py", (text, overlay.source) if overlay and overlay.module == module else (text,))
        for module, text in sources.items()
    )
    return Submission("audit", assignment.week, files, overlay.name if overlay else "solution")


def _callers(assignment: Assignment) -> dict[str, frozenset[str]]:
    """Every exercise with all that call it, however indirectly."""
    names = {exercise.name for exercise in assignment.exercises}
    calls: dict[str, set[str]] = {name: set() for name in names}
    for source in assignment.sources.values():
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef):
                calls[node.name] = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    reached: dict[str, frozenset[str]] = {}
    for name in names:
        found = {name}
        while more := {caller for caller, called in calls.items() if called & found} - found:
            found |= more
        reached[name] = frozenset(found & names)
    return reached


def _complaints(judge: Judge, trials: tuple[Trial, ...], exercises: set[str]) -> Iterator[str]:
    for trial in trials:
        ungraded = [v for v in trial.verdicts if v.outcome is Outcome.UNGRADED]
        for verdict in ungraded:
            note = verdict.difference.note if verdict.difference else "no tape"
            yield f"{trial.kind} {trial.name}: {verdict.check} could not be judged ({note})."
        match trial.kind:
            case "solution" | "right" if trial.failed:
                yield f"{trial.kind} {trial.name} loses {', '.join(trial.failed)}."
            case "handout" if len(trial.failed) < len(trial.verdicts):
                passed = [v.check for v in trial.verdicts if v.outcome is Outcome.PASSED]
                yield f"The untouched handout earns {', '.join(passed)}."
            case "wrong":
                yield from _of_mistake(trial)
    failed = {name for trial in trials if trial.kind == "wrong" for name in trial.failed}
    for check in judge.checks:
        if check.exercise in exercises and check.name not in failed:
            yield f"{check.name} is failed by no known mistake: nothing shows that it can fail."


def _of_mistake(trial: Trial) -> Iterator[str]:
    own = [name for name in trial.failed if name.startswith(f"{trial.exercise}.")]
    others = [name for name in trial.failed if name not in own]
    named = {name for verdict in trial.verdicts for name in verdict.mistakes}
    if not own:
        yield f"wrong {trial.name} loses nothing of {trial.exercise}."
    if others:
        yield f"wrong {trial.name} also loses {', '.join(others)}, which is not its own exercise."
    if own and trial.name not in named:
        yield f"wrong {trial.name} is not named" + (f", but {', '.join(sorted(named))} is." if named else ".")
