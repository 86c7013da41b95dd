"""Audit → the rows of its page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from autograder.model import Assignment, Check, Outcome
from autograder.report.pages.audit_page import AuditedCheck, AuditedExercise, AuditedWeek, LivingMutant
from autograder.workflows.audit.complaints import read_survivors
from autograder.workflows.audit.survivors import same_programs
from autograder.workflows.audit.trial import Audit, ProgramKind, Score, Trial

_RIGHT = {ProgramKind.SOLUTION, ProgramKind.RIGHT}
_WRONG = {ProgramKind.WRONG, ProgramKind.MUTANT}


def audited_week(found: Audit, assignment: Assignment) -> AuditedWeek:
    """Everything of an audit that its page tells."""
    reasons = {**read_survivors(assignment.folder), **same_programs(found.trials)}
    alive = [trial for trial in found.trials if trial.kind is ProgramKind.MUTANT and trial.survived]
    told = [LivingMutant(trial.name, trial.diff, reasons.get(trial.name, "")) for trial in alive]
    by_exercise = ((one.name, [t for t in found.trials if t.exercise == one.name]) for one in assignment.exercises)
    return AuditedWeek(
        len(found.trials),
        found.complaints,
        tuple(_exercise(name, own, found, assignment) for name, own in by_exercise if own),
        tuple(one for one in told if not one.reason),
        tuple(one for one in told if one.reason),
    )


def margins(found: Audit, own: Iterable[Trial], exercise: str) -> dict[str, float]:
    """The narrowest wrong distance of every check, in widest right ones."""
    right: dict[tuple[str, bool], float] = {}
    wrong: dict[tuple[str, bool], float] = {}
    whole = [trial for trial in found.trials if trial.kind is ProgramKind.SOLUTION]
    for trial in (*whole, *own):
        for check, distance in trial.distances:
            key = check, distance.shadow
            if trial.kind in _RIGHT:
                right[key] = max(right.get(key, 1.0), distance.passed)
            elif distance.refused < math.inf:
                wrong[key] = min(wrong.get(key, math.inf), distance.refused)
    told: dict[str, float] = {}
    for key in wrong.keys() & right.keys():
        if key[0].startswith(f"{exercise}."):
            told[key[0]] = min(told.get(key[0], math.inf), wrong[key] / right[key])
    return told


def _exercise(name: str, own: Sequence[Trial], found: Audit, assignment: Assignment) -> AuditedExercise:
    wrong = [trial for trial in own if trial.kind is ProgramKind.WRONG]
    score = found.scores.get(name, Score(0, 0))
    margin = margins(found, own, name)
    checks = (check for check in assignment.checks if check.exercise == name)
    return AuditedExercise(
        name,
        tuple(_check(check, own, margin) for check in checks),
        right=sum(trial.kind is ProgramKind.RIGHT for trial in own),
        wrong=len(wrong),
        named=sum(trial.name in trial.named for trial in wrong),
        mutants=score.mutants,
        alive=score.mutants - score.killed,
        excused=score.explained,
        margin=min(margin.values(), default=0.0),
    )


def _check(check: Check, own: Sequence[Trial], margin: Mapping[str, float]) -> AuditedCheck:
    caught = [trial for trial in own if trial.kind in _WRONG and check.name in _fails(trial)]
    mistakes = tuple(trial.name for trial in caught if trial.kind is ProgramKind.WRONG)
    alone = tuple(trial.name for trial in caught if _fails(trial) == {check.name})
    return AuditedCheck(
        check.name,
        check.text,
        check.points,
        mistakes,
        len(caught) - len(mistakes),
        alone,
        margin.get(check.name, 0.0),
    )


def _fails(trial: Trial) -> set[str]:
    """The checks that look at it and say no, whatever waits for them."""
    return {verdict.check for verdict in trial.verdicts if verdict.outcome is Outcome.FAILED}
