"""Trials → what is wrong with the week: one sentence each, for the instructor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from autograder.model import Check, Outcome
from autograder.workflows.audit.survivors import FILE as SURVIVORS
from autograder.workflows.audit.trial import Kind, Score, Trial


def complaints(trials: Iterable[Trial], checks: Iterable[Check], explained: Mapping[str, str]) -> Iterator[str]:
    """Everything the trials show. `explained` are the survivors that the instructor has a reason for."""
    tried = tuple(trials)
    for trial in tried:
        yield from _unjudged(trial)
        match trial.kind:
            case Kind.SOLUTION | Kind.RIGHT if trial.failed:
                yield f"{trial.told} loses {', '.join(trial.failed)}."
            case Kind.HANDOUT if len(trial.failed) < len(trial.verdicts):
                passed = [v.check for v in trial.verdicts if v.outcome is Outcome.PASSED]
                yield f"The untouched handout earns {', '.join(passed)}."
            case Kind.WRONG:
                yield from _of_mistake(trial)
            case Kind.MUTANT if trial.survived and trial.name not in explained:
                yield (
                    f"No check of {trial.exercise} fails the mutant {trial.name!r}. Strengthen a check or the probes; "
                    f"if it is no mistake, say why in {SURVIVORS}."
                )
    yield from _stale(tried, explained)
    yield from _idle(tried, checks)


def scores(trials: Iterable[Trial], explained: Collection[str]) -> dict[str, Score]:
    """By exercise, of those that have mutants."""
    by_exercise: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.kind is Kind.MUTANT:
            by_exercise.setdefault(trial.exercise, []).append(trial)
    return {
        exercise: Score(
            len(mutants),
            sum(not mutant.survived for mutant in mutants),
            sum(mutant.survived and mutant.name in explained for mutant in mutants),
        )
        for exercise, mutants in by_exercise.items()
    }


def _unjudged(trial: Trial) -> Iterator[str]:
    for verdict in trial.verdicts:
        if verdict.outcome is Outcome.UNGRADED:
            note = verdict.difference.note if verdict.difference else "no tape"
            yield f"{trial.told}: {verdict.check} could not be judged ({note})."


def _of_mistake(trial: Trial) -> Iterator[str]:
    own = [name for name in trial.failed if name.startswith(f"{trial.exercise}.")]
    others = [name for name in trial.failed if name not in own]
    if not own:
        yield f"{trial.told} loses nothing of {trial.exercise}."
    if others:
        yield f"{trial.told} also loses {', '.join(others)}, which is not its own exercise."
    if own and trial.name not in trial.named:
        instead = ", ".join(sorted(trial.named))
        yield f"{trial.told} is not named" + (f", but {instead} is." if instead else ".")


def _stale(trials: tuple[Trial, ...], explained: Mapping[str, str]) -> Iterator[str]:
    """A reason that explains nothing any more hides the next survivor of that name."""
    mutants = {trial.name: trial for trial in trials if trial.kind is Kind.MUTANT}
    exercises = {trial.exercise for trial in mutants.values()}
    for name in explained:
        if name.partition(":")[0] not in exercises:
            continue
        if name not in mutants:
            yield f"{SURVIVORS} explains {name!r}, which is no mutant of this week any more. Take the line out."
        elif not mutants[name].survived:
            yield f"{SURVIVORS} explains {name!r}, which does not survive: {mutants[name].failed[0]} fails it. Take the line out."


def _idle(trials: tuple[Trial, ...], checks: Iterable[Check]) -> Iterator[str]:
    failed = {name for trial in trials if trial.kind in {Kind.WRONG, Kind.MUTANT} for name in trial.failed}
    for check in checks:
        if check.name not in failed:
            yield f"{check.name} is failed by no known mistake and no mutant: nothing shows that it can fail."
